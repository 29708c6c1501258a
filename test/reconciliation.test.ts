/** The account of a satker on the real sandbox bank: purchases, charges, a return, money that nobody expects, a closed month. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { demoSatkers } from '../src/demo/people.ts';
import { expected } from '../src/expected.ts';
import { localDate } from '../src/kernel/time.ts';
import { account, accountIds, balances } from '../src/ledger/accounts.ts';
import type { App } from '../src/platform/http/app.ts';
import { monthAfter } from '../src/reconciliation/book.ts';
import { reconcileSatker } from '../src/reconciliation/reconciliation.jobs.ts';
import { buildServe } from '../src/serve.ts';
import { settingsOf } from '../src/settings.ts';
import { paymentDeps } from './support/payment-deps.ts';
import {
  bankBalance,
  billed,
  type Cast,
  castOf,
  ledgerFaults,
  mail,
  orderIn,
  paymentIn,
  transferApproved,
} from './support/purchase.ts';
import { payeeAt } from './support/triggers.ts';
import { type Client, eventually, type Json, startWorld, type World } from './support/world.ts';

type AsClient = (method: 'GET' | 'POST', url: string, body?: object) => Promise<{ status: number; body: Json }>;

const SHOP = 'pena-lintas-kota';
const [satker] = demoSatkers;
assert.ok(satker);
const { bankCode, accountNo } = satker.account;

describe('reconciliation with the bank', () => {
  let world: World;
  let cast: Cast;
  before(async () => {
    world = await startWorld({ pendingMs: 1_000, graceMs: 4_000 });
    cast = await castOf(world);
  });
  after(() => world.close());

  const door = async (path: string, body: object): Promise<Json> => {
    const answer = await fetch(`${world.bankUrl}/simulation/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, 200, `${path}: ${await answer.clone().text()}`);
    return answer.json();
  };
  const credit = (amount: number, remark: string) =>
    door('credit', { bankCode, accountNo, amount: String(amount), remark });
  const read = () => reconcileSatker({ ...paymentDeps(world), expected }, satker.id, 0);
  const proof = (): Promise<Json> => cast.bendahara.get('/api/v1/reconciliation/proof');
  const open = async (): Promise<Json[]> => (await cast.bendahara.get('/api/v1/reconciliation/lines')).items;
  const proven = async (): Promise<Json> => {
    const found = await eventually('platform = bank', async () => {
      await read();
      const now = await proof();
      return now.proven && now;
    });
    assert.equal(BigInt(found.platform), await bankBalance(world, { bankCode, accountNumber: accountNo }));
    assert.equal(found.books[0].difference === null || found.books[0].difference === '0.00', true);
    assert.deepEqual(await ledgerFaults(world), []);
    return found;
  };
  const paid = async (trigger: string, bank = '002') => {
    await payeeAt(world, SHOP, trigger, bank);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: SHOP, quantity: 40 });
    const payment = await transferApproved(world, cast, order);
    return { order, payment: await paymentIn(cast.bendahara, payment.id, 'RECONCILED') };
  };

  it('begins with the balance of the account, and nothing to explain', async () => {
    const found = await proven();
    assert.equal(found.suspense, '0');
    assert.equal(found.openLines, 0);
    assert.match(found.says, /selisih Rp0/);
  });

  it('explains what the platform has paid, and keeps what nobody knows for a person', async () => {
    await paid('3301');
    await credit(125_000, 'SETORAN TUNAI TANPA KETERANGAN');
    await credit(1_750, 'JASA GIRO NOVEMBER');
    const found = await proven();
    assert.equal(found.suspense, '125000');
    assert.equal(found.openLines, 1);
    const [line] = await open();
    assert.equal(line.amount, '125000.00');
    assert.deepEqual(line.actions, ['match', 'classify']);
    assert.deepEqual((await cast.kpa.get('/api/v1/reconciliation/lines')).items[0].actions, [], 'the KPA sees');
    const refused = await cast.kpa.send('POST', `/api/v1/reconciliation/lines/${line.id}/classify`, {
      class: 'INTEREST',
      reason: 'Percobaan',
    });
    assert.equal(refused.status, 403);
  });

  it('lets the treasurer explain a line, take it back, and explain it again', async () => {
    const [line] = await open();
    const path = `/api/v1/reconciliation/lines/${line.id}`;
    const done = await cast.bendahara.post(`${path}/classify`, { class: 'INTEREST', reason: 'Menurut surat bank' });
    assert.deepEqual([done.status, done.class, done.actions], ['EXPLAINED', 'INTEREST', ['undo']]);
    assert.equal((await proven()).suspense, '0');
    const twice = await cast.bendahara.send('POST', `${path}/classify`, { class: 'FEE', reason: 'Sekali lagi' });
    assert.equal(twice.body.code, 'line_explained');
    const back = await cast.bendahara.post(`${path}/undo`, { reason: 'Ternyata bukan jasa giro' });
    assert.equal(back.status, 'OPEN');
    assert.equal((await proven()).suspense, '125000');
    const kept = await cast.bendahara.post(`${path}/classify`, { class: 'TO_RETURN', reason: 'Setoran orang lain' });
    assert.equal(kept.class, 'TO_RETURN');
    const found = await proven();
    assert.deepEqual([found.suspense, found.openLines], ['125000', 1]);
  });

  it('makes a debt of a payment again when the payee’s bank sends it back', async () => {
    const { order, payment } = await paid('3302', '008');
    await door('return', { partnerReferenceNo: payment.reference, reason: 'Rekening tutup' });
    // As a notice of the bank (75, 76) makes it: the statement is read at once, not in three minutes.
    const noticed = JSON.stringify({ id: payment.id, turn: 0, noticed: true });
    await world.pool.query("SELECT graphile_worker.add_job('payment.ask', payload => $1::json)", [noticed]);
    await eventually('the return is understood', async () => {
      return (await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).state === 'RETURNED';
    });
    await orderIn(cast.bendahara, order.id, 'SPBY');
    const found = await proven();
    assert.deepEqual([found.incoming, found.onTheWay], ['0', '0']);
    const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
    const [clearing] = await balances(world.pool, ids, [account('bank.clearing', satker.id)]);
    assert.equal(clearing?.creditsPosted, clearing?.debitsPosted);
  });

  it('tells of a debit that nobody ordered, and changes no payment for it', async () => {
    const { payment } = await paid('3303');
    const rail = paymentDeps(world).transferRail(bankCode);
    // As if the bank executed the order once more under a new id: the same reference in the remark.
    const twice = await rail.submit({
      partnerReferenceNo: `X${Date.now()}`,
      source: satker.account,
      beneficiary: await payeeOf(payment),
      amount: BigInt(payment.net),
      remark: payment.reference,
      customerReference: 'X',
      transactionDate: new Date().toISOString(),
    });
    assert.equal(twice.kind, 'success', JSON.stringify(twice));
    const found = await proven();
    const line = (await open()).find(({ incident }) => incident !== null);
    assert.equal(line?.incident, 'SECOND_DEBIT');
    assert.equal(found.platform, String(await bankBalance(world, { bankCode, accountNumber: accountNo })));
    assert.equal((await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).state, 'RECONCILED');
    const { rows } = await world.pool.query("SELECT FROM journal.event WHERE type = 'security.bank_incident'");
    assert.equal(rows.length, 1, 'administrators are told once');
    await credit(Number(payment.net), `KOREKSI ${payment.reference}`);
    await proven();
    const { items } = await cast.bendahara.get('/api/v1/reconciliation/lines?view=all');
    const pair = items.filter((one: Json) => one.class === 'REVERSAL').map(({ direction }: Json) => direction);
    assert.deepEqual(pair.toSorted(), ['CREDIT', 'DEBIT'], 'what the bank took back explains both lines');
    assert.equal((await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).state, 'RECONCILED');
  });

  it('notices a line that the bank has booked and does not show, and takes it when it is shown', async () => {
    const plan = async (method: 'PUT' | 'DELETE', body?: object) => {
      const answer = await fetch(`${world.bankUrl}/simulation/faults`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
      });
      assert.ok(answer.ok, await answer.text());
    };
    await plan('PUT', { seed: 1, rules: [{ service: '14', fault: 'hideStatementLine', perMille: 1000, ms: 60_000 }] });
    await credit(77_000, 'JASA GIRO TERSEMBUNYI');
    await read();
    const hidden = await proof();
    assert.equal(hidden.proven, false, 'control: the line is missed');
    assert.equal(hidden.books[0].unshown, '77000');
    assert.match(hidden.says, /selisih Rp77000/);
    await plan('DELETE');
    assert.equal((await proven()).books[0].unshown, '0');
  });

  it('takes a statement file of the same days without effect, whichever format, and twice', async () => {
    const before = await proven();
    for (const format of ['mt940', 'camt053', 'mt940'] as const) {
      const today = localDate(new Date(), 'WIB');
      const query = new URLSearchParams({ accountNo, bankCode, from: today, to: today, format });
      const text = await (await fetch(`${world.bankUrl}/simulation/statement?${query}`)).text();
      const limit = `-----${randomUUID()}`;
      const name = `koran.${format === 'mt940' ? 'txt' : 'xml'}`;
      const head = `Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/plain`;
      const answer = await world.app.inject({
        method: 'POST',
        url: '/api/v1/statements/files',
        headers: {
          cookie: cast.bendahara.cookie,
          'x-digipay': '1',
          'idempotency-key': randomUUID(),
          'content-type': `multipart/form-data; boundary=${limit}`,
        },
        payload: `--${limit}\r\n${head}\r\n\r\n${text}\r\n--${limit}--\r\n`,
      });
      assert.equal(answer.statusCode, 200, answer.body);
      const { id } = answer.json() as { id: string };
      const done = await eventually(`${format} is taken over`, async () => {
        const file = await cast.bendahara.get(`/api/v1/statements/files/${id}`);
        return ['DONE', 'REFUSED'].includes(file.state) && file;
      });
      assert.equal(done.state, 'DONE', JSON.stringify(done.refusal));
      assert.equal(done.lines.kept, 0, `${format}: SNAP has told every line`);
      const { books: _, ...same } = await proven();
      const { books: __, ...was } = before;
      assert.deepEqual(same, was);
    }
  });

  it('fills the petty cash again when what was overpaid comes back', async () => {
    const { payment } = await paid('3304');
    const up = async (): Promise<bigint> => BigInt((await cast.bendahara.get('/api/v1/budget/lines')).up.available);
    await cast.bendahara.post(`/api/v1/payments/${payment.id}/askReturn`, {
      kind: 'OVERPAID',
      to: 'VENDOR',
      amount: '15000',
      letter: { number: 'S-15/WPB/2026', date: localDate(new Date(), 'WIB') },
      reason: 'Harga satuan salah ketik',
    });
    const left = await up();
    await credit(15_000, `PENGEMBALIAN KELEBIHAN ${payment.reference}`);
    const found = await proven();
    assert.equal(found.openLines, 1, 'only what waited before');
    assert.equal(await up(), left + 15_000n);
    assert.equal((await cast.bendahara.get(`/api/v1/payments/${payment.id}`)).state, 'RECONCILED');
  });

  /** `serve` as it will be in the month after this one. */
  const nextMonth = async (): Promise<{ app: App; period: string; as: (one: Client) => AsClient }> => {
    const now = new Date();
    const period = localDate(now, 'WIB').slice(0, 7);
    const later = new Date(`${monthAfter(period)}-05T03:00:00Z`);
    const app = await buildServe({
      settings: settingsOf('serve', { ...world.env, DIGIPAY_MAILBOX_PORT: '' }),
      clock: () => later,
      identityClock: () => world.now(),
      webDir: null,
    });
    const as =
      (client: Client): AsClient =>
      async (method, url, body) => {
        const answer = await app.inject({
          method,
          url,
          headers: {
            cookie: client.cookie,
            'x-digipay': '1',
            'idempotency-key': randomUUID(),
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { payload: JSON.stringify(body) } : {}),
        });
        return { status: answer.statusCode, body: answer.json() };
      };
    return { app, period, as };
  };

  it('closes the month with Rp0 between platform and bank, signed by two, and locks it', async () => {
    const { app, period, as } = await nextMonth();
    try {
      await credit(60_000, 'PINDAHAN TANPA KETERANGAN');
      await proven();
      const [treasurer, kpa] = [as(cast.bendahara), as(cast.kpa)];
      const [book] = (await proof()).books;
      const path = `/api/v1/reconciliation/months/${book.id}/${period}`;
      const early = await cast.bendahara.get(path);
      assert.match(early.actions[0].blockedBy, /belum berakhir/);
      const unexplained = (await treasurer('GET', path)).body;
      assert.match(unexplained.actions[0].blockedBy, /1 baris yang belum dijelaskan/);
      const [line] = await open();
      await cast.bendahara.post(`/api/v1/reconciliation/lines/${line.id}/classify`, {
        class: 'TO_RETURN',
        reason: 'Milik penyetor yang belum dikenal',
      });
      const stepUp = async (call: AsClient, email: string, act: string) => {
        const seen = (await call('GET', path)).body;
        const found = seen.actions.find(({ action }: Json) => action === act);
        assert.ok(found?.stepUp, JSON.stringify(seen.actions));
        return { code: world.freshCode(email), digest: found.stepUp.digest };
      };
      const bare = await treasurer('POST', `${path}/sign`, { stepUp: await stepUp(treasurer, mail.bendahara, 'sign') });
      assert.equal(bare.body.code, 'month_needs_note');
      const note = 'Menunggu pengembalian dari bank dan penyetor';
      const signed = await treasurer('POST', `${path}/sign`, {
        stepUp: await stepUp(treasurer, mail.bendahara, 'sign'),
        note,
      });
      assert.equal(signed.body.state, 'SIGNED', JSON.stringify(signed.body));
      const wrong = await kpa('POST', `${path}/close`, { stepUp: { code: '000000', digest: 'f'.repeat(64) } });
      assert.notEqual(wrong.status, 200);
      const closed = await kpa('POST', `${path}/close`, { stepUp: await stepUp(kpa, mail.kpa, 'close') });
      assert.equal(closed.body.state, 'CLOSED', JSON.stringify(closed.body));
      const { figures, difference, signatures } = closed.body;
      assert.equal(difference, '0');
      assert.equal(figures.closing, figures.bankClosing);
      assert.equal(
        BigInt(figures.closing.replace('.', '')),
        (await bankBalance(world, { bankCode, accountNumber: accountNo })) * 100n,
      );
      assert.deepEqual(
        signatures.map(({ act }: Json) => act),
        ['sign', 'close'],
      );
      await credit(40_000, 'TERLAMBAT');
      await proven();
      const late = (await open()).find(({ remark }) => remark === 'TERLAMBAT');
      assert.deepEqual(
        [late?.period, late?.late],
        [monthAfter(period), true],
        'what comes later counts in the next month',
      );
      const again = (await treasurer('GET', path)).body;
      assert.deepEqual([again.figures, again.actions], [figures, []], 'the closed month stands');
    } finally {
      await app.close();
    }
  });

  const payeeOf = async (payment: Json): Promise<{ bankCode: string; accountNo: string; name: string }> => {
    const { rows } = await world.pool.query<{ id: string; satker_id: string; body: Buffer }>(
      'SELECT id, satker_id, body FROM payment.instruction WHERE id = $1',
      [payment.id],
    );
    const row = rows[0];
    assert.ok(row);
    const owner = { kind: 'SATKER', id: row.satker_id } as const;
    const binding = { table: 'payment.instruction', id: row.id, column: 'body', owner } as const;
    return (await world.codec.decode<Json>(row.body, binding)).beneficiary;
  };
});
