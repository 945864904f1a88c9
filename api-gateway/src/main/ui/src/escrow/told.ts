import type { OrderView, TimelineItem } from './views';
import { COMPLAINT, DECISION, END, PAYOUT, STEP, whoIs } from './words';

/** What an event says, where somebody did it and where nobody has to. */
const TOLD: Record<string, string | [byThem: string, alone: string]> = {
  OrderCreated: ['made the order', 'The order was made'],
  ProductOrdered: 'It is for a product that the seller offers',
  OrderQuoted: 'Its price was named in another asset, and quoted',
  OrderPaymentSeen: 'A payment was seen; it is not final yet',
  OrderPaymentLost: 'A payment that was seen will not come',
  OrderPaid: 'A payment is final and in the pot',
  OrderPaymentRecorded: 'The payment is on record in the contract, finally',
  OrderFunded: 'The price is paid in full',
  OrderShipped: ['shipped it', 'It was shipped'],
  OrderReleaseAnnounced: 'The buyer was told that it will be released by itself',
  OrderDelivered: ['confirmed delivery', 'It was delivered'],
  OrderCancellationAsked: ['asked to cancel', 'Somebody asked to cancel'],
  OrderReleased: ['released the money to the seller', 'Released to the seller'],
  OrderCancelled: ['cancelled the order', 'The order was cancelled'],
  OrderExpired: 'The order expired unpaid',
  DisputeOpened: ['complained', 'A complaint was opened'],
  DisputeAnswered: ['answered the complaint', 'The complaint was answered'],
  EvidenceAdded: ['showed more evidence', 'More evidence was shown'],
  DisputeDecided: ['decided', 'Time decided'],
  DisputeAppealed: ['appealed', 'The decision was appealed'],
  OrderResolved: ['decided for good', 'The decision was carried out'],
  OrderPaidOut: 'Money left the pot',
  DeliveryAddressGiven: ['gave a delivery address', 'A delivery address was given'],
  DeliveryAddressShown: 'The seller may see the delivery address',
  ContractFollowed: 'The contract told something new',
  ContractAsked: 'Nothing was heard of the contract: it is asked',
};

/** One line of a timeline, for whoever reads it. */
export function told({ event, by }: Pick<TimelineItem, 'event' | 'by'>, order: OrderView, me: string): string {
  const words = TOLD[event];
  if (!words) return event;
  if (typeof words === 'string') return words;
  return by ? `${whoIs(by, order, me)} ${words[0]}` : words[1];
}

/** What the reason of each event is one of. */
const REASONS: Record<string, Record<string, string>> = {
  DisputeOpened: COMPLAINT,
  DisputeDecided: DECISION,
  OrderResolved: DECISION,
  OrderReleased: END,
  OrderCancelled: END,
  OrderPaidOut: PAYOUT,
  ContractFollowed: STEP,
};

/** Why it happened, in words; null where that says nothing more. */
export const whyOf = ({ event, reason }: Pick<TimelineItem, 'event' | 'reason'>): string | null => (reason ? (REASONS[event]?.[reason] ?? null) : null);
