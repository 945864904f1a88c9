import { useEffect, useState } from 'preact/hooks';
import { orders } from '../data';
import { formatTime } from '../format';
import { Amount, LiveAmount } from '../parts/amount';
import { Copyable } from '../parts/copy';
import { availableOf, useOwnAccounts } from '../parts/own';
import { Skeleton } from '../parts/page';
import { Payments, Qr, WithMemo } from '../parts/pay-to';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { isSeenInFull } from './acts';
import { MobileMoney } from './mobile-money';
import { myActs } from './onlooker';
import type { OrderView, PaymentPlace } from './views';

const pathOf = (order: OrderView) => `/api/orders/${encodeURIComponent(order.orderId)}/pay/`;

/** How the buyer pays, as agreed when the order was made. */
export function Pay({ order }: { order: OrderView }) {
  if (!myActs(order).includes('PAY')) return null;
  switch (order.payment) {
    case 'BALANCE':
      return <FromBalance order={order} />;
    case 'CHAIN':
      return <OnChain order={order} />;
    case 'MPESA':
      return <MobileMoney order={order} />;
    case 'CONTRACT':
      return null;
  }
}

function FromBalance({ order }: { order: OrderView }) {
  const { submit, busy, error } = useSubmit<OrderView>();
  const account = useOwnAccounts()?.find((one) => one.accountId === order.buyerAccountId);

  async function pay(event: Event) {
    event.preventDefault();
    const paid = await submit(pathOf(order) + 'balance', {});
    if (paid) orders().put(paid);
  }

  return (
    <form class="card" aria-label="Pay" onSubmit={(event) => void pay(event)}>
      <h2>Pay</h2>
      <p>
        From {order.buyerAccountId}, which has <LiveAmount minor={availableOf(account, order.asset)} asset={order.asset} /> available. It is kept safe until the order is over.
      </p>
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Pay <Amount minor={order.price} asset={order.asset} />
      </button>
    </form>
  );
}

/** To an address of its own, which is asked for once and stays the same. */
function OnChain({ order }: { order: OrderView }) {
  const [place, setPlace] = useState<PaymentPlace | null>(null);
  const { submit, busy, error } = useSubmit<PaymentPlace>();
  const ask = () => void submit(pathOf(order) + order.asset.toLowerCase(), {}).then((answer) => answer && setPlace(answer));
  useEffect(ask, [order.orderId]);
  return (
    <>
      <section class="card pay" aria-label="Pay" aria-busy={busy}>
        <h2>Pay to this address</h2>
        <Problem error={error} retry={ask} />
        {place ? <Place place={place} order={order} /> : busy && <Skeleton lines={4} />}
      </section>
      {place && <Payments requestId={place.requestId} />}
    </>
  );
}

function Place({ place, order }: { place: PaymentPlace; order: OrderView }) {
  return (
    <>
      <Qr requestId={place.requestId} />
      <Copyable text={place.address} what="Address" />
      <WithMemo requestId={place.requestId} rail={place.rail} />
      <p class="muted">
        Only {place.asset} on {place.rail}. {isSeenInFull(order) ? 'All of it was seen. It counts when it is final.' : 'It counts when it is final; more than the price comes back to you.'}{' '}
        {place.rail !== 'stellar' && <a href={place.paymentLink}>Open in a wallet</a>}
      </p>
      <dl class="facts">
        <div>
          <dt>Still to pay</dt>
          <dd data-testid="still-to-pay">
            <Amount minor={missing(order)} asset={order.asset} />
          </dd>
        </div>
        <div>
          <dt>Valid until</dt>
          <dd>{formatTime(place.expiresAtMillis)}</dd>
        </div>
      </dl>
    </>
  );
}

/** Of the price, when all that was seen becomes final. */
function missing({ price, paid, seen }: OrderView): string {
  const open = BigInt(price) - BigInt(paid) - BigInt(seen);
  return (open > 0n ? open : 0n).toString();
}
