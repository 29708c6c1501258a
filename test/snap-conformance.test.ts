/**
 * SNAP as others speak it: the official client library of another provider signs, the sandbox bank checks; the bank signs, that library
 * and the platform check. What was changed on the way is refused, and the same request unchanged is accepted (control).
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import midtrans from 'midtrans-client';
import {
  stringToSign as bankText,
  tokenStringToSign as bankTokenText,
  hmac,
  hmacMatches,
  rsaMatches,
  rsaSign,
} from '../bank/snap/signature.ts';
import { CARD_TOKEN, eventually, VENDOR } from '../bank/testing/sandbox.ts';
import { skipWithout, snapVectors } from '../bank/testing/vectors.ts';
import { verifyBankNotice } from '../src/payment/rails/snap/callback.ts';
import {
  signHmac,
  signRsa,
  tokenStringToSign,
  transactionStringToSign,
  verifyHmac,
  verifyRsa,
} from '../src/payment/rails/snap/signature.ts';
import { type MeddlingProxy, startMeddlingProxy } from './support/meddling-proxy.ts';
import { freshReference, inMinutes, type SandboxRails, startSandboxRails } from './support/sandbox-rails.ts';

const { SnapBi, SnapBiConfig } = midtrans;
const vectors = snapVectors();

describe('a foreign client library and the sandbox bank', () => {
  let bank: SandboxRails;
  let proxy: MeddlingProxy;
  let token: string;
  before(async () => {
    bank = await startSandboxRails();
    proxy = await startMeddlingProxy(bank.sandbox.url);
    Object.assign(SnapBiConfig, {
      SNAP_BI_SANDBOX_BASE_URL: proxy.url,
      snapBiClientId: bank.config.clientId,
      snapBiPrivateKey: bank.config.privateKeyPem,
      snapBiClientSecret: bank.config.clientSecret,
      snapBiPartnerId: bank.config.partnerId,
      snapBiChannelId: '00009',
      snapBiPublicKey: bank.config.bankPublicKeyPem,
    });
    // The library signs the path it calls; ours begins with the prefix of this bank.
    for (const [name, path] of Object.entries(SnapBi)) {
      if (typeof path === 'string' && path.startsWith('/v1.0/')) SnapBi[name] = `/snap${path}`;
    }
    const granted = await SnapBi.qris().getAccessToken();
    assert.equal(granted.responseCode, '2007300');
    token = String(granted.accessToken);
  });
  after(async () => {
    await proxy?.close();
    await bank?.close();
  });

  const externalId = () => `${Date.now()}${randomInt(10 ** 12)}`;
  const qris = () => SnapBi.qris().withAccessToken(token).withTimeStamp(new Date().toISOString());
  const codeOrder = (partnerReferenceNo: string) => ({
    partnerReferenceNo,
    amount: { value: '25000.00', currency: 'IDR' },
    merchantId: VENDOR,
    validityPeriod: inMinutes(30),
    additionalInfo: { billNo: 'PESANAN "7" / jalan \\ kafé' },
  });

  it('is accepted: the code it orders exists, and the platform finds it', async () => {
    const reference = freshReference();
    const made = await qris().withBody(codeOrder(reference)).createPayment(externalId());
    assert.equal(made.responseCode, '2004700', JSON.stringify(made));
    const seen = await bank.rails.qr.status(reference, 25_000n, inMinutes(0));
    assert.equal(seen.kind, 'pending');
    const asked = { originalPartnerReferenceNo: reference, serviceCode: '47' };
    const status = await qris().withBody(asked).getStatus(externalId());
    assert.deepEqual([status.responseCode, status.latestTransactionStatus], ['2005100', '03']);
  });

  const changes: Readonly<Record<string, (passing: { headers: Record<string, string>; body: string }) => void>> = {
    'another amount': (passing) => {
      passing.body = passing.body.replace('25000.00', '95000.00');
    },
    'another payee': (passing) => {
      passing.body = passing.body.replace(VENDOR, VENDOR.replace('3301', '9014'));
    },
    'a blank inside a text': (passing) => {
      passing.body = passing.body.replace('PESANAN', 'PESANA N');
    },
    'a field more': (passing) => {
      passing.body = passing.body.replace(/\}$/, ',"terminalId":"A01"}');
    },
    'another moment': ({ headers }) => {
      headers['x-timestamp'] = new Date(Date.now() + 1_000).toISOString();
    },
    'a signature of nobody': ({ headers }) => {
      headers['x-signature'] = Buffer.alloc(64, 1).toString('base64');
    },
    'half a signature': ({ headers }) => {
      headers['x-signature'] = String(headers['x-signature']).slice(0, 44);
    },
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`is refused with ${name} put in on the way, and accepted without (control)`, async () => {
      const reference = freshReference();
      proxy.meddle(change);
      const refused = await qris().withBody(codeOrder(reference)).createPayment(externalId());
      proxy.meddle(null);
      assert.equal(refused.responseCode, '4014700', JSON.stringify(refused));
      assert.equal((await bank.rails.qr.status(reference, 25_000n, inMinutes(0))).kind, 'not_found');
      const control = await qris().withBody(codeOrder(reference)).createPayment(externalId());
      assert.equal(control.responseCode, '2004700');
    });
  }

  it('is refused with a token that was not given, without one, late, and a second time under one number', async () => {
    const answer = async (change: () => Promise<Readonly<Record<string, unknown>>>) => (await change()).responseCode;
    const order = () => codeOrder(freshReference());
    assert.equal(
      await answer(() => qris().withAccessToken('x').withBody(order()).createPayment(externalId())),
      '4014701',
    );
    const late = new Date(Date.now() - 600_000).toISOString();
    assert.equal(
      await answer(() => qris().withTimeStamp(late).withBody(order()).createPayment(externalId())),
      '4014700',
    );
    const number = externalId();
    assert.equal(await answer(() => qris().withBody(order()).createPayment(number)), '2004700');
    assert.equal(await answer(() => qris().withBody(order()).createPayment(number)), '4094700');
    Object.assign(SnapBiConfig, { snapBiClientSecret: 'rahasia-lain' });
    assert.equal(await answer(() => qris().withBody(order()).createPayment(externalId())), '4014700');
    Object.assign(SnapBiConfig, { snapBiClientSecret: bank.config.clientSecret });
  });

  it('verifies what the bank tells, as the platform does, and neither believes it changed', async () => {
    const made = await qris().withBody(codeOrder(freshReference())).createPayment(externalId());
    const told = bank.sandbox.notices.received.length;
    await bank.door('POST', '/qris/pay', { qrContent: made.qrContent, cardToken: CARD_TOKEN });
    await eventually(() => bank.sandbox.notices.received.length > told);
    const received = bank.sandbox.notices.received.at(-1);
    assert.ok(received);
    const foreign = (body: Record<string, unknown>) =>
      SnapBi.notification()
        .withNotificationPayload(body)
        .withNotificationUrlPath(received.url)
        .withTimeStamp(String(received.headers['x-timestamp']))
        .withSignature(String(received.headers['x-signature']))
        .isWebhookNotificationVerified();
    const ours = (body: Record<string, unknown>) =>
      verifyBankNotice(
        {
          method: 'POST',
          endpointUrl: received.url,
          headers: received.headers,
          rawBody: Buffer.from(JSON.stringify(body)),
        },
        {
          service: '52',
          partnerId: bank.config.partnerId,
          bankPublicKeyPem: bank.config.bankPublicKeyPem,
          now: new Date(),
        },
      ).ok;
    assert.deepEqual([foreign(received.body), ours(received.body)], [true, true]);
    const changed = { ...received.body, latestTransactionStatus: '06' };
    assert.deepEqual([foreign(changed), ours(changed)], [false, false]);
  });
});

describe('platform and bank', skipWithout(vectors), () => {
  const signed = (vectors?.vectors ?? []).filter(({ kind }) => kind !== 'negative');

  it('sign for each other: what one signs of every vector the other verifies, in both encodings', () => {
    assert.equal(signed.length, 41);
    for (const vector of signed) {
      const { kind, method = '', endpointUrl = '', accessToken = '', body = '', timestamp, clientKey = '' } = vector;
      const key = vectors?.keys[vector.key] ?? {};
      const isToken = kind === 'token-b2b';
      const isHmac = kind === 'tx-hmac-sha512';
      const platform = isToken
        ? tokenStringToSign(clientKey, timestamp)
        : transactionStringToSign({ method, endpointUrl, body, timestamp, ...(isHmac ? { accessToken } : {}) });
      const theirs = isToken
        ? bankTokenText(clientKey, timestamp)
        : bankText({
            method,
            endpointUrl,
            body: Buffer.from(body),
            timestamp,
            accessToken: isHmac ? accessToken : null,
          });
      assert.equal(platform, theirs, vector.id);
      for (const encoding of ['base64', 'hex'] as const) {
        if (isHmac && key.utf8 !== undefined) {
          assert.ok(hmacMatches(key.utf8, theirs, signHmac(key.utf8, platform, encoding)), vector.id);
          assert.ok(verifyHmac(key.utf8, platform, hmac(key.utf8, theirs).toString(encoding)), vector.id);
          assert.ok(!verifyHmac(key.utf8, `${platform} `, hmac(key.utf8, theirs).toString(encoding)), vector.id);
        }
        if (key.privateKeyPkcs8Pem !== undefined && key.publicKeySpkiPem !== undefined) {
          const ours = signRsa(key.privateKeyPkcs8Pem, platform, encoding);
          assert.ok(rsaMatches(key.publicKeySpkiPem, theirs, ours), vector.id);
          const given = Buffer.from(rsaSign(key.privateKeyPkcs8Pem, theirs), 'base64').toString(encoding);
          assert.ok(verifyRsa(key.publicKeySpkiPem, platform, given), vector.id);
        }
      }
    }
  });
});
