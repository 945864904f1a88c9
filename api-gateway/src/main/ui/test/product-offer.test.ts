import assert from 'node:assert/strict';
import test from 'node:test';
import { MAX_DESCRIPTION, MAX_FEATURE_NAME, MAX_FEATURE_VALUE, MAX_TITLE, nothingTyped, offerOf, typedOf, type OfferField, type TypedOffer } from '../src/shop/offer';
import { quantityOf } from '../src/shop/quantity';

const typed = (but: Partial<TypedOffer> = {}): TypedOffer => ({
  title: ' A lamp of brass ',
  description: 'It gives light.\nBring oil.',
  category: 'Home & Lamps',
  specification: [{ name: 'Height ', value: ' 42 cm' }],
  images: ['bafy1', 'bafy2'],
  asset: 'BTC',
  price: '0.05',
  ...but,
});

function wrongField(but: Partial<TypedOffer>): OfferField | null {
  const offer = offerOf(typed(but), 8);
  return 'wrong' in offer ? offer.wrong.field : null;
}

test('what was typed is offered without blanks around it, at an exact price', () => {
  assert.deepEqual(offerOf(typed(), 8), {
    title: 'A lamp of brass',
    description: 'It gives light.\nBring oil.',
    category: 'home & lamps',
    specification: [{ name: 'Height', value: '42 cm' }],
    images: ['bafy1', 'bafy2'],
    asset: 'BTC',
    price: '5000000',
  });
});

test('what is offered is typed again as it is, to be changed', () => {
  const offer = offerOf(typed(), 8);
  assert.ok(!('wrong' in offer));
  assert.equal(typedOf(offer, 8).price, '0.05');
  assert.deepEqual(offerOf(typedOf(offer, 8), 8), offer);
});

test('nothing is offered by itself: each field that is missing is named', () => {
  assert.deepEqual(offerOf(nothingTyped('BTC'), 8), { wrong: { field: 'title', text: 'It needs 1 to 120 printable characters' } });
  assert.equal(wrongField({ category: ' ' }), 'category');
  assert.equal(wrongField({ description: '' }), 'description');
  assert.equal(wrongField({ price: '' }), 'price');
});

test('texts are as long as the server lets them be, and no longer', () => {
  const limits: [(text: string) => Partial<TypedOffer>, number, OfferField][] = [
    [(title) => ({ title }), MAX_TITLE, 'title'],
    [(description) => ({ description }), MAX_DESCRIPTION, 'description'],
    [(name) => ({ specification: [{ name, value: 'x' }] }), MAX_FEATURE_NAME, 'name 0'],
    [(value) => ({ specification: [{ name: 'x', value }] }), MAX_FEATURE_VALUE, 'value 0'],
    [(category) => ({ category }), 60, 'category'],
  ];
  for (const [but, most, field] of limits) {
    assert.equal(wrongField(but('x'.repeat(most))), null, field);
    assert.equal(wrongField(but('x'.repeat(most + 1))), field, field);
  }
});

test('only what is printable is taken, in any script, and line breaks in a description alone', () => {
  assert.equal(wrongField({ title: 'Öl-Lampe, 灯 №1 👩‍🚀' }), null);
  assert.equal(wrongField({ title: 'two\nlines' }), 'title');
  assert.equal(wrongField({ title: 'turned \u202e round' }), 'title');
  assert.equal(wrongField({ description: 'a\ttab' }), 'description');
});

test('a category is letters, digits, blanks and few signs', () => {
  assert.equal(wrongField({ category: 'Ton/Bild - 2' }), null);
  for (const wrong of ['-lamps', 'lamps!', 'a_b']) assert.equal(wrongField({ category: wrong }), 'category', wrong);
});

test('an empty line of a specification is left out, half a one and a name twice are not taken', () => {
  const offer = offerOf(typed({ specification: [{ name: ' ', value: '' }] }), 8);
  assert.ok(!('wrong' in offer));
  assert.deepEqual(offer.specification, []);
  assert.equal(wrongField({ specification: [{ name: 'Height', value: ' ' }] }), 'value 0');
  assert.equal(wrongField({ specification: [{ name: '', value: '42 cm' }] }), 'name 0');
  const twice = [
    { name: 'Height', value: '42 cm' },
    { name: '', value: '' },
    { name: 'Height ', value: '43 cm' },
  ];
  assert.equal(wrongField({ specification: twice }), 'name 2');
});

test('a price is more than nothing, and no finer than its asset', () => {
  for (const wrong of ['0', '-1', '0.000000001', 'one']) assert.equal(wrongField({ price: wrong }), 'price', wrong);
});

test('a quantity is a whole number from 1 to 10,000', () => {
  assert.equal(quantityOf(' 2 '), 2);
  assert.equal(quantityOf('10000'), 10_000);
  for (const wrong of ['', '0', '10001', '1.5', '-1', '1e3', 'two']) assert.equal(quantityOf(wrong), null, wrong);
});
