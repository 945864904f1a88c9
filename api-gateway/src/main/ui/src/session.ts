import { Observable } from './observable';
import type { Role, User } from './views';

export interface Session {
  token: string;
  expiresAtMillis: number;
  user: User;
}

const KEY = 'holdfast.session';

/**
 * Who is signed in. The token lives in memory and, so that a reload keeps it, in sessionStorage: it
 * goes with the tab and is never in a cookie that a request of another site could carry.
 */
export const session = new Observable<Session | null>(restore());

/** Why the last session ended by itself, to be told on the sign-in page. */
export const farewell = new Observable('');

function restore(): Session | null {
  const kept = sessionStorage.getItem(KEY);
  const restored = kept ? (JSON.parse(kept) as Session) : null;
  return restored && restored.expiresAtMillis > Date.now() ? restored : null;
}

export function begin(started: Session): void {
  sessionStorage.setItem(KEY, JSON.stringify(started));
  farewell.set('');
  session.set(started);
}

export function end(reason = ''): void {
  if (!session.value) return;
  sessionStorage.removeItem(KEY);
  farewell.set(reason);
  session.set(null);
}

const has = (...roles: Role[]) => session.value?.user.roles.some((role) => roles.includes(role)) ?? false;

export const may = {
  seeAll: () => has('OPERATOR', 'ADMINISTRATOR', 'AUDITOR'),
  approve: () => has('OPERATOR', 'ADMINISTRATOR'),
  administer: () => has('ADMINISTRATOR'),
  steerSandbox: () => has('OPERATOR', 'ADMINISTRATOR'),
  write: () => has('CUSTOMER', 'OPERATOR', 'ADMINISTRATOR'),
};
