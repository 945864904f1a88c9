import { parseAmount, plainAmount } from '../money';
import { refusal } from '../words';
import type { Feature, Offer } from './views';

/** As the server has it, which checks again. */
export const MAX_TITLE = 120;
export const MAX_DESCRIPTION = 4_000;
export const MAX_CATEGORY = 60;
export const MAX_FEATURES = 30;
export const MAX_FEATURE_NAME = 60;
export const MAX_FEATURE_VALUE = 200;
export const MAX_IMAGES = 8;

/** Letters, marks, digits, signs, blanks, and what joins emoji. */
const LINE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\u200d ]*$/u;
const TEXT = /^[\p{L}\p{M}\p{N}\p{P}\p{S}\u200d \r\n]*$/u;
const CATEGORY = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} &/-]{0,59}$/u;

/** The same as it is typed: blanks around it, empty lines, and the price in whole units. */
export type TypedOffer = Offer;

export type OfferField = 'title' | 'description' | 'category' | 'price' | `name ${number}` | `value ${number}`;

export interface Wrong {
  field: OfferField;
  text: string;
}

export const nothingTyped = (asset: string): TypedOffer => ({ title: '', description: '', category: '', specification: [], images: [], asset, price: '' });

/** What is offered now, to be changed. */
export const typedOf = ({ title, description, category, specification, images, asset, price }: Offer, scale: number): TypedOffer => ({
  title,
  description,
  category,
  specification,
  images,
  asset,
  price: plainAmount(price, scale),
});

/** What the server is told, or the first thing that it would refuse. Lines that were left empty are left out. */
export function offerOf(typed: TypedOffer, scale: number): Offer | { wrong: Wrong } {
  const wrong = wrongInTexts(typed) ?? wrongInFeatures(typed.specification);
  if (wrong) return { wrong };
  const price = parseAmount(typed.price, scale);
  if ('code' in price) return { wrong: { field: 'price', text: refusal(price.code, '') } };
  return {
    ...typed,
    title: typed.title.trim(),
    description: typed.description.trim(),
    category: typed.category.trim().toLowerCase(),
    specification: typed.specification.filter((feature) => !isEmpty(feature)).map(({ name, value }) => ({ name: name.trim(), value: value.trim() })),
    price: price.minor,
  };
}

const isEmpty = ({ name, value }: Feature) => !name.trim() && !value.trim();

function wrongInTexts({ title, category, description }: TypedOffer): Wrong | null {
  if (!fits(LINE, title, MAX_TITLE)) return { field: 'title', text: printable(MAX_TITLE) };
  if (!isCategory(category)) return { field: 'category', text: NO_CATEGORY };
  return fits(TEXT, description, MAX_DESCRIPTION) ? null : { field: 'description', text: printable(MAX_DESCRIPTION) };
}

function wrongInFeatures(features: Feature[]): Wrong | null {
  const names = new Set<string>();
  for (const [index, feature] of features.entries()) {
    if (isEmpty(feature)) continue;
    if (!fits(LINE, feature.name, MAX_FEATURE_NAME)) return { field: `name ${index}`, text: printable(MAX_FEATURE_NAME) };
    if (!fits(LINE, feature.value, MAX_FEATURE_VALUE)) return { field: `value ${index}`, text: printable(MAX_FEATURE_VALUE) };
    if (names.has(feature.name.trim())) return { field: `name ${index}`, text: 'Another line has this name' };
    names.add(feature.name.trim());
  }
  return null;
}

function fits(form: RegExp, typed: string, most: number): boolean {
  const text = typed.trim();
  return text.length > 0 && text.length <= most && form.test(text);
}

const printable = (most: number) => `It needs 1 to ${most} printable characters`;

export const isCategory = (typed: string) => CATEGORY.test(typed.trim().toLowerCase());

export const NO_CATEGORY = `It is 1 to ${MAX_CATEGORY} letters, digits, blanks, “&”, “/” or “-”`;
