import { useEffect } from 'preact/hooks';
import type { OrderView } from './escrow/views';
import { ApiError, get } from './net/api';
import { Observable, useValue } from './observable';
import { Rows, type Source } from './rows';
import { session } from './session';
import type { AccountView, Asset, DepositRequestView, DepositView, JournalLineView, ParkedView, RailView, ReplayView, ReconciliationCaseView, ReconciliationView, WithdrawalView } from './views';

const kept = new Map<string, unknown>();

/** One list per source and session, shared by all who show it. */
function shared<V extends { logIndex: number }>(source: Source<V>): Rows<V> {
  const known = kept.get(source.path) as Rows<V> | undefined;
  if (known) return known;
  const rows = new Rows(source);
  kept.set(source.path, rows);
  return rows;
}

export const accounts = () =>
  shared<AccountView>({
    path: '/api/accounts?limit=200',
    route: 'view.accounts',
    key: (account) => account.accountId,
    order: (a, b) => Number(!a.ownerId) - Number(!b.ownerId) || a.accountId.localeCompare(b.accountId),
  });

export const journal = (accountId: string) =>
  shared<JournalLineView>({
    path: `/api/accounts/${encodeURIComponent(accountId)}/journal`,
    route: 'view.journal',
    data: { accountId },
    key: (line) => line.entryId + line.asset,
    order: (a, b) => b.logIndex - a.logIndex,
  });

export const depositRequests = () =>
  shared<DepositRequestView>({
    path: '/api/deposit-requests',
    route: 'view.deposit-requests',
    key: (request) => request.requestId,
    order: (a, b) => b.createdAtMillis - a.createdAtMillis,
  });

export const deposits = () =>
  shared<DepositView>({
    path: '/api/deposits',
    route: 'view.deposits',
    key: (deposit) => deposit.depositId,
    order: (a, b) => b.seenAtMillis - a.seenAtMillis,
  });

export const depositsOf = (requestId: string) =>
  shared<DepositView>({
    path: `/api/deposits?requestId=${encodeURIComponent(requestId)}`,
    route: 'view.deposits',
    data: { requestId },
    key: (deposit) => deposit.depositId,
    order: (a, b) => b.seenAtMillis - a.seenAtMillis,
  });

export const withdrawals = () =>
  shared<WithdrawalView>({
    path: '/api/withdrawals',
    route: 'view.withdrawals',
    key: (withdrawal) => withdrawal.withdrawalId,
    order: (a, b) => b.requestedAtMillis - a.requestedAtMillis,
  });

/** Those that wait; one that was decided stays in sight, in its new state. */
export const awaitingApproval = () =>
  shared<WithdrawalView>({
    path: '/api/withdrawals?state=AWAITING_APPROVAL&limit=200',
    route: 'view.withdrawals',
    key: (withdrawal) => withdrawal.withdrawalId,
    order: (a, b) => a.requestedAtMillis - b.requestedAtMillis,
  });

export const rails = () =>
  shared<RailView>({
    path: '/api/rails',
    route: 'view.rails',
    key: (rail) => rail.rail,
    order: (a, b) => a.rail.localeCompare(b.rail),
  });

export const reconciliations = () =>
  shared<ReconciliationView>({
    path: '/api/reconciliation',
    route: 'view.reconciliations',
    key: (one) => one.rail + '/' + one.asset,
    order: (a, b) => a.rail.localeCompare(b.rail) || a.asset.localeCompare(b.asset),
  });

/** Those that wait for somebody first. */
export const reconciliationCases = () =>
  shared<ReconciliationCaseView>({
    path: '/api/reconciliation/cases',
    route: 'view.reconciliation-cases',
    key: (one) => one.caseId,
    order: (a, b) => Number(a.state === 'CLOSED') - Number(b.state === 'CLOSED') || b.changedAtMillis - a.changedAtMillis,
  });

const newestOrder = (a: OrderView, b: OrderView) => b.createdAtMillis - a.createdAtMillis;

/** Those that the one signed in may see: their own, or, for staff, all. */
export const orders = () =>
  shared<OrderView>({
    path: '/api/orders?limit=200',
    route: 'view.orders',
    key: (order) => order.orderId,
    order: newestOrder,
  });

/** As one side only; the stream brings the other side's, too. */
export const ordersAs = (as: 'buyer' | 'seller') =>
  shared<OrderView>({
    path: '/api/orders?limit=200&as=' + as,
    route: 'view.orders',
    key: (order) => order.orderId,
    order: newestOrder,
  });

/** Orders that have or had a dispute, for staff; those that changed last first. */
export const disputes = () =>
  shared<OrderView>({
    path: '/api/orders?limit=200&as=mediator',
    route: 'view.disputes',
    key: (order) => order.orderId,
    order: (a, b) => b.changedAtMillis - a.changedAtMillis,
  });

/** Those that are open, however many have been decided since; one that was decided stays in sight. */
export const openDisputes = () =>
  shared<OrderView>({
    path: '/api/orders?limit=200&as=mediator&state=DISPUTED',
    route: 'view.disputes',
    key: (order) => order.orderId,
    order: (a, b) => b.changedAtMillis - a.changedAtMillis,
  });

export const parked = () =>
  shared<ParkedView>({
    path: '/api/admin/parked',
    route: 'view.parked',
    key: (row) => row.parkedId,
    order: (a, b) => b.parkedAtMillis - a.parkedAtMillis,
  });

export const replays = () =>
  shared<ReplayView>({
    path: '/api/admin/replays',
    route: 'view.replays',
    key: (row) => row.replayId,
    order: (a, b) => b.requestedAtMillis - a.requestedAtMillis,
  });

const assetList = new Observable<Asset[]>([]);

export const useAssets = () => useValue(assetList);

/** By mobile money nothing comes in but the price of an order. */
export const isByPhone = ({ rail }: Asset) => rail === 'mpesa';

/** Those that come in and go out by a chain. */
export const useChainAssets = () => useAssets().filter((asset) => !isByPhone(asset));

export const scaleOf = (code: string) => assetList.value.find((asset) => asset.code === code)?.scale ?? 0;

/** Assets come before anything that shows an amount: without the scale an amount would be misread. */
export async function loadAssets(): Promise<void> {
  const { body } = await get<Asset[]>('/api/assets');
  assetList.set(body);
}

/** A row that a link named and the list has not: it is fetched by its id. */
export function useFetched<V extends { logIndex: number }>(rows: Rows<V>, missing: boolean, path: string, failed: (problem: ApiError) => void): void {
  useEffect(() => {
    if (!missing) return;
    get<V>(path).then(
      (answer) => rows.put(answer.body),
      (problem: ApiError) => failed(problem),
    );
  }, [missing, path]);
}

let whose = session.value?.id;

/** Another session may see other rows. */
session.subscribe((current) => {
  if (current?.id !== whose) kept.clear();
  whose = current?.id;
});
