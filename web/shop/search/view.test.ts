import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULTS, filtersOf, pageAfter, pageOf, searchOf, sortOf, usedFilters } from './view.ts';

describe('the view of a search', () => {
  it('asks for nothing but the words when no filter is used', () => {
    assert.deepEqual(filtersOf({ ...DEFAULTS, q: ' kertas ' }), { text: 'kertas' });
    assert.deepEqual(usedFilters(DEFAULTS), []);
  });

  it('puts every filter of the address to the server', () => {
    const view = {
      ...DEFAULTS,
      kategori: 'KERTAS',
      min: '1000',
      maks: '50000',
      kota: 'Palu',
      kirim: 'Semarang',
      umk: 'true',
      pdn: 'true',
      tkdn: '40',
      pkp: 'false',
      bayar: 'KKP',
      stok: 'true',
      hari: '3',
    };
    assert.deepEqual(filtersOf(view), {
      category: 'KERTAS',
      min: '1000',
      max: '50000',
      town: 'Palu',
      deliversTo: 'Semarang',
      umk: 'true',
      pdn: 'true',
      pkp: 'false',
      inStock: 'true',
      minTkdn: 40,
      maxLead: 3,
      rail: 'KKP',
    });
    assert.equal(usedFilters(view).length, 12);
  });

  it('leaves out what was bent by hand', () => {
    assert.deepEqual(
      filtersOf({ ...DEFAULTS, min: 'x', maks: '-1', umk: 'maybe', tkdn: '101', hari: '1e9', bayar: 'QRIS' }),
      {},
    );
  });

  it('knows which page it is and where the next begins', () => {
    assert.deepEqual(pageOf(''), { number: 1, cursor: '' });
    assert.deepEqual(pageOf(pageAfter('', 'abc')), { number: 2, cursor: 'abc' });
    assert.deepEqual(pageOf(pageAfter('2.abc', 'd-_')), { number: 3, cursor: 'd-_' });
    assert.deepEqual(pageOf('no number.abc'), { number: 1, cursor: '' });
    assert.equal(searchOf({ ...DEFAULTS, page: '2.abc' }, false).cursor, 'abc');
  });

  it('tells what is nearest only to a reader who has a town', () => {
    assert.equal(sortOf('terdekat', true), 'terdekat');
    assert.equal(sortOf('terdekat', false), 'sesuai');
    assert.equal(sortOf('best', true), 'sesuai');
  });
});
