import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  CARD_CODE,
  CARD_TOKEN,
  eventually,
  POOR_CARD_TOKEN,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

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
const call = async (path: string, body: Record<string, unknown>) => (await sandbox.partner.call(path, body)).body;
const generate = (changes: Record<string, unknown> = {}) =>
  call('/qr/qr-mpm-generate', {
    partnerReferenceNo: next('QR'),
    amount: rupiah(350_000),
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR, billNo: 'INV-2026-1' },
    ...changes,
  });
const made = async (changes: Record<string, unknown> = {}) => {
  const body = await generate(changes);
  assert.equal(body.responseCode, '2004700');
  return body as { partnerReferenceNo: string; referenceNo: string; qrContent: string };
};
const scanAndPay = async (body: Record<string, unknown>) => {
  const reply = await fetch(`${sandbox.url}/simulation/qris/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
};
const query = (reference: string) =>
  call('/qr/qr-mpm-query', { originalPartnerReferenceNo: reference, serviceCode: '47' });
const noticesOf = (reference: string) =>
  sandbox.notices.received.filter(({ body }) => body.originalPartnerReferenceNo === reference);

test('a code is made, read by 48, paid by card, told by 52 and 51', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const qr = await made();
  assert.equal((await query(qr.partnerReferenceNo)).latestTransactionStatus, '03');
  const read = await call('/qr/qr-mpm-decode', { qrContent: qr.qrContent, scanTime: wibTimestamp(new Date()) });
  assert.equal(read.responseCode, '2004800');
  assert.deepEqual(read.transactionAmount, rupiah(350_000));
  const info = read.additionalInfo as Record<string, unknown>;
  assert.equal(info.billNo, 'INV-2026-1');
  assert.equal(info.reference, qr.partnerReferenceNo);

  const paid = await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN });
  assert.equal(paid.status, 200);
  assert.equal(await sandbox.balance('002', VENDOR), before + 350_000n);
  await eventually(() => noticesOf(qr.partnerReferenceNo).length === 1);
  const [notice] = noticesOf(qr.partnerReferenceNo);
  assert.equal(notice?.url, '/snap/v1.0/qr/qr-mpm-notify');
  assert.equal(notice?.body.originalReferenceNo, qr.referenceNo);
  assert.equal(notice?.body.latestTransactionStatus, '00');
  assert.deepEqual(notice?.body.amount, rupiah(350_000));
  const told = notice?.body.additionalInfo as Record<string, unknown>;
  assert.equal(told.issuerReferenceNumber, paid.body.issuerReferenceNumber);
  assert.equal(told.approvalCode, paid.body.approvalCode);
  assert.equal(told.issuerName, 'BANK BNI');
  assert.equal(told.paymentChannelName, 'KKP Domestik');
  const status = await query(qr.partnerReferenceNo);
  assert.equal(status.latestTransactionStatus, '00');
  assert.match(String(status.paidTime), /\+07:00$/);
  assert.equal((await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN })).body.case, 'paidBill');
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('ten apps pay one code at once: money moves once', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const qr = await made();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => scanAndPay({ qrContent: qr.qrContent, accountNo: SOURCE, bankCode: '002' })),
  );
  assert.equal(replies.filter(({ status }) => status === 200).length, 1);
  assert.equal(await sandbox.balance('002', VENDOR), before + 350_000n);
});

test('a code pays nothing when its time is over; a payment that comes late all the same can be refunded', async () => {
  const qr = await made({ validityPeriod: wibTimestamp(new Date(Date.now() + ahead + 60_000)) });
  ahead += 61_000;
  assert.equal((await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN })).body.case, 'expired');
  const ended = await query(qr.partnerReferenceNo);
  assert.equal(ended.latestTransactionStatus, '06');
  assert.equal(ended.transactionStatusDesc, 'Expired');
  const issuer = await call('/qr/qr-mpm-payment', {
    partnerReferenceNo: next('BAYAR'),
    additionalInfo: { qrContent: qr.qrContent, sourceAccountNo: SOURCE },
  });
  assert.equal(issuer.responseCode, '4035000');

  const late = await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN, afterExpiry: true });
  assert.equal(late.status, 200);
  const told = await query(qr.partnerReferenceNo);
  assert.equal(told.latestTransactionStatus, '00');
  assert.equal((told.additionalInfo as Record<string, unknown>).paidAfterExpiry, 'Y');
  const refund = { originalPartnerReferenceNo: qr.partnerReferenceNo, partnerRefundNo: next('R') };
  assert.equal((await call('/qr/qr-mpm-refund', refund)).responseCode, '2007800');
  assert.equal((await query(qr.partnerReferenceNo)).latestTransactionStatus, '04');
});

test('a refund is never above what was paid, and each number counts once', async () => {
  const before = await sandbox.balance('002', SOURCE);
  const qr = await made();
  const of = { originalPartnerReferenceNo: qr.partnerReferenceNo };
  const number = next('R');
  const refund = (changes: Record<string, unknown>) => call('/qr/qr-mpm-refund', { ...of, ...changes });
  assert.equal((await refund({ partnerRefundNo: number })).responseCode, '4047800');
  await scanAndPay({ qrContent: qr.qrContent, accountNo: SOURCE, bankCode: '002' });
  assert.equal((await refund({ partnerRefundNo: next('R'), refundAmount: rupiah(350_001) })).responseCode, '4047813');
  const part = { partnerRefundNo: number, refundAmount: rupiah(100_000), reason: 'Barang rusak' };
  const [one, two] = await Promise.all([refund(part), refund(part)]);
  assert.deepEqual([one?.responseCode, two?.responseCode].sort(), ['2007800', '4097801']);
  assert.equal(one?.refundNo, two?.refundNo);
  assert.equal((await refund({ ...part, refundAmount: rupiah(1) })).responseCode, '4047818');
  assert.equal((await refund({ partnerRefundNo: next('R') })).responseCode, '2007800');
  assert.equal((await refund({ partnerRefundNo: next('R') })).responseCode, '4057801');
  assert.equal(await sandbox.balance('002', SOURCE), before);
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('a code may be withdrawn before it is paid, not after', async () => {
  const cancel = (reference: string) =>
    call('/qr/qr-mpm-cancel', { originalPartnerReferenceNo: reference, merchantId: 'M', reason: 'Pesanan batal' });
  const qr = await made();
  assert.equal((await cancel(qr.partnerReferenceNo)).responseCode, '2007700');
  assert.equal((await query(qr.partnerReferenceNo)).latestTransactionStatus, '05');
  assert.equal((await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN })).body.case, 'cancelled');
  const paid = await made();
  await scanAndPay({ qrContent: paid.qrContent, cardToken: CARD_TOKEN });
  assert.equal((await cancel(paid.partnerReferenceNo)).responseCode, '4057701');
  assert.equal((await cancel('TIDAK-ADA')).responseCode, '4047701');
  assert.equal(
    (await call('/qr/qr-mpm-cancel', { originalPartnerReferenceNo: 'X', merchantId: 'M' })).responseCode,
    '4007702',
  );
});

test('a reference makes one code; unknown merchants and sums above the limit are refused', async () => {
  const partnerReferenceNo = next('QR');
  const first = await made({ partnerReferenceNo });
  const again = await generate({ partnerReferenceNo });
  assert.equal(again.responseCode, '2024700');
  assert.equal(again.qrContent, first.qrContent);
  assert.equal((await generate({ partnerReferenceNo, amount: rupiah(1) })).responseCode, '4044718');
  assert.equal((await generate({ amount: rupiah(10_000_001) })).responseCode, '4034702');
  assert.equal((await generate({ additionalInfo: {}, merchantId: 'tidak-ada' })).responseCode, '4044708');
  assert.equal((await generate({ additionalInfo: {}, merchantId: SOURCE })).responseCode, '4044708');
  assert.equal((await generate({ validityPeriod: '2020-01-01T00:00:00+07:00' })).responseCode, '4004701');
  const byNumber = await made({ additionalInfo: {}, merchantId: VENDOR });
  const { nmid } = (byNumber as unknown as { additionalInfo: { nmid: string } }).additionalInfo;
  assert.equal((await generate({ additionalInfo: {}, merchantId: nmid })).responseCode, '2004700');
});

test('the limit of the card and the balance of the account hold', async () => {
  const qr = await made();
  assert.equal(
    (await scanAndPay({ qrContent: qr.qrContent, cardToken: POOR_CARD_TOKEN })).body.case,
    'insufficientFunds',
  );
  assert.equal((await query(qr.partnerReferenceNo)).latestTransactionStatus, '03');
});

test('a printed code: the payer types the amount; a forged one is refused', async () => {
  const before = await sandbox.balance('002', VENDOR);
  const printed = (await (
    await fetch(`${sandbox.url}/simulation/qris/static?bankCode=002&accountNo=${VENDOR}`)
  ).json()) as { qrContent: string };
  assert.equal((await scanAndPay({ qrContent: printed.qrContent, cardToken: CARD_TOKEN })).body.case, 'missingField');
  const paid = await scanAndPay({ qrContent: printed.qrContent, cardToken: CARD_TOKEN, amount: 12_500 });
  assert.equal(paid.status, 200);
  assert.equal(
    (await scanAndPay({ qrContent: printed.qrContent, cardToken: CARD_TOKEN, amount: '12500' })).status,
    200,
  );
  assert.equal(await sandbox.balance('002', VENDOR), before + 25_000n);

  const qr = await made();
  const altered = qr.qrContent.replace('5406350000', '5406350001');
  assert.equal((await scanAndPay({ qrContent: altered, cardToken: CARD_TOKEN })).body.case, 'invalidFormat');
  const { crc16 } = await import('./crc.ts');
  const forged = altered.slice(0, -4) + crc16(altered.slice(0, -4));
  assert.equal((await scanAndPay({ qrContent: forged, cardToken: CARD_TOKEN })).body.case, 'notFound');
  assert.equal(
    (await scanAndPay({ qrContent: qr.qrContent, cardToken: CARD_TOKEN, amount: 1 })).body.case,
    'invalidAmount',
  );
});

test('issuer side: 50 pays once per reference, from a contract account or with the code of the holder; 53 tells', async () => {
  const partnerReferenceNo = next('BAYAR');
  const pay = (info: Record<string, unknown>, changes: Record<string, unknown> = {}) =>
    call('/qr/qr-mpm-payment', { partnerReferenceNo, amount: rupiah(350_000), additionalInfo: info, ...changes });
  const { qrContent } = await made();
  assert.equal((await pay({ qrContent, sourceAccountNo: VENDOR })).responseCode, '4045011');
  assert.equal((await pay({ qrContent, bankCardToken: CARD_TOKEN })).responseCode, '4005002');
  assert.equal((await pay({ qrContent, bankCardToken: CARD_TOKEN }, { otp: '000000' })).responseCode, '4045015');
  const told = () => call('/qr/qr-mpm-status', { originalPartnerReferenceNo: partnerReferenceNo, serviceCode: '50' });
  assert.equal((await told()).responseCode, '4045301');
  const paid = await pay({ qrContent, bankCardToken: CARD_TOKEN }, { otp: CARD_CODE });
  assert.equal(paid.responseCode, '2005000');
  assert.equal((await pay({ qrContent, sourceAccountNo: SOURCE })).responseCode, '4095001');
  const status = await told();
  assert.equal(status.latestTransactionStatus, '00');
  assert.equal(status.originalReferenceNo, paid.referenceNo);
});

test('the app in the browser: read, choose, confirm, receipt; complaints in words', async () => {
  const qr = await made();
  const shown = await (await fetch(`${sandbox.url}/simulasi/qris?qr=${encodeURIComponent(qr.qrContent)}`)).text();
  for (const expected of [
    'CV PENYEDIA 3301',
    'Rp350.000,00',
    'INV-2026-1',
    'KKP Domestik',
    'Bayar sekarang',
    '•••• 1111',
  ]) {
    assert.ok(shown.includes(expected), expected);
  }
  assert.ok(!shown.includes(CARD_TOKEN));
  const source = /value="(\d+)" required><span>•••• 1111/.exec(shown)?.[1] ?? '';
  const submit = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/simulation/qris/bayar`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    });
  assert.equal((await submit({ qr: qr.qrContent, source }, { 'Sec-Fetch-Site': 'cross-site' })).status, 403);
  assert.equal((await submit({ qr: qr.qrContent, source: '0' })).status, 422);
  const done = await submit({ qr: qr.qrContent, source });
  assert.equal(done.status, 303);
  const receipt = await (await fetch(sandbox.url + (done.headers.get('Location') ?? ''))).text();
  assert.ok(receipt.includes('Pembayaran QRIS berhasil'));
  assert.ok(receipt.includes('Rp350.000,00'));
  const twice = await submit({ qr: qr.qrContent, source });
  assert.equal(twice.status, 422);
  assert.ok((await twice.text()).includes('sudah dibayar'));
  assert.equal((await fetch(`${sandbox.url}/simulasi/qris?qr=abc`)).status, 422);
  assert.equal((await fetch(`${sandbox.url}/simulasi/qris`)).status, 200);
});
