import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { ENDED, Keeper, type Locks, type News, type SignedIn, type Tabs } from '../src/keeper';
import { ApiError } from '../src/net/api';
import type { User } from '../src/views';

const ALICE: User = { id: 'user:alice', name: 'Alice', email: 'alice@example.test', emailVerified: true, roles: ['CUSTOMER'], wallets: [], lastSignInAtMillis: null };
const MINUTE = 60_000;

const signedIn = (accessToken: string, sessionId = 'session:1'): SignedIn => ({ accessToken, sessionId, expiresAtMillis: Date.now() + 5 * MINUTE, user: ALICE });
const over = () => new ApiError(401, 'NOT_SIGNED_IN', 'Not signed in', '', null);
const unreachable = () => new ApiError(0, 'UNREACHABLE', 'No answer', '', null);

/** One lock for all, as browsers have it: who asks for it waits for those before. */
function someLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request<T>(_: string, held: () => Promise<T>): Promise<T> {
      const mine = last.then(held, held);
      last = mine.catch(() => {});
      return mine;
    },
  };
}

/** A browser of some tabs: what one says all others hear. */
function someTabs(count: number): Tabs[] {
  const tabs: Tabs[] = Array.from({ length: count }, () => ({ onmessage: null, postMessage: () => {} }));
  for (const tab of tabs) {
    tab.postMessage = (news) => tabs.filter((other) => other !== tab).forEach((other) => other.onmessage?.({ data: news } as MessageEvent<News>));
  }
  return tabs;
}

/** A door that gives another token each time, or whatever it is told to throw. */
function aDoor() {
  const door = {
    shown: 0,
    trouble: null as Error | null,
    refresh: async () => {
      door.shown += 1;
      if (door.trouble) throw door.trouble;
      return signedIn(`token-${door.shown}`);
    },
  };
  return door;
}

function aKeeper(t: TestContext, door = aDoor(), tabs = someTabs(1)) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  t.mock.method(console, 'warn', () => {});
  return { keeper: new Keeper(door.refresh, tabs[0]!, someLocks()), door };
}

const told = () => Promise.resolve();

const settled = () => new Promise((resume) => setImmediate(resume));

async function pass(t: TestContext, millis: number) {
  t.mock.timers.tick(millis);
  await settled();
}

test('after a reload the cookie lets in whom it belongs to', async (t) => {
  const { keeper } = aKeeper(t);
  assert.equal(await keeper.renew(null), true);
  assert.equal(keeper.session.value?.user.name, 'Alice');
  assert.equal(keeper.token, 'token-1');
});

test('without a cookie nobody is in, and nothing is said of a session that ended', async (t) => {
  const { keeper, door } = aKeeper(t);
  door.trouble = over();
  assert.equal(await keeper.renew(null), false);
  assert.equal(keeper.session.value, null);
  assert.equal(keeper.farewell.value, '');
});

test('a token is renewed a minute before it expires, again and again', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  await pass(t, 4 * MINUTE - 1);
  assert.equal(door.shown, 0);
  await pass(t, 1);
  assert.equal(keeper.token, 'token-1');
  await pass(t, 4 * MINUTE);
  assert.equal(keeper.token, 'token-2');
});

test('a clock that is an hour ahead, or behind, makes no difference of more than minutes', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => ({ ...signedIn('first'), expiresAtMillis: Date.now() - 55 * MINUTE }));
  await pass(t, MINUTE - 1);
  assert.equal(door.shown, 0);
  await pass(t, 1);
  assert.equal(door.shown, 1);
  await keeper.enter(async () => ({ ...signedIn('later'), expiresAtMillis: Date.now() + 65 * MINUTE }));
  await pass(t, 4 * MINUTE);
  assert.equal(door.shown, 2);
});

test('however many ask for another token at once, the cookie is shown once', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  assert.deepEqual(await Promise.all([keeper.renew('first'), keeper.renew('first'), keeper.renew('first')]), [true, true, true]);
  assert.equal(door.shown, 1);
  assert.equal(await keeper.renew('first'), true);
  assert.equal(door.shown, 1);
});

test('of two tabs one shows the cookie, and both go on with what it gave', async (t) => {
  const door = aDoor();
  const [one, two] = someTabs(2);
  const locks = someLocks();
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const first = new Keeper(door.refresh, one!, locks);
  const second = new Keeper(door.refresh, two!, locks);
  await first.enter(async () => signedIn('first'));
  assert.equal(second.token, 'first');
  assert.deepEqual(await Promise.all([first.renew('first'), second.renew('first')]), [true, true]);
  assert.equal(door.shown, 1);
  assert.equal(second.token, 'token-1');
});

test('who signs in as somebody else in one tab is somebody else in all', (t) => {
  const [one, two] = someTabs(2);
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const first = new Keeper(aDoor().refresh, one!, someLocks());
  const second = new Keeper(aDoor().refresh, two!, someLocks());
  return first
    .enter(async () => signedIn('first'))
    .then(() => second.enter(async () => signedIn('other', 'session:2')))
    .then(() => assert.equal(first.session.value?.id, 'session:2'));
});

test('a session that is over ends in every tab, and says so', async (t) => {
  const door = aDoor();
  const [one, two] = someTabs(2);
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const first = new Keeper(door.refresh, one!, someLocks());
  const second = new Keeper(door.refresh, two!, someLocks());
  await first.enter(async () => signedIn('first'));
  door.trouble = over();
  assert.equal(await first.renew('first'), false);
  assert.deepEqual([first.session.value, second.session.value], [null, null]);
  assert.deepEqual([first.farewell.value, second.farewell.value], [ENDED, ENDED]);
});

test('a server that does not answer ends nothing: it is asked again', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  door.trouble = unreachable();
  await assert.rejects(keeper.renew('first'), { code: 'UNREACHABLE' });
  assert.equal(keeper.token, 'first');
  await pass(t, 15_000);
  assert.equal(door.shown, 2);
  door.trouble = null;
  await pass(t, 15_000);
  assert.equal(keeper.token, 'token-3');
});

test('who signed out while a renewal was under way stays out', async (t) => {
  const door = aDoor();
  let answer = (_: SignedIn) => {};
  door.refresh = () => new Promise((resolve) => (answer = resolve));
  const { keeper } = aKeeper(t, door);
  await keeper.enter(async () => signedIn('first'));
  const renewal = keeper.renew('first');
  await settled();
  await keeper.leave(told, '');
  answer(signedIn('late'));
  assert.equal(await renewal, false);
  assert.equal(keeper.session.value, null);
});

test('who goes out on purpose is not told that the session ended, though its streams may end first', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  door.trouble = over();
  await keeper.leave(() => keeper.renew('first'), 'Out.');
  assert.equal(keeper.session.value, null);
  assert.equal(keeper.farewell.value, 'Out.');
});

test('who cannot go out, since the server does not answer, is still in', async (t) => {
  const { keeper } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  await assert.rejects(keeper.leave(() => Promise.reject(unreachable()), ''), { code: 'UNREACHABLE' });
  assert.equal(keeper.token, 'first');
});

test('nobody is renewed who is out', async (t) => {
  const { keeper, door } = aKeeper(t);
  await keeper.enter(async () => signedIn('first'));
  await keeper.leave(told, '');
  await pass(t, 60 * MINUTE);
  assert.equal(door.shown, 0);
});

test('a door that lets nobody in changes nothing', async (t) => {
  const { keeper } = aKeeper(t);
  const wrong = new ApiError(401, 'WRONG_CREDENTIALS', 'Wrong', '', null);
  await assert.rejects(keeper.enter(() => Promise.reject(wrong)), { code: 'WRONG_CREDENTIALS' });
  assert.equal(keeper.session.value, null);
});
