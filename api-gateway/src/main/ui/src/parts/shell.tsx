import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useValue } from '../observable';
import { parked } from '../data';
import { DisputesCount, OrdersCount } from '../escrow/waiting';
import { isOpen } from '../pages/parked';
import { calledBy, rolesOf } from '../people';
import { link, useRoute } from '../router';
import { useRows } from '../rows';
import { sandboxRails } from '../sandbox';
import { may, session, signOut } from '../session';
import { theme, toggle } from '../theme';
import { useAct } from './act';
import { Brand } from './brand';
import { Connection } from './connection';
import { Icon, type IconName } from './icon';
import { Menu } from './menu';
import { Problem } from './problem';

interface Destination {
  path: string;
  text: string;
  icon: IconName;
  shown: boolean;
}

/** The frame around every page: name, navigation, connection, theme and user. */
export function Shell({ children }: { children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  const route = useRoute();
  useEffect(() => setOpen(false), [route]);
  return (
    <>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the page
      </a>
      <header class="top">
        <button type="button" class="icon-button nav-toggle" aria-label="Menu" aria-expanded={open} aria-controls="nav" onClick={() => setOpen(!open)}>
          <Icon name={open ? 'close' : 'menu'} />
        </button>
        <a class="home" href={link('overview')} aria-label="Holdfast, overview">
          <Brand />
        </a>
        <div class="top-right">
          <Connection />
          <ThemeToggle />
          <Account />
        </div>
      </header>
      <div class="body">
        <Navigation open={open} section={route[0] ?? 'overview'} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  );
}

/** The hash belongs to the router, so the link moves the focus by itself. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function Navigation({ open, section }: { open: boolean; section: string }) {
  const sandbox = useValue(sandboxRails);
  const destinations: Destination[] = [
    { path: 'overview', text: 'Overview', icon: 'overview', shown: true },
    { path: 'approvals', text: 'Approvals', icon: 'approve', shown: may.approve() },
    { path: 'deposits', text: 'Deposits', icon: 'deposit', shown: true },
    { path: 'withdrawals', text: 'Withdrawals', icon: 'withdraw', shown: true },
    { path: 'transfers', text: 'Transfer', icon: 'transfer', shown: may.write() },
    { path: 'journal', text: 'Journal', icon: 'journal', shown: true },
    { path: 'products', text: 'Products', icon: 'product', shown: true },
    { path: 'orders', text: 'Orders', icon: 'order', shown: true },
    { path: 'disputes', text: 'Disputes', icon: 'dispute', shown: may.seeAll() },
    { path: 'webhooks', text: 'Webhooks', icon: 'webhook', shown: may.write() },
    { path: 'rails', text: 'Rails', icon: 'rail', shown: true },
    { path: 'reconciliation', text: 'Reconciliation', icon: 'balance', shown: may.seeAll() },
    { path: 'replay', text: 'Replay', icon: 'replay', shown: may.seeAll() },
    { path: 'parked', text: 'Parked', icon: 'parked', shown: may.seeAll() },
    { path: 'people', text: 'People', icon: 'people', shown: may.seePeople() },
    { path: 'sandbox', text: 'Sandbox', icon: 'sandbox', shown: sandbox.length > 0 && may.write() },
  ];
  return (
    <nav id="nav" class={open ? 'open' : ''} aria-label="Main">
      <ul>
        {destinations
          .filter(({ shown }) => shown)
          .map(({ path, text, icon }) => (
            <li key={path}>
              <a href={link(path)} aria-current={path === section ? 'page' : undefined}>
                <Icon name={icon} /> {text}
                {path === 'parked' && <ParkedCount />}
                {path === 'orders' && <OrdersCount />}
                {path === 'disputes' && <DisputesCount />}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** How many wait for a retry or for a person, of those that the list has shown. */
function ParkedCount() {
  const open = useRows(parked()).rows?.filter(isOpen).length ?? 0;
  return open > 0 ? (
    <span class="badge warn" data-testid="parked-count">
      {open}
    </span>
  ) : null;
}

function ThemeToggle() {
  const shown = useValue(theme);
  const other = shown === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" class="icon-button" aria-label={`Switch to the ${other} theme`} onClick={toggle}>
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </button>
  );
}

function Account() {
  const user = useValue(session)?.user;
  const { act, busy, error } = useAct();
  if (!user) return null;
  const face = (
    <>
      <Icon name="user" />
      <span class="wide-only">{calledBy(user)}</span>
    </>
  );
  return (
    <Menu label={`Signed in as ${calledBy(user)}`} face={face}>
      <p>
        <strong>{calledBy(user)}</strong>
        {user.email && user.name && (
          <>
            <br />
            <span class="muted">{user.email}</span>
          </>
        )}
      </p>
      <p class="muted">{rolesOf(user)}</p>
      <p>
        <a href={link('profile')}>Profile, wallets and sessions</a>
      </p>
      <Problem error={error} />
      <button type="button" class="secondary" aria-busy={busy} disabled={busy} onClick={() => void act(signOut)}>
        Sign out
      </button>
    </Menu>
  );
}
