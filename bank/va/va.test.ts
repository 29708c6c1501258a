import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventually, POOR_SOURCE, type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox();
});
after(() => sandbox?.close());

const COMPANY = '   77001';
const numbers = (customerNo: string, partnerServiceId = COMPANY) => ({
  partnerServiceId,
  customerNo,
  virtualAccountNo: partnerServiceId + customerNo,
});
const money = (rupiah: number) => ({ value: `${rupiah}.00`, currency: 'IDR' });
const call = async (path: string, body: Record<string, unknown>) => (await sandbox.partner.call(path, body)).body;
const create = (customerNo: string, changes: Record<string, unknown> = {}) =>
  call('/transfer-va/create-va', {
    ...numbers(customerNo),
    virtualAccountName: 'SATKER CONTOH',
    trxId: `TRX${customerNo}`,
    totalAmount: money(50_000),
    virtualAccountTrxType: 'C',
    expiredDate: wibTimestamp(new Date(Date.now() + 3_600_000)),
    additionalInfo: { accountNo: POOR_SOURCE },
    ...changes,
  });
const pay = (customerNo: string, partnerReferenceNo: string, rupiah: number) =>
  call('/transfer-va/payment-intrabank', {
    ...numbers(customerNo),
    partnerReferenceNo,
    sourceAccountNo: SOURCE,
    paidAmount: money(rupiah),
    trxDateTime: wibTimestamp(new Date()),
  });
const data = (body: Record<string, unknown>) => body.virtualAccountData as Record<string, unknown>;

test('made by 27, asked by 32, paid by 33, told by 25, 26 and 36, and on the statement with its trxId', async () => {
  const made = await create('0001');
  assert.equal(made.responseCode, '2002700');
  assert.equal(data(made).virtualAccountNo, '   770010001');
  assert.equal((await create('0001')).responseCode, '4092701');
  assert.equal((await create('0001', { totalAmount: money(1) })).responseCode, '4042718');

  const bill = await call('/transfer-va/inquiry-intrabank', { ...numbers('0001'), sourceAccountNo: SOURCE });
  assert.deepEqual(data(bill).totalAmount, money(50_000));
  const before = await sandbox.balance('002', POOR_SOURCE);
  assert.equal((await pay('0001', 'VA-1', 49_999)).responseCode, '4043313');
  assert.equal((await pay('0001', 'VA-1', 50_000)).responseCode, '2003300');
  assert.equal((await pay('0001', 'VA-1', 50_000)).responseCode, '4093301');
  assert.equal((await pay('0001', 'VA-2', 50_000)).responseCode, '4043314');
  assert.equal(await sandbox.balance('002', POOR_SOURCE), before + 50_000n);

  const told = await call('/transfer/status', { originalPartnerReferenceNo: 'VA-1', serviceCode: '33' });
  assert.equal(told.latestTransactionStatus, '00');
  const status = await call('/transfer-va/status', { ...numbers('0001'), inquiryRequestId: '1' });
  assert.deepEqual(data(status).paidAmount, money(50_000));
  const lines = (await call('/bank-statement', { accountNo: POOR_SOURCE })).detailData as { remark: string }[];
  assert.ok(lines.some((line) => line.remark === 'VA-1 VA 770010001 TRX0001'));

  await eventually(() => sandbox.notices.received.length === 1);
  const [notice] = sandbox.notices.received;
  assert.equal(notice?.url, '/snap/v1.0/transfer-va/payment');
  assert.deepEqual(
    [notice?.body.trxId, notice?.body.paidAmount, notice?.body.virtualAccountNo],
    ['TRX0001', money(50_000), '   770010001'],
  );
});

test('read by 30 and removed by 31 with DELETE; then nobody can pay it', async () => {
  await create('0002');
  const read = await call('/transfer-va/inquiry-va', { ...numbers('0002'), trxId: 'TRX0002' });
  assert.equal(data(read).virtualAccountName, 'SATKER CONTOH');
  assert.equal((await call('/transfer-va/status', numbers('0002'))).responseCode, '2002600');
  const removed = await sandbox.partner.call(
    '/transfer-va/delete-va',
    { ...numbers('0002'), trxId: 'TRX0002' },
    { method: 'DELETE' },
  );
  assert.equal(removed.body.responseCode, '2003100');
  assert.equal((await call('/transfer-va/inquiry-va', numbers('0002'))).responseCode, '4043012');
  assert.equal((await pay('0002', 'VA-3', 50_000)).responseCode, '4043312');
});

test('an open number takes any amount, a partial one no more than its total, an expired one nothing', async () => {
  await create('0003', { virtualAccountTrxType: 'O', totalAmount: undefined });
  assert.equal((await pay('0003', 'VA-4', 7)).responseCode, '2003300');
  assert.equal((await pay('0003', 'VA-5', 8)).responseCode, '2003300');
  const status = await call('/transfer-va/status', numbers('0003'));
  assert.equal((status.virtualAccountData as unknown[]).length, 2);
  await create('0004', { virtualAccountTrxType: 'I', totalAmount: money(100) });
  assert.equal((await pay('0004', 'VA-6', 60)).responseCode, '2003300');
  assert.equal((await pay('0004', 'VA-7', 60)).responseCode, '4043313');
  assert.equal((await pay('0004', 'VA-8', 40)).responseCode, '2003300');
  assert.equal((await pay('0004', 'VA-9', 1)).responseCode, '4043314');
  await create('0005', { expiredDate: wibTimestamp(new Date(Date.now() + 2_000)) });
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  assert.equal((await pay('0005', 'VA-10', 50_000)).responseCode, '4043319');
});

test('a payer outside the sandbox and a vendor’s number go through the simulation doors', async () => {
  const door = (path: string, body: unknown) =>
    fetch(`${sandbox.url}/simulation${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const vendorVa = {
    partnerServiceId: '88',
    customerNo: '12',
    accountNo: VENDOR,
    name: 'CV',
    trxId: 'INV12',
    amount: '900',
  };
  assert.equal((await door('/va', vendorVa)).status, 200);
  const body = {
    ...numbers('12', '      88'),
    partnerReferenceNo: 'VA-11',
    sourceAccountNo: SOURCE,
    paidAmount: money(900),
  };
  assert.equal((await call('/transfer-va/payment-intrabank', body)).responseCode, '2003300');
  assert.equal(await sandbox.balance('002', VENDOR), 900n);
  await create('0006');
  const outside = { partnerServiceId: '77001', customerNo: '0006', amount: '50000' };
  assert.equal((await door('/va/pay', outside)).status, 200);
  assert.equal((await door('/va/pay', outside)).status, 409);
  assert.equal(await sandbox.ledgerIsBalanced(), true);
});
