/** Notices of banks on a real database: believed when signed, kept once, masked, and only a reason to ask. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { systemActor } from '../journal/actor.ts';
import { plainCodec } from '../journal/codec.ts';
import { createCommitter } from '../journal/commit.ts';
import { createSecurityNotes, type SecurityNotes } from '../journal/security-events.ts';
import { accountIds } from '../ledger/accounts.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { testOffice } from '../reconciliation/testing-bank.ts';
import { referenceOf } from './instruction.ts';
import { type NoticeDeps, noticeRoutes, type VaFlagVerdict } from './notice.routes.ts';
import { callbackTokens } from './rails/snap/callback-token.ts';
import { signHmac, signRsa, tokenStringToSign, transactionStringToSign } from './rails/snap/signature.ts';
import { snapTimestamp } from './rails/snap/wire.ts';
import { keys } from './rails/testing/recording-bank.ts';

const PARTNER = 'MITRA';
const symmetric = { clientId: 'bca', clientSecret: 'rahasia-bersama', tokens: callbackTokens(Buffer.alloc(32, 3)) };

let database: TestDatabase;
let owner: Pool;
let pool: Pool;
let app: FastifyInstance;
let notes: SecurityNotes;
let vaSays: VaFlagVerdict = 'accepted';
const known = randomUUID();
const reference = referenceOf(known);

before(async () => {
  database = await testDatabase();
  owner = openPool(database.ownerUrl, 2);
  pool = openPool(database.serveUrl, 4);
  const committer = createCommitter(pool, plainCodec, accountIds(Buffer.alloc(32, 7)));
  const satker = await testOffice(committer);
  const written = await committer.commit({
    decision: {
      ok: true,
      events: [{ type: 'test.made', aggregate: 'test', aggregateId: known, payload: {} }],
      rows: [
        {
          table: 'payment.instruction',
          id: known,
          expectedVersion: 0,
          columns: {
            rail: 'MPN',
            state: 'SENT',
            satker_id: satker.id,
            vendor_id: null,
            order_id: null,
            purpose: 'TAX_DEPOSIT',
            subject_id: randomUUID(),
            reference,
            created_at: new Date().toISOString(),
            next_check_at: null,
          },
          body: {},
        },
      ],
      transfers: [],
      jobs: [],
    },
    actor: systemActor,
    parties: { satkerId: satker.id, vendorId: null },
    at: new Date(),
    cause: randomUUID(),
  });
  assert.equal(written.kind, 'committed');
  const clock = () => new Date();
  notes = createSecurityNotes({ committer, clock, warn: () => undefined });
  const trust = { partnerId: PARTNER, bankPublicKeyPem: keys.publicKey };
  const deps: NoticeDeps = {
    pool,
    codec: plainCodec,
    committer,
    clock,
    notes,
    ...trust,
    others: new Map([['014', { ...trust, symmetric }]]),
    vaPaid: async () => vaSays,
  };
  app = fastify();
  noticeRoutes(app, deps);
  await app.ready();
});
after(async () => {
  await app?.close();
  await notes?.idle();
  await pool?.end();
  await owner?.end();
  await database?.drop();
});

interface Sent {
  readonly base?: string;
  readonly key?: string;
  readonly token?: string;
  readonly changedOnTheWay?: boolean;
}

let numbered = 0;

async function tell(path: string, body: object, { base = '/bank/v1.0', token, ...how }: Sent = {}) {
  const text = JSON.stringify(body);
  const timestamp = snapTimestamp(new Date());
  const url = base + path;
  const what = { method: 'POST', endpointUrl: url, body: text, timestamp };
  numbered += 1;
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: {
      'content-type': 'application/json',
      'x-timestamp': timestamp,
      'x-signature':
        token === undefined
          ? signRsa(how.key ?? keys.privateKey, transactionStringToSign(what))
          : signHmac(symmetric.clientSecret, transactionStringToSign({ ...what, accessToken: token })),
      'x-partner-id': PARTNER,
      'x-external-id': String(numbered),
      'channel-id': '00009',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    payload: how.changedOnTheWay ? text.replace('"06"', '"00"') : text,
  });
  return { status: answer.statusCode, body: answer.json() as Record<string, unknown>, headers: answer.headers };
}

const kept = async () =>
  (await owner.query<{ status: string; body: Buffer }>('SELECT status, body FROM payment.notice ORDER BY status')).rows;
const questions = async () =>
  (await owner.query('SELECT key FROM graphile_worker.jobs WHERE key = $1', [`payment.ask:${known}`])).rowCount;
const asked = async () =>
  (
    await owner.query<{ payload: object }>('SELECT payload FROM graphile_worker._private_jobs WHERE key = $1', [
      `payment.ask:${known}`,
    ])
  ).rows[0]?.payload;
const refusals = async () => {
  await notes.idle();
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM journal.event WHERE type LIKE 'security.%'");
  return rows[0].n as number;
};

const rejection = {
  originalPartnerReferenceNo: reference,
  latestTransactionStatus: '06',
  beneficiaryAccountNo: '0098765432',
  beneficiaryAccountName: 'CV PENYEDIA',
  additionalInfo: { rejectStatusID: 'Rekening tutup' },
};

describe('a notice', () => {
  it('that somebody else signed, or that was changed, is refused, noted and not kept', async () => {
    const { generateKeyPairSync } = await import('node:crypto');
    const stranger = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const before = await refusals();
    const forged = await tell('/transfer-skn/notify', rejection, { key: stranger.privateKey });
    assert.deepEqual([forged.status, forged.body.responseCode], [401, '4017500']);
    const changed = await tell('/transfer-skn/notify', rejection, { changedOnTheWay: true });
    assert.equal(changed.body.responseCode, '4017500');
    assert.equal((await kept()).length, 0);
    assert.equal(await questions(), 0);
    assert.equal(await refusals(), before + 2);
  });

  it('of every service is taken at its own address, kept once, and makes the platform ask', async () => {
    const first = await tell('/transfer-skn/notify', rejection);
    assert.deepEqual([first.status, first.body.responseCode], [200, '2007500'], JSON.stringify(first.body));
    assert.match(String(first.headers['x-timestamp']), /\+07:00$/);
    assert.equal(await questions(), 1);
    assert.deepEqual(await asked(), { id: known, turn: 0, noticed: true }, 'what is paid already may have come back');
    for (let times = 0; times < 3; times += 1) {
      assert.equal((await tell('/transfer-skn/notify', rejection)).body.responseCode, '2007500');
    }
    assert.equal((await kept()).length, 1);
    const paid = { ...rejection, originalReferenceNo: 'R1', latestTransactionStatus: '00' };
    for (const [path, code] of [
      ['/transfer-rtgs/notify', '2007600'],
      ['/debit/notify', '2005600'],
      ['/qr/qr-mpm-notify', '2005200'],
      ['/qr-mpm-notify', '2005200'],
    ] as const) {
      assert.equal((await tell(path, { ...paid, customerNumber: '9360000212345678' })).body.responseCode, code);
    }
    assert.equal((await kept()).length, 4);
  });

  it('is kept without the number of an account or customer', async () => {
    const bodies = (await kept()).map(({ body }) => body.toString('utf8')).join();
    assert.match(bodies, /\*{12}5678/);
    assert.match(bodies, /\*{6}5432/);
    for (const number of ['9360000212345678', '0098765432']) assert.ok(!bodies.includes(number), number);
  });

  it('about a payment that nobody here ordered is not found', async () => {
    const answer = await tell('/debit/notify', {
      originalPartnerReferenceNo: 'DS000000000000000000000000',
      originalReferenceNo: 'R',
      latestTransactionStatus: '00',
    });
    assert.deepEqual([answer.status, answer.body.responseCode], [404, '4045601']);
  });
});

describe('a payment into a virtual account', () => {
  const flag = {
    partnerServiceId: '   12345',
    customerNo: '678',
    virtualAccountNo: '   12345678',
    paymentRequestId: 'Q1',
    paidAmount: { value: '5000.00', currency: 'IDR' },
  };

  it('is answered as its owner says, in both languages', async () => {
    for (const [says, code, status] of [
      ['accepted', '2002500', '00'],
      ['unknown_account', '4042512', '01'],
      ['amount_differs', '4042513', '01'],
      ['paid_before', '4042514', '01'],
      ['expired', '4042519', '01'],
    ] as const) {
      vaSays = says;
      const answer = await tell('/transfer-va/payment', flag);
      assert.equal(answer.body.responseCode, code);
      const data = answer.body.virtualAccountData as Record<string, Record<string, string>>;
      assert.equal(data.paymentFlagStatus, status);
      assert.ok(data.paymentFlagReason?.english && data.paymentFlagReason.indonesia);
      assert.equal(data.partnerServiceId, '   12345');
    }
  });

  it('is refused when forged, or when a field is missing', async () => {
    assert.equal((await tell('/transfer-va/payment', { ...flag, paymentRequestId: '' })).body.responseCode, '4002502');
    assert.equal((await tell('/transfer-va/payment', flag, { token: 'x' })).body.responseCode, '4012501');
  });
});

describe('a bank that signs with a token of ours', () => {
  it('fetches it with its key, and is believed at its own address alone', async () => {
    const timestamp = snapTimestamp(new Date());
    const ask = (base: string) =>
      app.inject({
        method: 'POST',
        url: `${base}/access-token/b2b`,
        headers: {
          'content-type': 'application/json',
          'x-timestamp': timestamp,
          'x-client-key': 'bca',
          'x-signature': signRsa(keys.privateKey, tokenStringToSign('bca', timestamp)),
        },
        payload: '{"grantType":"client_credentials"}',
      });
    assert.equal((await ask('/bank/v1.0')).statusCode, 404);
    const granted = await ask('/bank/014/v1.0');
    assert.equal(granted.json().responseCode, '2007300');
    const token = String(granted.json().accessToken);
    const told = await tell('/transfer-skn/notify', rejection, { base: '/bank/014/v1.0', token });
    assert.equal(told.body.responseCode, '2007500');
    const elsewhere = await tell('/transfer-skn/notify', rejection, { token });
    assert.equal(elsewhere.body.responseCode, '4017501');
  });
});
