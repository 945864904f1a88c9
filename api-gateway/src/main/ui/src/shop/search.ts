import { isCategory, NO_CATEGORY } from './offer';

/** What is looked for; empty is everything. */
export interface Search {
  q: string;
  category: string;
}

export const MAX_SEARCH = 100;
const MAX_WORDS = 8;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const PAGE = 24;

export const EVERYTHING: Search = { q: '', category: '' };

/** What the server would refuse to look for. */
export function wrongInSearch({ q, category }: Search): { field: keyof Search; text: string } | null {
  const words = q.match(WORD)?.length ?? 0;
  if (q && (words < 1 || words > MAX_WORDS || q.length > MAX_SEARCH)) return { field: 'q', text: `It is 1 to ${MAX_WORDS} words of letters and digits` };
  return category && !isCategory(category) ? { field: 'category', text: NO_CATEGORY } : null;
}

const parametersOf = ({ q, category }: Search) => new URLSearchParams({ ...(q && { q }), ...(category && { category }) });

/** What of an address says it, so that going back finds the same again; empty for everything. */
export const segmentOf = (search: Search): string => parametersOf(search).toString();

/** What an address looks for. */
export function searchIn(segment: string): Search {
  const parameters = new URLSearchParams(segment);
  return { q: parameters.get('q') ?? '', category: parameters.get('category') ?? '' };
}

/** Of the list that finds it; of one seller's own, with what they withdrew, where one is named. */
export function listPath(search: Search, sellerId?: string): string {
  const parameters = parametersOf(search);
  if (sellerId) parameters.set('sellerId', sellerId);
  parameters.set('limit', String(PAGE));
  return '/api/products?' + parameters.toString();
}
