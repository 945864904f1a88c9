import assert from 'node:assert/strict';
import test from 'node:test';
import { outcomeOf } from '../src/webhooks';

test('what came of a try is told with the answer, where there was one', () => {
  const attempt = { number: 1, atMillis: 0, millis: 12, status: 500, failure: 'REFUSED' as const };
  assert.equal(outcomeOf(attempt), 'it was refused: HTTP 500, after 12 ms');
  assert.equal(outcomeOf({ ...attempt, status: null, failure: 'TIMEOUT' }), 'no answer in time, after 12 ms');
  assert.equal(outcomeOf({ ...attempt, status: 204, failure: null }), 'taken: HTTP 204, after 12 ms');
});
