import { useState } from 'preact/hooks';
import { accounts, awaitingApproval, scaleOf, useAssets } from '../data';
import { formatAmount, parseAmount } from '../money';
import { useRows } from '../rows';
import { may } from '../session';
import type { Asset, WithdrawalView } from '../views';
import { refusal } from '../words';
import { announce } from './announce';
import { SelectField, TextField } from './field';
import { Problem } from './problem';
import { useSubmit } from './submit';

/** Where an asset can be made on its chain: one of the staff asks, and another must approve, however little it is. */
export function Mint() {
  const assets = useAssets().filter((asset) => asset.mintable);
  const [open, setOpen] = useState(false);
  if (assets.length === 0 || !may.approve()) return null;
  return (
    <section class="card narrow">
      <h2>New tokens</h2>
      <p class="muted">Made on their chain for an account of this ledger. However little it is, another person has to approve it.</p>
      {open ? (
        <MintForm assets={assets} close={() => setOpen(false)} />
      ) : (
        <div class="actions">
          <button type="button" class="secondary" onClick={() => setOpen(true)}>
            Have new tokens made…
          </button>
        </div>
      )}
    </section>
  );
}

function MintForm({ assets, close }: { assets: Asset[]; close(): void }) {
  const owned = (useRows(accounts()).rows ?? []).filter((account) => account.ownerId);
  const [code, setCode] = useState(assets[0]!.code);
  const [chosen, setChosen] = useState('');
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const { submit, busy, error } = useSubmit<WithdrawalView>();
  const accountId = chosen || (owned[0]?.accountId ?? '');

  async function mint(event: Event) {
    event.preventDefault();
    const amount = parseAmount(typed, scaleOf(code));
    setWrong('code' in amount ? refusal(amount.code, '') : null);
    if ('code' in amount) return;
    const asked = await submit('/api/mints', { accountId, asset: code, amount: amount.minor });
    if (!asked) return;
    awaitingApproval().put(asked);
    announce(`${formatAmount(amount.minor, scaleOf(code))} ${code} wait for another person`);
    close();
  }

  return (
    <form onSubmit={(event) => void mint(event)}>
      <Problem error={error} />
      <SelectField label="Asset" name="asset" value={code} onChange={setCode} options={assets.map((asset) => [asset.code, asset.code])} />
      <SelectField
        label="For account"
        name="account"
        value={accountId}
        onChange={setChosen}
        options={owned.map((account) => [account.accountId, account.accountId])}
      />
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        autocomplete="off"
        required
        suffix={code}
        error={wrong}
        value={typed}
        onChange={setTyped}
      />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy || !accountId || !typed.trim()}>
          Ask for new tokens
        </button>
        <button type="button" class="secondary" onClick={close}>
          Back
        </button>
      </div>
    </form>
  );
}
