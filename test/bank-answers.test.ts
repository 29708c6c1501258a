import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoSatkers } from '../src/demo/people.ts';
import { account, accountIds, balances, debitRoom } from '../src/ledger/accounts.ts';
import { paymentDeps } from './support/payment-deps.ts';
import {
  bankBalance,
  billed,
  type Cast,
  cardPage,
  castOf,
  ledgerFaults,
  orderIn,
  paymentIn,
  payOnPage,
  transferApproved,
  wrongCodeOnPage,
} from './support/purchase.ts';
import { payeeAt } from './support/triggers.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const [satker] = demoSatkers;

describe('whatever the bank answers', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld({ pendingMs: 2_000, graceMs: 4_000 });
    cast = await castOf(world);
  });
  after(() => world.close());

  const upLeft = async () => (await cast.bendahara.get('/api/v1/budget/lines')).up.available as string;
  /** What happened to a payment, oldest first. */
  const happened = async (id: string): Promise<string[]> => {
    const { rows } = await world.pool.query<{ type: string }>(
      "SELECT type FROM journal.event WHERE aggregate = 'payment' AND aggregate_id = $1 ORDER BY seq",
      [id],
    );
    return rows
      .map(({ type }) => type.replace('payment.', ''))
      .filter((type) => !['asked', 'payee_checked'].includes(type));
  };
  const approved = async (trigger: string, bankCode = '002') => {
    const payee = await payeeAt(world, SHOP, trigger, bankCode);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SHOP, quantity: 40 });
    const up = await upLeft();
    return { payee, order, up, payment: await transferApproved(world, cast, order) };
  };
  const leavesEverythingAsItWas = async ({ payee, order, up }: Awaited<ReturnType<typeof approved>>) => {
    await orderIn(cast.bendahara, order.id, 'SPBY');
    assert.equal(await upLeft(), up);
    assert.equal(await bankBalance(world, payee), 0n);
  };

  it('in clearing, then paid: people see when the bank is asked again', async () => {
    const { payee, order, payment } = await approved('9008', '008');
    const waiting = await paymentIn(cast.bendahara, payment.id, 'IN_CLEARING');
    assert.ok(Date.parse(waiting.nextCheckAt) > Date.now() - 5_000);
    assert.deepEqual(waiting.actions, []);
    const done = await paymentIn(cast.bendahara, payment.id, 'RECONCILED');
    assert.equal(await bankBalance(world, payee), BigInt(done.net));
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
  });

  it('in clearing, then returned: holds are void, the order waits for a person', async () => {
    const story = await approved('9009', '008');
    const done = await paymentIn(cast.bendahara, story.payment.id, 'RETURNED');
    assert.match(done.bankWords, /mengembalikan/);
    await leavesEverythingAsItWas(story);
  });

  it('refused: the bank’s reason is told, and the order may be paid again', async () => {
    const story = await approved('9004');
    const done = await paymentIn(cast.bendahara, story.payment.id, 'FAILED');
    assert.match(done.bankWords, /Bank menolak: .* \(40317\d\d\)/);
    await leavesEverythingAsItWas(story);
    const again = await transferApproved(world, cast, story.order);
    assert.notEqual(again.reference, done.reference, 'a new instruction has a reference of its own');
    await paymentIn(cast.bendahara, again.id, 'FAILED');
  });

  for (const [what, trigger] of [
    ['paid, but the answer was 504', '9010'],
    ['paid, but the connection was cut', '9012'],
  ] as const) {
    it(`${what}: unknown, then settled once by asking`, async () => {
      const { payee, payment } = await approved(trigger);
      const done = await paymentIn(cast.bendahara, payment.id, 'RECONCILED');
      assert.equal(await bankBalance(world, payee), BigInt(done.net));
      assert.deepEqual(await happened(payment.id), [
        'submitted',
        'approved',
        'sent',
        'lost_track',
        'settled',
        'reconciled',
      ]);
    });
  }

  it('never received, answered 504: unknown until the grace is over, then not paid', async () => {
    const story = await approved('9011');
    const lost = await paymentIn(cast.bendahara, story.payment.id, 'UNKNOWN');
    assert.ok(lost.nextCheckAt !== null);
    assert.deepEqual(lost.actions, [], 'nobody may send it again');
    assert.equal((await cast.bendahara.get(`/api/v1/orders/${story.order.id}`)).state, 'PAYING');
    const done = await paymentIn(cast.bendahara, story.payment.id, 'FAILED');
    assert.match(done.bankWords, /tidak pernah menerima/);
    await leavesEverythingAsItWas(story);
  });

  it('takes card notices that come twice and out of order as hints, and pays once', async () => {
    const payee = await payeeAt(world, SHOP, '9014');
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 40 });
    const payment = await cardPage(cast, order);
    await payOnPage(payment.cardPageUrl);
    const done = await paymentIn(cast.holder, payment.id, 'SETTLED');
    const kept = await eventually('both notices', async () => {
      const { rows } = await world.pool.query<{ status: string }>(
        'SELECT status FROM payment.notice WHERE reference = $1 ORDER BY status',
        [done.reference],
      );
      return rows.length > 1 && rows.map((row) => row.status);
    });
    assert.equal(new Set(kept).size, kept.length, 'each kept once');
    assert.equal(await bankBalance(world, payee), BigInt(done.gross));
    assert.equal((await happened(payment.id)).filter((type) => type === 'settled').length, 1);
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
  });

  it('declined after three wrong codes: the limit is free again', async () => {
    await payeeAt(world, SHOP, '3301');
    const order = await billed(world, cast, { rail: 'KKP', vendorSlug: SHOP, quantity: 40 });
    const { left } = (await cast.holder.get('/api/v1/cards')).items[0];
    const payment = await cardPage(cast, order);
    for (let tries = 0; tries < 3; tries += 1) await wrongCodeOnPage(payment.cardPageUrl);
    const done = await paymentIn(cast.holder, payment.id, 'DECLINED');
    assert.match(done.bankWords, /tidak jadi/);
    await orderIn(cast.holder, order.id, 'SPBY');
    assert.equal((await cast.holder.get('/api/v1/cards')).items[0].left, left);
  });

  it('leaves the platform’s books and the bank’s in agreement, line by line', async () => {
    assert.deepEqual(await ledgerFaults(world), []);
    assert.ok(satker);
    const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
    const [cash] = await balances(world.pool, ids, [account('bank.cash', satker.id)]);
    assert.ok(cash);
    const { bankCode, accountNo } = satker.account;
    assert.equal(debitRoom(cash), await bankBalance(world, { bankCode, accountNumber: accountNo }));
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const to = new Date(Date.now() + 60_000).toISOString();
    const rail = paymentDeps(world).transferRail(bankCode);
    const debits = (await Array.fromAsync(rail.statement(satker.account, from, to))).filter(
      (line) => line.direction === 'DEBIT',
    );
    const { rows } = await world.pool.query<Json>(
      `SELECT reference FROM payment.statement_line l JOIN payment.instruction i ON i.id = l.instruction_id
       WHERE l.direction = 'DEBIT' AND i.state = 'RECONCILED'`,
    );
    assert.equal(debits.length, rows.length);
    for (const { reference } of rows)
      assert.equal(debits.filter(({ remark }) => remark.includes(reference)).length, 1, reference);
  });
});
