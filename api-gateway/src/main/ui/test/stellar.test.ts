import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoOf } from '../src/stellar';

test('a SEP-7 link names the account and the memo', () => {
  assert.deepEqual(memoOf('web+stellar:pay?destination=GABC&amount=2.5&memo=1234567890123456&memo_type=MEMO_ID'), { account: 'GABC', memo: '1234567890123456' });
});

test('a link of another chain, or without a number as its memo, names none', () => {
  assert.equal(memoOf('bitcoin:bcrt1q?amount=1'), null);
  assert.equal(memoOf(''), null);
  assert.equal(memoOf('web+stellar:pay?destination=GABC&memo=hello&memo_type=MEMO_TEXT'), null);
  assert.equal(memoOf('web+stellar:pay?destination=GABC'), null);
});
