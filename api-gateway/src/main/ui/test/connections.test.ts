import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Connections } from '../src/connections';
import { Flag, Type, decodeText } from '../src/net/frames';
import { Live } from '../src/net/live';
import { BALANCE } from '../src/words';
import { FakeSocket, utf8 } from './fake-socket';

Object.assign(globalThis, { location: { origin: 'http://holdfast.test' } });

const FOX = 'wallet:evm:0xfox';
const OWL = 'wallet:solana:Fowl';

function lookedAt(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  t.mock.method(console, 'warn', () => {});
  const live = new Live(() => {});
  t.after(() => live.disconnect());
  live.connect('token');
  FakeSocket.last.onopen();
  const connections = new Connections(live);
  return { connections, stop: connections.look() };
}

const requests = () => FakeSocket.last.sent.filter((frame) => frame.type === Type.REQUEST_STREAM);
const asked = () => decodeText(requests().at(-1)!.data as Uint8Array<ArrayBuffer>);

function told(walletId: string, amount: string | null) {
  const balance = { state: amount === null ? 'ASKING' : 'KNOWN', asset: 'DOT', scale: 18, amount, height: null, readAtMillis: null };
  const view = { walletId, kind: 'EVM', address: '0xfox', networks: [{ rail: 'polkadot-evm', chain: '1284', state: 'FOLLOWING', lastBlock: 7, balance }] };
  const text = JSON.stringify({ cursor: 0, kind: 'wallet', view, readAtMillis: 0 });
  FakeSocket.last.receive(requests().at(-1)!.stream, Type.PAYLOAD, Flag.NEXT, utf8(text));
}

test('nothing is known of a wallet before the server told it', (t) => {
  const { connections } = lookedAt(t);
  assert.equal(connections.byWallet.value.get(FOX), undefined);
  assert.match(asked(), /view\.wallets/);
});

test('the newest word about each wallet counts, to the last digit', (t) => {
  const { connections } = lookedAt(t);
  told(FOX, null);
  told(OWL, '1');
  told(FOX, '123456789012345678901');
  assert.equal(connections.byWallet.value.get(FOX)?.networks[0]?.balance.amount, '123456789012345678901');
  assert.equal(connections.byWallet.value.get(OWL)?.networks[0]?.balance.amount, '1');
});

test('whoever shows them is told of each change', (t) => {
  const { connections } = lookedAt(t);
  let changes = 0;
  connections.byWallet.subscribe(() => (changes += 1));
  told(FOX, '1');
  told(FOX, '2');
  assert.equal(changes, 2);
});

test('after a break all are asked for again, and what was known stays meanwhile', (t) => {
  const { connections } = lookedAt(t);
  told(FOX, '1');
  FakeSocket.last.onclose();
  t.mock.timers.tick(300);
  FakeSocket.last.onopen();
  assert.match(asked(), /\{"after":0\}$/);
  assert.equal(connections.byWallet.value.get(FOX)?.networks[0]?.balance.amount, '1');
});

test('who looks no more is told no more', (t) => {
  const { stop } = lookedAt(t);
  const { stream } = requests()[0]!;
  stop();
  assert.deepEqual(
    FakeSocket.last.sent.filter((frame) => frame.type === Type.CANCEL).map((frame) => frame.stream),
    [stream],
  );
});

test('a balance that is not known has a word for why', () => {
  for (const label of Object.values(BALANCE)) assert.ok(label.text && label.means);
  assert.equal(new Set(Object.values(BALANCE).map((label) => label.text)).size, 6);
});
