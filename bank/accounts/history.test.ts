import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OPENING, POOR_SOURCE, type Sandbox, SOURCE, startSandbox, VENDOR } from '../testing/sandbox.ts';
import { wibTimestamp } from '../time.ts';

const TRANSFERS = 12;
let sandbox: Sandbox;
let start: string;
before(async () => {
  sandbox = await startSandbox({ statementPageSize: 5 });
  start = wibTimestamp(new Date(Date.now() - 3_600_000));
  for (let index = 0; index < TRANSFERS; index += 1) await transfer(`RIW${index}`, SOURCE, `${index + 1}.00`);
  await transfer('RIW-GAGAL', POOR_SOURCE, '5000.00');
});
after(() => sandbox?.close());

const transfer = (partnerReferenceNo: string, sourceAccountNo: string, value: string) =>
  sandbox.partner.call('/transfer-intrabank', {
    partnerReferenceNo,
    amount: { value, currency: 'IDR' },
    beneficiaryAccountNo: VENDOR,
    sourceAccountNo,
    transactionDate: wibTimestamp(new Date()),
    remark: 'ATK',
  });

interface Item {
  readonly remark: string;
  readonly status: string;
  readonly type: string;
  readonly amount: { readonly value: string };
}
const list = async (fields: Record<string, unknown> = {}) => {
  const reply = await sandbox.partner.call('/transaction-history-list', { fromDateTime: start, ...fields });
  return { code: reply.body.responseCode, items: reply.body.detailData as Item[] };
};

test('12 lists what the partner did, newest first, ten to a page', async () => {
  const first = await list();
  assert.equal(first.code, '2001200');
  assert.equal(first.items.length, 10);
  assert.deepEqual([first.items[0]?.remark, first.items[0]?.status], ['RIW-GAGAL ATK', 'CANCELLED']);
  assert.deepEqual([first.items[1]?.remark, first.items[1]?.status], ['RIW11 ATK', 'SUCCESS']);
  const second = await list({ pageNumber: '1' });
  assert.deepEqual(
    second.items.map((item) => item.remark),
    ['RIW2 ATK', 'RIW1 ATK', 'RIW0 ATK'],
  );
  assert.equal((await list({ pageSize: 50 })).items.length, TRANSFERS + 1);
});

test('12 refuses pages above fifty, ranges above a month and data above a year', async () => {
  assert.equal((await list({ pageSize: 51 })).code, '4001201');
  assert.equal((await list({ fromDateTime: '2020-01-01T00:00:00+07:00' })).code, '4001201');
  const old = { fromDateTime: '2020-01-01T00:00:00+07:00', toDateTime: '2020-01-02T00:00:00+07:00' };
  assert.equal((await list(old)).code, '4001201');
});

test('13 tells one transaction, and knows no other partner’s', async () => {
  const one = await sandbox.partner.call('/transaction-history-detail', { originalPartnerReferenceNo: 'RIW4' });
  assert.equal(one.body.responseCode, '2001300');
  assert.deepEqual(one.body.amount, { value: '5.00', currency: 'IDR' });
  assert.equal(one.body.status, 'SUCCESS');
  const none = await sandbox.partner.call('/transaction-history-detail', { originalPartnerReferenceNo: 'RIW99' });
  assert.equal(none.body.responseCode, '4041301');
});

test('14 tells both balances and the totals of the whole range, whatever page it gives', async () => {
  const reply = await sandbox.partner.call('/bank-statement', { accountNo: SOURCE, fromDateTime: start });
  const sum = (TRANSFERS * (TRANSFERS + 1)) / 2;
  const [balance] = reply.body.balance as { startingBalance: { value: string }; endingBalance: { value: string } }[];
  assert.equal(balance?.startingBalance.value, '0.00', 'the account was opened within the range');
  assert.equal(balance?.endingBalance.value, `${OPENING - BigInt(sum)}.00`);
  assert.deepEqual(reply.body.totalDebitEntries, {
    numberOfEntries: String(TRANSFERS),
    amount: { value: `${sum}.00`, currency: 'IDR' },
  });
  assert.deepEqual(reply.body.totalCreditEntries, {
    numberOfEntries: '1',
    amount: { value: `${OPENING}.00`, currency: 'IDR' },
  });
});

test('more requests than agreed are refused with 429xx00, and after a pause are answered again', async () => {
  const limited = await startSandbox({ rateLimit: { perSecond: 5, burst: 3 } });
  try {
    const ask = async () => (await limited.partner.call('/balance-inquiry', { accountNo: SOURCE })).body.responseCode;
    const codes = await Promise.all(Array.from({ length: 6 }, ask));
    assert.equal(codes.filter((code) => code === '2001100').length, 3);
    assert.equal(codes.filter((code) => code === '4291100').length, 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(await ask(), '2001100');
  } finally {
    await limited.close();
  }
});
