import type { OrderView } from './views';

export type Side = 'BUYER' | 'SELLER';

/** Who looks at an order. */
export interface Onlooker {
  userId: string;
  /** Operator or administrator: decides disputes of others. */
  mediates: boolean;
}

export type Act = 'PAY' | 'SHIP' | 'CONFIRM' | 'RELEASE' | 'CANCEL' | 'ASK_TO_CANCEL' | 'AGREE_TO_CANCEL' | 'COMPLAIN' | 'ANSWER' | 'SHOW_MORE' | 'APPEAL' | 'DECIDE';

/** Of one side. */
const MAX_EVIDENCE = 20;

export function sideOf(order: OrderView, userId: string): Side | null {
  if (userId === order.buyerId) return 'BUYER';
  return userId === order.sellerId ? 'SELLER' : null;
}

export const otherSide = (side: Side): Side => (side === 'BUYER' ? 'SELLER' : 'BUYER');

/**
 * What somebody may do with an order as it stands, as the table in docs/concepts/escrow.md has it. Only
 * an offer: the server decides again. Where a contract has the money nobody acts here, but shows evidence.
 */
export function actsOf(order: OrderView, { userId, mediates }: Onlooker): Act[] {
  const side = sideOf(order, userId);
  const acts = side ? actsOfSide(order, side, userId) : mediates ? actsOfMediator(order, userId) : [];
  return order.payment === 'CONTRACT' ? acts.filter((act) => act === 'SHOW_MORE') : acts;
}

function actsOfSide(order: OrderView, side: Side, userId: string): Act[] {
  const isBuyer = side === 'BUYER';
  switch (order.state) {
    case 'CREATED':
      return isBuyer ? ['PAY', 'CANCEL'] : ['CANCEL'];
    case 'FUNDED':
      return isBuyer ? ['COMPLAIN', ...together(order, userId)] : ['SHIP', 'CANCEL'];
    case 'SHIPPED':
      return [...(isBuyer ? (['CONFIRM', 'RELEASE'] as const) : []), 'COMPLAIN', ...together(order, userId)];
    case 'DELIVERED':
      return [...(isBuyer ? (['RELEASE'] as const) : []), 'COMPLAIN', ...together(order, userId)];
    case 'DISPUTED':
      return actsInDispute(order, userId);
    case 'RELEASED':
    case 'CANCELLED':
    case 'EXPIRED':
    case 'RESOLVED':
      return [];
  }
}

/** What needs both: one asks, the other agrees by asking for the same. */
function together({ cancellationAskedBy }: OrderView, userId: string): Act[] {
  if (!cancellationAskedBy) return ['ASK_TO_CANCEL'];
  return cancellationAskedBy === userId ? [] : ['AGREE_TO_CANCEL'];
}

function actsInDispute({ dispute }: OrderView, userId: string): Act[] {
  if (!dispute) return [];
  const hasRoom = dispute.evidence.filter(({ by }) => by === userId).length < MAX_EVIDENCE;
  const more: Act[] = hasRoom ? ['SHOW_MORE'] : [];
  switch (dispute.stage) {
    case 'OPENED':
      return dispute.openedBy === userId ? more : ['ANSWER'];
    case 'ANSWERED':
    case 'APPEALED':
      return more;
    case 'DECIDED':
      return ['APPEAL'];
    case 'RESOLVED':
      return [];
  }
}

/** An appeal is decided by somebody else. */
function actsOfMediator({ dispute }: OrderView, userId: string): Act[] {
  if (dispute?.stage === 'ANSWERED') return ['DECIDE'];
  return dispute?.stage === 'APPEALED' && dispute.decidedBy !== userId ? ['DECIDE'] : [];
}

const ASKS: ReadonlySet<Act> = new Set<Act>(['PAY', 'SHIP', 'CONFIRM', 'AGREE_TO_CANCEL', 'ANSWER', 'DECIDE']);

/** Whether an order goes on only when this person acts, or time does it for them. */
export function waitsForThem(order: OrderView, onlooker: Onlooker): boolean {
  const acts = actsOf(order, onlooker);
  if (acts.includes('APPEAL')) return lost(order, onlooker.userId);
  if (acts.includes('PAY')) return !isSeenInFull(order);
  return (order.state === 'DELIVERED' && acts.includes('RELEASE')) || acts.some((act) => ASKS.has(act));
}

/** Whether all of the price is on its way, and only has to become final. */
export const isSeenInFull = ({ paid, seen, price }: OrderView) => BigInt(seen) > 0n && BigInt(paid) + BigInt(seen) >= BigInt(price);

/** Whether the decision gives this side less than all: only then there is a reason to appeal. */
function lost(order: OrderView, userId: string): boolean {
  const share = sideOf(order, userId) === 'BUYER' ? order.dispute?.toBuyer : order.dispute?.toSeller;
  return share !== order.price;
}
