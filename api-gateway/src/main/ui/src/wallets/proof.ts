import { post } from '../net/api';
import type { Account, Wallet } from './wallet';

interface Challenge {
  sessionId: string;
  message: string;
}

export interface Verified {
  state: 'VERIFIED' | 'LINKED';
  /** What lets in whom the wallet stands for; null where it was linked. */
  connectToken: string | null;
}

/** The wallet proves that the account is its owner's, for what this path is for. Whoever gives up meanwhile proves nothing. */
export async function prove(path: string, wallet: Wallet, account: Account, givenUp: AbortSignal): Promise<Verified> {
  const { body: challenge } = await post<Challenge>(path, { kind: wallet.kind, address: account.address, chain: account.chain });
  const answer = await wallet.sign(account, challenge.message);
  givenUp.throwIfAborted();
  return (await post<Verified>('/api/auth/wallet/verify', { sessionId: challenge.sessionId, answer })).body;
}
