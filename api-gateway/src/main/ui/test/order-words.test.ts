import assert from 'node:assert/strict';
import test from 'node:test';
import { told, whyOf } from '../src/escrow/told';
import { complaintsOf, orderLabel, paymentsIn, waitOf, whoIs } from '../src/escrow/words';
import { anOrder, BUYER, inDispute, MEDIATOR, SELLER } from './an-order';

test('a state is a word, and a payment that is only seen is told as that', () => {
  assert.equal(orderLabel(anOrder()).text, 'To be paid');
  assert.equal(orderLabel(anOrder({ seen: '10' })).text, 'Payment seen');
  assert.equal(orderLabel(anOrder({ state: 'FUNDED' })).text, 'Paid');
  assert.equal(orderLabel(inDispute({ stage: 'ANSWERED' })).text, 'With a mediator');
});

test('a deadline is told with what comes when it has passed', () => {
  assert.deepEqual(waitOf(anOrder({ waitsFor: 'SHIPPING' })), { what: 'The seller ships', otherwise: 'else refunded' });
  assert.match(waitOf(inDispute({}, { waitsFor: 'ANSWER' }))!.otherwise, /against the seller/);
  assert.match(waitOf(inDispute({ openedBy: SELLER }, { waitsFor: 'ANSWER' }))!.otherwise, /against the buyer/);
  assert.equal(waitOf(anOrder({ waitsFor: null })), null);
});

test('nobody decides: what was never shipped is refunded, else they share', () => {
  assert.match(waitOf(inDispute({}, { waitsFor: 'DECISION' }))!.otherwise, /half/);
  assert.match(waitOf(inDispute({}, { waitsFor: 'DECISION', trackingCid: null }))!.otherwise, /refunded/);
});

test('each side is told of itself as “you”, and a mediator is none of them', () => {
  const order = anOrder();
  assert.equal(whoIs(BUYER, order, BUYER), 'You');
  assert.equal(whoIs(BUYER, order, SELLER), 'The buyer');
  assert.equal(whoIs(MEDIATOR, order, SELLER), 'A mediator');
  assert.equal(whoIs(MEDIATOR, order, MEDIATOR), 'You');
});

test('what happened is told with who did it, else as what time did', () => {
  const order = anOrder();
  assert.equal(told({ event: 'OrderShipped', by: SELLER }, order, BUYER), 'The seller shipped it');
  assert.equal(told({ event: 'OrderShipped', by: SELLER }, order, SELLER), 'You shipped it');
  assert.equal(told({ event: 'ProductOrdered', by: null }, order, SELLER), 'It is for a product that the seller offers');
  assert.equal(told({ event: 'DisputeDecided', by: null }, order, SELLER), 'Time decided');
  assert.equal(told({ event: 'SomethingNew', by: null }, order, SELLER), 'SomethingNew');
});

test('only the seller complains that nobody confirms', () => {
  assert.ok(!complaintsOf('BUYER').includes('NOT_CONFIRMED'));
  assert.deepEqual(complaintsOf('SELLER'), ['NOT_CONFIRMED', 'OTHER']);
});

test('why it happened is told where there is more to say', () => {
  assert.equal(whyOf({ event: 'DisputeOpened', reason: 'DAMAGED' }), 'It is damaged');
  assert.equal(whyOf({ event: 'OrderPaidOut', reason: 'EXCESS' }), 'more was paid than the price');
  assert.equal(whyOf({ event: 'OrderShipped', reason: null }), null);
  assert.equal(whyOf({ event: 'DisputeOpened', reason: 'SOMETHING_NEW' }), null);
});

test('a contract is offered only where one holds orders in that asset', () => {
  assert.deepEqual(paymentsIn({ rail: 'polkadot-evm', holdsOrders: true }), ['BALANCE', 'CHAIN', 'CONTRACT']);
  assert.deepEqual(paymentsIn({ rail: 'polkadot-evm', holdsOrders: false }), ['BALANCE', 'CHAIN']);
  assert.deepEqual(paymentsIn({ rail: 'mpesa', holdsOrders: false }), ['MPESA', 'BALANCE']);
});
