import assert from 'node:assert/strict';
import test from 'node:test';
import * as frames from '../src/net/frames';
import { Flag, Type } from '../src/net/frames';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const ascii = (text: string) => Buffer.from(text).toString('hex');

test('SETUP names version, times and mime types, and holds no token', () => {
  const expected =
    '00000000' + '0400' + '00010000' + '00002710' + '00007530' +
    '27' + ascii('message/x.rsocket.composite-metadata.v0') +
    '10' + ascii('application/json');
  assert.equal(hex(frames.setup(10_000, 30_000)), expected);
});

test('REQUEST_STREAM carries demand, route, bearer and data', () => {
  const expected =
    '00000003' + '1900' + '00000040' +
    '000015' + 'fe' + '000008' + '07' + ascii('view.me') + 'fc' + '000005' + '81' + ascii('tokn') +
    ascii('{"after":7}');
  assert.equal(hex(frames.requestStream(3, 64, 'tokn', 'view.me', { after: 7 })), expected);
});

test('REQUEST_RESPONSE has no demand', () => {
  assert.equal(hex(frames.requestResponse(1, 't', 'ping', 1)).slice(0, 12), '00000001' + '1100');
});

test('REQUEST_N and CANCEL name their stream', () => {
  assert.equal(hex(frames.requestN(5, 32)), '00000005' + '2000' + '00000020');
  assert.equal(hex(frames.cancel(5)), '00000005' + '2400');
});

test('KEEPALIVE asks for an answer, or is one and gives the data back', () => {
  assert.equal(hex(frames.keepalive(true)), '00000000' + '0c80' + '0000000000000000');
  assert.equal(hex(frames.keepalive(false, new Uint8Array([9]))), '00000000' + '0c00' + '0000000000000000' + '09');
});

test('decodes a payload and skips its metadata', () => {
  const bytes = Buffer.from('00000001' + '2960' + '000002' + 'aabb' + ascii('{}'), 'hex');
  const frame = frames.decode(new Uint8Array(bytes).buffer);
  assert.equal(frame.stream, 1);
  assert.equal(frame.type, Type.PAYLOAD);
  assert.equal(frame.flags, Flag.METADATA | Flag.NEXT | Flag.COMPLETE);
  assert.equal(frames.decodeText(frame.data), '{}');
});

test('decodes an error with its code and words', () => {
  const bytes = Buffer.from('00000001' + '2c00' + '00000201' + ascii('no'), 'hex');
  const frame = frames.decode(new Uint8Array(bytes).buffer);
  assert.equal(frame.type, Type.ERROR);
  assert.equal(frame.number, 0x201);
  assert.equal(frames.decodeText(frame.data), 'no');
});
