import assert from 'node:assert/strict';
import test from 'node:test';
import { findEvm } from '../src/wallets/evm';
import { aPage, refuses, search, signedBy, theOne } from './fake-page';

const ADDRESS = '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed';

type Answers = Record<string, unknown>;

/** A page with a wallet that announces itself whenever it is asked; an answer that is an error is thrown. */
function aPageWithWallet(answers: Answers = {}, icon = 'data:image/svg+xml,x') {
  const calls: { method: string; params?: unknown[] }[] = [];
  const provider = {
    request(call: { method: string; params?: unknown[] }) {
      calls.push(call);
      const answer = { eth_requestAccounts: [ADDRESS], eth_chainId: '0x2105', personal_sign: '0xsigned', ...answers }[call.method];
      return isError(answer) ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const page = aPage();
  const announce = () => page.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: { info: { uuid: 'u', name: 'Fox', icon, rdns: 'io.fox' }, provider } }));
  page.addEventListener('eip6963:requestProvider', announce);
  return { page, calls, announce };
}

const isError = (answer: unknown) => typeof answer === 'object' && answer !== null && 'code' in answer;

test('a wallet that was there before the page is found, and one that comes later too', () => {
  const { page, announce } = aPageWithWallet();
  const { wallets, stop } = search(findEvm, page);
  announce();
  stop();
  announce();
  assert.deepEqual(wallets.map(({ kind, name }) => [kind, name]), [['EVM', 'Fox'], ['EVM', 'Fox']]);
});

test('tells its accounts and the number of its chain', async () => {
  const { page } = aPageWithWallet();
  assert.deepEqual(await theOne(findEvm, page).accounts(), [{ address: ADDRESS, name: '', chain: '8453' }]);
});

test('signs as a personal message, in hex, for the account that was chosen', async () => {
  const { page, calls } = aPageWithWallet();
  assert.equal(await signedBy(theOne(findEvm, page), 'é!'), '0xsigned');
  assert.deepEqual(calls.at(-1), { method: 'personal_sign', params: ['0xc3a921', ADDRESS] });
});

test('who declines is told so, when asked for accounts and when asked to sign', async () => {
  const declined = { code: 4001, message: 'User rejected the request.' };
  await refuses(theOne(findEvm, aPageWithWallet({ eth_requestAccounts: declined }).page).accounts(), 'WALLET_DECLINED');
  await refuses(signedBy(theOne(findEvm, aPageWithWallet({ personal_sign: declined }).page), 'text'), 'WALLET_DECLINED');
});

test('a wallet whose window is open already is busy', async () => {
  const busy = { code: -32002, message: 'Request of type wallet_requestPermissions already pending' };
  await refuses(theOne(findEvm, aPageWithWallet({ eth_requestAccounts: busy }).page).accounts(), 'WALLET_BUSY');
});

test('whatever else goes wrong is told in the wallet’s words', async () => {
  const broken = theOne(findEvm, aPageWithWallet({ personal_sign: { code: -32603, message: 'Ledger device: locked' } }).page);
  await refuses(signedBy(broken, 'text'), 'WALLET_FAILED');
  await assert.rejects(signedBy(broken, 'text'), /Ledger device: locked/);
});

test('a wallet that shows no account is of no use', async () => {
  await refuses(theOne(findEvm, aPageWithWallet({ eth_requestAccounts: [] }).page).accounts(), 'WALLET_EMPTY');
});

test('an icon that would have to be fetched from elsewhere is left out', () => {
  assert.equal(theOne(findEvm, aPageWithWallet({}, 'https://elsewhere.test/icon.png').page).icon, undefined);
  assert.equal(theOne(findEvm, aPageWithWallet().page).icon, 'data:image/svg+xml,x');
});

const TRANSACTION = { to: '0xE5C0', value: '1000000000000000000', data: '0xda7a' };
const FROM = { address: ADDRESS, name: '', chain: '8453' };

test('sends a transaction of the account that was chosen, amounts in hex', async () => {
  const { page, calls } = aPageWithWallet({ eth_sendTransaction: '0xhash' });
  assert.equal(await theOne(findEvm, page).send!(FROM, '8453', TRANSACTION), '0xhash');
  assert.deepEqual(calls.at(-1), { method: 'eth_sendTransaction', params: [{ from: ADDRESS, to: '0xE5C0', value: '0xde0b6b3a7640000', data: '0xda7a' }] });
});

test('goes to the chain of the contract first', async () => {
  const { page, calls } = aPageWithWallet({
    eth_sendTransaction: '0xhash',
    get eth_chainId() {
      return calls.some(({ method }) => method === 'wallet_switchEthereumChain') ? '0x7a69' : '0x1';
    },
  });
  assert.equal(await theOne(findEvm, page).send!(FROM, '31337', TRANSACTION), '0xhash');
  assert.deepEqual(calls[1], { method: 'wallet_switchEthereumChain', params: [{ chainId: '0x7a69' }] });
});

test('sends nothing where the wallet stays on another chain, does not know ours, or its owner declines', async () => {
  for (const [answer, code] of [
    [null, 'WALLET_OTHER_CHAIN'],
    [{ code: 4902, message: 'Unrecognized chain ID' }, 'WALLET_OTHER_CHAIN'],
    [{ code: 4001, message: 'User rejected the request.' }, 'WALLET_DECLINED'],
  ] as const) {
    const { page, calls } = aPageWithWallet({ wallet_switchEthereumChain: answer });
    await refuses(theOne(findEvm, page).send!(FROM, '31337', TRANSACTION), code);
    assert.ok(calls.every(({ method }) => method !== 'eth_sendTransaction'));
  }
});
