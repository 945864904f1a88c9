import { orders } from '../data';
import { put } from '../net/api';
import { announce } from '../parts/announce';
import type { Act } from './acts';
import type { OrderView } from './views';
import { DONE } from './words';

/** The names by which the API knows what is done with an order. */
const ACTION: Record<Exclude<Act, 'PAY'>, string> = {
  SHIP: 'ship',
  CONFIRM: 'confirm',
  RELEASE: 'release',
  CANCEL: 'cancel',
  ASK_TO_CANCEL: 'cancel',
  AGREE_TO_CANCEL: 'cancel',
  COMPLAIN: 'dispute',
  ANSWER: 'answer',
  SHOW_MORE: 'evidence',
  APPEAL: 'appeal',
  DECIDE: 'decide',
};

/** Does it, shows the order as it is then, and says so. The same again is quiet, so it needs no key. */
export async function doWith(order: OrderView, act: keyof typeof ACTION, fields: object = {}): Promise<void> {
  const { body } = await put<OrderView>('/api/orders/' + encodeURIComponent(order.orderId), { action: ACTION[act], ...fields });
  orders().put(body);
  announce(DONE[act]);
}
