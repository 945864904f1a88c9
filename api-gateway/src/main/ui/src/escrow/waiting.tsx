import { useEffect, useRef } from 'preact/hooks';
import { openDisputes, orders } from '../data';
import { announce } from '../parts/announce';
import { Icon } from '../parts/icon';
import { link } from '../router';
import { type Rows, useRows } from '../rows';
import { sideOf, waitsForThem, type Onlooker } from './acts';
import { me } from './onlooker';
import type { OrderView } from './views';
import { orderLabel } from './words';

/** As one side of an order; what waits for a mediator is counted by itself. */
const asSide = (): Onlooker => ({ ...me(), mediates: false });

/** How many of these wait for the one signed in, told by the stream; a new one is said aloud. */
function useWaiting(of: Rows<OrderView>, onlooker: Onlooker): number {
  const rows = useRows(of).rows;
  useSpoken(rows, onlooker);
  return rows?.filter((order) => waitsForThem(order, onlooker)).length ?? 0;
}

const Count = ({ count, testId }: { count: number; testId: string }) =>
  count > 0 ? (
    <span class="badge warn" data-testid={testId}>
      {count}
    </span>
  ) : null;

export const OrdersCount = () => <Count count={useWaiting(orders(), asSide())} testId="orders-count" />;

export const DisputesCount = () => <Count count={useWaiting(openDisputes(), me())} testId="disputes-count" />;

/** On the first page: what goes on only when its reader acts. */
export function OrdersWaiting() {
  const count = useRows(orders()).rows?.filter((order) => waitsForThem(order, asSide())).length ?? 0;
  if (count === 0) return null;
  return (
    <a class="card waiting" href={link('orders')}>
      <Icon name="order" />
      <strong>{count === 1 ? 'One order waits for you' : `${count} orders wait for you`}</strong>
      <Icon name="chevron" />
    </a>
  );
}

/** The first sight of an order is no news. */
function useSpoken(rows: OrderView[] | null, onlooker: Onlooker): void {
  const known = useRef<Map<string, string> | null>(null);
  useEffect(() => {
    if (!rows) return;
    const before = known.current;
    known.current = new Map(rows.map((order) => [order.orderId, newsOf(order, onlooker)]));
    if (!before) return;
    for (const order of rows) {
      const news = newsOf(order, onlooker);
      if (news && before.get(order.orderId) !== news) announce(news);
    }
  }, [rows]);
}

/** What concerns whoever is signed in; empty where it does not. */
function newsOf(order: OrderView, onlooker: Onlooker): string {
  const waits = waitsForThem(order, onlooker);
  if (!waits && !sideOf(order, onlooker.userId)) return '';
  return `Order ${order.title}: ${orderLabel(order).text}.` + (waits ? ' It waits for you.' : '');
}
