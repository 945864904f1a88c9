import { useEffect, useState } from 'preact/hooks';
import { useValue } from '../observable';
import { sandboxRails } from '../sandbox';
import { findBitcoin } from './bitcoin';
import { findEvm } from './evm';
import { findPolkadot } from './polkadot';
import { findSolana } from './solana';
import { findStellar } from './stellar';
import { browserDrawer, toyWallet } from './toy';
import type { Found, Page, Wallet } from './wallet';

const SEARCHES = [findBitcoin, findEvm, findPolkadot, findSolana, findStellar];
const TOY = toyWallet(browserDrawer);

/** The wallets of this browser, as they announce themselves; in the sandbox the toy comes last. */
export function useWallets(): Wallet[] {
  const [wallets, setWallets] = useState<Wallet[]>([]);
  const isSandbox = useValue(sandboxRails).length > 0;
  useEffect(() => {
    const found: Found = (wallet) => {
      setWallets((known) => [...known.filter(({ id }) => id !== wallet.id), wallet]);
      return () => setWallets((known) => known.filter(({ id }) => id !== wallet.id));
    };
    const stops = SEARCHES.map((find) => find(window as unknown as Page, found));
    return () => stops.forEach((stop) => stop());
  }, []);
  return isSandbox ? [...wallets, TOY] : wallets;
}
