import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CARD_CODE,
  CARD_EXPIRY,
  CARD_TOKEN,
  eventually,
  type Sandbox,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';
import { testCardNumber } from './card.ts';

const LIMIT = 50_000_000n;
const DAY_MS = 86_400_000;
let sandbox: Sandbox;
let ahead = 0;
before(async () => {
  sandbox = await startSandbox({ now: () => new Date(Date.now() + ahead) });
});
after(() => sandbox.close());

let sequence = 0;
const next = (prefix: string) => {
  sequence += 1;
  return `${prefix}${Date.now()}${sequence}`;
};
const rupiah = (value: bigint | number) => ({ value: `${value}.00`, currency: 'IDR' });

interface Opened {
  readonly originalPartnerReferenceNo: string;
  readonly originalReferenceNo: string;
  readonly page: string;
}

async function open(amount = 1_000_000n, changes: Record<string, unknown> = {}): Promise<Opened> {
  const partnerReferenceNo = next('OTO');
  const reply = await sandbox.partner.call('/auth/payment', {
    partnerReferenceNo,
    merchantId: 'DIGIPAY',
    title: 'Belanja ATK',
    amount: rupiah(amount),
    bankCardToken: CARD_TOKEN,
    urlParams: [{ url: 'http://toko.test/kembali', type: 'PAY_RETURN', isDeeplink: 'N' }],
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
    ...changes,
  });
  assert.equal(reply.body.responseCode, '2006300');
  const { webRedirectUrl } = reply.body.additionalInfo as { webRedirectUrl: string };
  return {
    originalPartnerReferenceNo: partnerReferenceNo,
    originalReferenceNo: String(reply.body.referenceNo),
    page: sandbox.url + new URL(webRedirectUrl).pathname,
  };
}

const submit = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

async function authorised(amount = 1_000_000n): Promise<Opened> {
  const opened = await open(amount);
  await submit(`${opened.page}/kartu`, { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit(`${opened.page}/kode`, { code: CARD_CODE });
  return opened;
}

const originals = ({ originalPartnerReferenceNo, originalReferenceNo }: Opened) => ({
  originalPartnerReferenceNo,
  originalReferenceNo,
});
const query = async (opened: Opened) =>
  (await sandbox.partner.call('/auth/query', originals(opened))).body as Record<string, unknown> & {
    additionalInfo: Record<string, unknown>;
  };
const call = async (path: string, body: Record<string, unknown>) => (await sandbox.partner.call(path, body)).body;
const capture = (opened: Opened, partnerCaptureNo: string, changes: Record<string, unknown> = {}) =>
  call('/auth/capture', { ...originals(opened), partnerCaptureNo, merchantId: 'DIGIPAY', title: 'BAST', ...changes });
const voidIt = (opened: Opened, partnerVoidNo: string, changes: Record<string, unknown> = {}) =>
  call('/auth/void', { ...originals(opened), partnerVoidNo, merchantId: 'DIGIPAY', ...changes });
const refund = (opened: Opened, partnerRefundNo: string, changes: Record<string, unknown> = {}) =>
  call('/auth/refund', { ...originals(opened), partnerRefundNo, ...changes });
const limit = async () => {
  const body = await call('/card/limit', { bankCardToken: CARD_TOKEN });
  return BigInt(String((body.available as { value: string }).value).slice(0, -3));
};

test('an authorisation keeps the limit, pays nobody, and is told by 56 and 64', async () => {
  const [freeBefore, vendorBefore] = [await limit(), await sandbox.balance('002', VENDOR)];
  const opened = await authorised();
  const told = await query(opened);
  assert.equal(told.latestTransactionStatus, '00');
  assert.equal(told.additionalInfo.state, 'AUTHORISED');
  assert.equal(told.additionalInfo.transStatus, 'Y');
  assert.equal(told.additionalInfo.eci, '05');
  assert.match(String(told.approvalCode), /^\d{6}$/);
  assert.equal(await limit(), freeBefore - 1_000_000n);
  assert.equal(await sandbox.balance('002', VENDOR), vendorBefore);
  const { originalPartnerReferenceNo: reference } = opened;
  const notice = () => sandbox.notices.received.find(({ body }) => body.originalPartnerReferenceNo === reference);
  await eventually(() => notice() !== undefined);
  assert.equal(notice()?.url, '/snap/v1.0/debit/notify');
  assert.equal(notice()?.body.latestTransactionStatus, '00');
  assert.equal((await voidIt(opened, next('V'))).responseCode, '2006700');
  assert.equal(await limit(), freeBefore);
});

test('a capture in parts pays the vendor, never above the authorised amount, each number once', async () => {
  const [freeBefore, vendorBefore] = [await limit(), await sandbox.balance('002', VENDOR)];
  const opened = await authorised();
  const number = next('C');
  const first = await capture(opened, number, { captureAmount: rupiah(600_000) });
  assert.equal(first.responseCode, '2006500');
  const again = await capture(opened, number, { captureAmount: rupiah(600_000) });
  assert.equal(again.responseCode, '4096501');
  assert.equal(again.captureNo, first.captureNo);
  assert.equal((await capture(opened, number, { captureAmount: rupiah(1) })).responseCode, '4046518');
  assert.equal((await capture(opened, next('C'), { captureAmount: rupiah(400_001) })).responseCode, '4046513');
  assert.equal(await sandbox.balance('002', VENDOR), vendorBefore + 600_000n);
  const last = await capture(opened, next('C'), { captureAmount: rupiah(300_000), lastCapture: 'true' });
  assert.equal(last.responseCode, '2006500');
  assert.equal(await sandbox.balance('002', VENDOR), vendorBefore + 900_000n);
  assert.equal(await limit(), freeBefore - 900_000n);
  assert.equal((await query(opened)).additionalInfo.state, 'CAPTURED');
  const told = await call('/auth/capture-query', { ...originals(opened), partnerCaptureNo: number });
  assert.equal(told.latestCaptureStatus, 'SUCCESS');
  assert.equal(told.captureNo, first.captureNo);
  assert.equal((await call('/auth/capture-query', { partnerCaptureNo: 'TIDAK-ADA' })).responseCode, '4046601');
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('ten captures at once with one number pay once', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const opened = await authorised();
  const number = next('C');
  const replies = await Promise.all(Array.from({ length: 10 }, () => capture(opened, number)));
  assert.equal(replies.filter(({ responseCode }) => responseCode === '2006500').length, 1);
  assert.equal(replies.filter(({ responseCode }) => responseCode === '4096501').length, 9);
  assert.equal(await sandbox.balance('002', VENDOR), before + 1_000_000n);
});

test('a void undoes a capture on its day, afterwards only a refund does', async () => {
  const [freeBefore, vendorBefore] = [await limit(), await sandbox.balance('002', VENDOR)];
  const today = await authorised();
  await capture(today, next('C'));
  const number = next('V');
  assert.equal((await voidIt(today, number)).responseCode, '2006700');
  assert.equal((await voidIt(today, number)).responseCode, '4096701');
  assert.equal((await voidIt(today, next('V'))).responseCode, '4046700');
  const told = await call('/auth/void-query', { ...originals(today), partnerVoidNo: number });
  assert.equal(told.latestVoidStatus, 'SUCCESS');
  assert.equal((await query(today)).latestTransactionStatus, '05');
  assert.equal(await sandbox.balance('002', VENDOR), vendorBefore);
  assert.equal(await limit(), freeBefore);

  const yesterday = await authorised();
  await capture(yesterday, next('C'));
  ahead += DAY_MS;
  assert.equal((await voidIt(yesterday, next('V'))).responseCode, '4056701');
  assert.equal((await refund(yesterday, next('R'))).responseCode, '2006900');
  assert.equal((await query(yesterday)).latestTransactionStatus, '04');
  assert.equal(await sandbox.balance('002', VENDOR), vendorBefore);
  assert.equal(await limit(), freeBefore);
});

test('refunds never exceed what was captured, and each number counts once', async () => {
  const opened = await authorised();
  const first = await capture(opened, next('C'), { captureAmount: rupiah(300_000) });
  await capture(opened, next('C'), { captureAmount: rupiah(700_000) });
  const of = { originalCaptureNo: String(first.captureNo) };
  assert.equal((await refund(opened, next('R'), { ...of, refundAmount: rupiah(300_001) })).responseCode, '4046913');
  const number = next('R');
  const part = await refund(opened, number, { ...of, refundAmount: rupiah(200_000) });
  assert.equal(part.responseCode, '2006900');
  assert.equal((await refund(opened, number, { ...of, refundAmount: rupiah(200_000) })).refundNo, part.refundNo);
  assert.equal((await refund(opened, next('R'), { refundAmount: rupiah(800_001) })).responseCode, '4046913');
  assert.equal((await refund(opened, next('R'))).responseCode, '2006900');
  assert.equal((await refund(opened, next('R'))).responseCode, '4056901');
  const told = await query(opened);
  assert.deepEqual(told.additionalInfo.refundedAmount, rupiah(1_000_000));
  assert.equal((told.refundHistory as unknown[]).length, 2);
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('a sale is refunded by 58, and 55 tells the history', async () => {
  const freeBefore = await limit();
  const partnerReferenceNo = next('JUAL');
  const sale = await call('/debit/payment-host-to-host', {
    partnerReferenceNo,
    bankCardToken: CARD_TOKEN,
    amount: rupiah(500_000),
    urlParams: [{ url: 'http://toko.test/kembali', type: 'PAY_RETURN' }],
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
  });
  const page = sandbox.url + new URL(String(sale.webRedirectUrl)).pathname;
  const ask = { originalPartnerReferenceNo: partnerReferenceNo, partnerRefundNo: next('R') };
  assert.equal((await call('/debit/refund', ask)).responseCode, '4045800');
  await submit(`${page}/kartu`, { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit(`${page}/kode`, { code: CARD_CODE });
  const done = await call('/debit/refund', { ...ask, refundAmount: rupiah(100_000), reason: 'Barang kurang' });
  assert.equal(done.responseCode, '2005800');
  const status = await call('/debit/status', { originalPartnerReferenceNo: partnerReferenceNo, serviceCode: '54' });
  assert.equal(status.latestTransactionStatus, '00');
  const [history] = status.refundHistory as Record<string, unknown>[];
  assert.equal(history?.refundNo, done.refundNo);
  assert.equal(history?.reason, 'Barang kurang');
  await call('/debit/refund', { originalPartnerReferenceNo: partnerReferenceNo, partnerRefundNo: next('R') });
  const after = await call('/debit/status', { originalPartnerReferenceNo: partnerReferenceNo, serviceCode: '54' });
  assert.equal(after.latestTransactionStatus, '04');
  assert.equal(await limit(), freeBefore);
});

test('3-D Secure that fails or is not available declines', async () => {
  for (const [result, text] of [
    ['N', '3-D Secure gagal'],
    ['U', '3-D Secure tidak tersedia'],
  ] as const) {
    const opened = await open();
    await submit(`${opened.page}/kartu`, { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
    assert.equal((await submit(`${opened.page}/3ds`, { result })).status, 303);
    const told = await query(opened);
    assert.equal(told.latestTransactionStatus, '06');
    assert.equal(told.transactionStatusDesc, text);
    assert.equal(told.originalResponseCode, '4036305');
    assert.equal(told.additionalInfo.transStatus, result);
    assert.equal((await capture(opened, next('C'))).responseCode, '4046500');
  }
});

test('an authorisation lapses after seven days: the limit is free, a capture is refused', async () => {
  const freeBefore = await limit();
  const opened = await authorised();
  assert.equal(await limit(), freeBefore - 1_000_000n);
  ahead += 7 * DAY_MS - 60_000;
  assert.equal(await limit(), freeBefore - 1_000_000n);
  ahead += 60_000;
  assert.equal((await capture(opened, next('C'))).responseCode, '4036500');
  await eventually(async () => (await limit()) === freeBefore);
  const told = await query(opened);
  assert.equal(told.additionalInfo.state, 'LAPSED');
  assert.equal(told.latestTransactionStatus, '05');
});

test('the limit is one: what is held cannot be authorised again', async () => {
  const free = await limit();
  const first = await authorised(free);
  const second = await open(1n);
  await submit(`${second.page}/kartu`, { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit(`${second.page}/kode`, { code: CARD_CODE });
  assert.equal((await query(second)).originalResponseCode, '4036314');
  await voidIt(first, next('V'));
  assert.ok((await limit()) <= LIMIT);
});

test('holds, captures, voids and refunds agree with the books', async () => {
  const reply = (await (await fetch(`${sandbox.url}/simulasi/ledger-check`)).json()) as Record<string, unknown>;
  assert.equal(reply.balanced, true);
  assert.deepEqual(reply.cards, {
    whole: true,
    wrongHolds: '0',
    wrongSessions: '0',
    wrongPostings: '0',
    wrongCodes: '0',
    wrongBills: '0',
  });
});

test('a reference opens one page; GET with a body is refused', async () => {
  const partnerReferenceNo = next('OTO');
  const body = {
    partnerReferenceNo,
    merchantId: 'DIGIPAY',
    title: 'Belanja',
    amount: rupiah(1_000),
    additionalInfo: {
      bankCardToken: CARD_TOKEN,
      urlParams: [{ url: 'http://toko.test/', type: 'PAY_RETURN' }],
      beneficiaryBankCode: '002',
      beneficiaryAccountNo: VENDOR,
    },
  };
  assert.equal((await call('/auth/payment', body)).responseCode, '2006300');
  assert.equal((await call('/auth/payment', body)).responseCode, '2026300');
  assert.equal((await call('/auth/payment', { ...body, amount: rupiah(2_000) })).responseCode, '4046318');
  const get = await fetch(`${sandbox.url}/snap/v1.0/auth/payment`);
  assert.equal(get.status, 405);
  assert.equal(((await get.json()) as { responseCode: string }).responseCode, '4056300');
  assert.equal((await call('/auth/query', { originalPartnerReferenceNo: 'TIDAK-ADA' })).responseCode, '4046401');
});
