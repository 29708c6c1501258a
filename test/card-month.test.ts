/** A card month on the real processes: purchases, the issuer's bill, the test of each line, DPT, payment, restored limits. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoCards, demoSatkers } from '../src/demo/people.ts';
import { localDate } from '../src/kernel/time.ts';
import { billedMonth, buyElsewhere, creditSp2d, issueDpt, lineAct, mainCard } from './support/card-month.ts';
import {
  bankBalance,
  billed,
  type Cast,
  cardPage,
  castOf,
  ledgerFaults,
  mail,
  orderIn,
  paymentIn,
  payOnPage,
} from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const [satker] = demoSatkers;
const OUTSIDE = 350_000n;
const PERSONAL = 120_000n;
const STRANGE = 77_000n;
const today = localDate(new Date(), 'WIB');
const paper = (number: string) => ({ number, date: today, signedBy: 'Pejabat Contoh' });

const cardOf = async (cast: Cast): Promise<Json> => (await cast.holder.get('/api/v1/cards')).items[0];

describe('a card month, from the first purchase to the restored limit', () => {
  let world: World;
  let cast: Cast;
  let bought: bigint;
  let refunded: bigint;
  let bill: Json;
  const lineOf = (amount: bigint) =>
    bill.items.find((one: Json) => one.amount === amount.toString() && one.direction === 'DEBIT');

  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
  });
  after(() => world?.close());

  it('charges by authorisation and capture, after the BAST, on the bank’s own page', async () => {
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 60 });
    const payment = await cardPage(cast, order);
    await payOnPage(payment.cardPageUrl);
    const done = await paymentIn(cast.holder, payment.id, 'SETTLED');
    bought = BigInt(done.gross);
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
    assert.equal((await cardOf(cast)).used, done.gross);
    const { rows } = await world.pool.query(
      "SELECT type FROM journal.event WHERE aggregate_id = $1 AND type LIKE 'payment.%' ORDER BY seq",
      [payment.id],
    );
    assert.deepEqual(
      rows.map((row: { type: string }) => row.type).filter((type: string) => /card_authorised|settled/.test(type)),
      ['payment.card_authorised', 'payment.settled'],
    );
  });

  it('voids on the same day: nobody is owed by the issuer, the order can be paid again', async () => {
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 41 });
    const used = (await cardOf(cast)).used;
    const payment = await cardPage(cast, order);
    await payOnPage(payment.cardPageUrl);
    await paymentIn(cast.holder, payment.id, 'SETTLED');
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
    await cast.bendahara.post(`/api/v1/payments/${payment.id}/askVoid`, { reason: 'Toko salah kirim tagihan' });
    await paymentIn(cast.holder, payment.id, 'VOIDED');
    await orderIn(cast.holder, order.id, 'SPBY');
    assert.equal((await cardOf(cast)).used, used);
    const again = await cardPage(cast, order);
    await payOnPage(again.cardPageUrl);
    const done = await paymentIn(cast.holder, again.id, 'SETTLED');
    bought += BigInt(done.gross);
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
  });

  it('lets the vendor give back part of it with a fresh code, and no more than was paid', async () => {
    const { items } = await cast.holder.get('/api/v1/payments?view=done');
    const payment = items.find((one: Json) => one.state === 'SETTLED');
    const path = `/api/v1/payments/${payment.id}`;
    const shop = await cast.vendor(SHOP);
    refunded = 50_000n;
    const over = await shop.send('GET', `/api/v1/refund-offers/${payment.id}?amount=${BigInt(payment.gross) + 1n}`);
    assert.equal(over.body.code, 'refund_too_much');
    const offer = await shop.get(`/api/v1/refund-offers/${payment.id}?amount=${refunded}`);
    const ask = (amount: bigint, digest: string) =>
      shop.send('POST', `${path}/askRefund`, {
        amount: amount.toString(),
        reason: 'Dua pak rusak',
        stepUp: { code: world.freshCode(`toko@${SHOP}.example`), digest },
      });
    // A code for one amount serves no other.
    assert.equal((await ask(refunded + 1n, offer.digest)).body.code, 'code_for_other');
    assert.equal((await ask(refunded, offer.digest)).status, 200);
    await eventually('the refund', async () => {
      const seen = await cast.bendahara.get(path);
      return seen.refunds[0]?.state === 'DONE' && seen.state === 'SETTLED';
    });
    const late = await cast.holder.send('POST', `${path}/askVoid`, { reason: 'Terlambat sudah' });
    assert.equal(late.body.code, 'card_void_too_late');
  });

  it('receives the issuer’s bill: ours are matched, what was bought elsewhere waits for the holder', async () => {
    await buyElsewhere(world, 'TOKO BAHAN JAYA', '5943', OUTSIDE);
    await buyElsewhere(world, 'RESTO KELUARGA', '5812', PERSONAL);
    await buyElsewhere(world, 'TIDAK DIKENAL', '5999', STRANGE);
    bill = await billedMonth(world, cast.bendahara);
    assert.equal(BigInt(bill.total), bought - refunded + OUTSIDE + PERSONAL + STRANGE);
    const ours = bill.items.filter((one: Json) => one.payment !== null);
    assert.equal(
      ours.reduce(
        (sum: bigint, one: Json) => sum + (one.direction === 'DEBIT' ? BigInt(one.amount) : -BigInt(one.amount)),
        0n,
      ),
      bought - refunded,
    );
    const states = Object.groupBy(ours, (one: Json) => one.state as string);
    assert.deepEqual(Object.keys(states).sort(), ['DOCUMENTED', 'VOIDED']);
    assert.equal(states.VOIDED?.length, 2, 'a voided purchase and its reversal');
    assert.equal(lineOf(OUTSIDE).state, 'STATEMENTED');
    const tasks = await cast.holder.get('/api/v1/tasks');
    assert.ok(
      [...tasks.today, ...tasks.next].some(
        (task: Json) => task.subject === 'cardBill' && task.action === 'card.document',
      ),
    );
    const again = await cast.bendahara.get('/api/v1/card-bills');
    await cast.bendahara.post('/api/v1/card-bills/fetch');
    assert.equal((await cast.bendahara.get('/api/v1/card-bills')).items.length, again.items.length, 'kept once');
  });

  it('tests each line: own budget, documented, allowed', async () => {
    const { lines } = await cast.ppk.get('/api/v1/budget/lines');
    const budget = lines.find((one: Json) => one.akun === '521111');
    const before = BigInt(budget.available);
    const verify = (line: Json, budgetLineId: string | null) =>
      cast.ppk.send('POST', `/api/v1/card-bills/${bill.id}/verify`, { line: line.no, budgetLineId });
    const outside = lineOf(OUTSIDE);
    assert.equal((await verify(outside, budget.id)).status, 409, 'not documented');
    const receipt = { line: outside.no, receiptNo: 'NOTA-88', realExpenditure: false, purpose: 'Bahan rapat' };
    assert.equal((await cast.ppk.send('POST', `/api/v1/card-bills/${bill.id}/document`, receipt)).status, 403);
    await lineAct(cast.holder, bill, 'document', receipt);
    const wrong = lines.find((one: Json) => one.akun === '522121');
    assert.equal((await verify(outside, wrong.id)).body.code, 'akun_not_for_card');
    assert.equal((await verify(outside, null)).body.code, 'budget_line_required');
    assert.equal((await verify(outside, budget.id)).status, 200);
    const held = (await cast.ppk.get('/api/v1/budget/lines')).lines.find((one: Json) => one.id === budget.id);
    assert.equal(BigInt(held.available), before - OUTSIDE);
    await lineAct(cast.ppk, bill, 'personal', { line: lineOf(PERSONAL).no, reason: 'Makan keluarga pemegang' });
    await lineAct(cast.ppk, bill, 'dispute', { line: lineOf(STRANGE).no, reason: 'Pemegang tidak belanja di sini' });
    for (const line of bill.items.filter((one: Json) => one.state === 'DOCUMENTED')) await verify(line, null);
    bill = await cast.ppk.get(`/api/v1/card-bills/${bill.id}`);
    assert.equal(bill.undecided, 0);
  });

  it('issues the DPT with the PPK’s code; DPT, SPP and payment are one amount', async () => {
    const expected = bought - refunded + OUTSIDE;
    bill = await issueDpt(world, cast.ppk, bill);
    assert.equal(BigInt(bill.dpt.total), expected);
    const page = await cast.ppk.get(`/api/v1/card-bills/${bill.id}/dpt`);
    assert.match(String(page), /Daftar Pembayaran Tagihan/);
    assert.match(String(page), /NOTA-88/);
    await lineAct(cast.ppk, bill, 'recordSpp', paper('00031/SPP/2026'));
    await lineAct(cast.bendahara, bill, 'recordSpm', paper('00031/SPM/2026'));
    bill = await lineAct(cast.bendahara, bill, 'recordSp2d', paper('260261301000031'));
    const early = await cast.bendahara.send('POST', `/api/v1/card-bills/${bill.id}/pay`, {});
    assert.equal(early.body.code, 'kkp_fund_insufficient', 'the SP2D is not on the statement yet');
    await creditSp2d(world, satker?.account.accountNo ?? '', expected, '260261301000031');
    await cast.bendahara.post('/api/v1/reconciliation/read');
    await eventually('the money of the SP2D', async () => {
      const seen = await cast.bendahara.get(`/api/v1/card-bills/${bill.id}`);
      return BigInt(seen.fund) >= expected;
    });
    bill = await lineAct(cast.bendahara, bill, 'pay', {});
    const payment = await cast.kpa.get(`/api/v1/payments/${bill.paymentId}`);
    assert.equal(BigInt(payment.net), expected);
    assert.equal(payment.purpose, 'CARD_BILL');
    assert.equal((await cast.ppk.send('POST', `/api/v1/payments/${bill.paymentId}/approve`, {})).status, 403);
    const open = payment.actions.find((one: Json) => one.action === 'approve');
    await cast.kpa.post(`/api/v1/payments/${bill.paymentId}/approve`, {
      stepUp: { code: world.freshCode(mail.kpa), digest: open.stepUp.digest },
    });
    await paymentIn(cast.bendahara, bill.paymentId, 'RECONCILED');
  });

  it('restores the limit by what the State paid, and the rest when the holder has paid', async () => {
    bill = await eventually('the paid bill', async () => {
      const seen = await cast.bendahara.get(`/api/v1/card-bills/${bill.id}`);
      return seen.state === 'PAID_TO_ISSUER' && seen;
    });
    assert.equal(BigInt((await cardOf(cast)).used), PERSONAL + STRANGE);
    const no = lineOf(PERSONAL).no;
    await lineAct(cast.holder, bill, 'repay', { line: no, proofNo: 'TRF-7788', paidOn: today });
    await lineAct(cast.bendahara, bill, 'confirmRepaid', { line: no });
    const closed = await cast.bendahara.get(`/api/v1/card-bills/${bill.id}`);
    assert.equal(closed.state, 'CLOSED');
    assert.equal(BigInt((await cardOf(cast)).used), STRANGE);
    assert.equal(
      await bankBalance(world, { bankCode: mainCard.issuerBankCode, accountNumber: mainCard.billingAccountNo }),
      -(STRANGE + PERSONAL),
    );
  });

  it('carries the disputed line to the next bill', async () => {
    await buyElsewhere(world, 'TOKO BAHAN JAYA', '5943', 10_000n);
    const next = await billedMonth(world, cast.bendahara);
    const carried = next.items.find((one: Json) => one.carriedFrom !== null);
    assert.equal(carried.carriedFrom.billNo, bill.billNo);
    assert.equal(BigInt(carried.amount), STRANGE);
  });

  it('reports the use of the cards, as a screen and as a table', async () => {
    const usage = await cast.kpa.get('/api/v1/card-usage');
    assert.equal(usage.cards.length, demoCards.filter((card) => card.satkerId === satker?.id).length);
    const now = usage.total.at(-1);
    assert.equal(BigInt(now.used), bought - refunded + OUTSIDE + PERSONAL + STRANGE + 10_000n);
    const csv = await cast.kpa.get('/api/v1/card-usage.csv');
    assert.match(String(csv), /Seluruh kartu/);
  });

  it('leaves a ledger without a fault', async () => {
    assert.deepEqual(await ledgerFaults(world), []);
  });
});
