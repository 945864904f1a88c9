import assert from 'node:assert/strict';
import { Refusal } from '../src/refusal';
import type { Account, Found, Page, Wallet } from '../src/wallets/wallet';

Object.assign(globalThis, { location: { origin: 'http://holdfast.test' } });

/** Stands in for the window that wallets are found through, with whatever they put there before. */
export function aPage(put: Record<string, unknown> = {}): Page {
  return Object.assign(new EventTarget(), put) as unknown as Page;
}

type Search = (page: Page, found: Found) => () => void;

/** What a search has found so far, and how to end it. */
export function search(find: Search, page: Page) {
  const wallets: Wallet[] = [];
  const stop = find(page, (wallet) => {
    wallets.push(wallet);
    return () => void wallets.splice(wallets.indexOf(wallet), 1);
  });
  return { wallets, stop };
}

/** The only one that is found. */
export function theOne(find: Search, page: Page): Wallet {
  const { wallets } = search(find, page);
  assert.equal(wallets.length, 1);
  return wallets[0]!;
}

export const signedBy = async (wallet: Wallet, challenge: string, chosen = 0): Promise<string> => {
  const accounts: Account[] = await wallet.accounts();
  return wallet.sign(accounts[chosen]!, challenge);
};

export const refuses = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (problem) => problem instanceof Refusal && problem.code === code);
