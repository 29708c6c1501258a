import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { type NoticeRequest, noticeAccepted, noticeUnknownReference, verifyBankNotice } from './callback.ts';
import { signRsa, transactionStringToSign } from './signature.ts';
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
const trust = { service: '56', partnerId: 'MITRA', bankPublicKeyPem: bank.publicKey, now };
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
    notice: { partnerReferenceNo: 'P1', referenceNo: 'R1', latestTransactionStatus: '00', amount: 10_000n },
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
