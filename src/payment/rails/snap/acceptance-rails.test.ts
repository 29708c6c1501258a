/** QRIS, cards in two steps and the issuer's bill, against the sandbox bank over HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testCardNumber } from '../../../../bank/cards/card.ts';
import { CARD_CODE, CARD_EXPIRY, CARD_TOKEN, eventually, VENDOR } from '../../../../bank/testing/sandbox.ts';
import {
  freshReference,
  inMinutes,
  type SandboxRails,
  satker,
  startSandboxRails,
  vendor,
} from '../../../../test/support/sandbox-rails.ts';
import { asVendorPayment } from '../qris/vendor.ts';
import { verifyBankNotice } from './callback.ts';

let bank: SandboxRails;
before(async () => {
  bank = await startSandboxRails();
});
after(() => bank?.close());

const today = () => inMinutes(0);

async function codeFor(reference: string, amount: bigint): Promise<string> {
  const merchantId = VENDOR;
  const made = await bank.rails.qr.generate({
    partnerReferenceNo: reference,
    amount,
    merchantId,
    validUntil: inMinutes(30),
  });
  assert.ok(made.kind === 'success' && made.qrContent !== undefined, JSON.stringify(made));
  return made.qrContent;
}

test("a code is made, read, paid by a card in the payer's app, told, confirmed and given back", async () => {
  const { qr } = bank.rails;
  const reference = freshReference();
  const qrContent = await codeFor(reference, 40_000n);
  const fit = asVendorPayment(qrContent, { amount: 40_000n, nmid: null });
  assert.ok(fit.ok, JSON.stringify(fit));
  const again = await qr.generate({
    partnerReferenceNo: reference,
    amount: 40_000n,
    merchantId: VENDOR,
    validUntil: inMinutes(30),
  });
  assert.equal(again.qrContent, qrContent);

  const read = await qr.decode(freshReference(), qrContent, today());
  assert.ok(read.kind === 'found');
  assert.deepEqual([read.amount, read.merchantName], [40_000n, 'CV PENYEDIA 3301']);
  assert.equal((await qr.status(reference, 40_000n, today())).kind, 'pending');
  const told = bank.sandbox.notices.received.length;
  await bank.door('POST', '/qris/pay', { qrContent, cardToken: CARD_TOKEN });
  const paid = await qr.status(reference, 40_000n, today());
  assert.ok(paid.kind === 'success');
  assert.match(paid.approvalCode ?? '', /^\d{6}$/);
  assert.match(paid.rrn ?? '', /^\d{12}$/);
  assert.equal((await qr.status(reference, 41_000n, today())).kind, 'unknown');

  await eventually(() => bank.sandbox.notices.received.length > told);
  const received = bank.sandbox.notices.received.at(-1);
  assert.ok(received);
  const verdict = verifyBankNotice(
    { method: 'POST', endpointUrl: received.url, headers: received.headers, rawBody: received.raw },
    {
      service: '52',
      partnerId: bank.config.partnerId,
      bankPublicKeyPem: bank.config.bankPublicKeyPem,
      now: new Date(),
    },
  );
  assert.ok(verdict.ok);
  assert.equal(verdict.notice.partnerReferenceNo, reference);
  assert.equal(verdict.notice.details?.approvalCode, paid.approvalCode);
  assert.match(verdict.notice.details?.customerNumber ?? '', /^\*+\d{4}$/);

  const refund = {
    partnerReferenceNo: reference,
    refundReference: freshReference(),
    amount: 40_000n,
    reason: 'Barang kembali',
  };
  const first = await qr.refund(refund);
  assert.equal(first.kind, 'success');
  const second = await qr.refund(refund);
  assert.ok(['success', 'pending'].includes(second.kind), JSON.stringify(second));
  assert.equal((await qr.refund({ ...refund, refundReference: freshReference() })).kind, 'refused');
});

test('a code nobody paid is withdrawn; one nobody made is not found', async () => {
  const { qr } = bank.rails;
  const reference = freshReference();
  await codeFor(reference, 10_000n);
  assert.equal((await qr.cancel(reference, VENDOR, 'Pesanan batal')).kind, 'success');
  assert.equal((await qr.status(reference, 10_000n, today())).kind, 'failed');
  assert.equal((await qr.status(freshReference(), 10_000n, today())).kind, 'not_found');
  assert.equal((await qr.decode(freshReference(), '00020101', today())).kind === 'found', false);
});

test('an account of the satker pays a code that was read', async () => {
  const { qr } = bank.rails;
  const qrContent = await codeFor(freshReference(), 15_000n);
  const partnerReferenceNo = freshReference();
  const paid = await qr.pay({
    partnerReferenceNo,
    qrContent,
    amount: 15_000n,
    from: { sourceAccountNo: satker.accountNo },
  });
  assert.equal(paid.kind, 'success', JSON.stringify(paid));
  assert.equal((await qr.payStatus(partnerReferenceNo, 15_000n, today())).kind, 'success');
});

async function authorised(amount: bigint): Promise<{ partnerReferenceNo: string; referenceNo: string }> {
  const { card } = bank.rails;
  const partnerReferenceNo = freshReference();
  const opened = await card.authorise({
    partnerReferenceNo,
    amount,
    beneficiary: vendor,
    cardToken: CARD_TOKEN,
    description: 'Pesanan 9',
    returnUrl: 'http://toko.test/kembali',
    validUntil: inMinutes(10),
  });
  assert.ok(opened.kind === 'success' && opened.redirectUrl !== undefined, JSON.stringify(opened));
  const open = await card.authStatus(partnerReferenceNo, amount, today());
  assert.equal(open.kind, 'pending');
  assert.ok(open.openAs, 'the reference by which it is shut');
  const page = bank.sandbox.url + new URL(opened.redirectUrl).pathname;
  const submit = (path: string, fields: Record<string, string>) =>
    fetch(page + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  await submit('/kartu', { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit('/kode', { code: CARD_CODE });
  const status = await card.authStatus(partnerReferenceNo, amount, today());
  assert.ok(status.kind === 'success', JSON.stringify(status));
  return { partnerReferenceNo, referenceNo: status.referenceNo };
}

test('a card is authorised, captured once however often it is asked, and refunded', async () => {
  const { card } = bank.rails;
  const authorisation = await authorised(90_000n);
  const order = {
    ...authorisation,
    captureReference: freshReference(),
    amount: 80_000n,
    title: 'Pesanan 9',
    last: true,
  };
  const captured = await card.capture(order);
  assert.ok(captured.kind === 'success', JSON.stringify(captured));
  const again = await card.capture(order);
  assert.ok(again.kind === 'success' && again.referenceNo === captured.referenceNo, JSON.stringify(again));
  assert.equal((await card.captureStatus(order)).kind, 'success');
  assert.equal((await card.captureStatus({ ...order, captureReference: freshReference() })).kind, 'not_found');
  const refund = {
    partnerReferenceNo: authorisation.partnerReferenceNo,
    referenceNo: authorisation.referenceNo,
    captureNo: captured.referenceNo,
    refundReference: freshReference(),
    amount: 30_000n,
    reason: 'Sebagian kembali',
  };
  const refunded = await card.refund(refund);
  assert.ok(refunded.kind === 'success', JSON.stringify(refunded));
  const twice = await card.refund(refund);
  assert.ok(twice.kind === 'success' && twice.referenceNo === refunded.referenceNo, JSON.stringify(twice));
});

test('an authorisation is voided before it is captured, and not captured after', async () => {
  const { card } = bank.rails;
  const authorisation = await authorised(20_000n);
  const order = { ...authorisation, voidReference: freshReference(), reason: 'Pesanan batal' };
  const voided = await card.void(order);
  assert.equal(voided.kind, 'success', JSON.stringify(voided));
  assert.equal((await card.voidStatus(order)).kind, 'success');
  const late = await card.capture({
    ...authorisation,
    captureReference: freshReference(),
    amount: 20_000n,
    title: 'X',
    last: true,
  });
  assert.equal(late.kind, 'refused');
});

test('the bill of the month and what is left of the limit', async () => {
  const { cardBill } = bank.rails;
  const limit = await cardBill.limit(CARD_TOKEN);
  assert.ok(limit.kind === 'found');
  assert.equal(limit.limit, limit.used + limit.available);
  assert.equal((await cardBill.limit('tidak-ada')).kind, 'not_found');
  const billingAccountNo = '880900001111';
  const none = await cardBill.bill(billingAccountNo, '200001');
  assert.ok(none.kind === 'not_found' && none.code === '4049301', JSON.stringify(none));
  const closed = await bank.door('POST', '/card/close-month', { billingAccountNo });
  const found = await cardBill.bill(billingAccountNo, String(closed.period));
  assert.ok(found.kind === 'found', found.kind);
  const sum = found.bill.lines.reduce(
    (total, { direction, amount }) => total + (direction === 'DEBIT' ? amount : -amount),
    0n,
  );
  assert.equal(found.bill.totalAmount, sum);
  assert.ok(found.bill.lines.some(({ direction }) => direction === 'CREDIT'));
  assert.match(found.bill.dueDate, /^\d{4}-\d{2}-\d{2}$/);
});
