import assert from 'node:assert/strict';
import test from 'node:test';
import { prove } from '../src/wallets/proof';
import type { Wallet } from '../src/wallets/wallet';
import { answer, aServer } from './fake-server';

const ACCOUNT = { address: '0x1', name: 'Mine', chain: '1' };
const challenge = () => answer(200, { sessionId: 'session:1', message: 'sign this' });

const aWallet = (sign: Wallet['sign']): Wallet => ({ id: 'w', kind: 'EVM', name: 'W', accounts: async () => [ACCOUNT], sign });

test('the wallet signs the challenge that the server made for its account, and the server judges the answer', async (t) => {
  const sent = aServer(t, challenge, () => answer(200, { state: 'VERIFIED', connectToken: 'c' }));
  const wallet = aWallet(async (account, text) => `${account.address} signed ${text}`);
  const { connectToken } = await prove('/api/auth/wallet/challenge', wallet, ACCOUNT, new AbortController().signal);
  assert.equal(connectToken, 'c');
  assert.deepEqual(
    sent.map(({ path, body }) => [path, body]),
    [
      ['/api/auth/wallet/challenge', { kind: 'EVM', address: '0x1', chain: '1' }],
      ['/api/auth/wallet/verify', { sessionId: 'session:1', answer: '0x1 signed sign this' }],
    ],
  );
});

test('what is signed after its owner gave up is shown to nobody', async (t) => {
  const sent = aServer(t, challenge);
  const controller = new AbortController();
  const slow = aWallet(async () => {
    controller.abort();
    return 'too late';
  });
  await assert.rejects(prove('/api/auth/wallet/challenge', slow, ACCOUNT, controller.signal), { name: 'AbortError' });
  assert.equal(sent.length, 1);
});

test('an answer that proves nothing is refused by its code', async (t) => {
  aServer(t, challenge, () => answer(401, { code: 'WRONG_CREDENTIALS' }));
  const wallet = aWallet(async () => 'forged');
  await assert.rejects(prove('/api/auth/wallet/challenge', wallet, ACCOUNT, new AbortController().signal), { code: 'WRONG_CREDENTIALS' });
});
