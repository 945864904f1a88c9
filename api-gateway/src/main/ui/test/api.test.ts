import assert from 'node:assert/strict';
import test from 'node:test';
import { authoriseBy, get, knock, post } from '../src/net/api';
import { answer, aServer } from './fake-server';

const refused = () => answer(401, { code: 'NOT_SIGNED_IN', title: 'Not signed in', detail: '' });

function aBearer(renewed: string | null) {
  const bearer = {
    token: 'old' as string | null,
    refused: [] as string[],
    renew: async (token: string) => {
      bearer.refused.push(token);
      bearer.token = renewed;
      return renewed !== null;
    },
  };
  authoriseBy(bearer);
  return bearer;
}

test('a token that is refused is renewed, and what was asked for is asked again with the new one', async (t) => {
  const bearer = aBearer('new');
  const sent = aServer(t, refused, () => answer(200, 'done'));
  assert.equal((await get('/api/x')).body, 'done');
  assert.deepEqual(bearer.refused, ['old']);
  assert.deepEqual(sent.map(({ token }) => token), ['Bearer old', 'Bearer new']);
});

test('a second refusal is told, and so is the first where there is no other token', async (t) => {
  aBearer('new');
  const sent = aServer(t, refused, refused);
  await assert.rejects(get('/api/x'), { code: 'NOT_SIGNED_IN' });
  assert.equal(sent.length, 2);
  aBearer(null);
  aServer(t, refused);
  await assert.rejects(get('/api/x'), { code: 'NOT_SIGNED_IN' });
});

test('other refusals of 401 say nothing of the token', async (t) => {
  const bearer = aBearer('new');
  aServer(t, () => answer(401, { code: 'WRONG_CREDENTIALS' }));
  await assert.rejects(post('/api/auth/wallet/verify', {}), { code: 'WRONG_CREDENTIALS' });
  assert.deepEqual(bearer.refused, []);
});

test('who knocks shows no token', async (t) => {
  const bearer = aBearer('new');
  const sent = aServer(t, refused);
  await assert.rejects(knock('/api/auth/refresh', {}), { code: 'NOT_SIGNED_IN' });
  assert.deepEqual(sent, [{ method: 'POST', path: '/api/auth/refresh', body: {}, token: null, key: null }]);
  assert.deepEqual(bearer.refused, []);
});

test('what has a key is sent again while nobody answers, and what has none is sent once', async (t) => {
  aBearer('new');
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const once = aServer(t);
  await assert.rejects(post('/api/auth/wallet/verify', {}), { code: 'UNREACHABLE' });
  assert.equal(once.length, 1);
  const again = aServer(t);
  const wish = post('/api/transfers', {}, 'key-1');
  for (const delay of [1_000, 2_000, 4_000]) {
    await new Promise((resume) => setImmediate(resume));
    t.mock.timers.tick(delay);
  }
  await assert.rejects(wish, { code: 'UNREACHABLE' });
  assert.deepEqual(again.map(({ key }) => key), ['key-1', 'key-1', 'key-1', 'key-1']);
});
