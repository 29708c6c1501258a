/** The CMS of a satker against the real bank of the trial: levels by decree, payees asked of the bank, sittings, chosen days. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { checkPayee } from '../src/payment/payee.jobs.ts';
import { payeeChecked } from '../src/payment/payee.ts';
import { change } from '../src/payment/payment.jobs.ts';
import { instructionById } from '../src/payment/payment.store.ts';
import { paymentDeps } from './support/payment-deps.ts';
import { bankBalance, billed, type Cast, castOf, mail, paymentIn, productOf } from './support/purchase.ts';
import { type Client, eventually, type Json, startWorld, type World } from './support/world.ts';

const VENDOR = 'pena-lintas-kota';
const ADMIN = 'wahyu@balai-contoh.example';
const PPSPM = 'galih@balai-contoh.example';
const COUNT = 4;

describe('the CMS of a satker', () => {
  let world: World;
  let cast: Cast;
  let ppspm: Client;
  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
    ppspm = await world.signIn(PPSPM);
  });
  after(() => world.close());

  const order = () => billed(world, cast, { rail: 'CMS', vendorSlug: VENDOR, quantity: 40 });
  const begin = async (body: object = {}): Promise<string> =>
    (await cast.bendahara.post(`/api/v1/orders/${(await order()).id}/startPayment`, body)).paymentId;
  const known = (id: string) =>
    eventually('the bank’s answer about the payee', async () => {
      const seen = await cast.kpa.get(`/api/v1/payments/${id}`);
      return seen.payeeStanding !== 'WAITING' && seen;
    });
  const digestOf = (seen: Json, action: string): string =>
    seen.actions.find((one: Json) => one.action === action).stepUp.digest;
  const sitting = (who: Client, act: string, ids: readonly string[]) =>
    who.post('/api/v1/payments/batch/preview', { act, ids });

  it('asks the bank whose account it is before anybody approves, and keeps the answer as evidence', async () => {
    const id = await begin();
    const seen = await known(id);
    assert.equal(seen.payeeStanding, 'GOOD');
    assert.equal(seen.payeeCheck.result, 'same');
    assert.equal(seen.payeeCheck.nameAtBank.toUpperCase(), seen.beneficiary.name.toUpperCase());
    const { items } = await cast.bendahara.get('/api/v1/payees');
    assert.deepEqual([items[0].state, items[0].account.accountNo], ['GOOD', seen.beneficiary.accountNo]);
    const { rows } = await world.pool.query(
      "SELECT FROM journal.event WHERE type IN ('payment.payee_checked', 'payee.checked')",
    );
    assert.equal(rows.length, 2);
    await cast.bendahara.post(`/api/v1/payments/${id}/withdraw`, { reason: 'Dibuat ulang nanti' });
  });

  it('lets nobody approve a different name before treasurer and KPA have answered for it', async () => {
    const id = await begin();
    await known(id);
    const path = `/api/v1/payments/${id}`;
    const answer = { result: 'different', nameAtBank: 'ORANG LAIN', referenceNo: 'Q9', message: '' } as const;
    await change(paymentDeps(world), id, 'planted', (i, _, moment) => payeeChecked(i, answer, moment));
    const held = await cast.kpa.get(path);
    assert.equal(held.payeeStanding, 'HELD');
    const open = held.actions.find((one: Json) => one.action === 'approve');
    assert.match(open.blockedBy, /ORANG LAIN/);
    const code = () => world.freshCode(mail.kpa);
    const tried = await cast.kpa.send('POST', `${path}/approve`, {
      stepUp: { code: code(), digest: open.stepUp.digest },
    });
    assert.equal(tried.body.code, 'payee_name_differs');
    const early = { reason: 'Nama lama toko yang sama', stepUp: { code: code(), digest: 'a'.repeat(64) } };
    assert.equal((await cast.kpa.send('POST', `${path}/acceptPayee`, early)).body.code, 'not_your_turn');
    const reason = 'Nama lama toko, akta perubahan terlampir';
    const own = await cast.bendahara.get(path);
    const word = { reason, stepUp: { code: world.freshCode(mail.bendahara), digest: digestOf(own, 'acceptPayee') } };
    assert.equal(
      (await cast.bendahara.post(`${path}/acceptPayee`, word)).payeeStanding,
      'HELD',
      'the KPA’s word is missing',
    );
    const seen = await cast.kpa.get(path);
    const too = { reason, stepUp: { code: code(), digest: digestOf(seen, 'acceptPayee') } };
    const good = await cast.kpa.post(`${path}/acceptPayee`, too);
    assert.equal(good.payeeStanding, 'GOOD');
    assert.deepEqual(
      good.payeeCheck.accepted.map((one: Json) => one.role),
      ['BENDAHARA', 'KPA'],
    );
    await cast.kpa.post(`${path}/approve`, { stepUp: { code: code(), digest: digestOf(good, 'approve') } });
    await paymentIn(cast.bendahara, id, 'RECONCILED');
  });

  it('approves many payments in one sitting with one code, bound to exactly that list', async () => {
    const orders = [];
    for (let i = 0; i < COUNT; i += 1) orders.push((await order()).id);
    const { vendor } = productOf(VENDOR);
    const start = await bankBalance(world, { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber });
    const made = await cast.bendahara.post('/api/v1/payments/batch/startPayment', { ids: orders });
    assert.deepEqual([made.done, made.refused], [COUNT, 0]);
    const again = await cast.bendahara.post('/api/v1/payments/batch/startPayment', { ids: [orders[0]] });
    assert.deepEqual([again.done, again.refused], [0, 1], 'each with its own answer');
    assert.match(again.items[0].refused, /./);
    const ids: string[] = [];
    for (const one of orders) ids.push((await cast.bendahara.get(`/api/v1/orders/${one}`)).paymentId);
    for (const id of ids) await known(id);
    const preview = await sitting(cast.kpa, 'approve', ids);
    assert.equal(preview.count, COUNT);
    assert.equal(
      BigInt(preview.total),
      preview.items.reduce((sum: bigint, one: Json) => sum + BigInt(one.net), 0n),
    );
    const fewer = await sitting(cast.kpa, 'approve', ids.slice(1));
    assert.notEqual(fewer.digest, preview.digest);
    const code = world.freshCode(mail.kpa);
    const other = await cast.kpa.send('POST', '/api/v1/payments/batch/approve', {
      ids,
      stepUp: { code, digest: fewer.digest },
    });
    assert.equal(other.body.code, 'code_for_other', 'a code for another list');
    // One is taken back between the look and the code: it is refused, the others are not.
    await cast.bendahara.post(`/api/v1/payments/${ids[3]}/withdraw`, { reason: 'Ditunda dahulu' });
    const key = randomUUID();
    const body = { ids, stepUp: { code: world.freshCode(mail.kpa), digest: preview.digest } };
    const done = await cast.kpa.post('/api/v1/payments/batch/approve', body, key);
    assert.deepEqual([done.done, done.refused], [COUNT - 1, 1]);
    assert.equal(done.items.find((one: Json) => !one.ok).id, ids[3]);
    const same = await cast.kpa.post('/api/v1/payments/batch/approve', body, key);
    assert.deepEqual([same.done, same.refused], [COUNT - 1, 1], 'the same request is the same sitting');
    const { rows } = await world.pool.query(
      "SELECT FROM journal.event WHERE type = 'payment.sitting_held' AND role = 'KPA'",
    );
    assert.equal(rows.length, 1);
    let paid = 0n;
    for (const id of ids.slice(0, 3)) paid += BigInt((await paymentIn(cast.bendahara, id, 'RECONCILED')).net);
    assert.equal(
      (await bankBalance(world, { bankCode: vendor.bankCode, accountNumber: vendor.accountNumber })) - start,
      paid,
    );
  });

  it('keeps a payment until the day that was chosen, and lets the treasurer take it back', async () => {
    const one = (await order()).id;
    const path = `/api/v1/orders/${one}/startPayment`;
    const sunday = await cast.bendahara.send('POST', path, { executeOn: nextDay(0) });
    assert.equal(sunday.body.code, 'not_a_working_day');
    const far = await cast.bendahara.send('POST', path, { executeOn: '2099-01-05' });
    assert.equal(far.body.code, 'execution_too_late');
    const day = nextDay(1);
    const { paymentId: id } = await cast.bendahara.post(path, { executeOn: day });
    await known(id);
    const seen = await cast.kpa.get(`/api/v1/payments/${id}`);
    const stepUp = { code: world.freshCode(mail.kpa), digest: digestOf(seen, 'approve') };
    const approved = await cast.kpa.post(`/api/v1/payments/${id}/approve`, { stepUp });
    assert.deepEqual([approved.state, approved.dueWhy, approved.turn], ['APPROVED', 'CHOSEN_DATE', 'CLOCK']);
    assert.equal(approved.dueAt, `${day}T01:00:00.000Z`, '08.00 WIB');
    const { rows } = await world.pool.query('SELECT run_at FROM graphile_worker.jobs WHERE key = $1', [
      `payment.send:${id}`,
    ]);
    assert.equal(rows[0].run_at.toISOString(), approved.dueAt);
    const back = await cast.bendahara.post(`/api/v1/payments/${id}/withdraw`, { reason: 'Ditunda bulan depan' });
    assert.equal(back.state, 'WITHDRAWN');
    assert.equal((await cast.bendahara.get(`/api/v1/orders/${one}`)).state, 'SPBY');
  });

  it('wants a releaser above the approver’s limit, once a decree says so', async () => {
    const admin = await world.signIn(ADMIN);
    const wanted = {
      levels: ['MAKER', 'APPROVER', 'RELEASER'],
      releaser: 'PPSPM',
      limits: { CHECKER: null, APPROVER: '1000', RELEASER: null },
      decree: { number: 'KEP-12/CONTOH/2026', date: '2026-11-02' },
      basis: 'Perjanjian layanan CMS dengan bank',
    };
    const bad = await admin.send('POST', '/api/v1/cms', {
      ...wanted,
      limits: { CHECKER: '5', APPROVER: null, RELEASER: null },
    });
    assert.equal(bad.body.code, 'input_invalid');
    const { confirm } = await admin.post('/api/v1/cms', wanted);
    const stepUp = { digest: confirm.digest, code: world.freshCode(ADMIN) };
    const { cms } = await admin.post('/api/v1/cms', { ...wanted, stepUp });
    assert.deepEqual(cms.levels, wanted.levels);
    assert.equal((await cast.bendahara.send('POST', '/api/v1/cms', wanted)).status, 403);
    const id = await begin();
    const seen = await known(id);
    const path = `/api/v1/payments/${id}`;
    const approved = await cast.kpa.post(`${path}/approve`, {
      stepUp: { code: world.freshCode(mail.kpa), digest: digestOf(seen, 'approve') },
    });
    assert.deepEqual([approved.state, approved.turn], ['APPROVED', 'PPSPM']);
    const { rows } = await world.pool.query('SELECT send_after::text AS at FROM payment.instruction WHERE id = $1', [
      id,
    ]);
    assert.equal(rows[0].at, 'infinity');
    const { rows: jobs } = await world.pool.query('SELECT FROM graphile_worker.jobs WHERE key = $1', [
      `payment.send:${id}`,
    ]);
    assert.equal(jobs.length, 0, 'nothing is on its way to the bank');
    const preview = await sitting(ppspm, 'release', [id]);
    const done = await ppspm.post('/api/v1/payments/batch/release', {
      ids: [id],
      stepUp: { code: world.freshCode(PPSPM), digest: preview.digest },
    });
    assert.equal(done.done, 1, done.items[0].refused);
    await paymentIn(cast.bendahara, id, 'RECONCILED');
    const asked = await cast.bendahara.post(`${path}/askReturn`, {
      kind: 'OVERPAID',
      to: 'VENDOR',
      amount: '1000',
      letter: { number: 'S-7/CONTOH/2026', date: '2026-11-24' },
      reason: 'Jumlah barang yang diterima lebih sedikit',
    });
    assert.deepEqual([asked.askedBack, asked.returnAsked.letter.number], ['1000', 'S-7/CONTOH/2026']);
    const vendor = await cast.vendor(VENDOR);
    const told = await vendor.get(path);
    assert.equal(told.returnAsked.amount, '1000', 'the vendor reads it');
    assert.equal(told.payeeCheck, null, 'and nothing of what the bank was asked');
  });

  it('asks again when the bank was silent, and says so while it is', async () => {
    const id = await begin();
    await known(id);
    const deps = paymentDeps(world, { rail: () => ({ inquire: async () => ({ kind: 'unknown', message: 'x' }) }) });
    const one = await instructionById(world.pool, world.codec, id);
    assert.ok(one);
    assert.equal(one.payeeCheck?.result, 'same');
    const unknown = { result: 'unknown', nameAtBank: null, referenceNo: null, message: '' } as const;
    await change(deps, id, 'planted', (i, _, moment) => payeeChecked(i, unknown, moment));
    await assert.rejects(checkPayee(deps, id), /asked again by the queue/);
    assert.equal((await cast.kpa.get(`/api/v1/payments/${id}`)).payeeStanding, 'WAITING');
    const rail = () => ({
      inquire: async () => ({ kind: 'found', name: one.beneficiary.name, referenceNo: 'Q77' }) as const,
    });
    await checkPayee(paymentDeps(world, { rail }), id);
    const seen = await cast.kpa.get(`/api/v1/payments/${id}`);
    assert.deepEqual([seen.payeeStanding, seen.payeeCheck.referenceNo], ['GOOD', 'Q77'], 'with the bank’s reference');
  });

  it('is frozen everywhere from the moment the vendor changes its account', async () => {
    const id = await begin();
    await known(id);
    const vendor = await cast.vendor(VENDOR);
    const { id: vendorId } = await vendor.get('/api/v1/vendors/own');
    const path = `/api/v1/vendors/${vendorId}/setAccount`;
    const account = { bankCode: '002', accountNo: '020601000109999', name: 'CV PENA LINTAS KOTA' };
    const { confirm } = await vendor.post(path, { account });
    const stepUp = { digest: confirm.digest, code: world.freshCode(`toko@${VENDOR}.example`) };
    await vendor.post(path, { account, stepUp });
    const seen = await cast.kpa.get(`/api/v1/payments/${id}`);
    assert.match(seen.actions.find((one: Json) => one.action === 'approve').blockedBy, /berubah dan belum diperiksa/);
    const tried = await cast.kpa.send('POST', `/api/v1/payments/${id}/approve`, {
      stepUp: { code: world.freshCode(mail.kpa), digest: digestOf(seen, 'approve') },
    });
    assert.equal(tried.body.code, 'account_not_verified');
    const payee = await eventually('the standing account frozen', async () => {
      const { items } = await cast.bendahara.get('/api/v1/payees');
      return items[0].state === 'FROZEN' && items[0];
    });
    assert.equal(payee.account.accountNo, account.accountNo);
  });
});

/** The next such day of the week (0 Sunday) in WIB that is not today, `yyyy-mm-dd`. */
function nextDay(weekday: number): string {
  for (let ahead = 1; ; ahead += 1) {
    const day = new Date(Date.now() + 7 * 3_600_000 + ahead * 86_400_000);
    if (day.getUTCDay() === weekday) return day.toISOString().slice(0, 10);
  }
}
