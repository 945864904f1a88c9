import { useEffect, useState } from 'preact/hooks';
import { Connections } from '../connections';
import { formatTime, shorten } from '../format';
import { useListing } from '../listing';
import { remove } from '../net/api';
import { live } from '../net/connection';
import { useValue } from '../observable';
import { useAct } from '../parts/act';
import { announce } from '../parts/announce';
import { Copyable } from '../parts/copy';
import { OwnAccess } from '../parts/own-access';
import { Page } from '../parts/page';
import { Problem } from '../parts/problem';
import { Sessions } from '../parts/sessions';
import { SignIns } from '../parts/sign-ins';
import { WalletNetworks } from '../parts/wallet-networks';
import { Wallets } from '../parts/wallets';
import { calledBy, rolesOf, walletOf } from '../people';
import { askWho, session, signOutEverywhere } from '../session';
import type { SessionView, SignInView, User, WalletView } from '../views';
import { prove } from '../wallets/proof';
import type { Account, Wallet } from '../wallets/wallet';
import { METHOD } from '../words';

export function Profile() {
  const user = useValue(session)?.user;
  const history = useListing<SignInView>('/api/sign-ins');
  if (!user) return null;
  return (
    <Page title="Profile" lead="Who you are here, and by which ways you come in.">
      <div class="columns even">
        <About user={user} />
        <LinkedWallets user={user} />
      </div>
      <OwnSessions />
      <section class="card">
        <h2>Sign-in history</h2>
        <SignIns listing={history} />
      </section>
    </Page>
  );
}

const About = ({ user }: { user: User }) => (
  <section class="card">
    <h2>{calledBy(user)}</h2>
    <dl class="facts">
      <div>
        <dt>E-mail</dt>
        <dd>{user.email ? `${user.email}${user.emailVerified ? '' : ', not verified'}` : 'none'}</dd>
      </div>
      <div>
        <dt>Roles</dt>
        <dd>{rolesOf(user)}</dd>
      </div>
      <div>
        <dt>Last came in</dt>
        <dd>{user.lastSignInAtMillis === null ? '–' : formatTime(user.lastSignInAtMillis)}</dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd>
          <Copyable text={user.id} what="Id">
            {shorten(user.id, 14, 6)}
          </Copyable>
        </dd>
      </div>
    </dl>
    <OwnAccess user={user} />
  </section>
);

/** Each of them lets its owner in; the last way in stays. */
function LinkedWallets({ user }: { user: User }) {
  const [linking, setLinking] = useState(false);
  const [connections] = useState(() => new Connections(live));
  const seen = useValue(connections.byWallet);
  useEffect(() => connections.look(), []);

  async function linkTo(wallet: Wallet, account: Account, givenUp: AbortSignal) {
    await prove('/api/auth/wallet/link', wallet, account, givenUp);
    await askWho();
    announce('The wallet is linked');
    setLinking(false);
  }

  return (
    <section class="card" data-testid="wallets">
      <h2>Linked wallets</h2>
      {user.wallets.length === 0 && <p class="muted">None yet. A linked wallet lets you in without a password.</p>}
      <ul class="rows">
        {user.wallets.map((id) => (
          <LinkedWallet key={id} id={id} seen={seen.get(id)} />
        ))}
      </ul>
      {linking ? (
        <>
          <Wallets use={linkTo} />
          <button type="button" class="quiet" onClick={() => setLinking(false)}>
            Back
          </button>
        </>
      ) : (
        <button type="button" class="secondary" onClick={() => setLinking(true)}>
          Link a wallet…
        </button>
      )}
    </section>
  );
}

function LinkedWallet({ id, seen }: { id: string; seen: WalletView | undefined }) {
  const { act, busy, error } = useAct();
  const { kind, address } = walletOf(id);

  async function unlink() {
    const done = await act(async () => {
      await remove(`/api/wallets/${encodeURIComponent(id)}`);
      await askWho();
    });
    if (done) announce('The wallet is not linked any more');
  }

  return (
    <li class="line">
      <span class="row-main">
        <span>{METHOD[kind]}</span>
        <Copyable text={address} what="Address">
          {shorten(address, 10, 8)}
        </Copyable>
        <WalletNetworks wallet={seen} />
        <Problem error={error} />
      </span>
      <button type="button" class="secondary" aria-label={`Unlink ${METHOD[kind]} ${address}`} aria-busy={busy} disabled={busy} onClick={() => void unlink()}>
        Unlink
      </button>
    </li>
  );
}

function OwnSessions() {
  const listing = useListing<SessionView>('/api/sessions');
  const others = useAct();
  const all = useAct();

  async function endOthers() {
    if (!(await others.act(() => remove('/api/sessions?others=true')))) return;
    announce('All other sessions are ended');
    listing.reload();
  }

  return (
    <section class="card">
      <h2>Sessions</h2>
      <Sessions listing={listing} endable />
      <Problem error={others.error ?? all.error} />
      <div class="actions">
        <button type="button" class="secondary" aria-busy={others.busy} disabled={others.busy} onClick={() => void endOthers()}>
          End all others
        </button>
        <button type="button" class="secondary" aria-busy={all.busy} disabled={all.busy} onClick={() => void all.act(signOutEverywhere)}>
          Sign out everywhere
        </button>
      </div>
    </section>
  );
}
