import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { formatTime } from '../format';
import { ApiError, get } from '../net/api';
import { Amount, LiveAmount } from '../parts/amount';
import { Copyable } from '../parts/copy';
import { may } from '../session';
import { sideOf } from './acts';
import { Content } from './content';
import { me } from './onlooker';
import { QuotedPrice } from './quote';
import { formatSpan } from './span';
import type { OrderDetails, OrderView } from './views';
import { STEPS } from './wish';
import { PAYMENT } from './words';

/** One line of a list of facts. */
export const Fact = ({ name, testId, children }: { name: string; testId?: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd data-testid={testId}>{children}</dd>
  </div>
);

/** Where the money is. What is nothing is left out, but what was paid. */
export function Amounts({ order }: { order: OrderView }) {
  const { asset, price, paid, seen, paidToSeller, paidToBuyer } = order;
  return (
    <dl class="facts cost" data-testid="amounts">
      <Fact name="Price">
        <Amount minor={price} asset={asset} />
      </Fact>
      <Fact name="Paid, final" testId="paid">
        <LiveAmount minor={paid} asset={asset} />
      </Fact>
      {seen !== '0' && (
        <Fact name="Seen, not final">
          <LiveAmount minor={seen} asset={asset} />
        </Fact>
      )}
      {paidToSeller !== '0' && (
        <Fact name="Paid out to the seller" testId="to-seller">
          <LiveAmount minor={paidToSeller} asset={asset} />
        </Fact>
      )}
      {paidToBuyer !== '0' && (
        <Fact name="Gone back to the buyer" testId="to-buyer">
          <LiveAmount minor={paidToBuyer} asset={asset} />
        </Fact>
      )}
    </dl>
  );
}

export function Facts({ order }: { order: OrderView }) {
  const address = useDeliveryAddress(order);
  return (
    <dl class="facts">
      <Party name="Buyer" userId={order.buyerId} accountId={order.buyerAccountId} />
      <Party name="Seller" userId={order.sellerId} accountId={order.sellerAccountId} />
      <Fact name="Item">{order.itemReference}</Fact>
      {order.metadataCid && (
        <Fact name="Description">
          <Content cid={order.metadataCid} />
        </Fact>
      )}
      <Fact name="How it is paid">{PAYMENT[order.payment].text}</Fact>
      {order.quoted && (
        <Fact name="Price as named" testId="quoted">
          <QuotedPrice order={order} />
        </Fact>
      )}
      {order.trackingCid && (
        <Fact name="Proof of shipping">
          <Content cid={order.trackingCid} orderId={order.orderId} />
        </Fact>
      )}
      {address && (
        <Fact name="Deliver to" testId="delivery-address">
          <span class="lines">{address}</span>
        </Fact>
      )}
      <Fact name="Times agreed" testId="times">
        {STEPS.map(([key, label]) => `${label.charAt(0).toLowerCase()}${label.slice(1)} ${formatSpan(order.times[key])}`).join(', ')}
      </Fact>
      <Fact name="Made">{formatTime(order.createdAtMillis)}</Fact>
      <Fact name="Order">
        <Copyable text={order.orderId} what="Order" />
      </Fact>
    </dl>
  );
}

/** The other side learns the account, and who it is where they may look after people. */
function Party({ name, userId, accountId }: { name: string; userId: string; accountId: string }) {
  return (
    <Fact name={name}>
      {userId === me().userId ? 'you, ' : ''}
      <code>{accountId}</code>
      {may.seeAll() && <small class="muted"> {userId}</small>}
    </Fact>
  );
}

/** Sealed with the buyer: it is in no list and no stream, so whoever may see it asks for it. */
function useDeliveryAddress(order: OrderView): string | null {
  const [address, setAddress] = useState<string | null>(null);
  const asks = order.hasDeliveryAddress && sideOf(order, me().userId) !== null;
  useEffect(() => {
    if (!asks) return;
    get<OrderDetails>('/api/orders/' + encodeURIComponent(order.orderId)).then(
      ({ body }) => setAddress(body.deliveryAddress),
      (problem: ApiError) => console.warn(`delivery address: ${problem.message}`),
    );
  }, [asks, order.orderId, order.state]);
  return address;
}
