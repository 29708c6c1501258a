import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sumsOf, typedOf } from './offer.ts';

const LINES = [
  { no: 1, quantity: 40, listPrice: '54000', price: '54000' },
  { no: 2, quantity: 2, listPrice: '815000', price: '800000' },
];

describe('an offer while it is typed', () => {
  it('begins at the prices of the order, and later at those of the last offer', () => {
    assert.deepEqual(typedOf(LINES, [], '0'), { prices: ['54000', '800000'], deliveryFee: '0' });
    const offers = [{ prices: [{ no: 1, price: '52000' }], deliveryFee: '20000' }] as never;
    assert.deepEqual(typedOf(LINES, offers, '0'), { prices: ['52000', '800000'], deliveryFee: '20000' });
  });

  it('sums goods and delivery, and says the saving against the catalogue', () => {
    assert.deepEqual(sumsOf(LINES, { prices: ['52000', '800000'], deliveryFee: '20000' }), {
      amounts: [2_080_000n, 1_600_000n],
      listed: 3_790_000n,
      fee: 20_000n,
      total: 3_700_000n,
      saving: 90_000n,
    });
  });

  it('counts what is not typed yet as nothing', () => {
    assert.equal(sumsOf(LINES, { prices: ['', '800000'], deliveryFee: '' }).total, 1_600_000n);
  });
});
