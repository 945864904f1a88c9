import { useEffect, useState } from 'preact/hooks';
import { post, ApiError } from '../net/api';
import { useValue } from '../observable';
import { Brand } from '../parts/brand';
import { TextField } from '../parts/field';
import { Problem } from '../parts/problem';
import { begin, farewell } from '../session';
import type { User } from '../views';

interface SignedIn {
  accessToken: string;
  expiresAtMillis: number;
  user: User;
}

export function SignIn() {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const reason = useValue(farewell);
  useEffect(() => {
    document.title = 'Sign in · Holdfast';
  }, []);

  async function signIn(event: Event) {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const { body } = await post<SignedIn>('/api/auth/login', { email, password }, crypto.randomUUID());
      begin({ token: body.accessToken, expiresAtMillis: body.expiresAtMillis, user: body.user });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      setError(problem);
      setBusy(false);
    }
  }

  return (
    <main class="sign-in">
      <form class="card" onSubmit={(event) => void signIn(event)}>
        <Brand />
        <h1>Sign in</h1>
        {reason && <p role="status">{reason}</p>}
        <TextField label="E-mail" name="email" type="email" inputMode="email" autocomplete="username" required value={email} onChange={setEmail} />
        <TextField label="Password" name="password" type="password" autocomplete="current-password" required value={password} onChange={setPassword} />
        <Problem error={error} />
        <button type="submit" aria-busy={busy} disabled={busy}>
          Sign in
        </button>
      </form>
    </main>
  );
}
