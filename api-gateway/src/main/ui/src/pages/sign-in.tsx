import { useEffect, useState } from 'preact/hooks';
import { useValue } from '../observable';
import { useAct } from '../parts/act';
import { Brand } from '../parts/brand';
import { TextField } from '../parts/field';
import { SHORTEST_PASSWORD } from '../parts/own-access';
import { Problem } from '../parts/problem';
import { Wallets } from '../parts/wallets';
import { findSandbox } from '../sandbox';
import { enter, farewell } from '../session';
import { prove } from '../wallets/proof';
import type { Account, Wallet } from '../wallets/wallet';
import { refusal } from '../words';

/** The ways in: an e-mail address and its password, a wallet of this browser, or becoming somebody here. */
export function SignIn() {
  const [registering, setRegistering] = useState(false);
  const title = registering ? 'Create an account' : 'Sign in';
  const reason = useValue(farewell);
  useEffect(() => {
    document.title = title + ' · Holdfast';
  }, [title]);
  useEffect(() => void findSandbox().catch(() => console.warn('It is not known whether this is the sandbox.')), []);
  return (
    <main class="sign-in">
      <div class="card">
        <Brand />
        <h1>{title}</h1>
        {reason && <p role="status">{reason}</p>}
        {registering ? <Registration /> : <Password />}
        <p class="switch">
          <button type="button" class="inline" onClick={() => setRegistering(!registering)}>
            {registering ? 'I have an account' : 'Create an account'}
          </button>
        </p>
        <section aria-labelledby="with-wallet">
          <h2 id="with-wallet">{registering ? 'Or begin with a wallet' : 'Or with a wallet'}</h2>
          <Wallets use={enterByWallet} />
        </section>
      </div>
    </main>
  );
}

async function enterByWallet(wallet: Wallet, account: Account, givenUp: AbortSignal): Promise<void> {
  const { connectToken } = await prove('/api/auth/wallet/challenge', wallet, account, givenUp);
  givenUp.throwIfAborted();
  await enter('/api/auth/wallet/connect', { connectToken });
}

function Password() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const { act, busy, error } = useAct();

  async function signIn(event: Event) {
    event.preventDefault();
    await act(() => enter('/api/auth/login', { email: email.trim(), password }));
  }

  return (
    <form onSubmit={(event) => void signIn(event)}>
      <TextField label="E-mail" name="email" type="email" inputMode="email" autocomplete="username" required value={email} onChange={setEmail} />
      <TextField label="Password" name="password" type="password" autocomplete="current-password" required value={password} onChange={setPassword} />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Sign in
      </button>
    </form>
  );
}

function Registration() {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const { act, busy, error } = useAct();

  async function register(event: Event) {
    event.preventDefault();
    setTooShort(password.length < SHORTEST_PASSWORD);
    if (password.length < SHORTEST_PASSWORD) return;
    await act(() => enter('/api/auth/register', { name: name.trim(), email: email.trim(), password }));
  }

  return (
    <form onSubmit={(event) => void register(event)}>
      <TextField label="Name" name="name" autocomplete="name" required value={name} onChange={setName} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        inputMode="email"
        autocomplete="username"
        required
        error={error?.code === 'EMAIL_TAKEN' ? refusal(error.code, error.title) : null}
        value={email}
        onChange={setEmail}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autocomplete="new-password"
        required
        hint={`At least ${SHORTEST_PASSWORD} characters. A few words do well.`}
        error={tooShort ? `It needs at least ${SHORTEST_PASSWORD} characters` : null}
        value={password}
        onChange={(typed) => {
          setPassword(typed);
          setTooShort(false);
        }}
      />
      <Problem error={error} />
      <button type="submit" aria-busy={busy} disabled={busy}>
        Create the account
      </button>
    </form>
  );
}
