import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { bankBalance, billed, type Cast, cardPage, castOf, productOf, transferApproved } from './support/purchase.ts';
import { eventually, startWorld, type World } from './support/world.ts';

const SLUG = 'pena-lintas-kota';

describe('a purchase, from the cart to the bank', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
  });
  after(() => world.close());

  const { vendor, product } = productOf(SLUG);
  const account = { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber };

  it('pays the vendor exactly the net by CMS, and reconciles it with the statement', async () => {
    const before = await bankBalance(world, account);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SLUG, quantity: product.minOrder * 80 });
    const payment = await transferApproved(world, cast, order);
    const done = await eventually('paid and reconciled', async () => {
      const seen = await cast.bendahara.get(`/api/v1/payments/${payment.id}`);
      return seen.state === 'RECONCILED' && seen;
    });
    assert.equal((await bankBalance(world, account)) - before, BigInt(done.net));
    assert.ok(BigInt(done.tax) > 0n, 'a payment with tax');
    const completed = await eventually('completed', async () => {
      const seen = await cast.pemesan.get(`/api/v1/orders/${order.id}`);
      return seen.state === 'COMPLETED' && seen;
    });
    assert.equal(completed.budget, null);
  });

  it('pays the vendor the whole bill by KKP on the bank’s page', async () => {
    const before = await bankBalance(world, account);
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SLUG, quantity: product.minOrder * 70 });
    const payment = await cardPage(cast, order);
    assert.match(payment.cardPageUrl, /\/kartu\//);
    console.log(payment.cardPageUrl, before);
  });
});
