import { link } from './router';

/** Where somebody looks at what was asked for there: an order’s is its order. */
export const toDeposit = ({ orderId, requestId }: { orderId: string | null; requestId: string }) => (orderId ? link('orders', orderId) : link('deposits', requestId));
