import { useState } from 'preact/hooks';
import { accounts, scaleOf, useAssets } from '../data';
import { formatAmount, parseAmount } from '../money';
import { LiveAmount } from '../parts/amount';
import { announce } from '../parts/announce';
import { SelectField, TextField } from '../parts/field';
import { availableOf, isPot, nameOf, useOwnAccounts } from '../parts/own';
import { Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { useSubmit } from '../parts/submit';
import { link } from '../router';
import { useRows } from '../rows';
import type { AccountView, Asset } from '../views';
import { fieldOf, refusal } from '../words';

export function Transfers() {
  const own = useOwnAccounts();
  const assets = useAssets();
  return (
    <Page title="Transfer" lead="Between accounts of this ledger: at once, and free.">
      {!own || assets.length === 0 ? (
        <section class="card narrow">
          <Skeleton lines={5} />
        </section>
      ) : own.length === 0 ? (
        <section class="narrow">
          <NewAccount title="Open an account first" />
        </section>
      ) : (
        <section class="narrow">
          <TransferForm own={own} assets={assets} />
          <NewAccount title="Open another account" />
        </section>
      )}
    </Page>
  );
}

function TransferForm({ own, assets }: { own: AccountView[]; assets: Asset[] }) {
  const [from, setFrom] = useState(own[0]!.accountId);
  const [to, setTo] = useState('');
  const [code, setCode] = useState(assets[0]!.code);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const { submit, busy, error } = useSubmit<{ entryId: string }>();
  const { rows } = useRows(accounts());
  const source = own.find((account) => account.accountId === from);
  const known = (rows ?? []).filter((account) => account.ownerId && account.accountId !== from && !isPot(account));

  async function transfer(event: Event) {
    event.preventDefault();
    setDone('');
    const amount = parseAmount(typed, scaleOf(code));
    setWrong('code' in amount ? refusal(amount.code, '') : null);
    if ('code' in amount) return;
    if (!(await submit('/api/transfers', { fromAccountId: from, toAccountId: to.trim(), asset: code, amount: amount.minor }))) return;
    const said = `${formatAmount(amount.minor, scaleOf(code))} ${code} went to ${to.trim()}.`;
    setDone(said);
    announce(said);
    setTyped('');
  }

  const field = error && fieldOf(error.code);
  return (
    <form class="card" onSubmit={(event) => void transfer(event)}>
      <SelectField label="From account" name="from" value={from} onChange={setFrom} options={own.map((account) => [account.accountId, nameOf(account)])} />
      <TextField label="To account" name="to" placeholder="account:…" autocomplete="off" required value={to} onChange={setTo} hint="The id of an account, yours or somebody else’s." />
      {known.length > 0 && (
        <div class="chips" role="group" aria-label="Accounts you can see">
          {known.slice(0, 8).map((account) => (
            <button key={account.accountId} type="button" class="chip" onClick={() => setTo(account.accountId)}>
              {account.accountId}
            </button>
          ))}
        </div>
      )}
      <SelectField label="Asset" name="asset" value={code} onChange={setCode} options={assets.map((asset) => [asset.code, asset.code])} />
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        autocomplete="off"
        placeholder="0.00"
        required
        suffix={code}
        hint={
          <>
            Available <LiveAmount minor={availableOf(source, code)} asset={code} />
          </>
        }
        error={wrong ?? (error && field === 'amount' ? refusal(error.code, error.title) : null)}
        value={typed}
        onChange={setTyped}
      />
      <Problem error={error} />
      {done && (
        <p class="note good">
          {done} <a href={link('journal', from)}>See the journal</a>
        </p>
      )}
      <button type="submit" aria-busy={busy} disabled={busy}>
        Transfer
      </button>
    </form>
  );
}

function NewAccount({ title }: { title: string }) {
  const [label, setLabel] = useState('');
  const { submit, busy, error } = useSubmit<AccountView>();

  async function open(event: Event) {
    event.preventDefault();
    const account = await submit('/api/accounts', { label: label.trim() });
    if (!account) return;
    accounts().put(account);
    announce(`Account ${account.label} is open`);
    setLabel('');
  }

  return (
    <form class="card" onSubmit={(event) => void open(event)}>
      <h2>{title}</h2>
      <TextField label="Name" name="label" required value={label} onChange={setLabel} hint="For example “Savings”." />
      <Problem error={error} />
      <button type="submit" class="secondary" aria-busy={busy} disabled={busy}>
        Open account
      </button>
    </form>
  );
}
