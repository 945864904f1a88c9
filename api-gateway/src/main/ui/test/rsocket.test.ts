import assert from 'node:assert/strict';
import test from 'node:test';
import * as frames from '../src/net/frames';
import { Flag, Type } from '../src/net/frames';
import { RSocket } from '../src/net/rsocket';
import { FakeSocket, utf8 } from './fake-socket';


function aSocket() {
  const closed: string[] = [];
  const client = new RSocket('ws://x/rsocket', 'token', () => {}, (reason) => closed.push(reason));
  const server = FakeSocket.last;
  server.onopen();
  return { client, server, closed };
}

function aStream(client: RSocket) {
  const got: unknown[] = [];
  const ends: string[] = [];
  const cancel = client.stream('view.accounts', { after: 0 }, {
    next: (value) => got.push(value),
    complete: () => ends.push('complete'),
    error: (problem) => ends.push(problem.message),
  });
  return { got, ends, cancel };
}

test('sends SETUP first, then requests with odd ids', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  aStream(client);
  aStream(client);
  assert.deepEqual(server.sent.map((frame) => [frame.type, frame.stream]), [
    [Type.SETUP, 0],
    [Type.REQUEST_STREAM, 1],
    [Type.REQUEST_STREAM, 3],
  ]);
});

test('puts fragments together before it reads them', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  const { got } = aStream(client);
  server.receive(1, Type.PAYLOAD, Flag.NEXT | Flag.FOLLOWS, utf8('{"cur'));
  server.receive(1, Type.PAYLOAD, Flag.NEXT | Flag.FOLLOWS, utf8('sor":'));
  assert.deepEqual(got, []);
  server.receive(1, Type.PAYLOAD, Flag.NEXT, utf8('12}'));
  assert.deepEqual(got, [{ cursor: 12 }]);
});

test('a letter split over two fragments survives', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  const { got } = aStream(client);
  const bytes = utf8('"ü"');
  server.receive(1, Type.PAYLOAD, Flag.NEXT | Flag.FOLLOWS, bytes.slice(0, 2));
  server.receive(1, Type.PAYLOAD, Flag.NEXT, bytes.slice(2));
  assert.deepEqual(got, ['ü']);
});

test('asks for more only after half of the demand was handled', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  aStream(client);
  for (let i = 0; i < 31; i++) server.receive(1, Type.PAYLOAD, Flag.NEXT, utf8('1'));
  assert.equal(server.sent.filter((frame) => frame.type === Type.REQUEST_N).length, 0);
  server.receive(1, Type.PAYLOAD, Flag.NEXT, utf8('1'));
  const more = server.sent.filter((frame) => frame.type === Type.REQUEST_N);
  assert.deepEqual(more.map((frame) => [frame.stream, frame.number]), [[1, 32]]);
});

test('answers a keepalive that wants an answer, with the same data', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  server.receive(0, Type.KEEPALIVE, Flag.RESPOND, new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0, 42]));
  const answer = server.sent.at(-1)!;
  assert.equal(answer.type, Type.KEEPALIVE);
  assert.equal(answer.flags, 0);
  assert.deepEqual([...answer.data], [42]);
});

test('a cancelled stream hears nothing more and tells the server once', (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  const { got, cancel } = aStream(client);
  cancel();
  cancel();
  server.receive(1, Type.PAYLOAD, Flag.NEXT, utf8('1'));
  assert.deepEqual(got, []);
  assert.equal(server.sent.filter((frame) => frame.type === Type.CANCEL).length, 1);
});

test('an error ends its own stream only', (t) => {
  const { client, server, closed } = aSocket();
  t.after(() => client.close());
  const first = aStream(client);
  const second = aStream(client);
  server.receive(1, Type.ERROR, 0, frames.concat(new Uint8Array([0, 0, 2, 1]), utf8('no')));
  server.receive(3, Type.PAYLOAD, Flag.NEXT | Flag.COMPLETE, utf8('1'));
  assert.deepEqual(first.ends, ['no']);
  assert.deepEqual([second.got, second.ends], [[1], ['complete']]);
  assert.deepEqual(closed, []);
});

test('an error on stream 0 ends the connection, once', () => {
  const { server, closed } = aSocket();
  server.receive(0, Type.ERROR, 0, frames.concat(new Uint8Array([0, 0, 1, 1]), utf8('refused')));
  server.onclose();
  assert.deepEqual(closed, ['refused']);
});

test('a request is answered by its first payload', async (t) => {
  const { client, server } = aSocket();
  t.after(() => client.close());
  const answer = client.request('ping', 5);
  server.receive(1, Type.PAYLOAD, Flag.NEXT | Flag.COMPLETE, utf8('5'));
  assert.equal(await answer, 5);
});
