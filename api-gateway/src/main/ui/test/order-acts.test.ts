import assert from 'node:assert/strict';
import test from 'node:test';
import { actsOf, waitsForThem, type Onlooker } from '../src/escrow/acts';
import type { OrderView } from '../src/escrow/views';
import { anOrder, BUYER, inDispute, MEDIATOR, SELLER } from './an-order';

const buyer: Onlooker = { userId: BUYER, mediates: false };
const seller: Onlooker = { userId: SELLER, mediates: false };
const mediator: Onlooker = { userId: MEDIATOR, mediates: true };
const stranger: Onlooker = { userId: 'user:x', mediates: false };

const offers = (order: OrderView, [ofBuyer, ofSeller, ofMediator]: [string, string, string]) => {
  assert.equal(actsOf(order, buyer).join(' '), ofBuyer);
  assert.equal(actsOf(order, seller).join(' '), ofSeller);
  assert.equal(actsOf(order, mediator).join(' '), ofMediator);
  assert.deepEqual(actsOf(order, stranger), []);
};

test('before it is paid the buyer pays, and either side may cancel', () => {
  offers(anOrder(), ['PAY CANCEL', 'CANCEL', '']);
});

test('once paid the seller ships or cancels, and the buyer complains or asks', () => {
  offers(anOrder({ state: 'FUNDED' }), ['COMPLAIN ASK_TO_CANCEL', 'SHIP CANCEL', '']);
});

test('once shipped only the buyer confirms and releases', () => {
  offers(anOrder({ state: 'SHIPPED' }), ['CONFIRM RELEASE COMPLAIN ASK_TO_CANCEL', 'COMPLAIN ASK_TO_CANCEL', '']);
  offers(anOrder({ state: 'DELIVERED' }), ['RELEASE COMPLAIN ASK_TO_CANCEL', 'COMPLAIN ASK_TO_CANCEL', '']);
});

test('who asked to cancel waits, and the other side may agree', () => {
  offers(anOrder({ state: 'DELIVERED', cancellationAskedBy: SELLER }), ['RELEASE COMPLAIN AGREE_TO_CANCEL', 'COMPLAIN', '']);
});

test('a complaint is answered by the other side, and decided by who is neither', () => {
  offers(inDispute(), ['SHOW_MORE', 'ANSWER', '']);
  offers(inDispute({ stage: 'ANSWERED' }), ['SHOW_MORE', 'SHOW_MORE', 'DECIDE']);
  assert.deepEqual(actsOf(inDispute({ stage: 'ANSWERED' }, { buyerId: MEDIATOR }), mediator), ['SHOW_MORE']);
});

test('a decision may be appealed, and then another person decides', () => {
  offers(inDispute({ stage: 'DECIDED', decidedBy: MEDIATOR }), ['APPEAL', 'APPEAL', '']);
  offers(inDispute({ stage: 'APPEALED', decidedBy: MEDIATOR }), ['SHOW_MORE', 'SHOW_MORE', '']);
  offers(inDispute({ stage: 'APPEALED', decidedBy: 'user:other' }), ['SHOW_MORE', 'SHOW_MORE', 'DECIDE']);
});

test('each side shows at most 20 things', () => {
  const evidence = Array.from({ length: 20 }, (_, index) => ({ by: BUYER, cid: 'bafy' + index, atMillis: 0, kind: 'MORE' as const }));
  offers(inDispute({ stage: 'ANSWERED', evidence }), ['', 'SHOW_MORE', 'DECIDE']);
});

test('where it is over nobody does anything', () => {
  for (const state of ['RELEASED', 'CANCELLED', 'EXPIRED', 'RESOLVED'] as const) offers(anOrder({ state }), ['', '', '']);
});

test('where a contract has the money there is nothing to do here but to show evidence', () => {
  for (const state of ['CREATED', 'FUNDED', 'SHIPPED', 'DELIVERED'] as const) offers(anOrder({ state, payment: 'CONTRACT' }), ['', '', '']);
  offers(inDispute({ stage: 'ANSWERED' }, { payment: 'CONTRACT' }), ['SHOW_MORE', 'SHOW_MORE', '']);
});

test('an order waits for whoever has to act, and for nobody while a payment becomes final', () => {
  const waits = (order: OrderView) => [buyer, seller, mediator].map((one) => waitsForThem(order, one));
  assert.deepEqual(waits(anOrder()), [true, false, false]);
  assert.deepEqual(waits(anOrder({ payment: 'CHAIN', paid: '4', seen: '6' })), [false, false, false]);
  assert.deepEqual(waits(anOrder({ payment: 'CHAIN', seen: '9' })), [true, false, false]);
  assert.deepEqual(waits(anOrder({ state: 'FUNDED' })), [false, true, false]);
  assert.deepEqual(waits(anOrder({ state: 'DELIVERED' })), [true, false, false]);
  assert.deepEqual(waits(anOrder({ state: 'DELIVERED', cancellationAskedBy: BUYER })), [true, true, false]);
  assert.deepEqual(waits(inDispute()), [false, true, false]);
  assert.deepEqual(waits(inDispute({ stage: 'ANSWERED' })), [false, false, true]);
  assert.deepEqual(waits(anOrder({ state: 'RELEASED' })), [false, false, false]);
});

test('a decision waits for the side that did not get all', () => {
  const decided = inDispute({ stage: 'DECIDED', decidedBy: MEDIATOR, toSeller: '10', toBuyer: '0' });
  assert.equal(waitsForThem(decided, buyer), true);
  assert.equal(waitsForThem(decided, seller), false);
});
