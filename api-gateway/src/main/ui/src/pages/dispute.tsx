import { Decide } from '../escrow/decide';
import { Due } from '../escrow/due';
import { Amounts, Facts } from '../escrow/facts';
import { Hearing } from '../escrow/hearing';
import { me } from '../escrow/onlooker';
import { sideOf } from '../escrow/acts';
import { Timeline } from '../escrow/timeline';
import type { DisputeView, OrderView } from '../escrow/views';
import { orderLabel } from '../escrow/words';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useOrder } from './order';

/** The mediator’s desk with one dispute on it. */
export function DisputePage({ id }: { id: string }) {
  const { order, error } = useOrder(id);
  return (
    <Page title={order ? 'Dispute: ' + order.title : 'Dispute'} lead={<Back to="disputes" />} aside={order && <Badge label={orderLabel(order)} />}>
      <Problem error={error} />
      {order ? order.dispute ? <Desk order={order} dispute={order.dispute} /> : <div class="empty">Nobody has complained about this order.</div> : !error && <Skeleton lines={6} />}
    </Page>
  );
}

function Desk({ order, dispute }: { order: OrderView; dispute: DisputeView }) {
  return (
    <>
      <Hearing order={order} dispute={dispute} open />
      <div class="columns even order">
        <div>
          <section class="card" aria-live="polite" aria-label="How it stands" data-testid="standing">
            <p class="hero">
              <Amount minor={order.price} asset={order.asset} />
            </p>
            <p>{orderLabel(order).means}</p>
            <p class="due">
              <Due order={order} />
            </p>
            <NotYou order={order} dispute={dispute} />
            <Amounts order={order} />
          </section>
          <Decide order={order} />
          <section class="card" aria-label="About the order">
            <h2>About the order</h2>
            <Facts order={order} />
          </section>
        </div>
        <Timeline order={order} visibility />
      </div>
    </>
  );
}

/** Why somebody who decides disputes does not decide this one. */
function NotYou({ order, dispute }: { order: OrderView; dispute: DisputeView }) {
  const { userId, mediates } = me();
  if (!mediates) return null;
  if (sideOf(order, userId)) return <p class="note">This order is yours, so another person has to decide.</p>;
  if (dispute.stage === 'APPEALED' && dispute.decidedBy === userId) return <p class="note">You decided before. The appeal is decided by another person.</p>;
  return null;
}
