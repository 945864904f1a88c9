import { useEffect, useState } from 'preact/hooks';
import { formatAgo, formatTime, shorten, useNow } from '../format';
import { useListing } from '../listing';
import { ApiError, get, post, remove } from '../net/api';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { Badge } from '../parts/badge';
import { Copyable } from '../parts/copy';
import { TextField } from '../parts/field';
import { Back, Page, Skeleton } from '../parts/page';
import { Problem } from '../parts/problem';
import { Sessions } from '../parts/sessions';
import { SignIns } from '../parts/sign-ins';
import { calledBy, walletOf } from '../people';
import { may, session } from '../session';
import type { Person, Role, SessionView, SignInView } from '../views';
import { METHOD, PERSON, ROLE } from '../words';

/** One person, as those see them who look after people. */
export function PersonPage({ id }: { id: string }) {
  const path = '/api/users/' + encodeURIComponent(id);
  const [person, setPerson] = useState<Person | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = () => {
    setError(null);
    get<Person>(path).then(
      ({ body }) => setPerson(body),
      (problem: ApiError) => setError(problem),
    );
  };
  useEffect(load, [path]);
  return (
    <Page title="Person" lead={<Back to="people" />}>
      {error ? <Problem error={error} retry={load} /> : person ? <Details person={person} path={path} changed={setPerson} forgotten={load} /> : <Skeleton lines={6} />}
    </Page>
  );
}

interface Props {
  person: Person;
  path: string;
  changed: (person: Person) => void;
  forgotten: () => void;
}

function Details({ person, path, changed, forgotten }: Props) {
  const sessions = useListing<SessionView>(path + '/sessions');
  const history = useListing<SignInView>(path + '/sign-ins');
  const mayAct = may.administer() && person.state === 'REGISTERED' && person.id !== session.value?.user.id;
  const lookAgain = () => {
    sessions.reload();
    history.reload();
  };
  return (
    <>
      <div class="columns even">
        <About person={person} path={path} mayAct={mayAct} changed={changed} />
        <Roles person={person} path={path} mayAct={mayAct} changed={changed} />
      </div>
      <section class="card">
        <h2>Sessions</h2>
        <Sessions listing={sessions} endable={may.administer()} />
        {mayAct && <EndAll path={path} done={lookAgain} />}
      </section>
      <section class="card">
        <h2>Sign-in history</h2>
        <SignIns listing={history} />
      </section>
      {mayAct && (
        <Erasure
          person={person}
          path={path}
          done={() => {
            forgotten();
            lookAgain();
          }}
        />
      )}
    </>
  );
}

function About({ person, path, mayAct, changed }: Omit<Props, 'forgotten'> & { mayAct: boolean }) {
  const now = useNow();
  const { email, emailVerified, lastSignInAtMillis, lockedUntilMillis } = person;
  return (
    <section class="card" data-testid="about">
      <header>
        <h2>{calledBy(person)}</h2>
        <Badge label={PERSON[person.state]} />
      </header>
      {lockedUntilMillis > now && (
        <p class="note" role="status">
          After too many wrong passwords none counts until {formatTime(lockedUntilMillis)}, {formatAgo(lockedUntilMillis, now)}. A wallet still does.
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>E-mail</dt>
          <dd>{email ? `${email}${emailVerified ? '' : ', not verified'}` : 'none'}</dd>
        </div>
        {person.wallets.map((id) => (
          <div key={id}>
            <dt>{METHOD[walletOf(id).kind]}</dt>
            <dd>
              <Copyable text={walletOf(id).address} what="Address">
                {shorten(walletOf(id).address)}
              </Copyable>
            </dd>
          </div>
        ))}
        {mayAct && email && !emailVerified && <ConfirmEmail path={path} changed={changed} />}
        <div>
          <dt>Known since</dt>
          <dd>{formatTime(person.registeredAtMillis)}</dd>
        </div>
        <div>
          <dt>Last came in</dt>
          <dd>{lastSignInAtMillis === null ? 'never' : formatTime(lastSignInAtMillis)}</dd>
        </div>
        <div>
          <dt>Id</dt>
          <dd>
            <Copyable text={person.id} what="Id">
              {shorten(person.id, 14, 6)}
            </Copyable>
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** Whoever confirms has seen that the address is the person's. */
function ConfirmEmail({ path, changed }: Pick<Props, 'path' | 'changed'>) {
  const { act, busy, error } = useAct();

  async function confirm() {
    const done = await act(async () => changed((await post<Person>(path + '/email-confirmations', {})).body));
    if (done) announce('The e-mail address is confirmed');
  }

  return (
    <div>
      <dt />
      <dd>
        <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void confirm()}>
          Confirm the address
        </button>
        <Problem error={error} />
      </dd>
    </div>
  );
}

const EVERY_ROLE = Object.keys(ROLE) as Role[];

/** The whole new set at once. An auditor has no other role. */
const withRole = (roles: Role[], role: Role): Role[] => (role === 'AUDITOR' ? ['AUDITOR'] : [...roles.filter((one) => one !== 'AUDITOR'), role]);

function Roles({ person, path, mayAct, changed }: Omit<Props, 'forgotten'> & { mayAct: boolean }) {
  const [roles, setRoles] = useState(person.roles);
  const { act, busy, error } = useAct();
  const isSame = roles.length === person.roles.length && roles.every((role) => person.roles.includes(role));

  async function change(event: Event) {
    event.preventDefault();
    const done = await act(async () => changed((await post<Person>(path + '/roles', { roles })).body));
    if (done) announce('The roles are changed');
  }

  return (
    <form class="card" data-testid="roles" onSubmit={(event) => void change(event)}>
      <fieldset disabled={!mayAct}>
        <legend>Roles</legend>
        {EVERY_ROLE.map((role) => (
          <label key={role} class="role">
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => setRoles(event.currentTarget.checked ? withRole(roles, role) : roles.filter((one) => one !== role))}
            />
            <span>
              {ROLE[role].text} <small class="muted">{ROLE[role].means}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <p class="muted">Changed roles count within five minutes, where the person is signed in.</p>
      <Problem error={error} />
      {mayAct && (
        <button type="submit" aria-busy={busy} disabled={busy || isSame || roles.length === 0}>
          Change the roles
        </button>
      )}
    </form>
  );
}

function EndAll({ path, done }: { path: string; done: () => void }) {
  const { act, busy, error } = useAct();

  async function end() {
    if (!(await act(() => remove(path + '/sessions')))) return;
    announce('All sessions are ended');
    done();
  }

  return (
    <>
      <Problem error={error} />
      <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void end()}>
        End all sessions
      </button>
    </>
  );
}

/** Nobody gets this back, so it says what goes and what stays, and wants the person's name typed. */
function Erasure({ person, path, done }: { person: Person; path: string; done: () => void }) {
  const [deciding, setDeciding] = useState(false);
  const [typed, setTyped] = useState('');
  const { act, busy, error } = useAct();
  const name = calledBy(person);

  async function erase(event: Event) {
    event.preventDefault();
    if (!(await act(() => remove(path + '/personal-data')))) return;
    announce('The person is forgotten');
    done();
  }

  return (
    <section class="card">
      <h2>Forget this person</h2>
      {deciding ? (
        <form onSubmit={(event) => void erase(event)}>
          <p>This cannot be undone, by nobody.</p>
          <ul>
            <li>Lost for good: name, e-mail address and password, and from where and with what {name} signed in. The key is destroyed under which they are sealed, in every copy.</li>
            <li>Ended at once: every session. No linked wallet lets {name} in any more; who comes with one again is somebody new.</li>
            <li>Kept: accounts, their money and every posting, under an id that says nothing. Pay out what is left before.</li>
          </ul>
          <TextField label={`Type ${name} to confirm`} name="confirm" autocomplete="off" required value={typed} onChange={setTyped} />
          <Problem error={error} />
          <div class="actions">
            <button type="submit" class="danger" aria-busy={busy} disabled={busy || typed.trim() !== name}>
              Forget {name} for good
            </button>
            <button type="button" class="secondary" onClick={() => setDeciding(false)}>
              Back
            </button>
          </div>
        </form>
      ) : (
        <button type="button" class="secondary" onClick={() => setDeciding(true)}>
          Forget this person…
        </button>
      )}
    </section>
  );
}
