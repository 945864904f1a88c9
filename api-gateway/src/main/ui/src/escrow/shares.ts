import { parseAmount, type Parsed, subtract } from '../money';

/** Who gets how much, in minor units; together exactly the price. */
export interface Shares {
  toSeller: string;
  toBuyer: string;
}

export const ALL_TO_BUYER = (price: string): Shares => ({ toSeller: '0', toBuyer: price });
export const ALL_TO_SELLER = (price: string): Shares => ({ toSeller: price, toBuyer: '0' });

/** A unit that cannot be halved is the buyer's, who paid it. */
export function halves(price: string): Shares {
  const toSeller = (BigInt(price) / 2n).toString();
  return { toSeller, toBuyer: subtract(price, toSeller) };
}

type Refused = Extract<Parsed, { code: string }>;

/** What is typed is the seller's, from nothing to all; the exact rest is the buyer's. */
export function split(price: string, typed: string, scale: number): Shares | Refused {
  const amount = parseAmount(typed, scale);
  if ('code' in amount) return amount.code === 'AMOUNT_NOT_POSITIVE' ? ALL_TO_BUYER(price) : amount;
  if (BigInt(amount.minor) > BigInt(price)) return { code: 'AMOUNT_TOO_LARGE' };
  return { toSeller: amount.minor, toBuyer: subtract(price, amount.minor) };
}
