/** KKP Domestik on the real processes: the holder pays a QR in the bank's app; small vendors and domestic products alone. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoCards } from '../src/demo/people.ts';
import {
  bankBalance,
  billed,
  type Cast,
  castOf,
  ledgerFaults,
  orderIn,
  paymentIn,
  productOf,
} from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const SMALL = 'pena-lintas-kota';
const domestic = demoCards.find(({ scheme }) => scheme === 'DOMESTIC');

describe('a domestic card pays by QRIS', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld({ graceMs: 2_000 });
    cast = await castOf(world);
  });
  after(() => world?.close());

  const pay = (order: Json) =>
    cast.holder.send('POST', `/api/v1/orders/${order.id}/payByCard`, { cardId: domestic?.id ?? '' });
  const scan = (qrContent: string, cardToken: string) =>
    fetch(`${world.bankUrl}/simulation/qris/pay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ qrContent, cardToken }),
    });
  const shown = (id: string) =>
    eventually('the QR', async () => {
      const payment = await cast.holder.get(`/api/v1/payments/${id}`);
      return payment.qr && payment;
    });

  it('shows the QR to the holder alone, is paid as the card, and the vendor has the money', async () => {
    const { vendor } = productOf(SMALL);
    const account = { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber };
    const start = await bankBalance(world, account);
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SMALL, quantity: 5 });
    const paying = await pay(order);
    assert.equal(paying.status, 200, JSON.stringify(paying.body));
    const payment = await shown(paying.body.paymentId);
    assert.equal(payment.rail, 'QRIS');
    assert.match(payment.qr.content, /^000201/);
    assert.ok(Date.parse(payment.qr.validUntil) > Date.now());
    assert.equal((await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).qr, null);
    const scanned = await scan(payment.qr.content, domestic?.token ?? '');
    assert.equal(scanned.status, 200, await scanned.text());
    const done = await paymentIn(cast.holder, payment.id, 'SETTLED');
    assert.equal((await bankBalance(world, account)) - start, BigInt(done.gross));
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
    const card = (await cast.holder.get('/api/v1/cards')).items.find((one: Json) => one.id === domestic?.id);
    assert.equal(card.used, done.gross);
    const { items } = await cast.holder.get('/api/v1/cards');
    assert.equal(items[0].scheme, 'INTERNATIONAL', 'cards of every vendor are offered first');
  });

  it('refuses more than one QR may carry, and products or vendors that PER-12/PB/2022 does not allow', async () => {
    const dear = await billed(world, cast, { rail: 'KKP', vendorSlug: 'mitra-dingin-losari', quantity: 4 });
    assert.equal((await pay(dear)).body.code, 'limit_exceeded');
    const imported = await billed(world, cast, { rail: 'KKP', vendorSlug: 'sumber-tinta-ungaran', quantity: 1 });
    assert.equal((await pay(imported)).body.code, 'card_domestic_only');
    const large = await billed(world, cast, { rail: 'KKP', vendorSlug: 'wahana-armada-acara', quantity: 1 });
    assert.equal((await pay(large)).body.code, 'card_domestic_only');
  });

  it('leaves a ledger without a fault', async () => {
    assert.deepEqual(await ledgerFaults(world), []);
  });
});
