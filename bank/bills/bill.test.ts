import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import type { Db } from '../db/pool.ts';
import { seedBank } from '../seed.ts';
import { CARD_TOKEN, eventually, type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';
import { checkCards } from './card-check.ts';
import { billNumber, dateAfter, lastStatementDate, nextPeriod, statementDateOf } from './statement-day.ts';

const BILLING = '880900001111';
const ISSUER = '009';
const SHARED = '880900009999';
const TWO = { first: 'kkp-bersama-0001', second: 'kkp-bersama-0002' };
let sandbox: Sandbox;
let clock = new Date('2027-03-10T10:00:00+07:00');
before(async () => {
  sandbox = await startSandbox({ now: () => clock, statementDay: 20, graceDays: 15 });
  const card = (token: string, last4: string) => ({
    token,
    holder: `PEMEGANG ${last4}`,
    last4,
    expiry: '12/39',
    limit: '1000000',
    issuerBankCode: ISSUER,
    billingAccountNo: SHARED,
  });
  const cards = [card(TWO.first, '7001'), card(TWO.second, '7002')];
  await seedBank(sandbox.databaseUrl, { partners: [], accounts: [], cards });
  await seedBank(sandbox.databaseUrl, { partners: [], accounts: [], cards });
});
after(() => sandbox.close());

let sequence = 0;
const next = (prefix: string) => {
  sequence += 1;
  return `${prefix}${sequence}`;
};
const rupiah = (value: bigint | number) => ({ value: `${value}.00`, currency: 'IDR' });
const call = async (path: string, body: Record<string, unknown>) => (await sandbox.partner.call(path, body)).body;
const door = (path: string, body: Record<string, unknown>) =>
  fetch(`${sandbox.url}/simulation/card/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const buy = async (amount: number, cardToken = CARD_TOKEN) => {
  const reply = await door('purchase', { cardToken, merchantName: 'SPBU CONTOH', mcc: '5541', amount });
  assert.equal(reply.status, 200);
  return (await reply.json()) as { approvalCode: string; rrn: string };
};
const close = async (billingAccountNo = BILLING) => {
  const reply = await door('close-month', { billingAccountNo });
  assert.equal(reply.status, 200, await reply.clone().text());
  return (await reply.json()) as Record<string, unknown>;
};
const pay = async (amount: number, billingAccountNo = BILLING) => {
  const reply = await call('/transfer-interbank', {
    partnerReferenceNo: next('LUNAS'),
    amount: rupiah(amount),
    beneficiaryAccountName: 'TAGIHAN KARTU',
    beneficiaryAccountNo: billingAccountNo,
    beneficiaryBankCode: ISSUER,
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
  });
  assert.equal(reply.responseCode, '2001800');
};
const bill = (period: string, billingAccountNo = BILLING) => call('/card/bill', { billingAccountNo, period });
const statusOf = (body: Record<string, unknown>) => body.additionalInfo as Record<string, unknown>;
const used = async (bankCardToken = CARD_TOKEN) => (await call('/card/limit', { bankCardToken })).used;

test('a purchase outside the platform uses the limit; no bill is there before the statement day', async () => {
  const before = await call('/card/limit', { bankCardToken: CARD_TOKEN });
  assert.deepEqual(before.limit, rupiah(50_000_000));
  assert.deepEqual(before.used, rupiah(0));
  await buy(250_000);
  const after = await call('/card/limit', { bankCardToken: CARD_TOKEN });
  assert.deepEqual(after.used, rupiah(250_000));
  assert.deepEqual(after.available, rupiah(49_750_000));
  assert.equal((await bill('202703')).responseCode, '4049301');
  assert.equal((await bill('202703', '12345')).responseCode, '4049311');
  assert.equal((await call('/card/limit', { bankCardToken: 'tidak-ada' })).responseCode, '4049411');
});

test('the bank makes the bill at the end of its statement day, with what was bought until then', async () => {
  clock = new Date('2027-03-20T23:50:00+07:00');
  const { rrn, approvalCode } = await buy(100_000);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.equal((await bill('202703')).responseCode, '4049301');
  clock = new Date('2027-03-21T00:00:01+07:00');
  await buy(70_000);
  await eventually(async () => (await bill('202703')).responseCode === '2009300');
  const made = await bill('202703');
  assert.equal(made.statementDate, '2027-03-20');
  assert.equal(made.dueDate, '2027-04-04');
  assert.equal(made.billingAccountNo, BILLING);
  assert.deepEqual(made.totalAmount, rupiah(350_000));
  const lines = made.lines as Record<string, unknown>[];
  assert.equal(lines.length, 2);
  assert.deepEqual(lines[1], {
    lineNo: 2,
    postingDate: '2027-03-20',
    transactionDate: '2027-03-20',
    last4: '1111',
    merchantName: 'SPBU CONTOH',
    merchantCity: 'JAKARTA PUSAT',
    mcc: '5541',
    amount: rupiah(100_000),
    direction: 'DEBIT',
    approvalCode,
    rrn,
  });
  assert.equal((await bill('202704')).responseCode, '4049301');
});

test('an ordinary transfer to the billing account pays the bill in parts and restores the limit', async () => {
  await pay(150_000);
  assert.deepEqual(await used(), rupiah(270_000));
  assert.equal(statusOf(await bill('202703')).billStatus, 'UNPAID');
  await pay(200_000);
  const paid = statusOf(await bill('202703'));
  assert.equal(paid.billStatus, 'PAID');
  assert.deepEqual(paid.paidAmount, rupiah(350_000));
  assert.deepEqual(await used(), rupiah(70_000));
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('what is paid beyond the bills is kept as credit, is no limit, and goes back to who paid', async () => {
  const before = await sandbox.balance('002', SOURCE);
  await close();
  await pay(100_000);
  const made = statusOf(await bill('202704'));
  assert.equal(made.billStatus, 'PAID');
  assert.deepEqual(made.paidAmount, rupiah(70_000));
  assert.deepEqual(made.overpaidAmount, rupiah(30_000));
  assert.deepEqual(await used(), rupiah(0));
  assert.equal((await door('give-back-overpaid', { billingAccountNo: BILLING })).status, 200);
  assert.equal(await sandbox.balance('002', SOURCE), before - 70_000n);
  assert.deepEqual(await used(), rupiah(0));
  assert.equal(await sandbox.balance(ISSUER, BILLING), 0n);
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('a refund is a credit line of the next bill, and the bill asks for less', async () => {
  const qr = await call('/qr/qr-mpm-generate', {
    partnerReferenceNo: next('QRTAG'),
    amount: rupiah(400_000),
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
  });
  await fetch(`${sandbox.url}/simulation/qris/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ qrContent: qr.qrContent, cardToken: CARD_TOKEN }),
  });
  const originalPartnerReferenceNo = String(qr.partnerReferenceNo);
  const refunded = await call('/qr/qr-mpm-refund', {
    originalPartnerReferenceNo,
    partnerRefundNo: next('R'),
    refundAmount: rupiah(150_000),
  });
  assert.equal(refunded.responseCode, '2007800');
  const made = await close();
  assert.deepEqual(made.totalAmount, rupiah(250_000));
  const lines = made.lines as Record<string, unknown>[];
  assert.deepEqual(
    lines.map(({ direction, amount, partnerReferenceNo }) => [direction, amount, partnerReferenceNo]),
    [
      ['DEBIT', rupiah(400_000), originalPartnerReferenceNo],
      ['CREDIT', rupiah(150_000), originalPartnerReferenceNo],
    ],
  );
  await pay(250_000);
  assert.equal(statusOf(await bill(String(made.period))).billStatus, 'PAID');
  assert.deepEqual(await used(), rupiah(0));
});

test('cards that share a billing account get their limits back in the order of the purchases', async () => {
  await buy(100_000, TWO.first);
  await buy(200_000, TWO.second);
  await buy(300_000, TWO.first);
  const over = await door('purchase', { cardToken: TWO.first, merchantName: 'X', mcc: '5541', amount: 600_001 });
  assert.equal(over.status, 409);
  const made = await close(SHARED);
  assert.deepEqual(made.totalAmount, rupiah(600_000));
  assert.deepEqual(
    (made.lines as { last4: string }[]).map(({ last4 }) => last4),
    ['7001', '7002', '7001'],
  );
  await pay(250_000, SHARED);
  assert.deepEqual([await used(TWO.first), await used(TWO.second)], [rupiah(300_000), rupiah(50_000)]);
  await pay(350_000, SHARED);
  assert.deepEqual([await used(TWO.first), await used(TWO.second)], [rupiah(0), rupiah(0)]);
  assert.equal(await sandbox.balance(ISSUER, SHARED), 0n);
  assert.equal(statusOf(await bill(String(made.period), SHARED)).billStatus, 'PAID');
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

const payByCode = async (amount: number, cardToken: string) => {
  const qr = await call('/qr/qr-mpm-generate', {
    partnerReferenceNo: next('QRB'),
    amount: rupiah(amount),
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
  });
  const reply = await fetch(`${sandbox.url}/simulation/qris/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ qrContent: qr.qrContent, cardToken }),
  });
  assert.equal(reply.status, 200);
  const ask = { originalPartnerReferenceNo: String(qr.partnerReferenceNo), partnerRefundNo: next('R') };
  return async () => assert.equal((await call('/qr/qr-mpm-refund', ask)).responseCode, '2007800');
};

test('what a card got back beyond its purchases pays for the other card; beyond all of them it is overpaid', async () => {
  const giveBack = await payByCode(100_000, TWO.first);
  const giveBackLater = await payByCode(40_000, TWO.first);
  await close(SHARED);
  await pay(140_000, SHARED);
  await giveBack();
  await buy(150_000, TWO.second);
  const made = await close(SHARED);
  assert.deepEqual(made.totalAmount, rupiah(50_000));
  assert.deepEqual([await used(TWO.first), await used(TWO.second)], [rupiah(0), rupiah(50_000)]);
  await pay(50_000, SHARED);
  assert.deepEqual(await used(TWO.second), rupiah(0));
  await giveBackLater();
  const surplus = await close(SHARED);
  assert.deepEqual(surplus.totalAmount, rupiah(0));
  assert.equal(statusOf(surplus).billStatus, 'PAID');
  const told = await bill(String(surplus.period), SHARED);
  assert.deepEqual(statusOf(told).overpaidAmount, rupiah(40_000));
  assert.equal(await sandbox.balance(ISSUER, SHARED), 40_000n);
});

test('the bill is offered as CSV', async () => {
  const name = `KOPI "ENAK", =1+1`;
  await door('purchase', { cardToken: CARD_TOKEN, merchantName: name, mcc: '5812', amount: '15000' });
  await door('purchase', { cardToken: CARD_TOKEN, merchantName: '=HYPERLINK(1)', mcc: '5812', amount: '15000' });
  const made = await close();
  const reply = await fetch(
    `${sandbox.url}/simulation/card/bill.csv?billingAccountNo=${BILLING}&period=${String(made.period)}`,
  );
  assert.equal(reply.headers.get('Content-Type'), 'text/csv; charset=utf-8');
  const lines = (await reply.text()).split('\r\n');
  assert.equal(lines.length, 4);
  assert.ok(lines[0]?.startsWith('No,Tanggal Pembukuan,Tanggal Transaksi,4 Angka Terakhir'));
  assert.ok(lines[1]?.includes(',"KOPI ""ENAK"", =1+1",JAKARTA PUSAT,5812,IDR,15000,DEBIT,'));
  assert.ok(lines[2]?.includes(`,'=HYPERLINK(1),`));
});

test('after months without anybody the bills come month by month', async () => {
  clock = new Date('2028-06-10T10:00:00+07:00');
  await buy(11_000);
  clock = new Date('2028-07-25T10:00:00+07:00');
  await buy(12_000);
  assert.equal((await bill('202808')).responseCode, '4049301');
  clock = new Date('2028-10-01T10:00:00+07:00');
  await eventually(async () => (await bill('202808')).responseCode === '2009300');
  assert.deepEqual((await bill('202806')).totalAmount, rupiah(11_000));
  assert.deepEqual((await bill('202808')).totalAmount, rupiah(12_000));
  assert.equal((await bill('202809')).responseCode, '4049301');
});

test('cards, codes and bills agree with the books, and the check sees when they do not', async () => {
  const check = async () => {
    const reply = (await (await fetch(`${sandbox.url}/simulasi/ledger-check`)).json()) as Record<string, unknown>;
    assert.equal(reply.balanced, true);
    return reply.cards as Record<string, unknown>;
  };
  const wrong = async () => Object.entries(await check()).filter(([, count]) => count !== '0' && count !== true);
  assert.deepEqual(await wrong(), []);
  const client = new pg.Client({ connectionString: sandbox.databaseUrl });
  await client.connect();
  const planted = [
    ['UPDATE bank.account SET held = held + 1 WHERE id = (SELECT max(account_id) FROM bank.card)', 'wrongHolds'],
    ["UPDATE bank.qr_code SET refunded = 1 WHERE state = 'PAID' AND refunded = 0 OR id = 1", 'wrongCodes'],
    ['UPDATE bank.card_posting SET amount = amount + 1 WHERE id = 1', 'wrongPostings'],
    ['UPDATE bank.card_bill SET total = total + 1 WHERE id = 1', 'wrongBills'],
  ] as const;
  for (const [sql, field] of planted) {
    await client.query('BEGIN');
    await client.query(sql);
    const seen = await checkCards(client as unknown as Db);
    assert.notEqual(seen[field], '0', field);
    assert.equal(seen.whole, false);
    await client.query('ROLLBACK');
  }
  await client.end();
  assert.deepEqual(await wrong(), []);
});

test('dates of bills', () => {
  assert.equal(lastStatementDate(new Date('2026-12-20T23:59:00+07:00'), 20), '2026-11-20');
  assert.equal(lastStatementDate(new Date('2026-12-20T17:00:00Z'), 20), '2026-12-20');
  assert.equal(lastStatementDate(new Date('2027-01-05T00:00:00+07:00'), 20), '2026-12-20');
  assert.equal(statementDateOf(new Date('2026-12-20T23:59:00+07:00'), 20), '2026-12-20');
  assert.equal(statementDateOf(new Date('2026-12-21T00:00:00+07:00'), 20), '2027-01-20');
  assert.equal(dateAfter('2026-12-20', 20), '2027-01-09');
  assert.equal(nextPeriod('202612'), '202701');
  assert.equal(billNumber('202612', 42n), 'TAG20261200000042');
});
