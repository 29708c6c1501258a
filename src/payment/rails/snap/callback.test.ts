import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import {
  grantCallbackToken,
  type NoticeRequest,
  type NoticeTrust,
  noticeAccepted,
  noticeUnknownReference,
  verifyBankNotice,
} from './callback.ts';
import { callbackTokens } from './callback-token.ts';
import { masked, vaFlagIn } from './notice-body.ts';
import { signHmac, signRsa, tokenStringToSign, transactionStringToSign } from './signature.ts';
import { snapTimestamp } from './wire.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const bank = pair();
const now = new Date('2026-11-24T02:00:00Z');
const endpointUrl = '/snap/v1.0/debit/notify';
const trust: NoticeTrust = { service: '56', partnerId: 'MITRA', bankPublicKeyPem: bank.publicKey, now };
const notice = {
  originalPartnerReferenceNo: 'P1',
  originalReferenceNo: 'R1',
  latestTransactionStatus: '00',
  amount: { value: '10000.00', currency: 'IDR' },
};

function request(
  body: unknown = notice,
  headers: Record<string, string | undefined> = {},
  privateKey = bank.privateKey,
): NoticeRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const timestamp = headers['x-timestamp'] ?? snapTimestamp(now);
  const signed = transactionStringToSign({ method: 'POST', endpointUrl, body: text, timestamp });
  return {
    method: 'POST',
    endpointUrl,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature': signRsa(privateKey, signed),
      'x-partner-id': 'MITRA',
      'x-external-id': '123',
      'channel-id': '00009',
      ...headers,
    },
    rawBody: Buffer.from(text),
  };
}

function refusalOf(given: NoticeRequest): string {
  const verdict = verifyBankNotice(given, trust);
  return verdict.ok ? 'admitted' : verdict.answer.body.responseCode;
}

test('a notice signed by the bank is admitted', () => {
  const verdict = verifyBankNotice(request(), trust);
  assert.deepEqual(verdict, {
    ok: true,
    externalId: '123',
    notice: {
      service: '56',
      partnerReferenceNo: 'P1',
      referenceNo: 'R1',
      latestTransactionStatus: '00',
      amount: 10_000n,
    },
  });
});

test('a changed body, another path and another key are refused', () => {
  assert.equal(
    refusalOf({ ...request(), rawBody: Buffer.from(JSON.stringify({ ...notice, latestTransactionStatus: '06' })) }),
    '4015600',
  );
  assert.equal(refusalOf({ ...request(), endpointUrl: '/debit/notify' }), '4015600');
  assert.equal(refusalOf(request(notice, {}, pair().privateKey)), '4015600');
});

test('the clock may differ by 300 seconds and no more', () => {
  const at = (seconds: number) =>
    refusalOf(request(notice, { 'x-timestamp': snapTimestamp(new Date(now.getTime() + seconds * 1000)) }));
  assert.equal(at(300), 'admitted');
  assert.equal(at(-300), 'admitted');
  assert.equal(at(301), '4015600');
  assert.equal(at(-301), '4015600');
});

test('missing and malformed headers and fields have codes of their own', () => {
  assert.equal(refusalOf(request(notice, { 'channel-id': undefined })), '4005602');
  assert.equal(refusalOf(request(notice, { 'x-timestamp': 'kemarin' })), '4005601');
  assert.equal(refusalOf(request(notice, { 'x-external-id': 'abc' })), '4005601');
  assert.equal(refusalOf(request(notice, { 'content-type': 'text/plain' })), '4005601');
  assert.equal(refusalOf(request(notice, { 'x-partner-id': 'LAIN' })), '4015600');
  assert.equal(refusalOf(request('{"a":')), '4005600');
  assert.equal(refusalOf(request({ ...notice, originalReferenceNo: '' })), '4005602');
  assert.equal(refusalOf(request({ ...notice, amount: { value: '1.50', currency: 'IDR' } })), '4005601');
});

test('answers carry status, service and case', () => {
  assert.deepEqual(noticeAccepted('56'), {
    httpStatus: 200,
    body: { responseCode: '2005600', responseMessage: 'Successful' },
  });
  assert.equal(noticeUnknownReference('56').body.responseCode, '4045601');
});

test('a rejection by clearing needs no reference of the bank, and is told with its reason and a masked account', () => {
  const body = {
    originalPartnerReferenceNo: 'P1',
    latestTransactionStatus: '06',
    beneficiaryAccountNo: '0098765432',
    beneficiaryAccountName: 'CV PENYEDIA',
    additionalInfo: { rejectStatusID: 'Rekening tutup', traceNo: '(0012' },
  };
  const verdict = verifyBankNotice(request(body), { ...trust, service: '75' });
  assert.ok(verdict.ok);
  assert.deepEqual(verdict.notice, {
    service: '75',
    partnerReferenceNo: 'P1',
    referenceNo: '',
    latestTransactionStatus: '06',
    amount: null,
    details: { reason: 'Rekening tutup', traceNo: '(0012', beneficiaryAccountNo: '******5432' },
  });
  assert.equal(refusalOf(request({ ...body, latestTransactionStatus: '' })), '4005602');
});

test('who paid a code is masked, and its bank, approval code and number are kept', () => {
  const body = {
    ...notice,
    customerNumber: '9360000212345678',
    additionalInfo: {
      approvalCode: '123456',
      issuerReferenceNumber: '202611240001',
      issuerName: 'BANK CONTOH',
      payerName: 'NAMA PEMBAYAR',
      payerPhoneNumber: '628123',
    },
  };
  const verdict = verifyBankNotice(request(body), { ...trust, service: '52' });
  assert.ok(verdict.ok);
  assert.deepEqual(verdict.notice.details, {
    approvalCode: '123456',
    rrn: '202611240001',
    issuerName: 'BANK CONTOH',
    customerNumber: '************5678',
  });
  const kept = JSON.stringify({ ...verdict.notice, amount: null });
  for (const secret of ['9360000212345678', 'NAMA PEMBAYAR', '628123']) assert.ok(!kept.includes(secret), secret);
  assert.equal(masked('12'), '12');
});

test('a short reference is the long one again', () => {
  const verdict = verifyBankNotice(request({ ...notice, originalPartnerReferenceNo: 'E000BSGG1XOFLGKFGMPN' }), trust);
  assert.ok(verdict.ok);
  assert.match(verdict.notice.partnerReferenceNo, /^DS[0-9A-F]{24}$/);
});

test('a payment into a virtual account is read in its envelope and bare', () => {
  const data = {
    partnerServiceId: '   12345',
    customerNo: 678,
    virtualAccountNo: '   12345678',
    paymentRequestId: 'Q1',
    paidAmount: { value: '5000.00', currency: 'IDR' },
  };
  const flag = vaFlagIn({ virtualAccountData: data });
  assert.deepEqual(flag, vaFlagIn(data));
  assert.ok('paidAmount' in flag && flag.paidAmount === 5_000n && flag.customerNo === '678');
  assert.deepEqual(vaFlagIn({ ...data, paymentRequestId: '' }), { missing: 'paymentRequestId' });
  assert.deepEqual(vaFlagIn({ ...data, paidAmount: { value: '0.00', currency: 'IDR' } }), { malformed: 'paidAmount' });
});

const tokens = callbackTokens(Buffer.alloc(32, 7));
const symmetric = { clientId: 'bank-contoh', clientSecret: 'rahasia-bersama', tokens };

function tokenRequest(headers: Record<string, string> = {}, key = bank.privateKey): NoticeRequest {
  const timestamp = snapTimestamp(now);
  return {
    method: 'POST',
    endpointUrl: '/bank/v1.0/access-token/b2b',
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-client-key': 'bank-contoh',
      'x-signature': signRsa(key, tokenStringToSign('bank-contoh', timestamp)),
      ...headers,
    },
    rawBody: Buffer.from('{"grantType":"client_credentials"}'),
  };
}

function symmetricRequest(token: string, secret = symmetric.clientSecret): NoticeRequest {
  const text = JSON.stringify(notice);
  const timestamp = snapTimestamp(now);
  const signed = transactionStringToSign({ method: 'POST', endpointUrl, accessToken: token, body: text, timestamp });
  const base = request();
  return {
    ...base,
    headers: { ...base.headers, authorization: `Bearer ${token}`, 'x-signature': signHmac(secret, signed) },
  };
}

test('a bank that proves itself gets a token, and signs with it and the shared secret', () => {
  const granted = grantCallbackToken(tokenRequest(), { ...trust, symmetric });
  assert.equal(granted.answer.body.responseCode, '2007300');
  const token = String(granted.answer.body.accessToken);
  const codeOf = (given: NoticeRequest, changes: Partial<NoticeTrust> = {}) => {
    const verdict = verifyBankNotice(given, { ...trust, symmetric, ...changes });
    return verdict.ok ? 'admitted' : verdict.answer.body.responseCode;
  };
  assert.equal(codeOf(symmetricRequest(token)), 'admitted');
  assert.equal(codeOf(symmetricRequest(token, 'rahasia-lain')), '4015600');
  assert.equal(codeOf(symmetricRequest(`${token}x`)), '4015601');
  assert.equal(
    codeOf(symmetricRequest(callbackTokens(Buffer.alloc(32, 8)).issue('bank-contoh', now).token)),
    '4015601',
  );
  assert.equal(codeOf(symmetricRequest(tokens.issue('bank-lain', now).token)), '4015601');
  // Whoever is not known to sign so is not believed, whatever it holds.
  assert.equal(refusalOf(symmetricRequest(token)), '4015601');
  assert.ok(!tokens.isValid(token, 'bank-contoh', new Date(now.getTime() + 901_000)));
});

test('nobody else gets a token', () => {
  const codeOf = (given: NoticeRequest, known = true) =>
    grantCallbackToken(given, { ...trust, ...(known ? { symmetric } : {}) }).answer.body.responseCode;
  assert.equal(codeOf(tokenRequest({}, pair().privateKey)), '4017300');
  assert.equal(codeOf(tokenRequest({ 'x-client-key': 'bank-lain' })), '4017300');
  assert.equal(codeOf(tokenRequest({ 'x-timestamp': snapTimestamp(new Date(now.getTime() - 301_000)) })), '4017300');
  assert.equal(codeOf(tokenRequest({ 'x-signature': '' })), '4007302');
  assert.equal(codeOf({ ...tokenRequest(), rawBody: Buffer.from('{"grantType":"password"}') }), '4007301');
  assert.equal(codeOf({ ...tokenRequest(), rawBody: Buffer.from('{}') }), '4007302');
  assert.equal(codeOf(tokenRequest(), false), '4017300');
});
