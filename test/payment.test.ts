import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  bankBalance,
  billed,
  type Cast,
  cancelOnPage,
  cardPage,
  castOf,
  ledgerFaults,
  mail,
  orderIn,
  paymentIn,
  payOnPage,
  productOf,
  transferApproved,
} from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const SAME_BANK = 'pena-lintas-kota';
const OTHER_BANK = 'sumber-tinta-ungaran';
const many = (slug: string) => Math.max(productOf(slug).product.minOrder, 80);
const accountOf = (slug: string) => {
  const { vendor } = productOf(slug);
  return { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber };
};

describe('a purchase, from the cart to the bank', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
  });
  after(() => world.close());

  for (const [where, slug] of [
    ['the same bank', SAME_BANK],
    ['another bank', OTHER_BANK],
  ] as const) {
    it(`pays exactly the net by CMS to ${where}, and finds it on the statement`, async () => {
      const start = await bankBalance(world, accountOf(slug));
      const order = await billed(world, cast, { rail: 'CMS', vendorSlug: slug, quantity: many(slug) });
      const payment = await transferApproved(world, cast, order);
      const done = await paymentIn(cast.bendahara, payment.id, 'RECONCILED');
      assert.equal((await bankBalance(world, accountOf(slug))) - start, BigInt(done.net));
      assert.equal(BigInt(done.gross), BigInt(done.net) + BigInt(done.tax));
      await orderIn(cast.pemesan, order.id, 'COMPLETED');
    });
  }

  it('pays the whole bill by KKP on the bank’s own page', async () => {
    const start = await bankBalance(world, accountOf(SAME_BANK));
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SAME_BANK, quantity: many(SAME_BANK) });
    const payment = await cardPage(cast, order);
    assert.equal(
      (await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).cardPageUrl,
      null,
      'for the holder alone',
    );
    await payOnPage(payment.cardPageUrl);
    const done = await paymentIn(cast.holder, payment.id, 'SETTLED');
    assert.equal((await bankBalance(world, accountOf(SAME_BANK))) - start, BigInt(done.gross));
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
    const { items } = await cast.holder.get('/api/v1/cards');
    assert.equal(items[0].used, done.gross);
    assert.equal(items[0].held, '0');
  });

  it('frees limit and debt when the holder leaves the page, and can be paid afterwards', async () => {
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SAME_BANK, quantity: 50 });
    const left = (await cast.holder.get('/api/v1/cards')).items[0].left;
    const payment = await cardPage(cast, order);
    await cancelOnPage(payment.cardPageUrl);
    await paymentIn(cast.holder, payment.id, 'DECLINED');
    await orderIn(cast.holder, order.id, 'SPBY');
    assert.equal((await cast.holder.get('/api/v1/cards')).items[0].left, left);
    const again = await cardPage(cast, order);
    await payOnPage(again.cardPageUrl);
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
  });

  it('lets the KPA send an instruction back, and the treasurer withdraw it', async () => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SAME_BANK, quantity: 45 });
    const before = (await cast.bendahara.get('/api/v1/budget/lines')).up.available;
    const paying = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
    const path = `/api/v1/payments/${paying.paymentId}`;
    assert.equal(
      (await cast.bendahara.send('POST', `${path}/approve`, { stepUp: { code: '000000', digest: 'a'.repeat(64) } }))
        .status,
      403,
    );
    await cast.kpa.post(`${path}/reject`, { reason: 'Lampiran belum jelas' });
    await cast.bendahara.post(`${path}/resubmit`);
    await cast.kpa.post(`${path}/reject`, { reason: 'Masih belum jelas' });
    await cast.bendahara.post(`${path}/withdraw`, { reason: 'Dibuat ulang nanti' });
    assert.equal((await cast.bendahara.get(`/api/v1/orders/${order.id}`)).state, 'SPBY');
    assert.equal((await cast.bendahara.get('/api/v1/budget/lines')).up.available, before);
  });

  it('takes a code for one payee and amount, and once', async () => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SAME_BANK, quantity: 42 });
    const paying = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
    const path = `/api/v1/payments/${paying.paymentId}`;
    const { digest } = (await cast.kpa.get(path)).actions.find(
      (a: { action: string }) => a.action === 'approve',
    ).stepUp;
    const other = await cast.kpa.send('POST', `${path}/approve`, {
      stepUp: { code: world.freshCode(mail.kpa), digest: 'b'.repeat(64) },
    });
    assert.equal(other.body.code, 'code_for_other');
    const wrong = await cast.kpa.send('POST', `${path}/approve`, { stepUp: { code: '000000', digest } });
    assert.equal(wrong.body.code, 'code_wrong');
    const second = await billed(world, cast, { rail: 'CMS', vendorSlug: SAME_BANK, quantity: 41 });
    const secondPath = `/api/v1/payments/${(await cast.bendahara.post(`/api/v1/orders/${second.id}/startPayment`)).paymentId}`;
    const code = world.freshCode(mail.kpa);
    const key = randomUUID();
    await cast.kpa.post(`${path}/approve`, { stepUp: { code, digest } }, key);
    // The same request again is the same act; another one may not use the code.
    await cast.kpa.post(`${path}/approve`, { stepUp: { code, digest } }, key);
    const asked = (await cast.kpa.get(secondPath)).actions.find(
      (a: { action: string }) => a.action === 'approve',
    ).stepUp;
    const again = await cast.kpa.send('POST', `${secondPath}/approve`, { stepUp: { code, digest: asked.digest } });
    assert.equal(again.body.code, 'code_used');
    await paymentIn(cast.bendahara, paying.paymentId, 'RECONCILED');
  });

  it('believes no notice that the bank did not sign', async () => {
    const forged = await fetch(`${world.url}/bank/v1.0/debit/notify`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-timestamp': new Date(Date.now() + 7 * 3_600_000).toISOString().replace('Z', '+07:00').replace(/\.\d+/, ''),
        'x-signature': Buffer.alloc(256).toString('base64'),
        'x-partner-id': 'DIGIPAYSATU',
        'x-external-id': '123456789',
        'channel-id': '95221',
      },
      body: JSON.stringify({
        originalPartnerReferenceNo: 'DS1',
        originalReferenceNo: '1',
        latestTransactionStatus: '00',
      }),
    });
    assert.equal(forged.status, 401);
    const { rows } = await world.pool.query('SELECT count(*)::int AS kept FROM payment.notice WHERE reference = $1', [
      'DS1',
    ]);
    assert.equal(rows[0].kept, 0);
  });

  it('shows an order to nobody but its two sides', async () => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SAME_BANK, quantity: 40 });
    // The other shop is told that it is no task of its role, and never whether the order exists.
    const outsiders = [
      [await cast.vendor(OTHER_BANK), 403],
      [await world.signIn('fitri@kantor-contoh.example'), 404],
    ] as const;
    for (const [outsider, refused] of outsiders) {
      assert.equal((await outsider.send('GET', `/api/v1/orders/${order.id}`)).status, 404);
      assert.equal(
        (await outsider.send('POST', `/api/v1/orders/${order.id}/refuseSpby`, { reason: 'bukan milik saya' })).status,
        refused,
      );
    }
    const seen = await (await cast.vendor(SAME_BANK)).get(`/api/v1/orders/${order.id}`);
    assert.equal(seen.budget, null);
    assert.deepEqual(seen.findings, []);
    assert.ok(!seen.timeline.some((entry: { type: string }) => entry.type === 'order.checked_out'));
  });

  it('shows a payment to nobody but its two sides, and account and card to the buyer alone', async () => {
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SAME_BANK, quantity: 40 });
    const payment = await cardPage(cast, order);
    const path = `/api/v1/payments/${payment.id}`;
    for (const outsider of [await cast.vendor(OTHER_BANK), await world.signIn('fitri@kantor-contoh.example')]) {
      assert.equal((await outsider.send('GET', path)).status, 404);
      const { items } = await outsider.get('/api/v1/payments?view=all');
      assert.ok(!items.some((one: { id: string }) => one.id === payment.id));
    }
    const seen = await (await cast.vendor(SAME_BANK)).get(path);
    assert.deepEqual(
      [seen.card, seen.source, seen.cardPageUrl, seen.upAvailable, seen.actions],
      [null, null, null, null, []],
    );
    const { card } = await cast.holder.get(path);
    assert.deepEqual(Object.keys(card), ['last4', 'expiry', 'issuer'], 'never the token');
    await cancelOnPage(payment.cardPageUrl);
    await paymentIn(cast.holder, payment.id, 'DECLINED');
  });

  it('leaves a ledger without a fault', async () => {
    assert.deepEqual(await ledgerFaults(world), []);
  });
});
