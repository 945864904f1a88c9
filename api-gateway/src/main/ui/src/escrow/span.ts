const SPAN = /^(\d+)\s*(min|h|d)$/;
const UNITS = { min: 60_000, h: 3_600_000, d: 86_400_000 };
const MOST_MILLIS = 365 * UNITS.d;

type Unit = keyof typeof UNITS;

/** How long a side may take, as a person types it ("3 d", "12 h", "30 min"): one minute to 365 days; else null. */
export function parseSpan(typed: string): number | null {
  const [, count, unit] = SPAN.exec(typed.trim().toLowerCase()) ?? [];
  if (!count || !unit) return null;
  const millis = Number(count) * UNITS[unit as Unit];
  return millis >= UNITS.min && millis <= MOST_MILLIS ? millis : null;
}

/** In the largest unit that says it exactly. */
export function formatSpan(millis: number): string {
  const unit = (['d', 'h', 'min'] as const).find((one) => millis % UNITS[one] === 0);
  return unit ? `${millis / UNITS[unit]} ${unit}` : `${Math.round(millis / 1_000)} s`;
}
