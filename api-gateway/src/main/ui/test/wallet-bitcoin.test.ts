import assert from 'node:assert/strict';
import test from 'node:test';
import { findBitcoin } from '../src/wallets/bitcoin';
import { aPage, refuses, search, signedBy, theOne } from './fake-page';

const XVERSE = {
  addresses: [
    { address: '3P14', addressType: 'p2sh', purpose: 'payment' },
    { address: 'bc1ptap', addressType: 'p2tr', purpose: 'ordinals' },
  ],
};
const LEATHER = {
  addresses: [
    { symbol: 'BTC', type: 'p2wpkh', address: 'tb1qseg' },
    { symbol: 'STX', address: 'SP1' },
  ],
};

type Answer = { result?: unknown; error?: unknown };

function aPageWith(answers: Record<string, Answer>) {
  const calls: [string, unknown][] = [];
  const request = async (method: string, params: unknown) => {
    calls.push([method, params]);
    return answers[method] ?? { error: { code: -32601, message: 'Method not found' } };
  };
  const page = aPage({
    btc_providers: [{ id: 'XverseProviders.BitcoinProvider', name: 'Xverse', icon: 'data:image/svg+xml,x' }],
    XverseProviders: { BitcoinProvider: { request } },
  });
  return { page, calls };
}

const signature = { result: { signature: 'AkgwRQ==' } };

test('a wallet is found where the registry says, and one that is not there is not', () => {
  const { kind, name } = theOne(findBitcoin, aPageWith({}).page);
  assert.deepEqual([kind, name], ['BITCOIN', 'Xverse']);
  assert.deepEqual(search(findBitcoin, aPage({ btc_providers: [{ id: 'Gone.Provider', name: 'Gone' }] })).wallets, []);
  assert.deepEqual(search(findBitcoin, aPage()).wallets, []);
});

test('tells the addresses of one key, as Sats Connect gives them', async () => {
  const { page, calls } = aPageWith({ getAddresses: { result: XVERSE } });
  assert.deepEqual(await theOne(findBitcoin, page).accounts(), [{ address: 'bc1ptap', name: 'Taproot', chain: 'bitcoin' }]);
  assert.deepEqual(calls[0], ['getAddresses', { purposes: ['payment', 'ordinals'], message: 'To sign in' }]);
});

test('tells the addresses of one key, as Leather gives them', async () => {
  const { page } = aPageWith({ getAddresses: { result: LEATHER } });
  assert.deepEqual(await theOne(findBitcoin, page).accounts(), [{ address: 'tb1qseg', name: 'Segwit', chain: 'testnet' }]);
});

test('asks for BIP-322 by its name, and for the key by address and by type', async () => {
  const { page, calls } = aPageWith({ getAddresses: { result: XVERSE }, signMessage: signature });
  assert.equal(await signedBy(theOne(findBitcoin, page), 'text'), 'AkgwRQ==');
  assert.deepEqual(calls[1], ['signMessage', { address: 'bc1ptap', message: 'text', protocol: 'BIP322', paymentType: 'p2tr' }]);
});

test('who declines is told so, by an answer and by an exception', async () => {
  const { page } = aPageWith({ getAddresses: { result: XVERSE }, signMessage: { error: { code: -32000, message: 'no' } } });
  await refuses(signedBy(theOne(findBitcoin, page), 'text'), 'WALLET_DECLINED');
  const throwing = aPage({ btc_providers: [{ id: 'Leather', name: 'Leather' }], Leather: { request: () => Promise.reject({ jsonrpc: '2.0', error: { code: 4001, message: 'no' } }) } });
  await refuses(theOne(findBitcoin, throwing).accounts(), 'WALLET_DECLINED');
});

test('a wallet that does not know how to do it says so', async () => {
  const { page } = aPageWith({ getAddresses: { result: XVERSE } });
  await refuses(signedBy(theOne(findBitcoin, page), 'text'), 'WALLET_FAILED');
  const mute = aPageWith({ getAddresses: { result: XVERSE }, signMessage: { result: {} } });
  await refuses(signedBy(theOne(findBitcoin, mute.page), 'text'), 'WALLET_FAILED');
});

test('a wallet with addresses of the older kinds only is of no use', async () => {
  const { page } = aPageWith({ getAddresses: { result: { addresses: [XVERSE.addresses[0]] } } });
  await refuses(theOne(findBitcoin, page).accounts(), 'WALLET_EMPTY');
});
