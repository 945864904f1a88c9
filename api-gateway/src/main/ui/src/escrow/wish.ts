import type { Refusal } from '../refusal';
import { parseSpan } from './span';
import type { OrderTimes } from './views';

/** What a new order asks for, field by field. */
export type WishField = 'seller' | 'title' | 'reference' | 'asset' | 'price' | 'address' | 'phone' | 'times';

const BY_CODE: Record<string, WishField> = {
  NOT_FOUND: 'seller',
  FORBIDDEN: 'seller',
  MALFORMED_ID: 'seller',
  UNKNOWN_ASSET: 'asset',
};

/** The words by which the detail of a malformed request names its field. */
const BY_DETAIL: [RegExp, WishField][] = [
  [/reference/i, 'reference'],
  [/title/i, 'title'],
  [/phone/i, 'phone'],
  [/deliver|address/i, 'address'],
  [/deadline|millis|times/i, 'times'],
  [/asset/i, 'asset'],
  [/seller|themselves/i, 'seller'],
];

/** Which field of a new order a refusal is about, if it is about one. */
export function fieldOfWish({ code, detail }: Refusal): WishField | null {
  if (code.startsWith('AMOUNT_')) return 'price';
  if (code === 'MALFORMED_REQUEST') return BY_DETAIL.find(([pattern]) => pattern.test(detail))?.[1] ?? null;
  return BY_CODE[code] ?? null;
}

/** How long each step may take, in the order in which they come. */
export const STEPS: [key: keyof OrderTimes, label: string, usual: string][] = [
  ['fundingMillis', 'To pay', '1 d'],
  ['shippingMillis', 'To ship', '7 d'],
  ['confirmationMillis', 'To confirm delivery', '14 d'],
  ['disputeWindowMillis', 'To complain after delivery', '3 d'],
  ['answerMillis', 'To answer a complaint', '3 d'],
  ['decisionMillis', 'To decide a dispute', '7 d'],
  ['appealMillis', 'To appeal', '3 d'],
];

export type TypedTimes = Partial<Record<keyof OrderTimes, string>>;

/** What was typed; what was left empty is as usual. */
export function timesOf(typed: TypedTimes): { times?: Partial<OrderTimes> } | { wrong: keyof OrderTimes } {
  const times: Partial<OrderTimes> = {};
  for (const [key] of STEPS) {
    const text = typed[key]?.trim();
    if (!text) continue;
    const millis = parseSpan(text);
    if (millis === null) return { wrong: key };
    times[key] = millis;
  }
  return Object.keys(times).length > 0 ? { times } : {};
}

/** A number of Kenya as people write it ("0712 345 678", "254712345678"), in E.164; any other as it is typed. */
export function phoneOf(typed: string): string {
  const digits = typed.replace(/[\s-]/g, '');
  const [, subscriber] = /^(?:\+?254|0)([17]\d{8})$/.exec(digits) ?? [];
  return subscriber ? '+254' + subscriber : digits;
}
