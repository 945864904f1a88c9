import assert from 'node:assert/strict';
import test from 'node:test';
import { halves, split } from '../src/escrow/shares';
import { formatSpan, parseSpan } from '../src/escrow/span';
import { fieldOfWish, phoneOf, timesOf } from '../src/escrow/wish';
import { Refusal } from '../src/refusal';

test('a split is exact, and all or nothing is one too', () => {
  assert.deepEqual(split('10000001', '0.03', 8), { toSeller: '3000000', toBuyer: '7000001' });
  assert.deepEqual(split('10', '0', 8), { toSeller: '0', toBuyer: '10' });
  assert.deepEqual(split('10', '0.0000001', 8), { toSeller: '10', toBuyer: '0' });
});

test('a split above the price, or finer than the asset, is refused', () => {
  assert.deepEqual(split('10', '0.00000011', 8), { code: 'AMOUNT_TOO_LARGE' });
  assert.deepEqual(split('10', '0.000000011', 8), { code: 'AMOUNT_TOO_PRECISE' });
  assert.deepEqual(split('10', '-1', 8), { code: 'AMOUNT_MALFORMED' });
});

test('an odd unit is the buyer’s', () => {
  assert.deepEqual(halves('11'), { toSeller: '5', toBuyer: '6' });
});

test('a time is typed with its unit, from a minute to a year', () => {
  assert.equal(parseSpan('3 d'), 259_200_000);
  assert.equal(parseSpan(' 12H '), 43_200_000);
  assert.equal(parseSpan('1min'), 60_000);
  for (const wrong of ['', '3', '0 d', '366 d', '1.5 h', '-1 d', '3 weeks']) assert.equal(parseSpan(wrong), null, wrong);
});

test('a time is told in the largest unit that says it exactly', () => {
  assert.equal(formatSpan(259_200_000), '3 d');
  assert.equal(formatSpan(90 * 60_000), '90 min');
  assert.equal(formatSpan(5_000), '5 s');
});

test('times that are left empty are not sent, and a wrong one is named', () => {
  assert.deepEqual(timesOf({}), {});
  assert.deepEqual(timesOf({ appealMillis: '1 h', answerMillis: ' ' }), { times: { appealMillis: 3_600_000 } });
  assert.deepEqual(timesOf({ appealMillis: 'soon' }), { wrong: 'appealMillis' });
});

test('a refusal stands at the field that it is about', () => {
  const field = (code: string, detail = '') => fieldOfWish(new Refusal(code, '', detail));
  assert.equal(field('AMOUNT_TOO_LARGE'), 'price');
  assert.equal(field('NOT_FOUND'), 'seller');
  assert.equal(field('MALFORMED_REQUEST', "An item's reference is 1 to 120 letters, digits, '.', '_', ':' or '-'."), 'reference');
  assert.equal(field('MALFORMED_REQUEST', 'A phone is a mobile number of Kenya, as +254712345678.'), 'phone');
  assert.equal(field('MALFORMED_REQUEST', 'Each deadline of an order is one minute to 365 days, in whole milliseconds.'), 'times');
  assert.equal(field('MALFORMED_REQUEST', 'Nobody buys from themselves.'), 'seller');
  assert.equal(field('LOG_UNAVAILABLE'), null);
});

test('a phone is sent in one form, and what is none as it was typed', () => {
  for (const typed of ['+254712345678', '0712 345-678', '254712345678']) assert.equal(phoneOf(typed), '+254712345678');
  assert.equal(phoneOf('+44 20 7946 0000'), '+442079460000');
});
