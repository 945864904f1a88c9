import { bareId, shorten } from './format';
import type { User, WalletKind } from './views';
import { ROLE } from './words';

/** What a linked wallet's id says: `wallet:<kind>:<address>`. */
export function walletOf(id: string): { kind: WalletKind; address: string } {
  const [, kind = '', ...address] = id.split(':');
  return { kind: kind.toUpperCase() as WalletKind, address: address.join(':') };
}

/** Who came by a wallet only has neither name nor e-mail address. */
export function calledBy({ id, name, email, wallets }: User): string {
  const [wallet] = wallets;
  return name ?? email ?? shorten(wallet ? walletOf(wallet).address : bareId(id), 6, 4);
}

export const rolesOf = ({ roles }: User) => roles.map((role) => ROLE[role].text).join(', ');
