/** Virtual accounts, deposits to the State and history, against the sandbox bank over HTTP. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, POOR_SOURCE } from '../../../../bank/testing/sandbox.ts';
import {
  account,
  freshReference,
  inMinutes,
  type SandboxRails,
  satker,
  startSandboxRails,
  vendor,
} from '../../../../test/support/sandbox-rails.ts';
import { admitCallback } from './callback.ts';
import { vaFlagIn } from './notice-body.ts';

let bank: SandboxRails;
before(async () => {
  bank = await startSandboxRails();
});
after(() => bank?.close());

const now = () => inMinutes(0);
const poor = account(POOR_SOURCE);
const number = { partnerServiceId: '12345', customerNo: '0000000678' };

test('a virtual account is made once, paid from another account, told by 25, seen in status, and removed', async () => {
  const { va } = bank.rails;
  const order = {
    ...number,
    name: 'Satker Contoh',
    trxId: 'UP0001',
    amount: 500n,
    expiresAt: inMinutes(60),
    type: 'C' as const,
    creditAccountNo: satker.accountNo,
  };
  const made = await va.create(order);
  assert.ok(made.kind === 'success', made.kind);
  assert.equal(made.virtualAccountNo, '   123450000000678');
  const again = await va.create(order);
  assert.ok(again.kind === 'success' && again.virtualAccountNo === made.virtualAccountNo, again.kind);
  assert.equal((await va.create({ ...order, amount: 501n })).kind, 'refused');

  const read = await va.inquire(number);
  assert.ok(read.kind === 'found');
  assert.deepEqual([read.va.name, read.va.amount, read.va.type], ['Satker Contoh', 500n, 'C']);
  const unpaid = await va.status(number, 'Q1');
  assert.ok(unpaid.kind === 'found');
  assert.deepEqual(unpaid.paid, []);

  const bill = await va.payInquire(freshReference(), number, poor);
  assert.ok(bill.kind === 'found');
  assert.equal(bill.bill.amount, 500n);
  const told = bank.sandbox.notices.received.length;
  const payment = {
    partnerReferenceNo: freshReference(),
    va: number,
    source: poor,
    amount: 500n,
    transactionDate: now(),
  };
  assert.equal((await va.pay({ ...payment, amount: 499n })).kind, 'refused');
  const paid = await va.pay({ ...payment, partnerReferenceNo: freshReference() });
  assert.equal(paid.kind, 'success');
  assert.equal((await va.pay({ ...payment, partnerReferenceNo: freshReference() })).kind, 'refused');

  const status = await va.status(number, 'Q1');
  assert.ok(status.kind === 'found');
  assert.deepEqual(
    status.paid.map(({ paidAmount }) => paidAmount),
    [500n],
  );
  await eventually(() => bank.sandbox.notices.received.length > told);
  const received = bank.sandbox.notices.received.at(-1);
  assert.ok(received);
  const admission = admitCallback(
    { method: 'POST', endpointUrl: received.url, headers: received.headers, rawBody: received.raw },
    {
      service: '25',
      partnerId: bank.config.partnerId,
      bankPublicKeyPem: bank.config.bankPublicKeyPem,
      now: new Date(),
    },
  );
  assert.ok(admission.ok);
  const flag = vaFlagIn(admission.body);
  assert.ok('paidAmount' in flag && flag.paidAmount === 500n && flag.customerNo === number.customerNo);

  assert.equal((await va.remove(number, 'UP0001')).kind, 'success');
  assert.equal((await va.inquire(number)).kind, 'not_found');
});

test('paying a virtual account twice under one reference pays once', async () => {
  const { va } = bank.rails;
  const other = { ...number, customerNo: '0000000679' };
  const order = { ...other, name: 'X', trxId: 'UP0002', amount: 200n, expiresAt: inMinutes(60), type: 'O' as const };
  assert.equal((await va.create(order)).kind, 'success');
  const payment = {
    partnerReferenceNo: freshReference(),
    va: other,
    source: poor,
    amount: 200n,
    transactionDate: now(),
  };
  const first = await va.pay(payment);
  const second = await va.pay(payment);
  assert.ok(first.kind === 'success' && second.kind === 'success');
  const status = await va.status(other, 'Q2');
  assert.ok(status.kind === 'found' && status.paid.length === 1);
  assert.equal((await va.payStatus(payment.partnerReferenceNo, 200n, payment.transactionDate)).kind, 'success');
});

const tax = {
  taxpayerNpwp: '0123456789012345',
  taxpayerName: 'CV PENYEDIA CONTOH',
  kap: '411211',
  kjs: '910',
  period: '112026',
  amount: 110_000n,
  description: 'PPN pesanan 7',
};

test('a billing code is made, read, paid with the receipt of the State, and paid once', async () => {
  const { mpn } = bank.rails;
  const made = await mpn.createBilling(tax);
  assert.ok(made.kind === 'found');
  assert.match(made.billingCode, /^[0-3]\d{14}$/);
  const read = await mpn.inquire(made.billingCode);
  assert.ok(read.kind === 'found');
  assert.deepEqual([read.billing.amount, read.billing.status, read.billing.ntpn], [110_000n, 'UNPAID', null]);

  const order = {
    partnerReferenceNo: freshReference(),
    billingCode: made.billingCode,
    amount: 110_000n,
    source: satker,
    transactionDate: now(),
  };
  assert.equal((await mpn.pay({ ...order, partnerReferenceNo: freshReference(), amount: 109_999n })).kind, 'refused');
  const paid = await mpn.pay(order);
  assert.ok(paid.kind === 'success', paid.kind);
  assert.match(paid.ntpn ?? '', /^[0-9A-Z]{16}$/);
  const again = await mpn.pay(order);
  assert.ok(again.kind === 'success', again.kind);
  assert.deepEqual([again.ntpn, again.ntb], [paid.ntpn, paid.ntb]);
  const status = await mpn.status(order.partnerReferenceNo, 110_000n, order.transactionDate);
  assert.ok(status.kind === 'success');
  assert.equal(status.ntpn, paid.ntpn);
  const after = await mpn.inquire(made.billingCode);
  assert.ok(after.kind === 'found' && after.billing.status === 'PAID' && after.billing.ntpn === paid.ntpn);
  assert.equal((await mpn.inquire('012345678901234')).kind, 'not_found');
  assert.equal((await mpn.status(freshReference(), 1n, now())).kind, 'not_found');
});

test('history tells of what was done, in the list and alone', async () => {
  const { transfer } = bank.rails;
  const reference = freshReference();
  const from = inMinutes(-60);
  await transfer.submit({
    partnerReferenceNo: reference,
    source: satker,
    beneficiary: vendor,
    amount: 31_000n,
    remark: `${reference} PESANAN 7`,
    customerReference: reference,
    transactionDate: now(),
  });
  const lines = await Array.fromAsync(transfer.history(from, inMinutes(1)));
  assert.ok(lines.some(({ amount, status }) => amount === 31_000n && status === 'SUCCESS'));
  const one = await transfer.historyOf(reference);
  assert.ok(one !== null && 'amount' in one);
  assert.equal(one.amount, 31_000n);
  assert.equal(await transfer.historyOf(freshReference()), null);
});
