import { useEffect, useState } from 'preact/hooks';

const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

export const formatTime = (millis: number) => dateTime.format(millis);

/** "2 minutes ago", "in 3 hours"; what is under a second is now. */
export function formatAgo(millis: number, nowMillis: number): string {
  const distance = millis - nowMillis;
  const [unit, size] = STEPS.find(([, step]) => Math.abs(distance) >= step) ?? ['second', 1_000];
  return relative.format(Math.trunc(distance / size), unit);
}

export const shorten = (text: string, head = 10, tail = 8) =>
  text.length <= head + tail + 1 ? text : text.slice(0, head) + '…' + text.slice(-tail);

/** Without the prefix that every id carries. */
export const bareId = (id: string) => id.replace(/^[a-z-]+:/, '');

export const formatMillis = (millis: number) => (millis < 10 ? millis.toFixed(1) : Math.round(millis).toString()) + ' ms';

/** In the largest unit of which there is one, with one decimal place. */
export function formatBytes(bytes: number): string {
  const unit = (['GB', 'MB', 'kB'] as const).find((_, index) => bytes >= 1_000 ** (3 - index));
  if (!unit) return `${bytes} B`;
  return (bytes / 1_000 ** { GB: 3, MB: 2, kB: 1 }[unit]).toFixed(1) + ' ' + unit;
}

/** The time now, renewed at an interval, for whatever counts seconds. */
export function useNow(intervalMillis = 1_000): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), intervalMillis);
    return () => clearInterval(timer);
  }, [intervalMillis]);
  return now;
}
