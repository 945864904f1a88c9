import { Steps, type Step } from '../parts/steps';
import type { OrderState, OrderView } from './views';

const WAY: OrderState[] = ['CREATED', 'FUNDED', 'SHIPPED', 'DELIVERED', 'RELEASED'];
const NAMES = ['Made', 'Paid', 'Shipped', 'Delivered', 'Released'];

/** How far an order has come on its usual way; nothing where it left it. */
export function OrderProgress({ order }: { order: OrderView }) {
  const at = WAY.indexOf(order.state);
  if (at < 0) return null;
  const steps = NAMES.map((name, index): Step => ({ name, reached: index <= at }));
  return (
    <div class="progress">
      <Steps steps={steps} />
    </div>
  );
}
