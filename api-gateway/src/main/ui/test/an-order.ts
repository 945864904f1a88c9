import type { DisputeView, OrderView } from '../src/escrow/views';

export const BUYER = 'user:bea';
export const SELLER = 'user:sam';
export const MEDIATOR = 'user:mia';

const DAY = 86_400_000;

/** Made and not paid, for 10 minor units; the rest as a test wants it. */
export const anOrder = (but: Partial<OrderView> = {}): OrderView => ({
  orderId: 'order:1',
  buyerId: BUYER,
  buyerAccountId: 'account:bea',
  sellerId: SELLER,
  sellerAccountId: 'account:sam',
  potAccountId: 'account:escrow:1',
  itemReference: 'lamp-1',
  title: 'Lamp',
  metadataCid: null,
  product: null,
  asset: 'BTC',
  price: '10',
  payment: 'BALANCE',
  state: 'CREATED',
  paid: '0',
  seen: '0',
  paidToSeller: '0',
  paidToBuyer: '0',
  trackingCid: null,
  waitsFor: 'FUNDING',
  dueAtMillis: 1_000,
  cancellationAskedBy: null,
  releaseAnnounced: 0,
  endedBy: null,
  endCause: null,
  dispute: null,
  recorded: null,
  quoted: null,
  times: { fundingMillis: DAY, shippingMillis: DAY, confirmationMillis: DAY, disputeWindowMillis: DAY, answerMillis: DAY, decisionMillis: DAY, appealMillis: DAY },
  hasDeliveryAddress: false,
  createdAtMillis: 0,
  changedAtMillis: 0,
  logIndex: 1,
  ...but,
});

/** The buyer complained; the rest as a test wants it. */
export const aDispute = (but: Partial<DisputeView> = {}): DisputeView => ({
  stage: 'OPENED',
  openedBy: BUYER,
  reason: 'DAMAGED',
  openedAtMillis: 0,
  answeredBy: null,
  evidence: [{ by: BUYER, cid: 'bafy1', atMillis: 0, kind: 'COMPLAINT' }],
  decidedBy: null,
  decision: null,
  toSeller: null,
  toBuyer: null,
  decidedAtMillis: null,
  appealedBy: null,
  ...but,
});

export const inDispute = (dispute: Partial<DisputeView> = {}, but: Partial<OrderView> = {}) => anOrder({ state: 'DISPUTED', paid: '10', trackingCid: 'bafy0', dispute: aDispute(dispute), ...but });
