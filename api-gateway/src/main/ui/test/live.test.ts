import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { Flag, Type, decodeText } from '../src/net/frames';
import { Live, summarise, type Change } from '../src/net/live';
import { FakeSocket, utf8 } from './fake-socket';

Object.assign(globalThis, { location: { origin: 'http://holdfast.test' } });

function aConnection(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  t.mock.method(console, 'warn', () => {});
  const refused: string[] = [];
  const live = new Live((token) => refused.push(token));
  t.after(() => live.disconnect());
  live.connect('token');
  FakeSocket.last.onopen();
  const seen: Change<unknown>[] = [];
  const stop = live.watch('view.accounts', {}, 5, (change) => seen.push(change));
  return { live, seen, stop, refused };
}

const requests = () => FakeSocket.last.sent.filter((frame) => frame.type === Type.REQUEST_STREAM);
const change = (cursor: number) => utf8(JSON.stringify({ cursor, kind: 'account', view: {}, readAtMillis: 0 }));

/** What a request carried as data: the text from its brace on, behind the metadata. */
const dataOf = (frame: { data: Uint8Array } | undefined) => /\{.*$/.exec(decodeText(frame!.data as Uint8Array<ArrayBuffer>))?.[0];

const notSignedIn = new Uint8Array([0, 0, 2, 1, ...utf8('NOT_SIGNED_IN: sign in')]);
const cancelled = () => FakeSocket.last.sent.filter((frame) => frame.type === Type.CANCEL).map((frame) => frame.stream);

/** The stream's id; the ping that goes out on opening takes another. */
const streamId = () => requests()[0]!.stream;

test('asks for what came after the cursor it was given', (t) => {
  aConnection(t);
  assert.equal(dataOf(requests()[0]), '{"after":5}');
});

test('after a break it subscribes again from the last cursor it saw', (t) => {
  const { seen, live } = aConnection(t);
  FakeSocket.last.receive(streamId(), Type.PAYLOAD, Flag.NEXT, change(9));
  const before = FakeSocket.last;
  before.onclose();
  assert.equal(live.status.value.state, 'waiting');
  t.mock.timers.tick(300);
  assert.notEqual(FakeSocket.last, before);
  FakeSocket.last.onopen();
  assert.equal(live.status.value.state, 'live');
  assert.equal(dataOf(requests()[0]), '{"after":9}');
  assert.equal(seen.length, 1);
});

test('keeps trying with growing delays, none of them over four seconds', (t) => {
  aConnection(t);
  for (let attempt = 0; attempt < 8; attempt++) {
    const before = FakeSocket.last;
    before.onclose();
    t.mock.timers.tick(4_000);
    assert.notEqual(FakeSocket.last, before, `attempt ${attempt}`);
  }
});

test('stays away after a manual disconnect', (t) => {
  const { live } = aConnection(t);
  const before = FakeSocket.last;
  live.disconnect();
  t.mock.timers.tick(60_000);
  assert.equal(FakeSocket.last, before);
  assert.equal(live.status.value.state, 'off');
});

test('a stream that ended alone starts again from its cursor', (t) => {
  aConnection(t);
  FakeSocket.last.receive(streamId(), Type.PAYLOAD, Flag.NEXT, change(7));
  FakeSocket.last.receive(streamId(), Type.PAYLOAD, Flag.COMPLETE);
  t.mock.timers.tick(2_000);
  assert.equal(dataOf(requests()[1]), '{"after":7}');
});

test('a token that counts no more is told, and not tried for ever', (t) => {
  const { refused } = aConnection(t);
  FakeSocket.last.receive(streamId(), Type.ERROR, 0, notSignedIn);
  assert.deepEqual(refused, ['token']);
  t.mock.timers.tick(10_000);
  assert.equal(requests().length, 1);
});

test('with another token each stream begins anew after the last change, and the old one is cancelled', (t) => {
  const { live, seen } = aConnection(t);
  const before = streamId();
  FakeSocket.last.receive(before, Type.PAYLOAD, Flag.NEXT, change(9));
  live.renew('token-2');
  assert.deepEqual(cancelled(), [before]);
  assert.equal(dataOf(requests()[1]), '{"after":9}');
  assert.match(decodeText(requests()[1]!.data as Uint8Array<ArrayBuffer>), /token-2/);
  FakeSocket.last.receive(requests()[1]!.stream, Type.PAYLOAD, Flag.NEXT, change(10));
  assert.deepEqual(seen.map(({ cursor }) => cursor), [9, 10]);
});

test('a page without any stream hears by its pings that its token counts no more', async (t) => {
  const { refused } = aConnection(t);
  const ping = FakeSocket.last.sent.find((frame) => frame.type === Type.REQUEST_RESPONSE)!;
  FakeSocket.last.receive(ping.stream, Type.ERROR, 0, notSignedIn);
  await Promise.resolve();
  assert.deepEqual(refused, ['token']);
});

test('a stream that was refused begins anew with another token', (t) => {
  const { live, refused } = aConnection(t);
  FakeSocket.last.receive(streamId(), Type.ERROR, 0, notSignedIn);
  live.renew('token-2');
  assert.equal(requests().length, 2);
  FakeSocket.last.receive(requests()[1]!.stream, Type.ERROR, 0, notSignedIn);
  assert.deepEqual(refused, ['token', 'token-2']);
});

test('another token while there is no connection is used for the next', (t) => {
  const { live } = aConnection(t);
  FakeSocket.last.onclose();
  live.renew('token-2');
  t.mock.timers.tick(1_000);
  FakeSocket.last.onopen();
  assert.match(decodeText(requests()[0]!.data as Uint8Array<ArrayBuffer>), /token-2/);
});

test('a subscription that was stopped is not taken up again', (t) => {
  const { stop } = aConnection(t);
  stop();
  FakeSocket.last.onclose();
  t.mock.timers.tick(1_000);
  FakeSocket.last.onopen();
  assert.equal(requests().length, 0);
});

test('latency is summed up by average, extremes and the 99th percentile', () => {
  const samples = Array.from({ length: 100 }, (_, index) => index + 1);
  assert.deepEqual(summarise(samples), { last: 100, average: 50.5, min: 1, max: 100, p99: 99, samples: 100 });
});
