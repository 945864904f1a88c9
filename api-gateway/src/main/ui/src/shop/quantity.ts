export const MAX_QUANTITY = 10_000;

/** How many are bought; null where that is no number that may be. */
export function quantityOf(typed: string): number | null {
  const digits = typed.trim();
  if (!/^\d{1,5}$/.test(digits)) return null;
  const quantity = Number(digits);
  return quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : null;
}
