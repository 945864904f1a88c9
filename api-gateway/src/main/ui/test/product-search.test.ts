import assert from 'node:assert/strict';
import test from 'node:test';
import { EVERYTHING, listPath, searchIn, segmentOf, wrongInSearch } from '../src/shop/search';

test('what is looked for stands in the address, whatever signs are in it', () => {
  for (const search of [EVERYTHING, { q: '100% lamp & oil/fuel', category: 'home & lamps' }, { q: '', category: 'ton/bild' }]) {
    assert.deepEqual(searchIn(segmentOf(search)), search);
  }
  assert.equal(segmentOf(EVERYTHING), '');
});

test('the list is asked for what is looked for only, and for one seller’s own', () => {
  assert.equal(listPath(EVERYTHING), '/api/products?limit=24');
  assert.equal(listPath({ q: 'brass lamp', category: '' }), '/api/products?q=brass+lamp&limit=24');
  assert.equal(listPath(EVERYTHING, 'user:bob'), '/api/products?sellerId=user%3Abob&limit=24');
});

test('one looks for one to eight words of letters and digits, in 100 characters', () => {
  assert.equal(wrongInSearch(EVERYTHING), null);
  assert.equal(wrongInSearch({ q: 'a b c d e f g h', category: 'lamps' }), null);
  for (const q of ['!!', 'a b c d e f g h i', 'x'.repeat(101)]) assert.equal(wrongInSearch({ q, category: '' })?.field, 'q', q);
  assert.equal(wrongInSearch({ q: 'lamp', category: '!' })?.field, 'category');
});
