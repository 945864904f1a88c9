import assert from 'node:assert/strict';
import test from 'node:test';
import { findStellar } from '../src/wallets/stellar';
import type { Wallet } from '../src/wallets/wallet';
import { aPage, refuses, search } from './fake-page';

const TESTNET = 'Test SDF Network ; September 2015';

interface Request {
  source: string;
  messageId: number;
  type: string;
  [more: string]: unknown;
}

type Answers = Record<string, object>;

const USUAL: Answers = {
  REQUEST_CONNECTION_STATUS: { isConnected: true },
  REQUEST_ACCESS: { publicKey: 'GABC' },
  REQUEST_NETWORK_DETAILS: { networkDetails: { network: 'TESTNET', networkPassphrase: TESTNET } },
  SUBMIT_TRANSACTION: { signedTransaction: 'c2lnbmVk' },
};

/** A page whose messages an extension reads and answers; `source` says who it seems to come from. */
function aPageWith(answers: Answers = USUAL, source?: object) {
  const requests: Request[] = [];
  const page = aPage();
  const answer = ({ messageId, type }: Request) => {
    const data = { source: 'FREIGHTER_EXTERNAL_MSG_RESPONSE', messagedId: messageId, ...answers[type] };
    page.dispatchEvent(Object.assign(new Event('message'), { data, source: source ?? page }));
  };
  page['postMessage'] = (request: Request, target: string) => {
    assert.equal(target, 'http://holdfast.test');
    requests.push(request);
    if (answers[request.type]) queueMicrotask(() => answer(request));
  };
  return { page, requests };
}

async function freighter(answers: Answers = {}): Promise<{ wallet: Wallet; requests: Request[] }> {
  const { page, requests } = aPageWith({ ...USUAL, ...answers });
  const { wallets } = search(findStellar, page);
  await settled();
  return { wallet: wallets[0]!, requests };
}

const settled = () => new Promise((resume) => setImmediate(resume));

test('the extension is found by its answer', async () => {
  const { wallet } = await freighter();
  assert.deepEqual([wallet.kind, wallet.name], ['STELLAR', 'Freighter']);
});

test('where nobody answers, or somebody else does, there is none', async () => {
  const silent = search(findStellar, aPageWith({}).page);
  const foreign = search(findStellar, aPageWith(USUAL, {}).page);
  await settled();
  assert.deepEqual([silent.wallets, foreign.wallets], [[], []]);
});

test('tells its account and network', async () => {
  const { wallet } = await freighter();
  assert.deepEqual(await wallet.accounts(), [{ address: 'GABC', name: '', chain: 'testnet' }]);
});

test('adds its signature to the server’s envelope, for the network it is on', async () => {
  const { wallet, requests } = await freighter();
  const [account] = await wallet.accounts();
  assert.equal(await wallet.sign(account!, 'ZW52ZWxvcGU='), 'c2lnbmVk');
  const { source, type, transactionXdr, networkPassphrase, accountToSign } = requests.at(-1)!;
  assert.deepEqual(
    { source, type, transactionXdr, networkPassphrase, accountToSign },
    { source: 'FREIGHTER_EXTERNAL_MSG_REQUEST', type: 'SUBMIT_TRANSACTION', transactionXdr: 'ZW52ZWxvcGU=', networkPassphrase: TESTNET, accountToSign: 'GABC' },
  );
});

test('two questions at once get each its own answer', async () => {
  const { wallet, requests } = await freighter();
  const [accounts, signed] = await Promise.all([wallet.accounts(), wallet.sign({ address: 'GABC', name: '', chain: 'testnet' }, 'x')]);
  assert.equal(accounts[0]!.address, 'GABC');
  assert.equal(signed, 'c2lnbmVk');
  assert.equal(new Set(requests.map(({ messageId }) => messageId)).size, requests.length);
});

test('who declines is told so, in the newer words and in the older', async () => {
  await refuses((await freighter({ REQUEST_ACCESS: { apiError: { code: -4, message: 'The user rejected this request.' } } })).wallet.accounts(), 'WALLET_DECLINED');
  await refuses((await freighter({ REQUEST_ACCESS: { error: 'User declined access' } })).wallet.accounts(), 'WALLET_DECLINED');
});

test('an answer without a transaction is no answer', async () => {
  const { wallet } = await freighter({ SUBMIT_TRANSACTION: { signedTransaction: '' } });
  await refuses(wallet.sign({ address: 'GABC', name: '', chain: 'testnet' }, 'x'), 'WALLET_FAILED');
});

test('a wallet without an account is of no use', async () => {
  await refuses((await freighter({ REQUEST_ACCESS: { publicKey: '' } })).wallet.accounts(), 'WALLET_EMPTY');
});
