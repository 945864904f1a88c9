import { formatAgo, useNow } from '../format';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { link } from '../router';
import { sideOf, waitsForThem } from './acts';
import { DueShort } from './due';
import { me } from './onlooker';
import type { OrderView } from './views';
import { orderLabel } from './words';

const ROLE = { BUYER: 'You buy', SELLER: 'You sell' };

/** Orders, one a line; those that wait for whoever looks say so. */
export function OrderList({ rows, section = 'orders' }: { rows: OrderView[]; section?: 'orders' | 'disputes' }) {
  const now = useNow(10_000);
  const who = me();
  return (
    <ul class="rows orders">
      {rows.map((order) => {
        const side = sideOf(order, who.userId);
        return (
          <li key={order.orderId} data-testid="order">
            <a href={link(section, order.orderId)}>
              <span class="row-main">
                <strong>{order.title}</strong>
                <small class="muted">
                  {side ? ROLE[side] : `${order.buyerAccountId} buys from ${order.sellerAccountId}`} · {formatAgo(order.changedAtMillis, now)}
                </small>
                <small class="muted">
                  <DueShort order={order} />
                </small>
              </span>
              <span class="row-side">
                <Amount minor={order.price} asset={order.asset} />
                <Badge label={orderLabel(order)} />
                {waitsForThem(order, who) && <small class="waits">Waits for you</small>}
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
