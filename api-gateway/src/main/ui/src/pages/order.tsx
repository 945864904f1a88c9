import { useState } from 'preact/hooks';
import { orders, useFetched } from '../data';
import { Acts } from '../escrow/acts-card';
import { Contract } from '../escrow/contract';
import { Due } from '../escrow/due';
import { Amounts, Facts } from '../escrow/facts';
import { Hearing } from '../escrow/hearing';
import { myActs } from '../escrow/onlooker';
import { Pay } from '../escrow/pay';
import { OrderProgress } from '../escrow/progress';
import { OnRecord } from '../escrow/record';
import { Timeline } from '../escrow/timeline';
import type { OrderView } from '../escrow/views';
import { endOf, orderLabel } from '../escrow/words';
import type { ApiError } from '../net/api';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { link } from '../router';
import { useRows } from '../rows';
import { ProductInOrder } from '../shop/in-order';

/** One order, as its buyer, its seller and staff see it. */
export function OrderPage({ id }: { id: string }) {
  const { order, error } = useOrder(id);
  return (
    <Page title={order?.title ?? 'Order'} lead={<Back to="orders" />} aside={order && <Badge label={orderLabel(order)} />}>
      <Problem error={error} />
      {order ? <Details order={order} /> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

/** From the list that is live, or by its id where that is too long ago. */
export function useOrder(id: string): { order: OrderView | undefined; error: ApiError | null } {
  const list = useRows(orders());
  const [error, setError] = useState<ApiError | null>(null);
  const order = list.rows?.find((one) => one.orderId === id);
  useFetched(orders(), list.rows !== null && !order, '/api/orders/' + encodeURIComponent(id), setError);
  return { order, error: order ? null : (error ?? list.error) };
}

function Details({ order }: { order: OrderView }) {
  return (
    <div class="columns even order">
      <div>
        <Standing order={order} />
        <Pay order={order} />
        <Contract order={order} />
        <OnRecord order={order} />
        <Acts order={order} />
      </div>
      <div>
        {order.dispute && <Hearing order={order} dispute={order.dispute} />}
        <Timeline order={order} />
        {order.product && <ProductInOrder order={order} bought={order.product} />}
        <section class="card" aria-label="About the order">
          <h2>About the order</h2>
          <Facts order={order} />
        </section>
      </div>
    </div>
  );
}

function Standing({ order }: { order: OrderView }) {
  const end = endOf(order);
  return (
    <section class="card" aria-label="How it stands" data-testid="standing">
      <p class="hero">
        <Amount minor={order.price} asset={order.asset} />
      </p>
      <p aria-live="polite">{orderLabel(order).means}</p>
      {end && <p class="muted">It ended so {end}.</p>}
      <p class="due">
        <Due order={order} />
      </p>
      <Warnings order={order} />
      <OrderProgress order={order} />
      <Amounts order={order} />
    </section>
  );
}

function Warnings({ order }: { order: OrderView }) {
  const acts = myActs(order);
  return (
    <>
      {acts.includes('AGREE_TO_CANCEL') && (
        <p class="note" role="status">
          The other side asks to cancel. You may agree, or leave it.
        </p>
      )}
      {order.releaseAnnounced > 0 && acts.includes('CONFIRM') && (
        <p class="note" role="status">
          It will be released to the seller by itself, soon. Complain now if something is wrong.
        </p>
      )}
      {acts.includes('DECIDE') && (
        <p class="note" role="status">
          It waits for a mediator. <a href={link('disputes', order.orderId)}>Decide it at the desk</a>
        </p>
      )}
    </>
  );
}
