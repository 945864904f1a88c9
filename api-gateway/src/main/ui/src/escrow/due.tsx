import { formatAgo, formatTime, useNow } from '../format';
import type { OrderView } from './views';
import { waitOf } from './words';

/** What it waits for, until when, and what comes then by itself. */
export function Due({ order }: { order: OrderView }) {
  const now = useNow();
  const wait = waitOf(order);
  if (!wait || order.dueAtMillis === null) return null;
  return (
    <>
      {wait.what} until <time dateTime={new Date(order.dueAtMillis).toISOString()}>{formatTime(order.dueAtMillis)}</time> ({formatAgo(order.dueAtMillis, now)}), {wait.otherwise}.
    </>
  );
}

/** The same in a list, where there is little room. */
export function DueShort({ order }: { order: OrderView }) {
  const now = useNow(10_000);
  const wait = waitOf(order);
  if (!wait || order.dueAtMillis === null) return null;
  return (
    <>
      {wait.what} {formatAgo(order.dueAtMillis, now)} at the latest, {wait.otherwise}
    </>
  );
}
