import { Keeper, type SignedIn, type Tabs } from './keeper';
import { authoriseBy, get, knock, post, remove } from './net/api';
import type { Role, User } from './views';

const keeper = new Keeper(
  () => knock<SignedIn>('/api/auth/refresh', {}),
  new BroadcastChannel('holdfast-session') as Tabs,
  navigator.locks,
);
authoriseBy(keeper);

/** Who is signed in. */
export const { session, farewell } = keeper;

export const renewQuietly = (refused: string) => keeper.renewQuietly(refused);

/** After a reload: whoever the cookie lets in. */
export const restore = () => keeper.renew(null);

/** In by one of the doors, which answer with the cookie. */
export const enter = (path: string, body: object) => keeper.enter(() => knock<SignedIn>(path, { ...body, tokenIn: 'COOKIE' }));

export const signOut = () => keeper.leave(() => post('/api/auth/logout', {}), '');

/** Every session of the person, this one too. */
export const signOutEverywhere = () => keeper.leave(() => remove('/api/sessions'), 'You are signed out everywhere.');

/** Asks again who is signed in, after something of it was changed. */
export async function askWho(): Promise<void> {
  keeper.know((await get<User>('/api/auth/me')).body);
}

const has = (...roles: Role[]) => session.value?.user.roles.some((role) => roles.includes(role)) ?? false;

export const may = {
  seeAll: () => has('OPERATOR', 'ADMINISTRATOR', 'AUDITOR'),
  seePeople: () => has('ADMINISTRATOR', 'AUDITOR'),
  approve: () => has('OPERATOR', 'ADMINISTRATOR'),
  administer: () => has('ADMINISTRATOR'),
  steerSandbox: () => has('OPERATOR', 'ADMINISTRATOR'),
  write: () => has('CUSTOMER', 'OPERATOR', 'ADMINISTRATOR'),
};
