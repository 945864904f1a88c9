/** What the server's views of orders look like in JSON. Amounts are strings of minor units, times epoch millis. */

export type OrderState = 'CREATED' | 'FUNDED' | 'SHIPPED' | 'DELIVERED' | 'DISPUTED' | 'RELEASED' | 'CANCELLED' | 'EXPIRED' | 'RESOLVED';

export type PaymentMode = 'BALANCE' | 'CHAIN' | 'MPESA' | 'CONTRACT';

export type OrderDeadline = 'FUNDING' | 'SHIPPING' | 'CONFIRMATION' | 'RELEASE' | 'ANSWER' | 'DECISION' | 'APPEAL' | 'SECOND_DECISION' | 'CONTRACT';

export type DisputeStage = 'OPENED' | 'ANSWERED' | 'DECIDED' | 'APPEALED' | 'RESOLVED';

export type DisputeReason = 'NOT_RECEIVED' | 'NOT_AS_DESCRIBED' | 'DAMAGED' | 'COUNTERFEIT' | 'NOT_CONFIRMED' | 'OTHER';

export type DecisionReason = 'SELLER_DELIVERED' | 'SELLER_FAILED' | 'ITEM_FAULTY' | 'BOTH_AT_FAULT' | 'FRAUD' | 'NO_ANSWER' | 'NO_DECISION';

export interface Evidence {
  by: string;
  cid: string;
  atMillis: number;
  kind: 'COMPLAINT' | 'ANSWER' | 'MORE' | 'APPEAL';
}

export interface DisputeView {
  stage: DisputeStage;
  openedBy: string;
  reason: DisputeReason;
  openedAtMillis: number;
  answeredBy: string | null;
  evidence: Evidence[];
  /** Null where time decided. */
  decidedBy: string | null;
  decision: DecisionReason | null;
  /** Who gets how much; null until it is decided. */
  toSeller: string | null;
  toBuyer: string | null;
  decidedAtMillis: number | null;
  appealedBy: string | null;
}

export interface OrderTimes {
  fundingMillis: number;
  shippingMillis: number;
  confirmationMillis: number;
  disputeWindowMillis: number;
  answerMillis: number;
  decisionMillis: number;
  appealMillis: number;
}

/** Where a contract has a payment of it on record, finally. */
export interface Recorded {
  paymentId: string;
  rail: string;
  transaction: string;
  height: number;
  blockHash: string;
  atMillis: number;
}

/** What the price was before it was quoted in the order's asset. */
export interface Quoted {
  quoteId: string;
  asset: string;
  amount: string;
  /** Whole units of the order's asset for one of this. */
  rate: string;
  rounding: string;
  source: string;
  ratedAtMillis: number;
}

/** What an amount is in another asset, for a short time. */
export interface Quote {
  quoteId: string;
  from: { asset: string; amount: string };
  to: { asset: string; amount: string };
  rate: string;
  rounding: string;
  source: string;
  ratedAtMillis: number;
  quotedAtMillis: number;
  expiresAtMillis: number;
  /** Of the order that was made by it. */
  orderId: string | null;
}

export interface OrderView {
  orderId: string;
  buyerId: string;
  buyerAccountId: string;
  sellerId: string;
  sellerAccountId: string;
  /** Null where a contract keeps the money. */
  potAccountId: string | null;
  itemReference: string;
  title: string;
  metadataCid: string | null;
  /** Null where it is for no product. */
  product: { productId: string; version: number; quantity: number } | null;
  asset: string;
  price: string;
  payment: PaymentMode;
  state: OrderState;
  /** Final, in the pot so far. */
  paid: string;
  /** Seen and not final. */
  seen: string;
  paidToSeller: string;
  paidToBuyer: string;
  trackingCid: string | null;
  /** Null when it is over. */
  waitsFor: OrderDeadline | null;
  dueAtMillis: number | null;
  cancellationAskedBy: string | null;
  /** How many times the buyer was told that it will be released by itself. */
  releaseAnnounced: number;
  endedBy: string | null;
  endCause: string | null;
  dispute: DisputeView | null;
  recorded: Recorded | null;
  /** Null where the price was named in the asset in which it is paid. */
  quoted: Quoted | null;
  times: OrderTimes;
  hasDeliveryAddress: boolean;
  createdAtMillis: number;
  changedAtMillis: number;
  logIndex: number;
}

/** One order as its page asks for it. */
export interface OrderDetails extends OrderView {
  /** For the buyer, and for the seller once it is paid. */
  deliveryAddress: string | null;
}

type Viewer = 'BUYER' | 'SELLER' | 'MEDIATOR';

/** One thing that happened to an order. */
export interface TimelineItem {
  /** Of the event among the order’s own; what follows from it alone has the same. */
  index: number;
  atMillis: number;
  event: string;
  /** Null where nobody did it: time, a chain, or the ledger itself. */
  by: string | null;
  role: Viewer | 'SYSTEM';
  cid: string | null;
  amount: string | null;
  /** The shares that were decided, or paid. */
  toSeller: string | null;
  toBuyer: string | null;
  asset: string | null;
  reason: string | null;
  entryId: string | null;
  dueAtMillis: number | null;
  /** Who could see it from that moment on. */
  visibleTo: Viewer[];
}

/** Where an order is paid on a chain. */
export interface PaymentPlace {
  orderId: string;
  rail: string;
  asset: string;
  requestId: string;
  address: string;
  expected: string;
  /** What is final of it. */
  received: string;
  expiresAtMillis: number;
  paymentLink: string;
}

export type ContractAct = 'OPEN' | 'SHIP' | 'RELEASE' | 'REFUND' | 'DISPUTE' | 'SETTLE' | 'WITHDRAW';

export type ContractState = 'NONE' | 'FUNDED' | 'SHIPPED' | 'DISPUTED' | 'PAID_OUT';

/** What may be sent to a contract as it is. */
export interface ContractCall {
  act: ContractAct;
  /** The wallets it may come from. */
  from: string[];
  value: string;
  data: string;
}

/** How an order stands in the contract that keeps its money, as far as its chain was read. */
export interface OrderContract {
  orderId: string;
  rail: string;
  /** In decimal digits. */
  chainId: string;
  contract: string;
  /** How the contract names the order. */
  name: string;
  asset: string;
  amount: string;
  buyerWallet: string | null;
  sellerWallet: string | null;
  state: ContractState;
  isFinal: boolean;
  dueAtMillis: number | null;
  toSeller: string;
  toBuyer: string;
  /** Why what was opened does not count. */
  problem: string | null;
  calls: ContractCall[];
}

/** Content that was uploaded, named by its bytes. */
export interface Upload {
  cid: string;
  size: number;
  type: string;
  /** Null where whoever named it is forgotten. */
  fileName: string | null;
  uploadedBy: string;
  uploadedAtMillis: number;
}

export type PaymentRecordState = 'NONE' | 'WAITING' | 'SENT' | 'IN_BLOCK' | 'FINAL' | 'REFUSED';

/** How far the record of a payment in a contract is. */
export interface PaymentRecord {
  state: PaymentRecordState;
  rail: string | null;
  transaction: string | null;
  height: number | null;
  blockHash: string | null;
  /** Why it waits or was refused. */
  detail: string | null;
}

export type MobilePaymentState = 'REQUESTED' | 'PUSHED' | 'UNRESOLVED' | 'FAILED' | 'DOUBTED' | 'SUCCEEDED' | 'REFUSED';

/** A payment by mobile money. */
export interface MobilePayment {
  orderId: string;
  checkoutRequestId: string;
  state: MobilePaymentState;
  asset: string;
  amount: string;
  /** What M-Pesa told, where it was another amount. */
  told: string | null;
  requestedAtMillis: number | null;
  /** In shillings, for people. */
  amountKes: string;
  /** M-Pesa’s own name for what was paid. */
  receipt: string | null;
  /** Until when the phone is not asked again, unless this one fails; null just after it was asked for. */
  waitsUntilMillis: number | null;
}
