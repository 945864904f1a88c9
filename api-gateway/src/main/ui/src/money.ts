/**
 * Amounts are strings of whole minor units, as the server sends them, and are counted with BigInt:
 * a floating-point number never touches money.
 */

const DECIMAL = /^(\d*)(?:[.,](\d*))?$/;
/** To some a thousand, to others one with three decimal places: nobody is guessed at. */
const AMBIGUOUS = /^[1-9]\d{0,2},\d{3}$/;
const MAX_DIGITS = 78;

export type Parsed = { minor: string } | { code: 'AMOUNT_MALFORMED' | 'AMOUNT_TOO_PRECISE' | 'AMOUNT_NOT_POSITIVE' | 'AMOUNT_TOO_LARGE' };

/** Reads what a person typed in whole units, for example "0.5", into minor units; it never rounds. */
export function parseAmount(typed: string, scale: number): Parsed {
  const written = typed.replace(/[\s_]/g, '');
  const match = AMBIGUOUS.test(written) ? null : DECIMAL.exec(written);
  const whole = match?.[1] ?? '';
  const fraction = match?.[2] ?? '';
  if (!match || whole + fraction === '') return { code: 'AMOUNT_MALFORMED' };
  const significant = fraction.replace(/0+$/, '');
  if (significant.length > scale) return { code: 'AMOUNT_TOO_PRECISE' };
  const minor = BigInt(whole + significant.padEnd(scale, '0'));
  if (minor === 0n) return { code: 'AMOUNT_NOT_POSITIVE' };
  const digits = minor.toString();
  return digits.length > MAX_DIGITS ? { code: 'AMOUNT_TOO_LARGE' } : { minor: digits };
}

/** The two halves of an amount in whole units, the first grouped by thousands. */
export function splitAmount(minor: string, scale: number): { sign: string; whole: string; fraction: string } {
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale).replace(/\B(?=(\d{3})+$)/g, '\u2009');
  return { sign: negative ? '\u2212' : '', whole, fraction: scale === 0 ? '' : digits.slice(-scale) };
}

/** In whole units with every decimal place: exact, and aligned in a column. */
export function formatAmount(minor: string, scale: number): string {
  const { sign, whole, fraction } = splitAmount(minor, scale);
  return sign + whole + (fraction && '.' + fraction);
}

/** In whole units as an input field takes it: plain digits, no trailing zeros. */
export function plainAmount(minor: string, scale: number): string {
  const fraction = splitAmount(minor, scale).fraction.replace(/0+$/, '');
  return (BigInt(minor) / 10n ** BigInt(scale)).toString() + (fraction && '.' + fraction);
}

export const add = (a: string, b: string) => (BigInt(a) + BigInt(b)).toString();
export const subtract = (a: string, b: string) => (BigInt(a) - BigInt(b)).toString();
export const times = (minor: string, count: number) => (BigInt(minor) * BigInt(count)).toString();
/** Of so many that cost this together, exactly: none is left over. */
export const each = (minor: string, count: number) => (BigInt(minor) / BigInt(count)).toString();
export const isNegative = (minor: string) => minor.startsWith('-');
export const exceeds = (a: string, b: string) => BigInt(a) > BigInt(b);
