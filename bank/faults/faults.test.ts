import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import pg from 'pg';
import { testCardNumber } from '../cards/card.ts';
import { rsaMatches, stringToSign } from '../snap/signature.ts';
import {
  CARD_CODE,
  CARD_EXPIRY,
  CARD_TOKEN,
  eventually,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';
import type { FaultPlan, FaultRule } from './plan.ts';

let bank: Sandbox;
let orders = 0;

before(async () => {
  bank = await startSandbox();
});
after(() => bank.close());
afterEach(() => tell('DELETE'));

async function tell(method: 'PUT' | 'DELETE', plan?: FaultPlan): Promise<void> {
  const answer = await fetch(`${bank.url}/simulation/faults`, {
    method,
    ...(plan ? { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(plan) } : {}),
  });
  assert.equal(answer.status, 200, await answer.text());
}
const under = (...rules: readonly Partial<FaultRule>[]) =>
  tell('PUT', { seed: 7, rules: rules.map((rule) => ({ service: '17', fault: 'delay', perMille: 1000, ...rule })) });

const order = () => {
  orders += 1;
  return {
    partnerReferenceNo: `RUSAK${orders}`,
    amount: { value: '100.00', currency: 'IDR' },
    beneficiaryAccountNo: VENDOR,
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
  };
};
const transfer = (body = order()) => bank.partner.call('/transfer-intrabank', body);
const status = (reference: string) =>
  bank.partner.call('/transfer/status', { originalPartnerReferenceNo: reference, serviceCode: '17' });
const latest = async (reference: string) => {
  const { body } = await status(reference);
  return body.latestTransactionStatus ?? body.responseCode;
};
const NOT_FOUND = '4043601';

describe('a bank that misbehaves as it is told', () => {
  test('delays its answer', async () => {
    await under({ fault: 'delay', ms: 300 });
    const began = Date.now();
    assert.equal((await transfer()).status, 200);
    assert.ok(Date.now() - began >= 300);
  });

  test('does nothing and cuts the line; the next try of the reference may be heard', async () => {
    const body = order();
    await under({ fault: 'timeoutBefore', ms: 50 });
    await assert.rejects(transfer(body));
    await tell('DELETE');
    assert.equal(await latest(body.partnerReferenceNo), NOT_FOUND);
  });

  for (const fault of ['timeoutAfter', 'cutMidAnswer'] as const)
    test(`${fault}: has paid, and the partner does not hear it`, async () => {
      const body = order();
      await under({ fault, ms: 50 });
      await assert.rejects(transfer(body));
      assert.equal(await latest(body.partnerReferenceNo), '00');
    });

  test('answers 500 before and after it has acted', async () => {
    const [before_, after_] = [order(), order()];
    await under({ fault: 'error500' });
    assert.equal((await transfer(before_)).body.responseCode, '5001700');
    await under({ fault: 'error500After' });
    assert.equal((await transfer(after_)).body.responseCode, '5001700');
    assert.equal(await latest(before_.partnerReferenceNo), NOT_FOUND);
    assert.equal(await latest(after_.partnerReferenceNo), '00');
  });

  test('is out: 503 without a SNAP body, or no answer', async () => {
    await under({ service: '*', fault: 'outage' });
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        fetch(`${bank.url}/snap/v1.0/transfer-intrabank`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(order()),
        }),
      ),
    );
    const heard = answers.filter((one) => one.status === 'fulfilled');
    assert.ok(heard.length > 0 && heard.length < answers.length, `${heard.length} of ${answers.length} heard`);
    for (const one of heard) assert.equal(one.value.status, 503);
  });

  test('is closed for maintenance, and has not paid', async () => {
    const body = order();
    await under({ fault: 'maintenance' });
    assert.equal((await transfer(body)).body.responseCode, '4031706');
    assert.equal(await latest(body.partnerReferenceNo), NOT_FOUND);
  });

  test('a clock that is wrong refuses what is signed now', async () => {
    await under({ fault: 'clockSkew', ms: 600_000 });
    assert.equal((await transfer()).body.responseCode, '4011700');
    await under({ fault: 'clockSkew', ms: -60_000 });
    assert.equal((await transfer()).status, 200);
  });

  test('contradicts itself for a while, and then tells the truth', async () => {
    const bodies = Array.from({ length: 24 }, () => order());
    for (const body of bodies) assert.equal((await transfer(body)).status, 200);
    await under({ service: '36', fault: 'contradictStatus', ms: 3_000 });
    const said = await Promise.all(bodies.map(({ partnerReferenceNo }) => latest(partnerReferenceNo)));
    assert.deepEqual([...new Set(said)].sort(), ['03', '06', NOT_FOUND].sort());
    await eventually(async () => (await latest(bodies[0]?.partnerReferenceNo ?? '')) === '00');
  });

  test('accepts, and fails afterwards', async () => {
    const body = order();
    const before_ = await bank.balance('002', SOURCE);
    await under({ fault: 'rejectAfterAccept' });
    assert.equal((await transfer(body)).status, 202);
    await eventually(async () => (await latest(body.partnerReferenceNo)) === '06');
    assert.equal(await bank.balance('002', SOURCE), before_);
  });

  test('keeps a line off the statement for a while', async () => {
    const body = order();
    await under({ service: '14', fault: 'hideStatementLine', ms: 1_500 });
    await transfer(body);
    const shown = async () => {
      const { body: said } = await bank.partner.call('/bank-statement', { accountNo: SOURCE });
      return JSON.stringify(said.detailData).includes(body.partnerReferenceNo);
    };
    assert.equal(await shown(), false);
    await eventually(shown);
  });

  test('tells the partner twice, late, and with a signature that is not its own', async () => {
    await under({ service: 'notice', fault: 'duplicateNotice' });
    assert.equal(await noticesOf(await paidByCard(), 2), 2);

    await under({ service: 'notice', fault: 'lateNotice', ms: 1_500 });
    const late = await paidByCard();
    assert.equal(received(late).length, 0);
    await noticesOf(late, 1);

    await under({ service: 'notice', fault: 'wrongSignature' });
    const forged = await paidByCard();
    await noticesOf(forged, 1);
    const [one] = received(forged);
    assert.ok(one);
    const signed = stringToSign({
      method: 'POST',
      endpointUrl: one.url,
      accessToken: null,
      body: one.raw,
      timestamp: String(one.headers['x-timestamp']),
    });
    assert.equal(rsaMatches(bank.bankPublicKeyPem, signed, String(one.headers['x-signature'])), false);
  });

  test('a later event overtakes an earlier one', async () => {
    await under({ service: 'notice', fault: 'reorderNotice', ms: 4_000 });
    const references: string[] = [];
    for (let n = 0; n < 4; n += 1) references.push(await paidByCard());
    await eventually(() => references.every((reference) => received(reference).length === 1), 12_000);
    const came = bank.notices.received
      .map(({ body }) => String(body.originalPartnerReferenceNo))
      .filter((reference) => references.includes(reference));
    assert.notDeepEqual(came, references);
  });

  test('remembers the plan and the tries when it is started again', async () => {
    await under({ fault: 'error500', perMille: 500 });
    await transfer();
    const db = new pg.Client({ connectionString: bank.databaseUrl });
    await db.connect();
    const { rows } = await db.query('SELECT plan FROM bank.fault_plan');
    const tries = await db.query('SELECT tries FROM bank.fault_try WHERE service = $1', ['17']);
    await db.end();
    assert.equal(rows[0].plan.seed, 7);
    assert.equal(tries.rows[0].tries, 1);
  });

  test('refuses a plan that is none', async () => {
    const answer = await fetch(`${bank.url}/simulation/faults`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: '{"seed":1,"rules":[{"service":"17","fault":"fire","perMille":1}]}',
    });
    assert.equal(answer.status, 400);
    const told = await (await fetch(`${bank.url}/simulation/faults`)).json();
    assert.deepEqual(told, { plan: null });
  });

  test('and its own books stay whole', async () => assert.equal(await bank.ledgerIsBalanced(), true));
});

const received = (reference: string) =>
  bank.notices.received.filter(({ body }) => body.originalPartnerReferenceNo === reference);

async function noticesOf(reference: string, least: number): Promise<number> {
  await eventually(() => received(reference).length >= least);
  return received(reference).length;
}

async function paidByCard(): Promise<string> {
  const { partnerReferenceNo } = order();
  const opened = await bank.partner.call('/debit/payment-host-to-host', {
    partnerReferenceNo,
    bankCardToken: CARD_TOKEN,
    amount: { value: '5000.00', currency: 'IDR' },
    urlParams: [{ url: 'http://toko.test/', type: 'PAY_RETURN', isDeeplink: 'N' }],
    additionalInfo: { beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR },
  });
  const page = bank.url + new URL(String(opened.body.webRedirectUrl)).pathname;
  const submit = (path: string, fields: Record<string, string>) =>
    fetch(page + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  await submit('/kartu', { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit('/kode', { code: CARD_CODE });
  return partnerReferenceNo;
}
