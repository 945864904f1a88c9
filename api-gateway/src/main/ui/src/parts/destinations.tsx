import { useState } from 'preact/hooks';
import { accounts } from '../data';
import { ApiError, remove } from '../net/api';
import type { AccountView } from '../views';
import { refusal } from '../words';
import { announce } from './announce';
import { TextField } from './field';
import { Icon } from './icon';
import { Problem } from './problem';
import { useSubmit } from './submit';

/** The addresses an account may pay to on a rail. While there are none, it may pay to any. */
export function Destinations({ account, rail }: { account: AccountView; rail: string }) {
  const [address, setAddress] = useState('');
  const { submit, busy, error } = useSubmit<AccountView>();
  const path = `/api/accounts/${encodeURIComponent(account.accountId)}/destinations`;
  const allowed = account.allowedDestinations.filter((one) => one.startsWith(rail + ':')).map((one) => one.slice(rail.length + 1));

  async function allow(event: Event) {
    event.preventDefault();
    const changed = await submit(path, { rail, address: address.trim() });
    if (!changed) return;
    accounts().put(changed);
    announce('Address allowed');
    setAddress('');
  }

  return (
    <section class="card">
      <h2>Allowed addresses</h2>
      <p class="muted">{allowed.length > 0 ? 'This account pays to these addresses only.' : 'With an address here, this account pays to no other.'}</p>
      <ul class="rows">
        {allowed.map((one) => (
          <Allowed key={one} address={one} path={`${path}/${rail}/${encodeURIComponent(one)}`} />
        ))}
      </ul>
      <form class="inline-form" onSubmit={(event) => void allow(event)}>
        <TextField label="Another address" name="allow" autocomplete="off" required error={error && refusal(error.code, error.title)} value={address} onChange={setAddress} />
        <button type="submit" class="secondary" aria-busy={busy} disabled={busy}>
          Allow
        </button>
      </form>
      <Problem error={error} />
    </section>
  );
}

function Allowed({ address, path }: { address: string; path: string }) {
  const [error, setError] = useState<ApiError | null>(null);

  async function disallow() {
    try {
      await remove(path);
      announce('Address taken off the list');
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
    }
  }

  return (
    <li class="allowed">
      <code>{address}</code>
      <button type="button" class="icon-button" aria-label={`Take ${address} off the list`} onClick={() => void disallow()}>
        <Icon name="close" />
      </button>
      <Problem error={error} />
    </li>
  );
}
