import assert from 'node:assert/strict';
import test from 'node:test';
import { authoriseBy } from '../src/net/api';
import { Aborted, upload } from '../src/net/upload';

/** Answers as it is told to, and keeps what was sent. */
class FakeRequest {
  static answers: ((request: FakeRequest) => void)[] = [];
  static sent: FakeRequest[] = [];
  readonly headers: Record<string, string> = {};
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  path = '';
  status = 0;
  responseText = '';
  body: unknown;
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  open(_: string, path: string) {
    this.path = path;
  }

  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }

  getResponseHeader() {
    return null;
  }

  abort() {
    this.onabort?.();
  }

  send(body: unknown) {
    this.body = body;
    FakeRequest.sent.push(this);
    FakeRequest.answers.shift()?.(this);
  }

  answer(status: number, body: object) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload?.();
  }
}

Object.assign(globalThis, { XMLHttpRequest: FakeRequest });

const file = new Blob(['a lamp'], { type: 'text/plain' });
const send = (onProgress = (_: number) => {}, signal = new AbortController().signal) => upload<{ cid: string }>('/api/ipfs/upload', file, 'übergabe 1.txt', onProgress, signal);

function aServer(...answers: ((request: FakeRequest) => void)[]): FakeRequest[] {
  FakeRequest.answers = answers;
  FakeRequest.sent = [];
  authoriseBy({ token: 'mine', renew: () => Promise.resolve(false) });
  return FakeRequest.sent;
}

test('bytes are sent as they are, with their type and their name, and what is out is told', async () => {
  const shares: number[] = [];
  const sent = aServer((request) => {
    request.upload.onprogress?.({ loaded: 3, total: 6 });
    request.answer(201, { cid: 'bafy1' });
  });
  assert.deepEqual(await send((share) => shares.push(share)), { cid: 'bafy1' });
  assert.deepEqual(shares, [0.5]);
  assert.equal(sent[0]!.body, file);
  assert.deepEqual(sent[0]!.headers, { Accept: 'application/json', 'Content-Type': 'text/plain', 'X-File-Name': '%C3%BCbergabe%201.txt', Authorization: 'Bearer mine' });
});

test('what is refused is told with its code, and what is cut off as no answer', async () => {
  aServer((request) => request.answer(413, { code: 'BODY_TOO_LARGE', title: 'Too large' }));
  await assert.rejects(send(), { code: 'BODY_TOO_LARGE', status: 413 });
  aServer((request) => request.onerror?.());
  await assert.rejects(send(), { code: 'UNREACHABLE' });
});

test('an upload is called off, before it began and while it goes', async () => {
  const before = aServer();
  await assert.rejects(send(undefined, AbortSignal.abort()), Aborted);
  assert.equal(before.length, 0);
  const calling = new AbortController();
  aServer(() => calling.abort());
  await assert.rejects(send(undefined, calling.signal), Aborted);
});

test('a token that counts no more is renewed, and all is sent again', async () => {
  const sent = aServer((request) => request.answer(401, { code: 'NOT_SIGNED_IN' }), (request) => request.answer(201, { cid: 'bafy1' }));
  const bearer = { token: 'old' as string | null, renew: () => ((bearer.token = 'new'), Promise.resolve(true)) };
  authoriseBy(bearer);
  await send();
  assert.deepEqual(sent.map(({ headers }) => headers['Authorization']), ['Bearer old', 'Bearer new']);
});
