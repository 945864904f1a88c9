import type { Asset } from '../views';
import type { Label } from '../words';
import { isSeenInFull, sideOf, type Act, type Side } from './acts';
import type { ContractState, DecisionReason, DisputeReason, DisputeStage, Evidence, MobilePaymentState, OrderState, OrderView, PaymentMode, PaymentRecordState } from './views';

const STATE: Record<Exclude<OrderState, 'DISPUTED'>, Label> = {
  CREATED: { text: 'To be paid', tone: 'warn', means: 'The seller begins when the price is there for good.' },
  FUNDED: { text: 'Paid', tone: 'busy', means: 'The price is kept safe. Now the seller ships.' },
  SHIPPED: { text: 'Shipped', tone: 'busy', means: 'On its way. The price is still kept safe.' },
  DELIVERED: { text: 'Delivered', tone: 'busy', means: 'It has arrived. There is still time to look at it and to complain.' },
  RELEASED: { text: 'Released', tone: 'good', means: 'The seller has been paid. The order is over.' },
  CANCELLED: { text: 'Cancelled', tone: 'calm', means: 'Called off. What was paid went back to the buyer.' },
  EXPIRED: { text: 'Expired', tone: 'calm', means: 'It was not paid in time. What had been paid went back to the buyer.' },
  RESOLVED: { text: 'Resolved', tone: 'good', means: 'The dispute is over, and each side has its share.' },
};

const DISPUTE: Record<DisputeStage, Label> = {
  OPENED: { text: 'Complaint', tone: 'bad', means: 'One side complained. The other one is asked to answer.' },
  ANSWERED: { text: 'With a mediator', tone: 'bad', means: 'Both sides have spoken. A mediator decides.' },
  DECIDED: { text: 'Decided', tone: 'warn', means: 'A decision is there. Either side may appeal, once.' },
  APPEALED: { text: 'Appealed', tone: 'bad', means: 'One side appealed. Another mediator decides, for good.' },
  RESOLVED: STATE.RESOLVED,
};

const SEEN: Label = { text: 'Payment seen', tone: 'busy', means: 'All of it was seen. It counts when it is final.' };

/** How an order stands. */
export function orderLabel(order: OrderView): Label {
  if (order.state === 'DISPUTED') return DISPUTE[order.dispute?.stage ?? 'OPENED'];
  return order.state === 'CREATED' && isSeenInFull(order) ? SEEN : STATE[order.state];
}

/** What an order waits for, and what happens when that does not come in time. */
export interface Wait {
  what: string;
  otherwise: string;
}

export function waitOf(order: OrderView): Wait | null {
  switch (order.waitsFor) {
    case null:
      return null;
    case 'FUNDING':
      return { what: isSeenInFull(order) ? 'The payment becomes final' : 'The buyer pays', otherwise: 'else it expires and what was paid goes back' };
    case 'SHIPPING':
      return { what: 'The seller ships', otherwise: 'else refunded' };
    case 'CONFIRMATION':
      return { what: 'The buyer confirms delivery', otherwise: 'else the seller is paid' };
    case 'RELEASE':
      return { what: 'The buyer looks at it', otherwise: 'then the seller is paid' };
    case 'ANSWER':
      return { what: `The ${silentSide(order)} answers`, otherwise: `else decided against the ${silentSide(order)}` };
    case 'DECISION':
      return { what: 'A mediator decides', otherwise: order.trackingCid ? 'else each side gets half' : 'else refunded' };
    case 'APPEAL':
      return { what: 'Either side may appeal', otherwise: 'then the decision is carried out' };
    case 'SECOND_DECISION':
      return { what: 'Another mediator decides', otherwise: 'else the first decision is carried out' };
    case 'CONTRACT':
      return { what: 'The contract is heard', otherwise: 'else it is asked' };
  }
}

const silentSide = (order: OrderView) => (order.dispute?.openedBy === order.buyerId ? 'seller' : 'buyer');

/** For its own side and the other one; for staff both are others. */
export function sideName(side: Side, order: OrderView, me: string): string {
  return sideOf(order, me) === side ? 'You' : side === 'BUYER' ? 'The buyer' : 'The seller';
}

/** Who of an order somebody is; a mediator by their id. */
export function whoIs(userId: string, order: OrderView, me: string): string {
  const side = sideOf(order, userId);
  if (side) return sideName(side, order, me);
  return userId === me ? 'You' : 'A mediator';
}

export const PAYMENT: Record<PaymentMode, { text: string; means: string }> = {
  BALANCE: { text: 'From a balance', means: 'At once, from your account here.' },
  CHAIN: { text: 'By a payment on its chain', means: 'To an address of its own. It counts when it is final.' },
  MPESA: { text: 'By M-Pesa', means: 'You are asked on your phone. It counts when it is certain.' },
  CONTRACT: { text: 'To a contract', means: 'A contract on the chain keeps the money, and has the last word.' },
};

/** How an order in this asset may be paid. */
export function paymentsIn({ rail, holdsOrders }: Pick<Asset, 'rail' | 'holdsOrders'>): PaymentMode[] {
  if (rail === 'mpesa') return ['MPESA', 'BALANCE'];
  return holdsOrders ? ['BALANCE', 'CHAIN', 'CONTRACT'] : ['BALANCE', 'CHAIN'];
}

/** The same, and by M-Pesa at a quote where this ledger has shillings. */
export function paymentsFor(code: string, assets: Asset[]): PaymentMode[] {
  const own = paymentsIn(assets.find((one) => one.code === code)!);
  return own.includes('MPESA') || !assets.some((one) => one.rail === 'mpesa') ? own : [...own, 'MPESA'];
}

export const COMPLAINT: Record<DisputeReason, string> = {
  NOT_RECEIVED: 'It did not arrive',
  NOT_AS_DESCRIBED: 'It is not as described',
  DAMAGED: 'It is damaged',
  COUNTERFEIT: 'It is counterfeit',
  NOT_CONFIRMED: 'It arrived, and the buyer does not say so',
  OTHER: 'Something else',
};

/** What a side may complain of. */
export const complaintsOf = (side: Side): DisputeReason[] => (side === 'BUYER' ? ['NOT_RECEIVED', 'NOT_AS_DESCRIBED', 'DAMAGED', 'COUNTERFEIT', 'OTHER'] : ['NOT_CONFIRMED', 'OTHER']);

export const DECISION: Record<DecisionReason, string> = {
  SELLER_DELIVERED: 'The seller delivered',
  SELLER_FAILED: 'The seller did not deliver',
  ITEM_FAULTY: 'The item is faulty',
  BOTH_AT_FAULT: 'Both are at fault',
  FRAUD: 'Fraud',
  NO_ANSWER: 'The other side did not answer in time',
  NO_DECISION: 'No mediator decided in time',
};

/** By people; the others are time’s. */
export const DECISIONS: DecisionReason[] = ['SELLER_DELIVERED', 'SELLER_FAILED', 'ITEM_FAULTY', 'BOTH_AT_FAULT', 'FRAUD'];

export const EVIDENCE: Record<Evidence['kind'], string> = { COMPLAINT: 'Complaint', ANSWER: 'Answer', MORE: 'More evidence', APPEAL: 'Appeal' };

export const END: Record<string, string> = {
  BUYER: 'by the buyer',
  SELLER: 'by the seller',
  BOTH: 'by both sides',
  NOT_SHIPPED: 'because it was not shipped in time',
  NOT_CONFIRMED: 'because the buyer neither confirmed nor complained in time',
  WINDOW_CLOSED: 'because nobody complained in time',
  CONTRACT: 'because the contract says so',
};

/** Why money left a pot. */
export const PAYOUT: Record<string, string> = {
  EXCESS: 'more was paid than the price',
  LATE: 'it came too late',
  EXPIRED: 'it was not paid in full in time',
  CANCELLED: 'the order was cancelled',
  RELEASED: 'the order was released',
  RESOLVED: 'the dispute is over',
};

/** What a contract says of an order. */
export const STEP: Record<string, string> = {
  NOTHING: 'nothing was paid into it in time',
  FUNDED: 'it is paid',
  SHIPPED: 'it is shipped',
  DELIVERED: 'it is delivered',
  DISPUTED: 'there is a dispute',
  PAID_OUT: 'the money is paid out',
};

/** Where an order stands in its contract. */
export const IN_CONTRACT: Record<ContractState, Label> = {
  NONE: { text: 'Not opened', tone: 'warn', means: 'Nothing was paid into it for this order.' },
  FUNDED: { text: 'Paid in', tone: 'busy', means: 'It has the whole price.' },
  SHIPPED: { text: 'Shipped', tone: 'busy', means: 'The seller says there that it is on its way.' },
  DISPUTED: { text: 'Disputed', tone: 'bad', means: 'It keeps the money until its mediator decides.' },
  PAID_OUT: { text: 'Paid out', tone: 'good', means: 'It is over. What is somebody’s is fetched by them.' },
};

/** Why it ended as it did, as the end of a sentence; empty where there is nothing to add. */
export const endOf = ({ endCause }: OrderView) => (endCause ? (END[endCause] ?? '') : '');

/** What was done, said when it is done. */
export const DONE: Record<Act, string> = {
  PAY: 'Paid',
  SHIP: 'Marked as shipped',
  CONFIRM: 'Delivery is confirmed',
  RELEASE: 'The seller has been paid',
  CANCEL: 'The order is cancelled',
  ASK_TO_CANCEL: 'The other side is asked to agree',
  AGREE_TO_CANCEL: 'The order is cancelled',
  COMPLAIN: 'The complaint is open',
  ANSWER: 'Your answer is given',
  SHOW_MORE: 'Your evidence is added',
  APPEAL: 'Your appeal is open',
  DECIDE: 'Your decision is given',
};

export const MOBILE: Record<MobilePaymentState, Label> = {
  REQUESTED: { text: 'Asked for', tone: 'busy', means: 'M-Pesa is being asked to push it to your phone.' },
  PUSHED: { text: 'On your phone', tone: 'busy', means: 'Look at your phone and enter your PIN there.' },
  UNRESOLVED: { text: 'Not known yet', tone: 'warn', means: 'M-Pesa has not told yet what came of it, and is asked again. What is paid twice comes back to you.' },
  FAILED: { text: 'Not paid', tone: 'bad', means: 'M-Pesa says that it was not paid. You can try again.' },
  SUCCEEDED: { text: 'Paid', tone: 'good', means: 'M-Pesa has confirmed it.' },
  DOUBTED: { text: 'Being looked into', tone: 'bad', means: 'M-Pesa told of another amount than was asked for. A person looks into it.' },
  REFUSED: { text: 'Does not count', tone: 'bad', means: 'A person looked into it and decided that it does not count.' },
};

/** How far the record of a payment in a contract is. */
export const RECORD: Record<Exclude<PaymentRecordState, 'NONE'>, Label> = {
  WAITING: { text: 'Waiting', tone: 'busy', means: 'It will be put on record on the chain. Nothing waits for that.' },
  SENT: { text: 'Sent', tone: 'busy', means: 'The chain was given it. It waits for a block.' },
  IN_BLOCK: { text: 'In a block', tone: 'busy', means: 'In a block that is not final yet.' },
  FINAL: { text: 'Final', tone: 'good', means: 'The payment is on record on the chain, for ever.' },
  REFUSED: { text: 'Being looked into', tone: 'bad', means: 'It could not be put on record. A person looks into it; the order goes on.' },
};
