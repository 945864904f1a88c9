import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import test from 'node:test';
import { toyWallet, type Drawer } from '../src/wallets/toy';
import { refuses, signedBy } from './fake-page';

function aDrawer(): Drawer & { pair?: CryptoKeyPair } {
  const drawer: Drawer & { pair?: CryptoKeyPair } = {
    get: async () => drawer.pair,
    put: async (pair) => {
      drawer.pair = pair;
    },
  };
  return drawer;
}

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function unbase58(text: string, length: number): Buffer {
  const number = [...text].reduce((sum, digit) => sum * 58n + BigInt(ALPHABET.indexOf(digit)), 0n);
  return Buffer.from(number.toString(16).padStart(length * 2, '0'), 'hex');
}

test('its signature is one of Ed25519 by the key that its address is', async () => {
  const toy = toyWallet(aDrawer());
  const [account] = await toy.accounts();
  const signature = unbase58(await signedBy(toy, 'hello'), 64);
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: unbase58(account!.address, 32).toString('base64url') }, format: 'jwk' });
  assert.ok(verify(null, Buffer.from('hello'), key, signature));
  assert.ok(!verify(null, Buffer.from('hallo'), key, signature));
});

test('it is the same account for as long as the browser keeps its key, and nobody can read the key', async () => {
  const drawer = aDrawer();
  const [first] = await toyWallet(drawer).accounts();
  const [again] = await toyWallet(drawer).accounts();
  const [elsewhere] = await toyWallet(aDrawer()).accounts();
  assert.equal(first!.address, again!.address);
  assert.notEqual(first!.address, elsewhere!.address);
  assert.equal(drawer.pair!.privateKey.extractable, false);
});

test('a browser that keeps nothing says so', async () => {
  const closed: Drawer = { get: () => Promise.reject(new DOMException('No storage here.', 'InvalidStateError')), put: async () => {} };
  await refuses(toyWallet(closed).accounts(), 'WALLET_FAILED');
});
