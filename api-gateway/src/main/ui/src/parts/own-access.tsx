import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { post } from '../net/api';
import { askWho } from '../session';
import type { User } from '../views';
import { refusal } from '../words';
import { useAct } from './act';
import { announce } from './announce';
import { TextField } from './field';
import { Problem } from './problem';

export const SHORTEST_PASSWORD = 12;
const HINT = `At least ${SHORTEST_PASSWORD} characters. A few words do well.`;

type Change = 'name' | 'email' | 'password';

/** How one is called, and by which address and password one comes. */
export function OwnAccess({ user }: { user: User }) {
  const [changing, setChanging] = useState<Change | null>(null);
  const back = () => setChanging(null);
  if (changing === 'name') return <Name user={user} back={back} />;
  if (changing === 'email') return <Email user={user} back={back} />;
  if (changing === 'password') return <Password back={back} />;
  return (
    <div class="actions">
      <button type="button" class="secondary" onClick={() => setChanging('name')}>
        Change the name…
      </button>
      <button type="button" class="secondary" onClick={() => setChanging('email')}>
        {user.email ? 'Change the e-mail address…' : 'Add an e-mail address…'}
      </button>
      {user.email && (
        <button type="button" class="secondary" onClick={() => setChanging('password')}>
          Change the password…
        </button>
      )}
    </div>
  );
}

interface FormProps {
  label: string;
  back: () => void;
  /** Checks what was typed, and says whether it may be sent. */
  check?: () => boolean;
  change: () => Promise<unknown>;
  done: string;
  about?: string;
  children: (code: string | null, title: string) => ComponentChildren;
}

function Form({ label, back, check, change, done, about, children }: FormProps) {
  const { act, busy, error } = useAct();

  async function submit(event: Event) {
    event.preventDefault();
    if (check && !check()) return;
    const changed = await act(async () => {
      await change();
      await askWho();
    });
    if (!changed) return;
    announce(done);
    back();
  }

  return (
    <form onSubmit={(event) => void submit(event)} aria-label={label}>
      {about && <p class="muted">{about}</p>}
      {children(error?.code ?? null, error?.title ?? '')}
      <Problem error={error} />
      <div class="actions">
        <button type="submit" aria-busy={busy} disabled={busy}>
          {label}
        </button>
        <button type="button" class="secondary" onClick={back}>
          Back
        </button>
      </div>
    </form>
  );
}

function Name({ user, back }: { user: User; back: () => void }) {
  const [name, setName] = useState(user.name ?? '');
  return (
    <Form label="Change the name" back={back} done="The name is changed" change={() => post('/api/auth/me/name', { name: name.trim() })}>
      {() => <TextField label="Name" name="name" autocomplete="name" required value={name} onChange={setName} />}
    </Form>
  );
}

function Email({ user, back }: { user: User; back: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const isFirst = user.email === null;
  const label = isFirst ? 'Add the e-mail address' : 'Change the e-mail address';

  function check() {
    const short = password.length < SHORTEST_PASSWORD;
    setTooShort(short);
    return !short;
  }

  return (
    <Form
      label={label}
      back={back}
      check={check}
      done="The e-mail address is changed"
      about={isFirst ? 'It lets you in together with the password that you choose here, beside your wallets.' : undefined}
      change={() => post('/api/auth/me/email', { email: email.trim(), password })}
    >
      {(code, title) => (
        <>
          <TextField
            label="New e-mail address"
            name="email"
            type="email"
            inputMode="email"
            autocomplete="email"
            required
            error={code === 'EMAIL_TAKEN' ? refusal(code, title) : null}
            value={email}
            onChange={setEmail}
          />
          <TextField
            label={isFirst ? 'Password' : 'Your password'}
            name="password"
            type="password"
            autocomplete={isFirst ? 'new-password' : 'current-password'}
            required
            hint={isFirst ? HINT : undefined}
            error={tooShort ? `It has at least ${SHORTEST_PASSWORD} characters` : null}
            value={password}
            onChange={setPassword}
          />
        </>
      )}
    </Form>
  );
}

function Password({ back }: { back: () => void }) {
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [tooShort, setTooShort] = useState(false);

  function check() {
    const short = wanted.length < SHORTEST_PASSWORD;
    setTooShort(short);
    return !short;
  }

  return (
    <Form
      label="Change the password"
      back={back}
      check={check}
      done="The password is changed, and all other sessions are ended"
      about="All your other sessions end."
      change={() => post('/api/auth/me/password', { currentPassword: current, newPassword: wanted })}
    >
      {() => (
        <>
          <TextField label="Current password" name="current" type="password" autocomplete="current-password" required value={current} onChange={setCurrent} />
          <TextField
            label="New password"
            name="wanted"
            type="password"
            autocomplete="new-password"
            required
            hint={HINT}
            error={tooShort ? `It needs at least ${SHORTEST_PASSWORD} characters` : null}
            value={wanted}
            onChange={setWanted}
          />
        </>
      )}
    </Form>
  );
}
