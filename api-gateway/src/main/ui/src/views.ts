/** What the server's views look like in JSON. Amounts are strings of minor units, times epoch millis. */

export interface Asset {
  code: string;
  scale: number;
  rail: string;
  /** Whether staff may have more of it made on its chain. */
  mintable: boolean;
  /** Whether a contract of ours on its chain holds orders in it. */
  holdsOrders: boolean;
  /** What the policy asks of withdrawals, where the server tells it; it decides again by itself. */
  withdrawal?: WithdrawalTerms | null;
}

/** In minor units. */
export interface WithdrawalTerms {
  fee: string;
  minimum: string;
  maxPerWithdrawal: string;
  maxPerDay: string;
  approvalThreshold: string;
  approvals: number;
}

export interface User {
  id: string;
  /** Null for whom nobody knows one: they came by a wallet, or were forgotten. */
  email: string | null;
  name: string | null;
  emailVerified: boolean;
  roles: Role[];
  /** `wallet:<kind>:<address>` */
  wallets: string[];
  lastSignInAtMillis: number | null;
}

/** A user as those see them who look after people. */
export interface Person extends User {
  state: 'REGISTERED' | 'ERASED';
  registeredAtMillis: number;
  /** No password counts before; 0 where it is not locked. */
  lockedUntilMillis: number;
}

export type WalletKind = 'BITCOIN' | 'EVM' | 'POLKADOT' | 'SOLANA' | 'STELLAR';

export type BalanceState = 'KNOWN' | 'NO_ACCOUNT' | 'ASKING' | 'NODE_AWAY' | 'TOO_SLOW' | 'NOT_TOLD';

/** What a wallet has of a network's own asset, as a node told it last. */
export interface WalletBalance {
  state: BalanceState;
  asset: string;
  scale: number;
  /** Null where no node ever told it: that is not zero. */
  amount: string | null;
  height: number | null;
  readAtMillis: number | null;
}

export interface WalletNetwork {
  rail: string;
  /** Which chain of its family, in the family's own word. */
  chain: string | null;
  state: RailView['state'] | null;
  lastBlock: number | null;
  balance: WalletBalance;
}

/** A wallet that lets its owner in, on the networks that can see it; no event makes it, so it has no log index. */
export interface WalletView {
  walletId: string;
  kind: WalletKind;
  address: string;
  networks: WalletNetwork[];
}

export type Method = 'PASSWORD' | WalletKind;

export type EndReason = 'DISCONNECTED' | 'EXPIRED' | 'REVOKED' | 'REUSED' | 'ERASED' | 'NOT_PROVEN' | 'LINKED';

export interface SessionView {
  sessionId: string;
  userId: string;
  /** Whether it is the one that asks. */
  current: boolean;
  method: Method;
  state: 'VERIFIED' | 'ACTIVE' | 'ENDED';
  permissions: Role[];
  address: string | null;
  userAgent: string | null;
  createdAtMillis: number;
  lastActivityAtMillis: number;
  expiresAtMillis: number;
  endedAtMillis: number | null;
  endReason: EndReason | null;
}

/** One line of somebody's sign-in history. */
export interface SignInView {
  signInId: string;
  userId: string;
  outcome: 'SIGNED_IN' | 'FAILED' | 'PASSWORD_CHANGED' | EndReason;
  method: Method;
  sessionId: string | null;
  address: string | null;
  userAgent: string | null;
  atMillis: number;
}

export type Role = 'CUSTOMER' | 'OPERATOR' | 'ADMINISTRATOR' | 'AUDITOR';

export interface Balance {
  asset: string;
  posted: string;
  held: string;
  available: string;
}

interface Row {
  logIndex: number;
}

export interface AccountView extends Row {
  accountId: string;
  ownerId: string | null;
  label: string;
  balances: Balance[];
  allowedDestinations: string[];
}

export interface JournalLineView extends Row {
  accountId: string;
  entryId: string;
  kind: 'TRANSFER' | 'DEPOSIT' | 'DEPOSIT_REVERSAL' | 'WITHDRAWAL' | 'MINT' | 'ESCROW';
  reference: string;
  asset: string;
  amount: string;
  postedAfter: string;
  counterparties: string;
  atMillis: number;
}

export interface DepositRequestView extends Row {
  requestId: string;
  /** Who is credited; of an order’s request the buyer’s account. */
  accountId: string;
  /** The order that is paid there. */
  orderId: string | null;
  ownerId: string;
  rail: string;
  asset: string;
  address: string;
  expected: string | null;
  received: string;
  outcome: 'OPEN' | 'PARTIAL' | 'PAID' | 'EXCESS' | 'EXPIRED' | 'LATE';
  createdAtMillis: number;
  expiresAtMillis: number;
}

export type DepositState = 'DETECTED' | 'CONFIRMING' | 'CREDITED' | 'FINAL' | 'ORPHANED' | 'REPLACED' | 'SUSPENSE';

export interface DepositView extends Row {
  depositId: string;
  requestId: string;
  accountId: string;
  /** The order that it is for: then nobody is credited before it is final. */
  orderId: string | null;
  ownerId: string;
  rail: string;
  transaction: string;
  output: number;
  asset: string;
  amount: string;
  state: DepositState;
  confirmations: number;
  creditDepthBlocks: number;
  finalityDepthBlocks: number;
  height: number | null;
  blockHash: string | null;
  detail: string | null;
  seenAtMillis: number;
}

export type WithdrawalState =
  | 'AWAITING_APPROVAL'
  | 'APPROVED'
  | 'SIGNED'
  | 'BROADCAST'
  | 'CONFIRMING'
  | 'SETTLED'
  | 'REJECTED'
  | 'CANCELLED'
  | 'FAILED';

export interface WithdrawalView extends Row {
  withdrawalId: string;
  accountId: string;
  ownerId: string;
  rail: string;
  asset: string;
  amount: string;
  fee: string;
  destination: string;
  state: WithdrawalState;
  requestedBy: string;
  approvalsNeeded: number;
  approvers: string[];
  transaction: string | null;
  chainFee: string | null;
  confirmations: number;
  finalityDepthBlocks: number;
  height: number | null;
  detail: string | null;
  requestedAtMillis: number;
}

export interface RailView extends Row {
  rail: string;
  state: 'UNREACHABLE' | 'SYNCING' | 'FOLLOWING' | 'STALLED' | 'FROZEN' | 'PAUSED';
  reason: string;
  height: number;
  hash: string;
  headHeight: number;
  lagBlocks: number;
  minedAtMillis: number;
  changedAtMillis: number;
  orphanedBlocks: number;
}

interface BlockRef {
  height: number;
  hash: string;
}

/** Where a frozen rail's node leaves our chain, while there is something to decide. */
export interface RailFork {
  rail: string;
  ours: BlockRef;
  meets: BlockRef;
  theirs: BlockRef;
  finalHeight: number;
  blocksToTakeBack: number;
  accepted: boolean;
}

/** What a contract said on a rail's chain. */
export interface ContractEvent {
  height: number;
  blockHash: string;
  position: number;
  transaction: string;
  contract: string;
  topic: string | null;
  name: string | null;
  problem: string | null;
  /** False when its block lost its place: then it never happened. */
  standing: boolean;
}

export interface Part {
  name: string;
  amount: string;
}

/** Nulls stand until the first comparison. */
export interface ReconciliationView extends Row {
  rail: string;
  asset: string;
  height: number | null;
  hash: string | null;
  ledgerIndex: number | null;
  chainHolds: string | null;
  ledgerOwes: string | null;
  lines: Part[];
  ofWhich: Part[];
  unexplained: string | null;
  openCases: number;
  comparedAtMillis: number | null;
  agreedHeight: number | null;
  agreedAtMillis: number | null;
  requestedAtMillis: number | null;
  postponed: string | null;
}

export interface ReconciliationCaseView extends Row {
  caseId: string;
  rail: string;
  asset: string;
  kind: 'UNOBSERVED' | 'MISSING' | 'AMOUNT_DIFFERS' | 'SPENT_ELSEWHERE' | 'BOOKS_DIFFER';
  subject: string;
  state: 'OPEN' | 'REPAIRED' | 'EXPLAINED' | 'CLOSED';
  height: number;
  hash: string;
  ledgerIndex: number;
  expected: string;
  found: string;
  evidence: { name: string; value: string }[];
  repair: string | null;
  explainedBy: string | null;
  explanation: string | null;
  closedHeight: number | null;
  opened: number;
  openedAtMillis: number;
  changedAtMillis: number;
}

export interface ParkedView extends Row {
  parkedId: string;
  kind: 'OBSERVATION' | 'DEAD_LETTER';
  source: string;
  what: string;
  target: string;
  payload: string;
  errorCode: string;
  error: string;
  height: number | null;
  state: 'WAITING' | 'HELD' | 'RESOLVED' | 'DISCARDED';
  attempts: number;
  nextRetryAtMillis: number | null;
  decidedBy: string | null;
  detail: string | null;
  parkedAtMillis: number;
}

export interface ReplayFinding {
  subject: string;
  checked: number;
  different: number;
  example: string;
}

export interface ReplayPart {
  part: 'CHAIN' | 'PROJECTIONS';
  state: string;
  done: number;
  total: number;
  detail: string | null;
  findings: ReplayFinding[];
}

export interface ReplayView extends Row {
  replayId: string;
  what: 'CHAIN' | 'PROJECTIONS' | 'ALL';
  rail: string | null;
  fromBlock: number | null;
  toBlock: number | null;
  projections: string[];
  requestedBy: string;
  reason: string;
  state: 'REQUESTED' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';
  parts: ReplayPart[];
  cancelledBy: string | null;
  requestedAtMillis: number;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}
