import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readSearch, writeSearch } from './url.ts';

describe('search parameters of an address', () => {
  it('reads plain strings, and a repeated name as a list', () => {
    assert.deepEqual(readSearch('?q=kertas+a4&p=a&p=b'), { q: 'kertas a4', p: ['a', 'b'] });
  });

  it('writes them back as they were read', () => {
    for (const search of ['?q=kertas+a4&umk=true', '?p=a&p=b&q=x', ''])
      assert.equal(writeSearch(readSearch(search)), search);
  });

  it('leaves out what is empty', () => {
    assert.equal(writeSearch({ q: '', page: undefined, p: [] }), '');
  });
});
