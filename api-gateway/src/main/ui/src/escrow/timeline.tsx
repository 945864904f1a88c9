import { useEffect, useState } from 'preact/hooks';
import { formatTime, shorten } from '../format';
import { ApiError, get } from '../net/api';
import { Amount } from '../parts/amount';
import { Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { Content } from './content';
import { me } from './onlooker';
import { told, whyOf } from './told';
import type { OrderView, TimelineItem } from './views';

const VIEWERS = { BUYER: 'buyer', SELLER: 'seller', MEDIATOR: 'mediator' };

/** What happened, oldest first; asked for again with each change that the stream tells of. */
export function Timeline({ order, visibility }: { order: OrderView; visibility?: boolean }) {
  const [items, setItems] = useState<TimelineItem[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let stale = false;
    get<{ items: TimelineItem[] }>(`/api/orders/${encodeURIComponent(order.orderId)}/timeline`).then(
      ({ body }) => {
        if (stale) return;
        setError(null);
        setItems(body.items);
      },
      (problem: ApiError) => stale || setError(problem),
    );
    return () => {
      stale = true;
    };
  }, [order.orderId, order.logIndex, tries]);
  return (
    <section class="card" aria-label="Timeline">
      <h2>What happened</h2>
      <Problem error={error} retry={() => setTries(tries + 1)} />
      {items ? (
        <ol class="timeline">
          {items.map((item) => (
            <Item key={item.index + item.event} item={item} order={order} visibility={visibility} />
          ))}
        </ol>
      ) : (
        !error && <Skeleton />
      )}
    </section>
  );
}

function Item({ item, order, visibility }: { item: TimelineItem; order: OrderView; visibility?: boolean }) {
  const why = whyOf(item);
  return (
    <li data-testid="happened">
      <strong>
        {told(item, order, me().userId)}
        {why && <span class="why">: {why.charAt(0).toLowerCase() + why.slice(1)}</span>}
      </strong>
      <small class="muted">
        <time dateTime={new Date(item.atMillis).toISOString()}>{formatTime(item.atMillis)}</time>
        {visibility && <> · seen by {item.visibleTo.map((one) => VIEWERS[one]).join(', ') || 'nobody'}</>}
      </small>
      <Money item={item} />
      {item.cid && <Content cid={item.cid} orderId={order.orderId} />}
    </li>
  );
}

/** How much it is about, or who got how much of it, and where that is in the books. */
function Money({ item: { amount, toSeller, toBuyer, asset, entryId } }: { item: TimelineItem }) {
  if (!asset) return null;
  const isShared = toSeller !== null && toBuyer !== null && (toSeller !== '0' || toBuyer !== '0');
  return (
    <span>
      {amount && <Amount minor={amount} asset={asset} />}
      {isShared && (
        <>
          <Amount minor={toSeller} asset={asset} /> to the seller, <Amount minor={toBuyer} asset={asset} /> to the buyer
        </>
      )}
      {entryId && (
        <small class="muted">
          {' '}
          entry <code title={entryId}>{shorten(entryId, 14, 6)}</code>
        </small>
      )}
    </span>
  );
}
