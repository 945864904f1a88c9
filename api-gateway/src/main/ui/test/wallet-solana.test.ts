import assert from 'node:assert/strict';
import test from 'node:test';
import { base58 } from '../src/wallets/base58';
import { findSolana } from '../src/wallets/solana';
import type { Page } from '../src/wallets/wallet';
import { aPage, refuses, search, signedBy, theOne } from './fake-page';

interface Registry {
  register(...wallets: unknown[]): () => void;
}

const ACCOUNT = { address: 'So1', chains: ['solana:mainnet', 'solana:devnet'], features: ['solana:signMessage'], label: 'Savings' };

interface Wish {
  accounts?: unknown[];
  connect?: () => Promise<unknown>;
  sign?: (input: { account: unknown; message: Uint8Array }) => Promise<unknown>;
  chains?: string[];
}

function aWallet({ accounts = [ACCOUNT], connect, sign, chains = ['solana:mainnet'] }: Wish = {}) {
  const inputs: { account: unknown; message: Uint8Array }[] = [];
  return {
    inputs,
    name: 'Ghost',
    icon: 'data:image/png;base64,AA',
    chains,
    features: {
      'standard:connect': { connect: connect ?? (async () => ({ accounts })) },
      'solana:signMessage': {
        signMessage:
          sign ??
          (async (input: { account: unknown; message: Uint8Array }) => {
            inputs.push(input);
            return [{ signedMessage: input.message, signature: Uint8Array.of(0, 0, 1, 2) }];
          }),
      },
    },
  };
}

/** As a wallet that was there before the page: it waits for the page to be ready. */
function earlier(wallet: unknown): Page {
  const page = aPage();
  page.addEventListener('wallet-standard:app-ready', (event) => (event as CustomEvent<Registry>).detail.register(wallet));
  return page;
}

test('a wallet that was there before the page is found', () => {
  const { kind, name, icon } = theOne(findSolana, earlier(aWallet()));
  assert.deepEqual({ kind, name, icon }, { kind: 'SOLANA', name: 'Ghost', icon: 'data:image/png;base64,AA' });
});

test('a wallet that comes later is found, and lost when it goes', () => {
  const page = aPage();
  const { wallets } = search(findSolana, page);
  let leave = () => {};
  page.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', { detail: ({ register }: Registry) => (leave = register(aWallet())) }));
  assert.equal(wallets.length, 1);
  leave();
  assert.equal(wallets.length, 0);
});

test('wallets of other chains, and those that sign no messages, are left out', () => {
  assert.deepEqual(search(findSolana, earlier(aWallet({ chains: ['sui:mainnet'] }))).wallets, []);
  assert.deepEqual(search(findSolana, earlier({ ...aWallet(), features: { 'standard:connect': {} } })).wallets, []);
});

test('tells its accounts that sign messages on Solana', async () => {
  const watched = { ...ACCOUNT, address: 'So2', features: [] };
  const other = { ...ACCOUNT, address: '0x1', chains: ['eip155:1'] };
  const wallet = theOne(findSolana, earlier(aWallet({ accounts: [ACCOUNT, watched, other] })));
  assert.deepEqual(await wallet.accounts(), [{ address: 'So1', name: 'Savings', chain: 'mainnet' }]);
});

test('signs the very bytes of the text with the account that was chosen, and answers in Base58', async () => {
  const wallet = aWallet();
  assert.equal(await signedBy(theOne(findSolana, earlier(wallet)), 'hello'), '115T');
  assert.equal(wallet.inputs[0]?.account, ACCOUNT);
  assert.equal(new TextDecoder().decode(wallet.inputs[0]?.message), 'hello');
});

test('a wallet that signed another text has signed nothing for us', async () => {
  const prefixing = aWallet({ sign: async () => [{ signedMessage: Uint8Array.of(1), signature: Uint8Array.of(1) }] });
  await refuses(signedBy(theOne(findSolana, earlier(prefixing)), 'hello'), 'WALLET_FAILED');
});

test('who declines is told so', async () => {
  const declines = () => Promise.reject(new Error('User rejected the request.'));
  await refuses(theOne(findSolana, earlier(aWallet({ connect: declines }))).accounts(), 'WALLET_DECLINED');
  await refuses(signedBy(theOne(findSolana, earlier(aWallet({ sign: declines }))), 'hello'), 'WALLET_DECLINED');
});

test('a wallet without such an account is of no use', async () => {
  await refuses(theOne(findSolana, earlier(aWallet({ accounts: [] }))).accounts(), 'WALLET_EMPTY');
});

/** From the draft `draft-msporny-base58`. */
test('Base58 is what others take for it', () => {
  assert.equal(base58(new TextEncoder().encode('Hello World!')), '2NEpo7TZRRrLZSi2U');
  assert.equal(base58(Uint8Array.of(0, 0, 0x28, 0x7f, 0xb4, 0xcd)), '11233QC4');
  assert.equal(base58(new Uint8Array()), '');
  assert.equal(base58(new Uint8Array(32)), '1'.repeat(32));
});
