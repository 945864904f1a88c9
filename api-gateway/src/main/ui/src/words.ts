import type { BalanceState, DepositRequestView, DepositState, DepositView, EndReason, JournalLineView, Method, ParkedView, Person, RailView, ReconciliationCaseView, ReplayView, Role, SessionView, SignInView, WithdrawalState } from './views';

/** How something stands, beside its words: colour is never the only sign. */
export type Tone = 'calm' | 'busy' | 'good' | 'warn' | 'bad';

export interface Label {
  text: string;
  tone: Tone;
  /** One sentence for somebody who meets the word for the first time. */
  means: string;
}

const DEPOSIT: Record<DepositState, Label> = {
  DETECTED: { text: 'Seen', tone: 'busy', means: 'The payment was seen and waits for a block.' },
  CONFIRMING: { text: 'Confirming', tone: 'busy', means: 'The payment is in a block that is not deep enough yet.' },
  CREDITED: { text: 'Credited', tone: 'good', means: 'In your balance. A reorganisation could still take it back.' },
  FINAL: { text: 'Final', tone: 'good', means: 'In your balance for good.' },
  ORPHANED: { text: 'Back in the queue', tone: 'warn', means: 'Its block lost its place. It waits to be mined again.' },
  REPLACED: { text: 'Replaced', tone: 'bad', means: 'The payer spent the same coins another way. This payment will never come.' },
  SUSPENSE: { text: 'Set aside', tone: 'warn', means: 'It arrived but was not credited. Support can tell why.' },
};

/** A payment for an order goes into its pot, and not before it is final. */
export const depositLabel = ({ state, orderId }: DepositView): Label =>
  orderId && state === 'FINAL' ? { ...DEPOSIT.FINAL, means: 'Counted for the order, for good.' } : DEPOSIT[state];

export const REQUEST: Record<DepositRequestView['outcome'], Label> = {
  OPEN: { text: 'Open', tone: 'calm', means: 'Waiting for a payment.' },
  PARTIAL: { text: 'Partly paid', tone: 'warn', means: 'Less than the expected amount has come so far.' },
  PAID: { text: 'Paid', tone: 'good', means: 'Exactly the expected amount has come.' },
  EXCESS: { text: 'Overpaid', tone: 'good', means: 'More than the expected amount has come. All of it is yours.' },
  EXPIRED: { text: 'Expired', tone: 'calm', means: 'The time ran out. A late payment is still credited.' },
  LATE: { text: 'Paid late', tone: 'good', means: 'Paid after the time had run out, and credited all the same.' },
};

export const WITHDRAWAL: Record<WithdrawalState, Label> = {
  AWAITING_APPROVAL: { text: 'Awaiting approval', tone: 'warn', means: 'A second person must agree. The funds are held.' },
  APPROVED: { text: 'Approved', tone: 'busy', means: 'It will be signed next.' },
  SIGNED: { text: 'Signed', tone: 'busy', means: 'The payment is signed and stored. It will be sent next.' },
  BROADCAST: { text: 'Sent', tone: 'busy', means: 'The network has it. It waits for a block.' },
  CONFIRMING: { text: 'Confirming', tone: 'busy', means: 'In a block that is not final yet.' },
  SETTLED: { text: 'Settled', tone: 'good', means: 'Final on the chain and in the ledger.' },
  REJECTED: { text: 'Rejected', tone: 'bad', means: 'A second person refused. The funds are available again.' },
  CANCELLED: { text: 'Cancelled', tone: 'calm', means: 'Called back. The funds are available again.' },
  FAILED: { text: 'Failed', tone: 'bad', means: 'It can never be mined. The funds are available again.' },
};

export const RAIL: Record<RailView['state'], Label> = {
  UNREACHABLE: { text: 'Unreachable', tone: 'bad', means: 'The node does not answer. It is asked again.' },
  SYNCING: { text: 'Catching up', tone: 'busy', means: 'Blocks are missing and being applied.' },
  FOLLOWING: { text: 'Following', tone: 'good', means: 'At the head of the chain.' },
  STALLED: { text: 'Stalled', tone: 'warn', means: 'No new block for longer than usual.' },
  FROZEN: { text: 'Frozen', tone: 'bad', means: 'Stopped, until its node has our chain again or a person decides.' },
  PAUSED: { text: 'Paused', tone: 'warn', means: 'An administrator stopped it. Nothing is read and nothing is paid out.' },
};

export const BALANCE: Record<BalanceState, Label> = {
  KNOWN: { text: 'Known', tone: 'good', means: 'A node of the network told it within the last minute.' },
  NO_ACCOUNT: { text: 'No account yet', tone: 'calm', means: 'The network has no such account. The first payment to it makes one.' },
  ASKING: { text: 'Asking', tone: 'busy', means: 'The network’s node has been asked and has not answered yet.' },
  NODE_AWAY: { text: 'Node away', tone: 'bad', means: 'The network’s node cannot be asked. What it told before may have changed.' },
  TOO_SLOW: { text: 'Too slow', tone: 'warn', means: 'The network’s node took too long to tell.' },
  NOT_TOLD: { text: 'Not told', tone: 'calm', means: 'The network’s node does not tell, or would have to search for too long.' },
};

export const CASE: Record<ReconciliationCaseView['state'], Label> = {
  OPEN: { text: 'Open', tone: 'bad', means: 'Nobody and nothing has dealt with it yet.' },
  REPAIRED: { text: 'Repaired', tone: 'busy', means: 'What was missed was taken in again. The next comparison tells whether that was all.' },
  EXPLAINED: { text: 'Explained', tone: 'warn', means: 'A person said why. It still differs.' },
  CLOSED: { text: 'Closed', tone: 'calm', means: 'It differs no more.' },
};

export const DIFFERENCE: Record<ReconciliationCaseView['kind'], { text: string; means: string }> = {
  UNOBSERVED: { text: 'Money we did not know of', means: 'The chain holds money of ours that our facts lack.' },
  MISSING: { text: 'Money that is not there', means: 'Our facts hold money that the chain does not have.' },
  AMOUNT_DIFFERS: { text: 'Another amount', means: 'The chain and our facts name different amounts.' },
  SPENT_ELSEWHERE: { text: 'Spent by somebody else', means: 'A transaction that is none of our payouts spent our money. Whoever signed it has the key.' },
  BOOKS_DIFFER: { text: 'The ledger owes another sum', means: 'All that our facts name agrees with the chain, and the ledger does not.' },
};

export const PARKED: Record<ParkedView['state'], Label> = {
  WAITING: { text: 'Waits for a retry', tone: 'busy', means: 'It is tried again by itself.' },
  HELD: { text: 'Waits for you', tone: 'bad', means: 'The last retry failed too. A person must decide.' },
  RESOLVED: { text: 'Resolved', tone: 'good', means: 'It was accepted after all, or concerns nobody any more.' },
  DISCARDED: { text: 'Discarded', tone: 'calm', means: 'A person decided that it is never tried again.' },
};

export const REPLAY: Record<ReplayView['state'], Label> = {
  REQUESTED: { text: 'Requested', tone: 'busy', means: 'It begins within a second.' },
  RUNNING: { text: 'Running', tone: 'busy', means: 'Blocks are read again, or the log is folded beside the views in use.' },
  CANCELLING: { text: 'Being cancelled', tone: 'warn', means: 'It cleans up.' },
  COMPLETED: { text: 'Completed', tone: 'good', means: 'All of it was done again.' },
  CANCELLED: { text: 'Cancelled', tone: 'calm', means: 'The views in use were not touched; what the ledger was told stays.' },
  FAILED: { text: 'Failed', tone: 'bad', means: 'The views in use were not touched; what the ledger was told stays.' },
};

export const ENTRY: Record<JournalLineView['kind'], string> = {
  TRANSFER: 'Transfer',
  DEPOSIT: 'Deposit',
  DEPOSIT_REVERSAL: 'Deposit taken back',
  WITHDRAWAL: 'Withdrawal',
  MINT: 'New tokens',
  ESCROW: 'Escrow',
};

export const METHOD: Record<Method, string> = {
  PASSWORD: 'Password',
  BITCOIN: 'Bitcoin',
  EVM: 'Ethereum',
  POLKADOT: 'Polkadot',
  SOLANA: 'Solana',
  STELLAR: 'Stellar',
};

export const ROLE: Record<Role, { text: string; means: string }> = {
  CUSTOMER: { text: 'Customer', means: 'Has accounts, and moves the money in them.' },
  OPERATOR: { text: 'Operator', means: 'Sees everything, and approves what others ask for.' },
  ADMINISTRATOR: { text: 'Administrator', means: 'Looks after people and rails, and approves.' },
  AUDITOR: { text: 'Auditor', means: 'Sees everything and changes nothing. Goes with no other role.' },
};

const END: Record<EndReason, Label> = {
  DISCONNECTED: { text: 'Signed out', tone: 'calm', means: 'Signed out.' },
  EXPIRED: { text: 'Ran out', tone: 'calm', means: 'Nothing was heard for too long, or it was as old as a session may be.' },
  REVOKED: { text: 'Ended by hand', tone: 'warn', means: 'Ended from another session, or by an administrator.' },
  REUSED: { text: 'Ended: token copied', tone: 'bad', means: 'Its refresh token was used twice: somebody else has, or had, it.' },
  ERASED: { text: 'Forgotten', tone: 'warn', means: 'The person was forgotten.' },
  NOT_PROVEN: { text: 'Not proven', tone: 'bad', means: 'The wallet’s answer did not prove what was asked.' },
  LINKED: { text: 'Wallet linked', tone: 'good', means: 'A wallet was linked.' },
};

export const OUTCOME: Record<SignInView['outcome'], Label> = {
  SIGNED_IN: { text: 'Signed in', tone: 'good', means: 'Let in.' },
  PASSWORD_CHANGED: { text: 'Password changed', tone: 'warn', means: 'By who knew the one before. All other sessions were ended.' },
  FAILED: { text: 'Refused', tone: 'bad', means: 'The password was wrong, or sign-in by password was locked.' },
  ...END,
};

export const PERSON: Record<Person['state'], Label> = {
  REGISTERED: { text: 'Registered', tone: 'good', means: 'Can sign in.' },
  ERASED: { text: 'Forgotten', tone: 'calm', means: 'Nothing personal is left of them.' },
};

export function sessionLabel({ state, endReason }: SessionView): Label {
  if (state === 'ACTIVE') return { text: 'Active', tone: 'good', means: 'Lets its owner in.' };
  if (state === 'VERIFIED') return { text: 'Begun', tone: 'busy', means: 'The wallet is proven; nobody came in by it yet.' };
  return endReason ? END[endReason] : { text: 'Ended', tone: 'calm', means: 'It lets nobody in any more.' };
}

const REFUSALS: Record<string, string> = {
  ADDRESS_IS_OURS: 'This address belongs to Holdfast itself',
  ADDRESS_MALFORMED: 'This is not a valid address',
  ADDRESS_WRONG_NETWORK: 'This address is for another network',
  ALREADY_DECIDED: 'Another person decided before',
  ALREADY_EXISTS_DIFFERENT: 'It was done before, and otherwise',
  AMOUNT_MALFORMED: 'This is not an amount',
  AMOUNT_NOT_POSITIVE: 'The amount must be more than zero',
  AMOUNT_TOO_LARGE: 'The amount is too large',
  AMOUNT_TOO_PRECISE: 'The amount has too many decimal places',
  APPROVER_IS_REQUESTER: 'You cannot decide on your own request',
  BELOW_MINIMUM: 'The amount is below the minimum',
  BLOCK_ABOVE_CURSOR: 'The rail has not come to this block yet',
  BLOCK_BELOW_START: 'The rail began above this block',
  BLOCK_IN_GAP: 'The rail never took in this block',
  BLOCK_ORPHANED: 'The block has lost its place',
  MOMENT_AHEAD: 'That moment is still to come',
  BODY_TOO_LARGE: 'This is too large',
  CONTENT_REFUSED: 'The scanner found something in it. It was not kept',
  CONTENT_UNAVAILABLE: 'Files cannot be taken in just now',
  COSIGNATURE_REFUSED: 'This is not a known witness’s signature of this checkpoint',
  DESTINATION_NOT_ALLOWED: 'This address is not on the account’s list',
  EMAIL_TAKEN: 'Somebody is known by this e-mail address already',
  EVENT_NOT_IN_TREE: 'This event is not in a tree of this size',
  FORBIDDEN: 'Your role does not allow this',
  INSUFFICIENT_FUNDS: 'Not enough is available',
  LAST_WAY_IN: 'This is the last way in: without it nobody could sign in here as you',
  LIMIT_PER_DAY_EXCEEDED: 'This would exceed the limit of 24 hours',
  LIMIT_PER_WITHDRAWAL_EXCEEDED: 'This exceeds the limit for one withdrawal',
  LOG_NOT_SEALED: 'Nothing new is signed: the log and the tree over it contradict each other',
  NOT_FOUND: 'There is no such thing, or it is not yours',
  NOT_SIGNED_IN: 'You are not signed in any more',
  OUTCOME_UNKNOWN: 'It is not known whether this was done',
  PRODUCT_CHANGED: 'The product has changed in the meantime',
  REPLAY_RUNNING: 'Another replay has not ended yet',
  PASSWORD_GUESSABLE: 'This password is among the first that are tried',
  QUOTE_EXPIRED: 'The quote no longer holds. Ask for another',
  QUOTE_MISMATCH: 'This is not what was quoted',
  QUOTE_USED: 'An order was made by this quote already',
  RAIL_UNAVAILABLE: 'The rail does not answer just now',
  RATE_UNAVAILABLE: 'There is no fresh rate just now',
  SIGN_IN_AGAIN: 'You came in more than 15 minutes ago. Sign in again, then change it',
  TOO_MANY_PAYMENTS: 'The order has as many payments as it may have',
  TOO_MANY_REQUESTS: 'Too many tries. Wait a moment',
  TOO_MANY_WALLETS: 'No more wallets can be linked',
  TOO_MANY_WEBHOOKS: 'No more webhooks can be added',
  TOO_MUCH_EVIDENCE: 'You have shown as much as you may',
  TREE_SIZE_OUT_OF_RANGE: 'The tree never had so many events',
  TYPE_MISMATCH: 'This file is not what it claims to be',
  UNKNOWN_ASSET: 'This ledger keeps no such asset',
  UNKNOWN_PAIR: 'There is no rate for this asset',
  UNREACHABLE: 'The server does not answer',
  WALLET_BUSY: 'The wallet waits for an answer already',
  WALLET_DECLINED: 'It was declined in the wallet',
  WALLET_EMPTY: 'The wallet showed no account that can sign in here',
  WALLET_FAILED: 'The wallet could not do this',
  WALLET_NOT_LINKED: 'A wallet has to be linked first',
  WALLET_OTHER_ACCOUNT: 'The wallet shows another account than the one that is needed',
  WALLET_OTHER_CHAIN: 'The wallet is on another chain',
  WALLET_TAKEN: 'This wallet is linked to somebody else',
  WRONG_CREDENTIALS: 'This does not let you in',
  WRONG_STATE: 'It has moved on in the meantime',
};

/** What a code means, in plain words; the problem's own title where we have none. */
export const refusal = (code: string, title: string) => REFUSALS[code] ?? title;

/** Which field of a form a refusal is about, if it is about one. */
export function fieldOf(code: string): 'amount' | 'address' | null {
  if (/^(AMOUNT_|BELOW_|INSUFFICIENT_|LIMIT_)/.test(code)) return 'amount';
  return /^(ADDRESS_|DESTINATION_)/.test(code) ? 'address' : null;
}
