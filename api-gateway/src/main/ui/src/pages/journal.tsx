import { useMemo } from 'preact/hooks';
import { accounts, journal, scaleOf, useAssets } from '../data';
import { formatTime, shorten } from '../format';
import { isNegative } from '../money';
import { Amount, LiveAmount } from '../parts/amount';
import { Chart } from '../parts/chart';
import { SelectField } from '../parts/field';
import { nameOf, useOwnAccounts } from '../parts/own';
import { Loaded, More, Page, Skeleton } from '../parts/page';
import { go, link } from '../router';
import { useRows } from '../rows';
import type { AccountView, JournalLineView } from '../views';
import { ENTRY } from '../words';

export function JournalOfFirst() {
  const own = useOwnAccounts();
  const { rows } = useRows(accounts());
  const first = own?.[0] ?? rows?.[0];
  if (first) return <Journal id={first.accountId} />;
  return <Page title="Journal">{rows ? <div class="empty">There is no account yet.</div> : <Skeleton />}</Page>;
}

export function Journal({ id }: { id: string }) {
  const source = useMemo(() => journal(id), [id]);
  const list = useRows(source);
  const all = useRows(accounts()).rows ?? [];
  const account = all.find((one) => one.accountId === id);
  return (
    <Page title="Journal" lead="Every movement, newest first. What is written here never changes.">
      <section class="card journal-head">
        <SelectField label="Account" name="account" value={id} onChange={(next) => go('journal', next)} options={options(all, id)} />
        {account && <Balances account={account} />}
      </section>
      <Loaded state={list} reload={() => void source.open()} empty="Nothing has moved on this account yet.">
        {(lines) => (
          <>
            <History lines={lines} />
            <Lines lines={lines} />
          </>
        )}
      </Loaded>
      <More when={list.hasMore} onClick={() => void source.more()} />
    </Page>
  );
}

function options(all: AccountView[], id: string): [string, string][] {
  const known = all.map((account): [string, string] => [account.accountId, account.ownerId ? `${nameOf(account)} (${account.accountId})` : account.accountId]);
  return known.some(([key]) => key === id) ? known : [[id, id], ...known];
}

const Balances = ({ account }: { account: AccountView }) => (
  <dl class="facts">
    {account.balances.map(({ asset, posted, held, available }) => (
      <>
        {(
          [
            ['Available', available],
            ['Held', held],
            ['Posted', posted],
          ] as const
        ).map(([name, minor]) => (
          <div key={name + asset}>
            <dt>{name}</dt>
            <dd>
              <LiveAmount minor={minor} asset={asset} />
            </dd>
          </div>
        ))}
      </>
    ))}
  </dl>
);

/** One chart an asset, once there is a line to draw. */
function History({ lines }: { lines: JournalLineView[] }) {
  const assets = useAssets();
  return (
    <>
      {assets.map(({ code }) => {
        const own = lines.filter((line) => line.asset === code).reverse();
        return own.length < 2 ? null : (
          <section key={code} class="card">
            <h2>Balance in {code}</h2>
            <BalanceChart lines={own} asset={code} />
          </section>
        );
      })}
    </>
  );
}

/** The last balance is drawn on until now. */
function BalanceChart({ lines, asset }: { lines: JournalLineView[]; asset: string }) {
  const times = useMemo(() => [...lines.map((line) => line.atMillis), Date.now()].map((millis) => millis / 1_000), [lines]);
  const values = useMemo(() => [...lines, lines.at(-1)!].map((line) => Number(line.postedAfter) / 10 ** scaleOf(asset)), [lines, asset]);
  return <Chart times={times} values={values} label={`Balance in ${asset} over time`} />;
}

function Lines({ lines }: { lines: JournalLineView[] }) {
  return (
    <section class="card">
      <div class="scroll" tabIndex={0} role="region" aria-label="Journal, table">
        <table class="journal" role="table">
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">What</th>
              <th scope="col">Other side</th>
              <th scope="col" class="number">
                Amount
              </th>
              <th scope="col" class="number">
                Balance after
              </th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {lines.map((line) => (
              <Line key={line.entryId + line.asset} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Line = ({ line }: { line: JournalLineView }) => (
  <tr role="row">
    <td role="cell">{formatTime(line.atMillis)}</td>
    <td role="cell">
      <Reference line={line} />
    </td>
    <td role="cell">
      {line.counterparties.split(',').map((other) => (
        <code key={other}>{shorten(other, 24, 6)}</code>
      ))}
    </td>
    <td role="cell" class={'number ' + (isNegative(line.amount) ? 'out' : 'in')}>
      <Amount minor={line.amount} asset={line.asset} signed />
    </td>
    <td role="cell" class="number">
      <Amount minor={line.postedAfter} asset={line.asset} />
    </td>
  </tr>
);

/** What has a page of its own, to which its entries refer; others stand for themselves. */
const SECTION: Partial<Record<JournalLineView['kind'], string>> = { WITHDRAWAL: 'withdrawals', ESCROW: 'orders' };

function Reference({ line }: { line: JournalLineView }) {
  const section = SECTION[line.kind];
  return section ? <a href={link(section, line.reference)}>{ENTRY[line.kind]}</a> : <span title={line.reference}>{ENTRY[line.kind]}</span>;
}
