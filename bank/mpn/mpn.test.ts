import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Sandbox, SOURCE, startSandbox } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

const TAX = { value: '1234567.00', currency: 'IDR' };
let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox?.close());

const call = async (path: string, body: Record<string, unknown>) => (await sandbox.partner.call(path, body)).body;
const newBilling = async () =>
  call('/mpn/billing', {
    taxpayerNpwp: '0012345678901000',
    taxpayerName: 'CV PENYEDIA CONTOH',
    kap: '411211',
    kjs: '920',
    period: '112026',
    amount: TAX,
    description: 'PPN dipungut bendahara',
  });
let sequence = 0;
const pay = (billingCode: unknown, changes: Record<string, unknown> = {}) => {
  sequence += 1;
  return call('/mpn/payment', {
    partnerReferenceNo: `MPN${sequence}`,
    billingCode,
    amount: TAX,
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
    ...changes,
  });
};
const status = (originalPartnerReferenceNo: string) =>
  call('/transfer/status', { originalPartnerReferenceNo, serviceCode: '91' });

test('a billing code is made, read, paid once, and proved by NTPN and NTB', async () => {
  const made = await newBilling();
  assert.equal(made.responseCode, '2009200');
  assert.match(String(made.billingCode), /^[0-3]\d{14}$/);
  const unpaid = await call('/mpn/inquiry', { billingCode: made.billingCode });
  assert.deepEqual(
    [unpaid.responseCode, unpaid.billingStatus, unpaid.kap, unpaid.period, unpaid.ntpn],
    ['2009000', 'UNPAID', '411211', '112026', undefined],
  );

  const before = await sandbox.balance('002', SOURCE);
  const paid = await pay(made.billingCode, { partnerReferenceNo: 'SETOR-1' });
  assert.equal(paid.responseCode, '2009100');
  assert.match(String(paid.ntpn), /^[0-9A-Z]{16}$/);
  assert.match(String(paid.ntb), /^\d{12}$/);
  assert.equal(await sandbox.balance('002', SOURCE), before - 1_234_567n);

  const told = await status('SETOR-1');
  assert.equal(told.latestTransactionStatus, '00');
  const info = told.additionalInfo as Record<string, unknown>;
  assert.deepEqual([info.ntpn, info.ntb, info.paidTime], [paid.ntpn, paid.ntb, paid.paidTime]);
  const read = await call('/mpn/inquiry', { billingCode: made.billingCode });
  assert.deepEqual([read.billingStatus, read.ntpn], ['PAID', paid.ntpn]);

  const statement = await call('/bank-statement', { accountNo: SOURCE });
  const remarks = (statement.detailData as { remark: string }[]).map((line) => line.remark);
  assert.ok(remarks.includes(`SETOR-1 MPN ${made.billingCode}`));
  assert.equal((await pay(made.billingCode, { partnerReferenceNo: 'SETOR-1' })).responseCode, '4099101');
  assert.equal((await pay(made.billingCode)).responseCode, '4049114');
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});

test('a wrong amount, an unknown code and a void code are refused', async () => {
  const { billingCode } = await newBilling();
  assert.equal((await pay(billingCode, { amount: { value: '1.00', currency: 'IDR' } })).responseCode, '4049113');
  assert.equal((await pay('000000000000000')).responseCode, '4049112');
  assert.equal((await call('/mpn/inquiry', { billingCode: '000000000000000' })).responseCode, '4049012');
  const clock = (at: string | null) =>
    fetch(`${sandbox.url}/simulation/clock`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ at }),
    });
  await clock(wibTimestamp(new Date(Date.now() + 8 * 86_400_000)));
  try {
    assert.equal((await call('/mpn/inquiry', { billingCode })).billingStatus, 'EXPIRED');
    assert.equal((await pay(billingCode)).responseCode, '4049119');
  } finally {
    await clock(null);
  }
});

test('ten payments of one code at once: one is taken', async () => {
  const { billingCode } = await newBilling();
  const before = await sandbox.balance('002', SOURCE);
  const codes = (await Promise.all(Array.from({ length: 10 }, () => pay(billingCode)))).map(
    (body) => body.responseCode,
  );
  assert.equal(codes.filter((code) => code === '2009100').length, 1);
  assert.equal(codes.filter((code) => code === '4049114').length, 9);
  assert.equal(await sandbox.balance('002', SOURCE), before - 1_234_567n);
});
