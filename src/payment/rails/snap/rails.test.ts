/** The platform's rails against the sandbox bank over HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testCardNumber } from '../../../../bank/cards/card.ts';
import {
  CARD_CODE,
  CARD_EXPIRY,
  CARD_TOKEN,
  eventually,
  OTHER_BANK_VENDOR,
  POOR_SOURCE,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../../../../bank/testing/sandbox.ts';
import { createOutbound } from '../../../platform/outbound.ts';
import type { Account, CardRail, TransferOrder, TransferRail } from '../port.ts';
import { verifyBankNotice } from './callback.ts';
import { createCardRail } from './card-rail.ts';
import type { SnapBankConfig } from './config.ts';
import { createTransferRail } from './transfer-rail.ts';
import { snapTimestamp } from './wire.ts';

let sandbox: Sandbox;
let transfers: TransferRail;
let cards: CardRail;
let strangers: CardRail;
before(async () => {
  sandbox = await startSandbox({ statementPageSize: 3 });
  const config: SnapBankConfig = {
    baseUrl: sandbox.url,
    prefix: '/snap/v1.0',
    ...sandbox.keys,
    channelId: '00009',
    bankPublicKeyPem: sandbox.bankPublicKeyPem,
    outbound: createOutbound({ hosts: [new URL(sandbox.url).host], ranges: ['127.0.0.0/8'] }),
    timeoutMs: 5_000,
    pageHosts: ['bank.test'],
  };
  transfers = createTransferRail(config);
  strangers = createCardRail({ ...config, pageHosts: ['other.test'] });
  cards = createCardRail(config);
});
after(() => sandbox.close());

const account = (accountNo: string, bankCode = '002'): Account => ({ bankCode, accountNo, name: 'X' });
const source = account(SOURCE);
let sequence = 0;

function order(changes: Partial<TransferOrder> = {}): TransferOrder {
  sequence += 1;
  return {
    partnerReferenceNo: `RAIL${Date.now()}${sequence}`,
    source,
    beneficiary: account(VENDOR),
    amount: 25_000n,
    remark: 'PESANAN 7',
    customerReference: 'PESANAN-7',
    transactionDate: snapTimestamp(new Date()),
    ...changes,
  };
}

const statusOf = (given: TransferOrder, service: '17' | '18' = '17') =>
  transfers.status(given.partnerReferenceNo, service, given.amount, given.transactionDate);

test('a name is found, not found, at the same bank and at another', async () => {
  const inside = await transfers.inquire(account(VENDOR), source);
  assert.deepEqual([inside.kind, inside.name], ['found', 'CV PENYEDIA 3301']);
  const outside = await transfers.inquire(account(OTHER_BANK_VENDOR, '014'), source);
  assert.deepEqual([outside.kind, outside.name], ['found', 'CV PENYEDIA 5432']);
  assert.equal((await transfers.inquire(account('42'), source)).kind, 'not_found');
});

test('a transfer succeeds once; repeated, it is confirmed with the same reference', async () => {
  const given = order();
  const first = await transfers.submit(given);
  assert.equal(first.kind, 'success');
  assert.equal(first.service, '17');
  const again = await transfers.submit(given);
  assert.ok(first.kind === 'success' && again.kind === 'success');
  assert.equal(again.referenceNo, first.referenceNo);
});

test('the same reference with another amount is unknown: the bank holds another payment', async () => {
  const given = order();
  await transfers.submit(given);
  const changed = await transfers.submit({ ...given, amount: 26_000n });
  assert.equal(changed.kind, 'unknown');
  assert.equal((await statusOf({ ...given, amount: 26_000n })).kind, 'unknown');
});

test('another bank is reached by service 18', async () => {
  const given = order({ beneficiary: account(OTHER_BANK_VENDOR, '014') });
  const outcome = await transfers.submit(given);
  assert.equal(outcome.kind, 'success');
  assert.equal(outcome.service, '18');
  assert.equal((await statusOf(given, '18')).kind, 'success');
});

test('missing funds are a refusal with the code of the bank', async () => {
  const outcome = await transfers.submit(order({ source: account(POOR_SOURCE) }));
  assert.ok(outcome.kind === 'refused');
  assert.equal(outcome.code, '4031714');
});

test('lost answers are unknown, and status tells what happened', async () => {
  for (const [suffix, truth] of [
    ['9010', 'success'],
    ['9011', 'not_found'],
    ['9012', 'success'],
  ] as const) {
    const given = order({ beneficiary: account(`88880100000${suffix}`) });
    assert.equal((await transfers.submit(given)).kind, 'unknown', suffix);
    assert.equal((await statusOf(given)).kind, truth, suffix);
  }
});

test('a transfer in progress is pending until the bank ends it', async () => {
  const given = order({ beneficiary: account('888801000009009') });
  assert.equal((await transfers.submit(given)).kind, 'pending');
  assert.equal((await statusOf(given)).kind, 'pending');
  await eventually(async () => (await statusOf(given)).kind === 'failed');
});

test('the statement is read across pages, each line once, and carries the reference', async () => {
  const given = order();
  await transfers.submit(given);
  const from = snapTimestamp(new Date(Date.now() - 3_600_000));
  const lines = await Array.fromAsync(transfers.statement(source, from, snapTimestamp(new Date())));
  assert.equal(new Set(lines.map((line) => line.transactionId)).size, lines.length);
  assert.ok(lines.length > 3);
  const mine = lines.filter((line) => line.remark.includes(given.partnerReferenceNo));
  assert.equal(mine.length, 1);
  assert.deepEqual([mine[0]?.direction, mine[0]?.amount], ['DEBIT', 25_000n]);
});

test('the balance is what the statement adds up to', async () => {
  const from = snapTimestamp(new Date(Date.now() - 3_600_000));
  let sum = 0n;
  for await (const line of transfers.statement(source, from, snapTimestamp(new Date()))) {
    sum += line.direction === 'CREDIT' ? line.amount : -line.amount;
  }
  assert.deepEqual(await transfers.balance(source), { available: sum, booked: sum });
  assert.ok('unknown' in (await transfers.balance(account('42'))));
});

test('a card payment: page opened, paid by the holder, told by a notice, confirmed by status', async () => {
  const partnerReferenceNo = `KARTURAIL${Date.now()}`;
  const session = {
    partnerReferenceNo,
    amount: 75_000n,
    beneficiary: account(VENDOR),
    cardToken: CARD_TOKEN,
    description: 'Pesanan 8',
    returnUrl: 'http://toko.test/kembali',
    validUntil: snapTimestamp(new Date(Date.now() + 600_000)),
  };
  const opened = await cards.open(session);
  assert.ok(opened.kind === 'success' && opened.redirectUrl !== undefined);
  assert.equal((await cards.open(session)).redirectUrl, opened.redirectUrl);
  // Nobody is sent to a page elsewhere, whatever the answer says.
  assert.equal((await strangers.open(session)).redirectUrl, undefined);
  const status = () => cards.status(partnerReferenceNo, 75_000n, snapTimestamp(new Date()));
  assert.equal((await status()).kind, 'pending');

  const page = sandbox.url + new URL(opened.redirectUrl).pathname;
  const submit = (path: string, fields: Record<string, string>) =>
    fetch(page + path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  await submit('/kartu', { number: testCardNumber(CARD_TOKEN, '1111'), expiry: CARD_EXPIRY });
  await submit('/kode', { code: CARD_CODE });
  const paid = await status();
  assert.equal(paid.kind, 'success');
  assert.match(paid.approvalCode ?? '', /^\d{6}$/);
  assert.equal((await cards.cancel(partnerReferenceNo)).kind, 'refused');

  await eventually(() => sandbox.notices.received.length > 0);
  const [received] = sandbox.notices.received;
  assert.ok(received);
  const trust = {
    service: '56' as const,
    partnerId: sandbox.keys.partnerId,
    bankPublicKeyPem: sandbox.bankPublicKeyPem,
    now: new Date(),
  };
  const delivered = { method: 'POST', endpointUrl: received.url, headers: received.headers, rawBody: received.raw };
  const verdict = verifyBankNotice(delivered, trust);
  assert.ok(verdict.ok);
  assert.equal(verdict.notice.partnerReferenceNo, partnerReferenceNo);
  assert.equal(verdict.notice.amount, 75_000n);
});

test('an open page is cancelled, and an unknown reference is not found', async () => {
  const partnerReferenceNo = `KARTUBATAL${Date.now()}`;
  await cards.open({
    partnerReferenceNo,
    amount: 1_000n,
    beneficiary: account(VENDOR),
    cardToken: CARD_TOKEN,
    description: '',
    returnUrl: 'http://toko.test/kembali',
    validUntil: snapTimestamp(new Date(Date.now() + 600_000)),
  });
  assert.equal((await cards.cancel(partnerReferenceNo)).kind, 'success');
  assert.equal((await cards.status(partnerReferenceNo, 1_000n, snapTimestamp(new Date()))).kind, 'failed');
  assert.equal((await cards.status('TIDAK-ADA', 1_000n, snapTimestamp(new Date()))).kind, 'not_found');
});
