import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { rsaMatches, stringToSign } from '../snap/signature.ts';
import { eventually, OTHER_BANK_VENDOR, type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

const WEDNESDAY = '2026-11-25T10:00:00+07:00';
const SATURDAY = '2026-11-28T10:00:00+07:00';
const FEE = 2_900n;
const RETURNED_VENDOR = '0098769013';

let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({
    skn: { settleMs: 400 },
    rtgs: { settleMs: 200 },
    fees: { SKN: FEE, RTGS: 35_000n },
  });
  await setClock(WEDNESDAY);
});
after(() => sandbox?.close());

const door = (method: string, path: string, body: unknown) =>
  fetch(`${sandbox.url}/simulation${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
const setClock = (at: string | null) => door('PUT', '/clock', { at });

let sequence = 0;
function order(changes: Record<string, unknown> = {}): Record<string, unknown> {
  sequence += 1;
  return {
    partnerReferenceNo: `KLR${Date.now()}${sequence}`,
    amount: { value: '150000000.00', currency: 'IDR' },
    beneficiaryAccountName: 'CV PENYEDIA 5432',
    beneficiaryAccountNo: OTHER_BANK_VENDOR,
    beneficiaryBankCode: '014',
    beneficiaryCustomerResidence: '1',
    beneficiaryCustomerType: '2',
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
    remark: 'BELANJA MEBEL',
    ...changes,
  };
}
const skn = (body = order()) => sandbox.partner.call('/transfer-skn', body);
const rtgs = (body = order()) => sandbox.partner.call('/transfer-rtgs', body);
const latest = async (body: Record<string, unknown>, serviceCode: string) => {
  const original = { originalPartnerReferenceNo: body.partnerReferenceNo, serviceCode };
  return (await sandbox.partner.call('/transfer/status', original)).body;
};
const noticesOf = (body: Record<string, unknown>) =>
  sandbox.notices.received.filter((notice) => notice.body.originalPartnerReferenceNo === body.partnerReferenceNo);
const lines = async () => {
  const reply = await sandbox.partner.call('/bank-statement', {
    accountNo: SOURCE,
    fromDateTime: '2026-11-25T00:00:00+07:00',
    toDateTime: '2026-11-26T00:00:00+07:00',
  });
  return reply.body.detailData as { remark: string; type: string; amount: { value: string } }[];
};

describe('SKN', () => {
  test('is accepted with status 03, holds amount and fee, settles to 00, and the fee is a line of its own', async () => {
    const body = order({ amount: { value: '5000000.00', currency: 'IDR' } });
    const before = await sandbox.balance('014', OTHER_BANK_VENDOR);
    const accepted = await skn(body);
    assert.equal(accepted.body.responseCode, '2002300');
    assert.equal(accepted.body.transactionStatus, '03');
    assert.equal(accepted.body.beneficiaryAccountName, 'CV PENYEDIA 5432');
    assert.equal((await skn(body)).body.transactionStatus, '03', 'the same again is the same');
    assert.equal(await sandbox.balance('014', OTHER_BANK_VENDOR), before);
    await eventually(async () => (await latest(body, '23')).latestTransactionStatus === '00');
    assert.equal(await sandbox.balance('014', OTHER_BANK_VENDOR), before + 5_000_000n);
    const booked = (await lines()).filter((line) => line.remark.includes(String(body.partnerReferenceNo)));
    assert.deepEqual(
      booked.map(({ remark, amount }) => [remark, amount.value]),
      [
        [`${body.partnerReferenceNo} BELANJA MEBEL`, '5000000.00'],
        [`BIAYA SKN ${body.partnerReferenceNo}`, '2900.00'],
      ],
    );
    assert.equal((await skn(body)).body.responseCode, '4092301');
  });

  test('tells its partner by notice 75 under its own path, signed with the bank’s key', async () => {
    const body = order({ amount: { value: '1000.00', currency: 'IDR' } });
    await skn(body);
    await eventually(() => noticesOf(body).length === 1);
    const [notice] = noticesOf(body);
    assert.ok(notice);
    assert.equal(notice.url, '/snap/v1.0/transfer-skn/notify');
    assert.equal(notice.body.latestTransactionStatus, '00');
    const signed = stringToSign({
      method: 'POST',
      endpointUrl: notice.url,
      accessToken: null,
      body: notice.raw,
      timestamp: String(notice.headers['x-timestamp']),
    });
    assert.ok(rsaMatches(sandbox.bankPublicKeyPem, signed, String(notice.headers['x-signature'])));
  });

  test('above its limit, without who the payee is, and within one bank it is refused', async () => {
    const over = { value: '1000000001.00', currency: 'IDR' };
    assert.equal((await skn(order({ amount: over }))).body.responseCode, '4032302');
    assert.equal((await skn(order({ beneficiaryCustomerType: undefined }))).body.responseCode, '4002302');
    assert.equal((await skn(order({ beneficiaryCustomerResidence: '3' }))).body.responseCode, '4002301');
    const own = order({ beneficiaryBankCode: '002', beneficiaryAccountNo: VENDOR });
    assert.equal((await skn(own)).body.responseCode, '4042302');
    assert.equal((await skn(order({ beneficiaryBankCode: 'XXXXIDJA' }))).body.responseCode, '4042302');
  });
});

describe('RTGS', () => {
  test('settles in a moment to an account named by BIC, and tells by notice 76', async () => {
    const body = order({ beneficiaryBankCode: 'CENAIDJA' });
    assert.equal((await rtgs(body)).body.transactionStatus, '03');
    await eventually(async () => (await latest(body, '22')).latestTransactionStatus === '00');
    await eventually(() => noticesOf(body).length === 1);
    assert.equal(noticesOf(body)[0]?.url, '/snap/v1.0/transfer-rtgs/notify');
  });

  test('below Rp100 million it is refused', async () => {
    const low = { value: '99999999.00', currency: 'IDR' };
    assert.equal((await rtgs(order({ amount: low }))).body.responseCode, '4032202');
  });
});

test('on a day off both clearings refuse with 403xx06, and BI-FAST does not', async () => {
  await setClock(SATURDAY);
  try {
    assert.equal((await skn()).body.responseCode, '4032306');
    assert.equal((await rtgs()).body.responseCode, '4032206');
    const small = order({ amount: { value: '1000.00', currency: 'IDR' } });
    assert.equal((await sandbox.partner.call('/transfer-interbank', small)).body.responseCode, '2001800');
  } finally {
    await setClock(WEDNESDAY);
  }
});

test('what the payee’s bank sends back is a credit with RETUR, status 04 and a rejection notice', async () => {
  const body = order({ amount: { value: '7000.00', currency: 'IDR' } });
  await skn(body);
  await eventually(async () => (await latest(body, '23')).latestTransactionStatus === '00');
  const before = await sandbox.balance('002', SOURCE);
  const back = { partnerReferenceNo: body.partnerReferenceNo, reason: 'Nama tidak sesuai' };
  assert.equal((await door('POST', '/return', back)).status, 200);
  assert.equal(await sandbox.balance('002', SOURCE), before + 7_000n);
  assert.equal((await door('POST', '/return', back)).status, 404, 'only once');
  const told = await latest(body, '23');
  assert.equal(told.latestTransactionStatus, '04');
  assert.equal((told.additionalInfo as Record<string, unknown>).returnReason, 'Nama tidak sesuai');
  const credits = (await lines()).filter((line) => line.type === 'CREDIT');
  assert.ok(credits.some((line) => line.remark === `RETUR ${body.partnerReferenceNo} Nama tidak sesuai`));
  await eventually(() => noticesOf(body).length === 2);
  const rejected = noticesOf(body)[1]?.body ?? {};
  assert.equal(rejected.latestTransactionStatus, '06');
  assert.equal((rejected.additionalInfo as Record<string, unknown>).rejectStatusID, 'Nama tidak sesuai');
});

test('…9013 succeeds, and comes back after half an hour of the bank’s clock', async () => {
  const account = { bankCode: '014', accountNo: RETURNED_VENDOR, name: 'CV KEMBALI', openingBalance: '0' };
  const { seedBank } = await import('../seed.ts');
  const opened = { ...account, kind: 'GIRO' as const };
  await seedBank(sandbox.databaseUrl, { partners: [], accounts: [opened], cards: [] });
  const body = order({ beneficiaryAccountNo: RETURNED_VENDOR, amount: { value: '9013.00', currency: 'IDR' } });
  await skn(body);
  await eventually(async () => (await latest(body, '23')).latestTransactionStatus === '00');
  await setClock('2026-11-25T10:40:00+07:00');
  await eventually(async () => (await latest(body, '23')).latestTransactionStatus === '04');
  await eventually(() => noticesOf(body).length === 2);
  await setClock(WEDNESDAY);
});

test('Σ debits of the account = Σ successful amounts + fees, and the books are whole', async () => {
  const debits = (await lines()).filter((line) => line.type === 'DEBIT');
  const sum = debits.reduce((total, line) => total + BigInt(line.amount.value.slice(0, -3)), 0n);
  const check = (await (await fetch(`${sandbox.url}/simulasi/ledger-check`)).json()) as Record<string, unknown>;
  assert.equal(check.balanced, true, JSON.stringify(check));
  assert.equal(check.unexplainedDebits, '0', JSON.stringify(check));
  assert.ok(sum > 0n);
});
