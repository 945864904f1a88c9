import { useEffect, useRef } from 'preact/hooks';
import { accounts, awaitingApproval, deposits, rails, scaleOf, useAssets, withdrawals } from '../data';
import { toDeposit } from '../deposits';
import { OrdersWaiting } from '../escrow/waiting';
import { add, formatAmount } from '../money';
import { Amount, LiveAmount } from '../parts/amount';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Icon } from '../parts/icon';
import { isPot, nameOf } from '../parts/own';
import { Loaded, Page } from '../parts/page';
import { RailLine } from '../parts/rail-line';
import { DepositProgress, WithdrawalProgress } from '../parts/steps';
import { link } from '../router';
import { useRows } from '../rows';
import { calledBy } from '../people';
import { may, session } from '../session';
import type { AccountView, Balance, DepositView, WithdrawalView } from '../views';
import { depositLabel, WITHDRAWAL } from '../words';

export function Overview() {
  const list = useRows(accounts());
  const me = session.value?.user;
  const own = list.rows?.filter((account) => account.ownerId === me?.id) ?? [];
  const others = list.rows?.filter((account) => account.ownerId && account.ownerId !== me?.id && !isPot(account)) ?? [];
  const pots = list.rows?.filter((account) => isPot(account) && !isEmpty(account)) ?? [];
  const boundaries = list.rows?.filter((account) => !account.ownerId) ?? [];
  useSpokenBalances(own);
  return (
    <Page title="Overview" lead={me && `Good to see you, ${calledBy(me)}.`}>
      <Loaded
        state={list}
        reload={() => void accounts().open()}
        empty={
          <>
            No account is open yet. {may.write() && <a href={link('transfers')}>Open one</a>}
          </>
        }
      >
        {() => (
          <>
            {may.seeAll() ? <Waiting /> : <Totals own={own} />}
            <OrdersWaiting />
            <InProgress />
            {others.length > 0 && <AccountTable title="Other accounts" of={others} />}
            {pots.length > 0 && <AccountTable title="Pots of orders that are not over" of={pots} />}
            {boundaries.length > 0 && <AccountTable title="Boundary accounts" of={boundaries} />}
            {own.length > 0 && <AccountGrid title="Your accounts" of={own} />}
          </>
        )}
      </Loaded>
      <RailStrip />
    </Page>
  );
}

/** Says a changed balance aloud; the first sight of it is no change. */
function useSpokenBalances(own: AccountView[]): void {
  const before = useRef(new Map<string, string>());
  useEffect(() => {
    for (const account of own) {
      for (const { asset, available } of account.balances) {
        const key = account.accountId + asset;
        const known = before.current.get(key);
        if (known !== undefined && known !== available) {
          announce(`${nameOf(account)}: ${formatAmount(available, scaleOf(asset))} ${asset} available`);
        }
        before.current.set(key, available);
      }
    }
  });
}

const sum = (own: AccountView[], asset: string, part: keyof Omit<Balance, 'asset'>) =>
  own.flatMap((account) => account.balances.filter((balance) => balance.asset === asset)).reduce((total, balance) => add(total, balance[part]), '0');

function Totals({ own }: { own: AccountView[] }) {
  const assets = useAssets();
  return (
    <section class="totals" aria-label="Total balances">
      {assets.map(({ code }) => (
        <div key={code} class="card total">
          <div>
            <span class="eyebrow">Available</span>
            <strong class="hero" data-testid={'available-' + code}>
              <LiveAmount minor={sum(own, code, 'available')} asset={code} />
            </strong>
          </div>
          <dl class="facts">
            <div>
              <dt>Posted</dt>
              <dd>
                <LiveAmount minor={sum(own, code, 'posted')} asset={code} />
              </dd>
            </div>
            <div>
              <dt>Held</dt>
              <dd>
                <LiveAmount minor={sum(own, code, 'held')} asset={code} />
              </dd>
            </div>
          </dl>
          {may.write() && (
            <div class="actions">
              <a role="button" href={link('deposits')}>
                <Icon name="deposit" /> Deposit
              </a>
              <a role="button" class="secondary" href={link('withdrawals')}>
                <Icon name="withdraw" /> Withdraw
              </a>
            </div>
          )}
        </div>
      ))}
    </section>
  );
}

const balanceOf = (account: AccountView, asset: string): Balance =>
  account.balances.find((balance) => balance.asset === asset) ?? { asset, posted: '0', held: '0', available: '0' };

const isEmpty = (account: AccountView) => account.balances.every(({ posted }) => posted === '0');

function AccountGrid({ title, of }: { title: string; of: AccountView[] }) {
  const assets = useAssets();
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <div class="grid-cards">
        {of.map((account) => (
          <a key={account.accountId} class="card account" href={link('journal', account.accountId)}>
            <span class="account-name">{nameOf(account)}</span>
            <code class="muted">{account.accountId}</code>
            {assets.map(({ code }) => (
              <LiveAmount key={code} minor={balanceOf(account, code).available} asset={code} />
            ))}
            <span class="link-like">
              Journal <Icon name="chevron" />
            </span>
          </a>
        ))}
      </div>
    </section>
  );
}

function AccountTable({ title, of }: { title: string; of: AccountView[] }) {
  const assets = useAssets();
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={title + ', table'}>
        <table>
          <thead>
            <tr>
              <th scope="col">Account</th>
              <th scope="col" class="number">
                Posted
              </th>
              <th scope="col" class="number">
                Held
              </th>
              <th scope="col" class="number">
                Available
              </th>
            </tr>
          </thead>
          <tbody>
            {of.flatMap((account) =>
              assets.filter(({ code }) => !isPot(account) || balanceOf(account, code).posted !== '0').map(({ code }) => {
                const balance = balanceOf(account, code);
                return (
                  <tr key={account.accountId + code}>
                    <th scope="row">
                      <a href={link('journal', account.accountId)}>{account.accountId}</a>
                      {isPot(account) && account.ownerId && (
                        <>
                          {' '}
                          · <a href={link('orders', account.ownerId)}>its order</a>
                        </>
                      )}
                    </th>
                    {[balance.posted, balance.held, balance.available].map((minor, index) => (
                      <td key={index} class="number">
                        <LiveAmount minor={minor} asset={code} />
                      </td>
                    ))}
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const MOVING_DEPOSITS = new Set<DepositView['state']>(['DETECTED', 'CONFIRMING', 'CREDITED', 'ORPHANED']);
const ENDED_WITHDRAWALS = new Set<WithdrawalView['state']>(['SETTLED', 'REJECTED', 'CANCELLED', 'FAILED']);

/** What staff should look at first. */
function Waiting() {
  const count = useRows(awaitingApproval()).rows?.filter((withdrawal) => withdrawal.state === 'AWAITING_APPROVAL').length ?? 0;
  if (count === 0 || !may.approve()) return null;
  return (
    <a class="card waiting" href={link('approvals')}>
      <Icon name="approve" />
      <strong>{count === 1 ? 'One withdrawal waits for approval' : `${count} withdrawals wait for approval`}</strong>
      <Icon name="chevron" />
    </a>
  );
}

/** What is on its way in or out, newest first. */
function InProgress() {
  const incoming = useRows(deposits()).rows?.filter((deposit) => MOVING_DEPOSITS.has(deposit.state)) ?? [];
  const outgoing = useRows(withdrawals()).rows?.filter((withdrawal) => !ENDED_WITHDRAWALS.has(withdrawal.state)) ?? [];
  if (incoming.length + outgoing.length === 0) return null;
  return (
    <section aria-label="On the way">
      <h2>On the way</h2>
      <div class="grid-cards wide">
        {incoming.map((deposit) => (
          <a key={deposit.depositId} class="card moving" href={toDeposit(deposit)}>
            <header>
              <span>
                <Icon name="deposit" /> Deposit
              </span>
              <Badge label={depositLabel(deposit)} />
            </header>
            <Amount minor={deposit.amount} asset={deposit.asset} />
            {may.seeAll() && <small class="whose muted">{deposit.accountId}</small>}
            <DepositProgress deposit={deposit} />
          </a>
        ))}
        {outgoing.map((withdrawal) => (
          <a key={withdrawal.withdrawalId} class="card moving" href={link('withdrawals', withdrawal.withdrawalId)}>
            <header>
              <span>
                <Icon name="withdraw" /> Withdrawal
              </span>
              <Badge label={WITHDRAWAL[withdrawal.state]} />
            </header>
            <Amount minor={withdrawal.amount} asset={withdrawal.asset} />
            {may.seeAll() && <small class="whose muted">{withdrawal.accountId}</small>}
            <WithdrawalProgress withdrawal={withdrawal} />
          </a>
        ))}
      </div>
    </section>
  );
}

function RailStrip() {
  const { rows } = useRows(rails());
  if (!rows?.length) return null;
  return (
    <section class="card" aria-label="Rails">
      <h2>Rails</h2>
      {rows.map((rail) => (
        <RailLine key={rail.rail} rail={rail} />
      ))}
    </section>
  );
}
