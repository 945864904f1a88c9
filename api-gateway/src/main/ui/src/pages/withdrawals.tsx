import { useState } from 'preact/hooks';
import { scaleOf, useChainAssets, withdrawals } from '../data';
import { formatAgo, shorten, useNow } from '../format';
import { add, exceeds, formatAmount, parseAmount, plainAmount, subtract } from '../money';
import { Amount, LiveAmount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { Destinations } from '../parts/destinations';
import { SelectField, TextField } from '../parts/field';
import { availableOf, nameOf, useOwnAccounts } from '../parts/own';
import { Loaded, More, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go, link } from '../router';
import { useRows } from '../rows';
import { may } from '../session';
import type { AccountView, Asset, WithdrawalView } from '../views';
import { fieldOf, refusal, WITHDRAWAL } from '../words';

export function Withdrawals() {
  const list = useRows(withdrawals());
  return (
    <Page title="Withdrawals" lead="Funds are held the moment you ask, and leave when the payment is final.">
      <div class="columns">
        {may.write() && <NewWithdrawal />}
        <section class="card">
          <h2>History</h2>
          <Loaded state={list} reload={() => void withdrawals().open()} empty="Nothing has been paid out yet.">
            {(rows) => <WithdrawalList rows={rows} />}
          </Loaded>
          <More when={list.hasMore} onClick={() => void withdrawals().more()} />
        </section>
      </div>
    </Page>
  );
}

function NewWithdrawal() {
  const own = useOwnAccounts();
  const assets = useChainAssets();
  const [account, setAccount] = useState('');
  const [code, setCode] = useState('');
  const asset = assets.find((one) => one.code === code) ?? assets[0];
  const chosen = own?.find((one) => one.accountId === account) ?? own?.[0];
  if (!own) return <section class="card"><Skeleton /></section>;
  if (!chosen || !asset) return null;
  return (
    <div>
      <section class="card">
        <h2>New withdrawal</h2>
        <SelectField label="From account" name="account" value={chosen.accountId} onChange={setAccount} options={own.map((one) => [one.accountId, nameOf(one)])} />
        <SelectField label="Asset" name="asset" value={asset.code} onChange={setCode} options={assets.map((one) => [one.code, one.code])} />
        <WithdrawalForm key={chosen.accountId + asset.code} account={chosen} asset={asset} />
      </section>
      <Destinations key={chosen.accountId + asset.rail} account={chosen} rail={asset.rail} />
    </div>
  );
}

function WithdrawalForm({ account, asset }: { account: AccountView; asset: Asset }) {
  const [typed, setTyped] = useState('');
  const [destination, setDestination] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { submit, busy, error, clear } = useSubmit<WithdrawalView>();
  const available = availableOf(account, asset.code);
  const fee = asset.withdrawal?.fee ?? '0';
  const parsed = typed.trim() ? parseAmount(typed, scaleOf(asset.code)) : null;
  const most = exceeds(available, fee) ? subtract(available, fee) : '0';

  async function request(event: Event) {
    event.preventDefault();
    const amount = parseAmount(typed, scaleOf(asset.code));
    setWrong('code' in amount ? refusal(amount.code, '') : null);
    if ('code' in amount) return;
    const wish = { accountId: account.accountId, asset: asset.code, amount: amount.minor, destination: destination.trim() };
    const made = await submit('/api/withdrawals', wish);
    if (made) go('withdrawals', made.withdrawalId);
  }

  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    setWrong(null);
    clear();
  };
  const field = error && fieldOf(error.code);
  const refused = error ? refusal(error.code, error.title) : null;
  return (
    <form onSubmit={(event) => void request(event)}>
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={asset.code}
        hint={
          <>
            Available <LiveAmount minor={available} asset={asset.code} />{' '}
            <button type="button" class="inline" onClick={() => change(setTyped)(plainAmount(most, asset.scale))}>
              Use all
            </button>
          </>
        }
        error={wrong ?? (field === 'amount' ? refused : null)}
        value={typed}
        onChange={change(setTyped)}
      />
      <TextField
        label={`Address on ${asset.rail}`}
        name="destination"
        autocomplete="off"
        required
        error={field === 'address' ? refused : null}
        hint={account.allowedDestinations.length > 0 ? 'This account pays only to the addresses on its list.' : undefined}
        value={destination}
        onChange={change(setDestination)}
      />
      <Cost asset={asset} amount={parsed && 'minor' in parsed ? parsed.minor : null} />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Withdraw
      </button>
    </form>
  );
}

/** What it will cost, and whether somebody else has to agree: before anything is asked for. */
function Cost({ asset, amount }: { asset: Asset; amount: string | null }) {
  const terms = asset.withdrawal;
  if (!terms) return null;
  const approval = terms.approvals > 0 && amount !== null && exceeds(amount, terms.approvalThreshold);
  return (
    <>
      <dl class="facts cost">
        <div>
          <dt>Fee</dt>
          <dd>
            <Amount minor={terms.fee} asset={asset.code} />
          </dd>
        </div>
        <div>
          <dt>Taken from the account</dt>
          <dd>{amount ? <Amount minor={add(amount, terms.fee)} asset={asset.code} /> : '–'}</dd>
        </div>
      </dl>
      <p class="muted">
        {approval
          ? 'Above the threshold: a second person must approve it.'
          : `Above ${formatAmount(terms.approvalThreshold, asset.scale)} ${asset.code} a second person must approve.`}
      </p>
    </>
  );
}

export function WithdrawalList({ rows }: { rows: WithdrawalView[] }) {
  const now = useNow(10_000);
  return (
    <ul class="rows">
      {rows.map((withdrawal) => (
        <li key={withdrawal.withdrawalId}>
          <a href={link('withdrawals', withdrawal.withdrawalId)}>
            <span class="row-main">
              <code>{shorten(withdrawal.destination)}</code>
              <small class="muted">{formatAgo(withdrawal.requestedAtMillis, now)}</small>
            </span>
            <span class="row-side">
              <Amount minor={withdrawal.amount} asset={withdrawal.asset} />
              <Badge label={WITHDRAWAL[withdrawal.state]} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
