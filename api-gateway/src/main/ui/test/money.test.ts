import assert from 'node:assert/strict';
import test from 'node:test';
import { each, formatAmount, parseAmount, plainAmount, times } from '../src/money';

test('what is a thousand to some and one to others is neither', () => {
  for (const typed of ['1,000', '12,500', '999,999']) assert.deepEqual(parseAmount(typed, 8), { code: 'AMOUNT_MALFORMED' });
});

test('reads whole units into exact minor units', () => {
  assert.deepEqual(parseAmount('0.5', 8), { minor: '50000000' });
  assert.deepEqual(parseAmount('1', 8), { minor: '100000000' });
  assert.deepEqual(parseAmount('.00000001', 8), { minor: '1' });
  assert.deepEqual(parseAmount(' 12,5 ', 2), { minor: '1250' });
  assert.deepEqual(parseAmount('0,125', 8), { minor: '12500000' });
  assert.deepEqual(parseAmount('1,2500', 8), { minor: '125000000' });
});

test('keeps amounts exact where a floating-point number would not', () => {
  assert.deepEqual(parseAmount('90071992547.40993001', 8), { minor: '9007199254740993001' });
  assert.equal(formatAmount('9007199254740993001', 8), '90\u2009071\u2009992\u2009547.40993001');
});

test('forgives zeros past the last place but never rounds', () => {
  assert.deepEqual(parseAmount('0.1000000000', 8), { minor: '10000000' });
  assert.deepEqual(parseAmount('0.000000001', 8), { code: 'AMOUNT_TOO_PRECISE' });
});

test('refuses what is no amount above zero', () => {
  for (const typed of ['', '.', 'abc', '-1', '1e3', '0x10', '1.2.3']) {
    assert.deepEqual(parseAmount(typed, 8), { code: 'AMOUNT_MALFORMED' }, typed);
  }
  assert.deepEqual(parseAmount('0.000', 8), { code: 'AMOUNT_NOT_POSITIVE' });
  assert.deepEqual(parseAmount('9'.repeat(71), 8), { code: 'AMOUNT_TOO_LARGE' });
});

test('writes every decimal place, the sign and the groups', () => {
  assert.equal(formatAmount('0', 8), '0.00000000');
  assert.equal(formatAmount('-123456', 8), '\u22120.00123456');
  assert.equal(formatAmount('123456789', 0), '123\u2009456\u2009789');
});

test('writes for an input field without trailing zeros', () => {
  assert.equal(plainAmount('150000000', 8), '1.5');
  assert.equal(plainAmount('100000000', 8), '1');
  assert.equal(plainAmount('1', 8), '0.00000001');
});

test('so many of something cost exactly so many times as much', () => {
  assert.equal(times('900719925474099301', 10_000), '9007199254740993010000');
  assert.equal(each('9007199254740993010000', 10_000), '900719925474099301');
});
