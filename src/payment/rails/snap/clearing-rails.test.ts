/** SKN, RTGS and BI-FAST against the sandbox bank over HTTP: accepted first, settled or sent back later, told by notices. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, OTHER_BANK_VENDOR } from '../../../../bank/testing/sandbox.ts';
import {
  account,
  freshReference,
  type SandboxRails,
  satker,
  startSandboxRails,
} from '../../../../test/support/sandbox-rails.ts';
import type { TransferOrder, TransferService } from '../port.ts';
import { verifyBankNotice } from './callback.ts';

/** A Tuesday, 10.00 WIB, on the bank's clock. */
const OPEN = '2026-11-24T10:00:00+07:00';
const CLOSED = '2026-11-24T20:00:00+07:00';

let bank: SandboxRails;
before(async () => {
  bank = await startSandboxRails({
    skn: { settleMs: 200, cycles: [], smallest: 1n },
    rtgs: { settleMs: 200, cycles: [], smallest: 1n },
    returnMs: 400,
  });
  await bank.door('PUT', '/clock', { at: OPEN });
});
after(() => bank?.close());

const order = (service: TransferService, changes: Partial<TransferOrder> = {}): TransferOrder => ({
  partnerReferenceNo: freshReference(),
  source: satker,
  beneficiary: account(OTHER_BANK_VENDOR, '014', 'CV PENYEDIA 5432'),
  amount: 275_000n,
  remark: 'PESANAN 7',
  customerReference: 'PESANAN-7',
  transactionDate: OPEN,
  service,
  ...changes,
});
const statusOf = (given: TransferOrder) =>
  bank.rails.transfer.status(given.partnerReferenceNo, given.service ?? '17', given.amount, given.transactionDate);

for (const [service, notice] of [
  ['23', '75'],
  ['22', '76'],
] as const) {
  test(`service ${service} is accepted, then settled, and told by ${notice}`, async () => {
    const given = order(service);
    const told = bank.sandbox.notices.received.length;
    const accepted = await bank.rails.transfer.submit(given);
    assert.equal(accepted.kind, 'pending');
    assert.equal(accepted.service, service);
    await eventually(async () => (await statusOf(given)).kind === 'success');
    await eventually(() => bank.sandbox.notices.received.length > told);
    const received = bank.sandbox.notices.received.at(-1);
    assert.ok(received);
    const request = { method: 'POST', endpointUrl: received.url, headers: received.headers, rawBody: received.raw };
    const trust = { partnerId: bank.config.partnerId, bankPublicKeyPem: bank.config.bankPublicKeyPem, now: new Date() };
    const verdict = verifyBankNotice(request, { ...trust, service: notice });
    assert.ok(verdict.ok);
    assert.equal(verdict.notice.partnerReferenceNo, given.partnerReferenceNo);
    assert.equal(verdict.notice.details?.beneficiaryAccountNo, '******5432');
    // A message for one address proves nothing at another.
    assert.equal(
      verifyBankNotice({ ...request, endpointUrl: `${received.url}x` }, { ...trust, service: notice }).ok,
      false,
    );
  });
}

test('outside its hours a clearing refuses, and nothing was executed', async () => {
  await bank.door('PUT', '/clock', { at: CLOSED });
  const given = order('23');
  const refused = await bank.rails.transfer.submit(given);
  await bank.door('PUT', '/clock', { at: OPEN });
  assert.ok(refused.kind === 'refused');
  assert.equal(refused.code, '4032306');
  assert.notEqual((await statusOf(given)).kind, 'success');
});

test('above the limit of BI-FAST the bank refuses; within it the money is there at once', async () => {
  const fast = order('18', { channel: 'BIFAST' });
  assert.equal((await bank.rails.transfer.submit(fast)).kind, 'success');
  const tooMuch = await bank.rails.transfer.submit(order('18', { channel: 'BIFAST', amount: 250_000_001n }));
  assert.ok(tooMuch.kind === 'refused');
  assert.equal(tooMuch.code, '4031802');
});

test('a repeated order of SKN is the same order', async () => {
  const given = order('23');
  await bank.rails.transfer.submit(given);
  await eventually(async () => (await statusOf(given)).kind === 'success');
  assert.equal((await bank.rails.transfer.submit(given)).kind, 'success');
  assert.equal((await bank.rails.transfer.submit({ ...given, amount: 276_000n })).kind, 'unknown');
});
