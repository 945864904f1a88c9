import assert from 'node:assert/strict';
import test from 'node:test';
import { deviceOf } from '../src/device';
import { calledBy, walletOf } from '../src/people';
import type { User } from '../src/views';

const nobody: User = { id: 'user:0198c2f1-aaaa-bbbb', name: null, email: null, emailVerified: false, roles: [], wallets: [], lastSignInAtMillis: null };

test('somebody is called by name, else by e-mail address, else by wallet, else by id', () => {
  const wallets = ['wallet:evm:0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'];
  assert.equal(calledBy({ ...nobody, name: 'Alice', email: 'alice@example.test', wallets }), 'Alice');
  assert.equal(calledBy({ ...nobody, email: 'alice@example.test', wallets }), 'alice@example.test');
  assert.equal(calledBy({ ...nobody, wallets }), '0x5aAe…eAed');
  assert.equal(calledBy(nobody), '0198c2…bbbb');
});

test('a linked wallet is read from its id', () => {
  assert.deepEqual(walletOf('wallet:solana:So1'), { kind: 'SOLANA', address: 'So1' });
});

test('a browser is known by what it says of itself, though most name others too', () => {
  const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  assert.equal(deviceOf(chrome), 'Chrome on Linux');
  assert.equal(deviceOf(chrome + ' Edg/140.0.0.0'), 'Edge on Linux');
  assert.equal(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1'), 'Safari on iOS');
  assert.equal(deviceOf('curl/8.5.0'), 'curl');
  assert.equal(deviceOf(null), 'Unknown program');
});
