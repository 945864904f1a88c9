import { Refusal } from '../refusal';
import type { WalletKind } from '../views';

export interface Account {
  address: string;
  /** What its owner calls it, or nothing. */
  name: string;
  /** Which chain of the family, in that family's own word. */
  chain: string;
}

/** A wallet that is in this browser, whatever interface it has. */
export interface Wallet {
  /** Names it among those that are here. */
  readonly id: string;
  readonly kind: WalletKind;
  readonly name: string;
  readonly icon?: string;
  /** What its owner should know before it is used. */
  readonly note?: string;
  /**
   * Asks its owner which accounts this page may know; there is at least one, of a kind that can prove itself.
   *
   * @throws Refusal WALLET_DECLINED, WALLET_BUSY, WALLET_EMPTY, WALLET_FAILED
   */
  accounts(): Promise<Account[]>;
  /**
   * Asks its owner to sign exactly this. The answer has the form that the ledger's proof of this kind reads.
   *
   * @throws Refusal WALLET_DECLINED, WALLET_BUSY, WALLET_FAILED
   */
  sign(account: Account, challenge: string): Promise<string>;
  /**
   * Asks its owner to send a transaction on the chain of this number, and gives its hash. Missing where the wallet’s
   * kind has no contracts that we call.
   *
   * @throws Refusal WALLET_DECLINED, WALLET_BUSY, WALLET_OTHER_CHAIN, WALLET_FAILED
   */
  send?(from: Account, chainId: string, transaction: Transaction): Promise<string>;
}

export interface Transaction {
  to: string;
  /** In the chain’s smallest unit, in decimal digits. */
  value: string;
  /** In hex. */
  data: string;
}

/** Is told of each wallet that is found, and gives back how to tell that it is gone. */
export type Found = (wallet: Wallet) => () => void;

/** What a search for wallets looks through: the window. Ended by the function that a search gives back. */
export type Page = EventTarget & Record<string, unknown>;

export const failed = (detail: string) => new Refusal('WALLET_FAILED', 'The wallet could not do this', detail);

/** EIP-1193 and WBIP: 4001; sats-connect: -32000; Freighter: -4. Others say it in words only. */
const DECLINED = [4001, -32000, -4];
const DECLINED_IN_WORDS = /reject|cancel|declin|denied/i;
/** EIP-1474: a window of the wallet is open already. */
const BUSY = -32002;
const LONGEST_WORDS = 200;

/** Has a wallet do something, and puts what it says against it into one of our codes. */
export async function ask<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (problem) {
    throw problem instanceof Refusal ? problem : understood(problem);
  }
}

function understood(problem: unknown): Refusal {
  const { code, message } = wordsOf(problem);
  if (code === BUSY) return new Refusal('WALLET_BUSY', 'The wallet asks already', 'Open it and answer there.');
  if (DECLINED.includes(code) || DECLINED_IN_WORDS.test(message)) return new Refusal('WALLET_DECLINED', 'Declined in the wallet', '');
  return failed(message.slice(0, LONGEST_WORDS));
}

/** An error of JavaScript's, one of JSON-RPC's, an answer that holds one, or just words. */
function wordsOf(problem: unknown): { code: number; message: string } {
  if (typeof problem === 'string') return { code: 0, message: problem };
  const told = (problem ?? {}) as { code?: unknown; message?: unknown; error?: unknown };
  if (told.error) return wordsOf(told.error);
  return { code: Number(told.code ?? 0), message: typeof told.message === 'string' ? told.message : '' };
}

export function atLeastOne(accounts: Account[], what: string): Account[] {
  if (accounts.length === 0) throw new Refusal('WALLET_EMPTY', 'The wallet has no account for this', `It showed ${what}.`);
  return accounts;
}

export const utf8 = (text: string) => new TextEncoder().encode(text);

export const hex = (bytes: Uint8Array) => '0x' + Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Wallets bring their icons along. One that would have to be fetched is left out: the page loads nothing from elsewhere. */
export const iconOf = (icon: unknown) => (typeof icon === 'string' && icon.startsWith('data:image/') ? icon : undefined);
