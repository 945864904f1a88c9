import assert from 'node:assert/strict';
import test from 'node:test';
import { findPolkadot } from '../src/wallets/polkadot';
import { aPage, refuses, search, signedBy, theOne } from './fake-page';

const ALICE = { address: '5Grw', name: 'Alice', type: 'sr25519', genesisHash: null };
const GENESIS = '0x91b171bb158e2d3848fa23a9f1c25182fb8e20313b2c1eb49219da7a70ce90c3';

interface Wish {
  accounts?: unknown[];
  signRaw?: unknown;
  enable?: (origin: string) => Promise<unknown>;
}

function aPageWith({ accounts = [ALICE], signRaw = async () => ({ signature: '0xsigned' }), enable }: Wish = {}) {
  const injected = { accounts: { get: async () => accounts }, signer: { signRaw } };
  return aPage({ injectedWeb3: { 'polkadot-js': { version: '1', enable: enable ?? (async () => injected) } } });
}

test('each extension is found under its own name; a page without any has none', () => {
  const { kind, name } = theOne(findPolkadot, aPageWith());
  assert.deepEqual([kind, name], ['POLKADOT', 'polkadot-js']);
  assert.deepEqual(search(findPolkadot, aPage()).wallets, []);
});

test('introduces the page by its name', async () => {
  const heard: string[] = [];
  const page = aPageWith({
    enable: async (origin) => {
      heard.push(origin);
      return { accounts: { get: async () => [ALICE] }, signer: {} };
    },
  });
  await theOne(findPolkadot, page).accounts();
  assert.deepEqual(heard, ['Holdfast']);
});

test('tells the accounts whose address is a key, and the chain of those that belong to one', async () => {
  const stash = { address: '5FLS', name: 'Stash', type: 'ed25519', genesisHash: GENESIS };
  const ethereum = { address: '0x1', type: 'ethereum' };
  const ecdsa = { address: '5C7C', type: 'ecdsa' };
  assert.deepEqual(await theOne(findPolkadot, aPageWith({ accounts: [ALICE, stash, ethereum, ecdsa] })).accounts(), [
    { address: '5Grw', name: 'Alice', chain: 'polkadot' },
    { address: '5FLS', name: 'Stash', chain: '91b171bb158e2d3848fa23a9f1c25182' },
  ]);
});

test('signs raw bytes, and leaves the wrapping to the wallet', async () => {
  const payloads: unknown[] = [];
  const signRaw = async (payload: unknown) => {
    payloads.push(payload);
    return { signature: '0xsigned' };
  };
  assert.equal(await signedBy(theOne(findPolkadot, aPageWith({ signRaw })), 'hi'), '0xsigned');
  assert.deepEqual(payloads, [{ address: '5Grw', data: '0x6869', type: 'bytes' }]);
});

test('a wallet that signs transactions only cannot prove anything', async () => {
  await refuses(signedBy(theOne(findPolkadot, aPageWith({ signRaw: null })), 'hi'), 'WALLET_FAILED');
});

test('who declines is told so, and may change their mind', async () => {
  let asked = 0;
  const enable = async () => {
    asked += 1;
    if (asked === 1) throw new Error('Rejected');
    return { accounts: { get: async () => [ALICE] }, signer: {} };
  };
  const wallet = theOne(findPolkadot, aPageWith({ enable }));
  await refuses(wallet.accounts(), 'WALLET_DECLINED');
  assert.equal((await wallet.accounts()).length, 1);
  await refuses(signedBy(theOne(findPolkadot, aPageWith({ signRaw: () => Promise.reject(new Error('Cancelled')) })), 'hi'), 'WALLET_DECLINED');
});

test('an extension without a usable account is of no use', async () => {
  await refuses(theOne(findPolkadot, aPageWith({ accounts: [{ address: '0x1', type: 'ethereum' }] })).accounts(), 'WALLET_EMPTY');
});
