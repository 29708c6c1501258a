/** Taxes kept back, from the payment to the return of the period, and petty cash from the State: on the real bank and statement. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { demoSatkers } from '../src/demo/people.ts';
import { localDate } from '../src/kernel/time.ts';
import { account, accountIds, balances, creditRoom } from '../src/ledger/accounts.ts';
import { billed, type Cast, castOf, ledgerFaults, mail } from './support/purchase.ts';
import { eventually, type Json, startWorld, type World } from './support/world.ts';

const satker = demoSatkers[0];
const PPSPM = 'galih@balai-contoh.example';
const OTHER_PEOPLE = ['pemesan', 'pp', 'ppk', 'penerima', 'kpa', 'holder'] as const;

describe('what is kept back for the State', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld({ graceMs: 2_000 });
    cast = await castOf(world);
  });
  after(() => world.close());

  const owedInLedger = async () => {
    const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
    const [owed] = await balances(world.pool, ids, [account('tax.payable', satker?.id ?? '')]);
    return owed ? creditRoom(owed) : 0n;
  };
  const approve = async (paymentId: string) => {
    const path = `/api/v1/payments/${paymentId}`;
    const { stepUp } = (await cast.kpa.get(path)).actions.find((one: Json) => one.action === 'approve');
    await cast.kpa.post(`${path}/approve`, { stepUp: { code: world.freshCode(mail.kpa), digest: stepUp.digest } });
  };
  const until = async (what: string, path: string, state: string): Promise<Json> => {
    let seen: Json;
    await eventually(what, async () => {
      seen = await cast.bendahara.get(path);
      return seen.state === state;
    });
    return seen;
  };
  const taxesOf = (view: string) => cast.bendahara.get(`/api/v1/taxes/withholdings?view=${view}`);

  it('is owed when the vendor is paid, deposited by one billing code, proven by its NTPN and found on the statement', async () => {
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota', quantity: 200 });
    const { paymentId } = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
    await approve(paymentId);
    await until('paid', `/api/v1/payments/${paymentId}`, 'RECONCILED');

    const { items, owed } = await taxesOf('owed');
    assert.ok(items.length >= 1 && BigInt(owed) > 0n);
    assert.equal(BigInt(owed), await owedInLedger(), 'the list and the ledger agree');
    const today = localDate(new Date(), 'WIB');
    const [year, month] = today.split('-');
    const period = `${month}${year}`;
    const drafted = await cast.bendahara.post('/api/v1/taxes/deposits', {
      withholdingIds: items.map((one: Json) => one.id),
      period,
    });
    const path = `/api/v1/taxes/deposits/${drafted.id}`;
    const billedDeposit = await until('a billing code', path, 'BILLED');
    assert.match(billedDeposit.billing.code, /^[0-3]\d{14}$/);
    const { paymentId: depositPayment } = await cast.bendahara.post(`${path}/pay`);
    await approve(depositPayment);
    const done = await until('the NTPN', path, 'DEPOSITED');
    assert.match(done.ntpn, /^[A-Z0-9]{16}$/);
    assert.equal(await owedInLedger(), 0n);
    await until('the debit on the statement', `/api/v1/payments/${depositPayment}`, 'RECONCILED');
    assert.deepEqual(await ledgerFaults(world), []);

    const xml = (await cast.bendahara.send('GET', `/api/v1/taxes/coretax?period=${period}`)).body;
    const slips = (await taxesOf('slips')).items.filter((one: Json) => one.kind === 'PPH');
    assert.equal(String(xml).match(/<Bpu>/g)?.length ?? 0, slips.length);
    for (const slip of slips)
      await cast.bendahara.post(`/api/v1/taxes/withholdings/${slip.id}/slip`, {
        number: `2600${slip.id.slice(0, 6)}`,
        date: today,
      });
    const ready = (await taxesOf('report')).items.map((one: Json) => one.id);
    await cast.bendahara.post('/api/v1/taxes/report', { period, withholdingIds: ready });
    assert.deepEqual(
      (await taxesOf('done')).items.map((one: Json) => one.state).filter((s: string) => s !== 'REPORTED'),
      [],
    );
  });

  it('is nobody’s to deposit but the treasurer’s, and bad input is said', async () => {
    for (const who of OTHER_PEOPLE) {
      const { status } = await cast[who].send('POST', '/api/v1/taxes/deposits', {
        withholdingIds: [],
        period: '112026',
      });
      assert.equal(status, 403, who);
    }
    const nonsense = { withholdingIds: ['x'], period: '13-2026' };
    const { status, body } = await cast.bendahara.send('POST', '/api/v1/taxes/deposits', nonsense);
    assert.equal(status, 422, JSON.stringify(body));
    assert.ok(body.errors.length > 0);
  });
});

describe('petty cash from the State', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
  });
  after(() => world.close());

  it('is replenished by what was spent, not before half of it is; each order is replaced once', async () => {
    const empty = await cast.ppk.send('POST', '/api/v1/replenishments', { kind: 'GUP' });
    assert.deepEqual([empty.status, empty.body.code], [422, 'nothing_to_replace']);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota', quantity: 60 });
    const { paymentId } = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
    const path = `/api/v1/payments/${paymentId}`;
    const { stepUp } = (await cast.kpa.get(path)).actions.find((one: Json) => one.action === 'approve');
    await cast.kpa.post(`${path}/approve`, { stepUp: { code: world.freshCode(mail.kpa), digest: stepUp.digest } });
    await eventually('paid', async () => (await cast.ppk.get('/api/v1/replenishments/spent')).lines.length === 1);

    const early = await cast.ppk.send('POST', '/api/v1/replenishments', { kind: 'GUP' });
    assert.deepEqual([early.status, early.body.code], [422, 'gup_too_early']);
    const nihil = await cast.ppk.post('/api/v1/replenishments', { kind: 'GUP_NIHIL' });
    assert.equal(nihil.amount, nihil.lines[0].gross);
    const again = await cast.ppk.send('POST', '/api/v1/replenishments', { kind: 'GUP_NIHIL' });
    assert.equal(again.body.code, 'nothing_to_replace');
    await cast.ppk.post(`/api/v1/replenishments/${nihil.id}/withdraw`, { reason: 'Keliru jenis' });
    assert.equal((await cast.ppk.get('/api/v1/replenishments/spent')).lines.length, 1);
    const anew = await cast.ppk.post('/api/v1/replenishments', { kind: 'GUP_NIHIL' });
    assert.equal(anew.state, 'DRAFTED');
  });

  it('is received when the SP2D is on the statement, whichever of the two comes first', async () => {
    const ppspm = await world.signIn(PPSPM);
    const today = localDate(new Date(), 'WIB');
    const before = BigInt((await cast.bendahara.get('/api/v1/budget/lines')).up.available);
    for (const [n, moneyFirst] of [false, true].entries()) {
      const sp2d = `26019130100000${n}`;
      const credit = async () => {
        const { accountNo, bankCode } = satker?.account ?? { accountNo: '', bankCode: '' };
        const answer = await fetch(`${world.bankUrl}/simulation/credit`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ accountNo, bankCode, amount: '25000000', remark: `SP2D ${sp2d} KPPN` }),
        });
        assert.equal(answer.status, 200, await answer.text());
      };
      const approval = { number: 'S-12/KPN.0301/2026', date: today };
      const request = await cast.ppk.post('/api/v1/replenishments', { kind: 'TUP', amount: '25000000', approval });
      const path = `/api/v1/replenishments/${request.id}`;
      await cast.ppk.post(`${path}/issueSpp`, { number: `SPP-${n}`, date: today });
      await ppspm.post(`${path}/issueSpm`, { number: `SPM-${n}`, date: today });
      if (moneyFirst) await credit();
      await cast.bendahara.post(`${path}/recordSp2d`, { number: sp2d, date: today });
      if (!moneyFirst) await credit();
      await eventually('the money', async () => (await cast.ppk.get(path)).state === 'RECEIVED');
    }
    const after = BigInt((await cast.bendahara.get('/api/v1/budget/lines')).up.available);
    assert.equal(after - before, 50_000_000n);
    assert.deepEqual(await ledgerFaults(world), []);
  });
});
