import { accounts } from '../data';
import { useRows } from '../rows';
import { session } from '../session';
import type { AccountView } from '../views';

/** The accounts whose money the one signed in may move: their own, whatever their role. */
export function useOwnAccounts(): AccountView[] | null {
  const { rows } = useRows(accounts());
  return rows?.filter((account) => account.ownerId === session.value?.user.id) ?? null;
}

export const availableOf = (account: AccountView | undefined, asset: string) =>
  account?.balances.find((balance) => balance.asset === asset)?.available ?? '0';

export const nameOf = (account: AccountView) => (isPot(account) ? 'Pot of an order' : account.label || account.accountId);

/** The account of an order, in which its money waits: nobody’s own. */
export const isPot = ({ ownerId }: AccountView) => ownerId?.startsWith('order:') ?? false;
