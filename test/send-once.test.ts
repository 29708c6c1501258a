import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askPayment, sendPayment } from '../src/payment/payment.jobs.ts';
import { instructionById } from '../src/payment/payment.store.ts';
import type { TransferOrder, TransferRail } from '../src/payment/rails/port.ts';
import { sweepPayments } from '../src/payment/sweep.ts';
import { reconcileSatker } from '../src/reconciliation/reconciliation.jobs.ts';
import { paymentDeps } from './support/payment-deps.ts';
import { type Killable, startProcess } from './support/processes.ts';
import {
  bankBalance,
  billed,
  type Cast,
  castOf,
  ledgerFaults,
  orderIn,
  productOf,
  transferApproved,
} from './support/purchase.ts';
import { type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const { vendor } = productOf(SHOP);
const payee = { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber };
const GRACE_MS = 60_000;
const afterGrace = () => new Date(Date.now() + GRACE_MS + 1_000);

describe('a transfer is sent once, whatever happens to those who send it', () => {
  let world: World;
  let cast: Cast;
  let bank: Killable;
  before(async () => {
    // No `work` of its own: each step below is taken by hand.
    world = await startWorld({ work: false, bank: false, graceMs: GRACE_MS });
    bank = await startProcess('bank', { ...world.env, DIGIPAY_BANK_DELAY_MS: '400' });
    cast = await castOf(world);
  });
  after(async () => {
    await world.close();
    await bank.stop();
  });

  const approved = async (): Promise<Json> => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SHOP, quantity: 40 });
    return { ...(await transferApproved(world, cast, order)), orderId: order.id };
  };
  const seen = (payment: Json): Promise<Json> => cast.bendahara.get(`/api/v1/payments/${payment.id}`);
  const received = async (act: () => Promise<unknown>): Promise<bigint> => {
    const start = await bankBalance(world, payee);
    await act();
    return (await bankBalance(world, payee)) - start;
  };
  /** A rail that counts what leaves, and lets `then` decide what comes back. */
  const counting = (then: (real: TransferRail, order: TransferOrder) => ReturnType<TransferRail['submit']>) => {
    const left: string[] = [];
    const rail = (real: TransferRail) => ({
      submit: (order: TransferOrder) => {
        left.push(order.partnerReferenceNo);
        return then(real, order);
      },
    });
    return { left, rail };
  };
  const unanswered = { kind: 'unknown', message: 'no answer', service: '17' } as const;

  it('by one of several processes that find it approved at the same moment', async () => {
    const payment = await approved();
    const { left, rail } = counting((real, order) => real.submit(order));
    const got = await received(() =>
      Promise.all(Array.from({ length: 6 }, () => sendPayment(paymentDeps(world, { rail }), payment.id))),
    );
    assert.deepEqual(left, [payment.reference]);
    assert.equal(got, BigInt(payment.net));
    assert.equal((await seen(payment)).state, 'SETTLED');
  });

  it('never by a second run that finds it sent', async () => {
    const payment = await approved();
    const lost = counting(async (real, order) => {
      await real.submit(order);
      return unanswered;
    });
    await sendPayment(paymentDeps(world, { rail: lost.rail }), payment.id);
    assert.equal((await seen(payment)).state, 'UNKNOWN');
    const second = counting(async () => unanswered);
    await sendPayment(paymentDeps(world, { rail: second.rail }), payment.id);
    assert.deepEqual(second.left, []);
    assert.equal(await askPayment(paymentDeps(world), payment.id, 0), null);
    assert.equal((await seen(payment)).state, 'SETTLED');
  });

  it('not by a process that was held up after it wrote SENT: others may have given the payment up', async () => {
    const payment = await approved();
    let now = Date.now();
    const held = counting(async () => unanswered);
    // Time passes between writing and calling: every look at the clock is half a minute later.
    const clock = () => {
      now += 31_000;
      return new Date(now);
    };
    await sendPayment(paymentDeps(world, { rail: held.rail, clock }), payment.id);
    assert.deepEqual(held.left, []);
    assert.equal((await seen(payment)).state, 'SENT');
    const got = await received(async () => {
      const later = () => new Date(now + GRACE_MS);
      await askPayment(paymentDeps(world, { clock: later }), payment.id, 0);
    });
    assert.equal(got, 0n);
    assert.equal((await seen(payment)).state, 'FAILED');
    await orderIn(cast.bendahara, payment.orderId, 'SPBY');
  });

  it('is found on the statement when the bank’s status knows nothing of it', async () => {
    const payment = await approved();
    const lost = counting(async (real, order) => {
      await real.submit(order);
      return unanswered;
    });
    await sendPayment(paymentDeps(world, { rail: lost.rail }), payment.id);
    for (const status of [{ kind: 'not_found' }, { kind: 'unknown', message: 'silent' }] as const) {
      const early = paymentDeps(world, { rail: () => ({ status: async () => status }) });
      assert.equal(await askPayment(early, payment.id, 3), 8_000);
      assert.equal((await seen(payment)).state, 'UNKNOWN', 'the grace is not over');
    }
    const silent = paymentDeps(world, {
      rail: () => ({ status: async () => ({ kind: 'not_found' }) }),
      clock: afterGrace,
    });
    assert.equal(await askPayment(silent, payment.id, 3), null);
    const done = await seen(payment);
    assert.equal(done.state, 'SETTLED');
    assert.match(done.bankWords, /Rekening koran menunjukkan debit/);
    await reconcileSatker(statementDeps(), satkerIdOf(await row(payment)), 0);
    assert.equal((await seen(payment)).state, 'RECONCILED');
  });

  it('is not given up while the bank gives no statement', async () => {
    const payment = await approved();
    const lost = counting(async () => unanswered);
    await sendPayment(paymentDeps(world, { rail: lost.rail }), payment.id);
    await bank.stop();
    const deps = paymentDeps(world, {
      rail: () => ({ status: async () => ({ kind: 'not_found' }) }),
      clock: afterGrace,
    });
    assert.equal(await askPayment(deps, payment.id, 20), 300_000);
    const waiting = await seen(payment);
    assert.equal(waiting.state, 'UNKNOWN');
    assert.ok(Date.parse(waiting.nextCheckAt) > Date.now() + GRACE_MS, 'says when it is asked again');
    await bank.kill();
    assert.equal(await askPayment(deps, payment.id, 20), null);
    assert.equal((await seen(payment)).state, 'FAILED');
  });

  it('is paid once or not at all by a bank that is killed while it works on it', async () => {
    const payment = await approved();
    const got = await received(async () => {
      const sending = sendPayment(paymentDeps(world), payment.id);
      await new Promise((go) => setTimeout(go, 200));
      await bank.kill();
      await sending;
      await askPayment(paymentDeps(world, { clock: afterGrace }), payment.id, 0);
    });
    const { state } = await seen(payment);
    assert.ok(['SETTLED', 'FAILED'].includes(state), state);
    assert.equal(got, state === 'SETTLED' ? BigInt(payment.net) : 0n);
  });

  it('keeps as nobody’s the debit of a payment that was given up, and changes nothing', async () => {
    const payment = await approved();
    const { left, rail } = counting(async () => unanswered);
    await sendPayment(paymentDeps(world, { rail }), payment.id);
    await askPayment(paymentDeps(world, { clock: afterGrace }), payment.id, 0);
    assert.equal((await seen(payment)).state, 'FAILED');
    assert.equal(left.length, 1);
    // The bank executes it after all, much too late: nobody sent it again, the first request was on its way for so long.
    const instruction = await row(payment);
    const late = paymentDeps(world).transferRail(payee.bankCode);
    await late.submit({
      partnerReferenceNo: payment.reference,
      source: instruction.source,
      beneficiary: instruction.beneficiary,
      amount: BigInt(payment.net),
      remark: payment.reference,
      customerReference: payment.reference,
      transactionDate: instruction.sentAt,
    });
    const other = await approved();
    await sendPayment(paymentDeps(world), other.id);
    await reconcileSatker(statementDeps(), satkerIdOf(instruction), 0);
    await reconcileSatker(statementDeps(), satkerIdOf(instruction), 0);
    assert.equal((await seen(payment)).state, 'FAILED');
    const { rows } = await world.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM payment.statement_line WHERE direction = 'DEBIT' AND status = 'OPEN' AND incident`,
    );
    assert.equal(rows[0]?.n, 1);
  });

  it('gets its job again when the process that had it is dead, and not while another has it', async () => {
    const payment = await approved();
    const swept = async () => {
      const jobs: string[] = [];
      await sweepPayments(world, new Date(Date.now() + 1_000), async ({ key }) => jobs.push(key ?? ''));
      return jobs.filter((key) => key.endsWith(payment.id));
    };
    assert.deepEqual(await swept(), [], 'its job waits in the queue');
    await world.pool.query(
      'UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = $2 WHERE key = $1',
      [`payment.send:${payment.id}`, 'a process'],
    );
    assert.deepEqual(await swept(), [], 'somebody works on it');
    await world.pool.query(
      "UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '1 minute' WHERE key = $1",
      [`payment.send:${payment.id}`],
    );
    assert.deepEqual(await swept(), [`payment.send:${payment.id}`]);
  });

  it('leaves a ledger without a fault', async () => {
    assert.deepEqual(await ledgerFaults(world), []);
  });

  const statementDeps = () => ({ ...paymentDeps(world), expected: [] });
  const row = async (payment: Json): Promise<Json> => {
    const deps = paymentDeps(world);
    return instructionById(deps.pool, deps.codec, payment.id);
  };
  const satkerIdOf = (instruction: Json): string => instruction.satkerId;
});
