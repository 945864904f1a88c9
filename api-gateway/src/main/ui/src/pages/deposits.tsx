import { useState } from 'preact/hooks';
import { depositRequests, deposits, scaleOf, useChainAssets } from '../data';
import { toDeposit } from '../deposits';
import { formatAgo, shorten, useNow } from '../format';
import { parseAmount } from '../money';
import { Amount } from '../parts/amount';
import { Badge } from '../parts/badge';
import { SelectField, TextField } from '../parts/field';
import { nameOf, useOwnAccounts } from '../parts/own';
import { Loaded, More, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { go } from '../router';
import { useRows } from '../rows';
import { may } from '../session';
import type { DepositRequestView, DepositView } from '../views';
import { depositLabel, fieldOf, refusal, REQUEST } from '../words';

export function Deposits() {
  const list = useRows(depositRequests());
  return (
    <Page title="Deposits" lead="Every deposit gets an address of its own. Whatever arrives there is yours.">
      <div class="columns">
        {may.write() && <NewDeposit />}
        <div>
          <section class="card">
            <h2>Requests</h2>
            <Loaded state={list} reload={() => void depositRequests().open()} empty="No deposit has been asked for yet.">
              {(rows) => <RequestList rows={rows} />}
            </Loaded>
            <More when={list.hasMore} onClick={() => void depositRequests().more()} />
          </section>
          <Payments />
        </div>
      </div>
    </Page>
  );
}

function NewDeposit() {
  const own = useOwnAccounts();
  const assets = useChainAssets();
  const [account, setAccount] = useState('');
  const [asset, setAsset] = useState('');
  const [expected, setExpected] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { submit, busy, error } = useSubmit<DepositRequestView>();
  if (!own) return <section class="card"><Skeleton /></section>;
  if (own.length === 0) return null;
  const accountId = account || own[0]!.accountId;
  const code = asset || (assets[0]?.code ?? '');

  async function request(event: Event) {
    event.preventDefault();
    const parsed = expected.trim() ? parseAmount(expected, scaleOf(code)) : null;
    setWrong(parsed && 'code' in parsed ? refusal(parsed.code, '') : null);
    if (parsed && 'code' in parsed) return;
    const made = await submit('/api/deposit-requests', { accountId, asset: code, ...(parsed && { expected: parsed.minor }) });
    if (made) go('deposits', made.requestId);
  }

  const refused = error && fieldOf(error.code) === 'amount' ? refusal(error.code, error.title) : null;
  return (
    <form class="card" onSubmit={(event) => void request(event)}>
      <h2>New deposit</h2>
      <SelectField label="Into account" name="account" value={accountId} onChange={setAccount} options={own.map((one) => [one.accountId, nameOf(one)])} />
      <SelectField label="Asset" name="asset" value={code} onChange={setAsset} options={assets.map((one) => [one.code, one.code])} />
      <TextField
        label="Expected amount (optional)"
        name="expected"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        suffix={code}
        hint="With an amount you see when it is paid in full."
        error={wrong ?? refused}
        value={expected}
        onChange={setExpected}
      />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Get an address
      </button>
    </form>
  );
}

function RequestList({ rows }: { rows: DepositRequestView[] }) {
  const now = useNow(10_000);
  return (
    <ul class="rows">
      {rows.map((request) => (
        <li key={request.requestId}>
          <a href={toDeposit(request)}>
            <span class="row-main">
              <code>{shorten(request.address)}</code>
              <small class="muted">{formatAgo(request.createdAtMillis, now)}</small>
            </span>
            <span class="row-side">
              <Amount minor={request.received} asset={request.asset} />
              <Badge label={REQUEST[request.outcome]} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What has really been paid, whatever was asked for. */
function Payments() {
  const list = useRows(deposits());
  return (
    <section class="card">
      <h2>Payments</h2>
      <Loaded state={list} reload={() => void deposits().open()} empty="No payment has been seen yet.">
        {(rows) => <PaymentList rows={rows} />}
      </Loaded>
      <More when={list.hasMore} onClick={() => void deposits().more()} />
    </section>
  );
}

function PaymentList({ rows }: { rows: DepositView[] }) {
  const now = useNow(10_000);
  return (
    <ul class="rows">
      {rows.map((deposit) => (
        <li key={deposit.depositId}>
          <a href={toDeposit(deposit)}>
            <span class="row-main">
              <code>{shorten(deposit.transaction)}</code>
              <small class="muted">
                {formatAgo(deposit.seenAtMillis, now)} · {Math.min(deposit.confirmations, deposit.finalityDepthBlocks)} of {deposit.finalityDepthBlocks} confirmations
              </small>
            </span>
            <span class="row-side">
              <Amount minor={deposit.amount} asset={deposit.asset} />
              <Badge label={depositLabel(deposit)} />
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
