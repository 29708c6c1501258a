import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readStatementFile } from '../../src/reconciliation/files/read.ts';
import {
  eventually,
  OPENING,
  OTHER_BANK_VENDOR,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';
import { skipWithoutSchemas, validate } from '../testing/xsd.ts';
import { wibDate, wibTimestamp } from '../time.ts';

const FEE = 2_900n;
const WEDNESDAY = '2026-11-25T10:00:00+07:00';
const today = wibDate(new Date());
const LAST = '2026-11-26';
const REMARK = 'BELANJA <ATK> & "KERTAS" é';
let sandbox: Sandbox;
let transactionIds: readonly string[];

before(async () => {
  sandbox = await startSandbox({ skn: { settleMs: 100 }, fees: { SKN: FEE } });
  const door = (method: string, path: string, body: unknown) =>
    fetch(`${sandbox.url}/simulation${path}`, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const order = (partnerReferenceNo: string, changes: Record<string, unknown> = {}) => ({
    partnerReferenceNo,
    amount: { value: '125000.00', currency: 'IDR' },
    beneficiaryAccountNo: VENDOR,
    sourceAccountNo: SOURCE,
    transactionDate: wibTimestamp(new Date()),
    remark: REMARK,
    ...changes,
  });
  const other = {
    beneficiaryAccountNo: OTHER_BANK_VENDOR,
    beneficiaryAccountName: 'CV PENYEDIA 5432',
    beneficiaryBankCode: '014',
    beneficiaryCustomerResidence: '1',
    beneficiaryCustomerType: '2',
  };
  await sandbox.partner.call('/transfer-intrabank', order('EKSPOR-1'));
  await door('PUT', '/clock', { at: WEDNESDAY });
  await sandbox.partner.call('/transfer-interbank', order('EKSPOR-2', other));
  await sandbox.partner.call('/transfer-skn', order('EKSPOR-KLIRING-YANG-PANJANG-3', other));
  await eventually(async () => {
    const original = { originalPartnerReferenceNo: 'EKSPOR-KLIRING-YANG-PANJANG-3', serviceCode: '23' };
    return (await sandbox.partner.call('/transfer/status', original)).body.latestTransactionStatus === '00';
  });
  await door('PUT', '/clock', { at: '2026-11-26T09:00:00+07:00' });
  await door('POST', '/return', { partnerReferenceNo: 'EKSPOR-2', reason: 'Rekening tutup' });
  await door('POST', '/credit', { accountNo: SOURCE, amount: '75000000', remark: 'SP2D 260191301000123 GUP' });
  const statement = await sandbox.partner.call('/bank-statement', {
    accountNo: SOURCE,
    fromDateTime: `${today}T00:00:00+07:00`,
    toDateTime: `${LAST}T23:59:59+07:00`,
  });
  transactionIds = (statement.body.detailData as { transactionId: string }[]).map((line) => line.transactionId);
  await door('PUT', '/clock', { at: null });
});
after(() => sandbox?.close());

const file = async (format: string, from = today, to = LAST) => {
  const query = new URLSearchParams({ accountNo: SOURCE, from, to, format });
  return (await fetch(`${sandbox.url}/simulation/statement?${query}`)).text();
};

async function read(text: string) {
  const events = [];
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  for await (const event of readStatementFile(chunks)) events.push(event);
  return events;
}

const MOVED = 125_000n;
const CLOSING = OPENING - 2n * MOVED - FEE + 75_000_000n;

test('MT940 has a message per day, comma decimals, and each day opens as the day before closed', async () => {
  const text = await file('mt940');
  assert.match(text, /:60F:C261124IDR0,00\r\n|:60F:C\d{6}IDR0,00\r\n/);
  assert.match(
    text,
    /:61:2611251125D125000,00NTRFEKSPOR-2\/\/\d{16}\r\n\d{20}\r\n:86:EKSPOR-2 BELANJA .ATK. . .KERTAS. \./,
  );
  assert.match(
    text,
    /:61:2611251125D2900,00NCHGNONREF\/\/\d{16}\r\n\d{20}\r\n:86:BIAYA SKN EKSPOR-KLIRING-YANG-PANJANG-3/,
  );
  assert.match(text, /:61:2611261126C125000,00NRTIEKSPOR-2\/\//);
  const opening = [...text.matchAll(/:60F:C\d{6}IDR(\d+),00/g)].map((match) => match[1]);
  const closing = [...text.matchAll(/:62F:C\d{6}IDR(\d+),00/g)].map((match) => match[1]);
  assert.deepEqual(opening.slice(1), closing.slice(0, -1));
  assert.equal(closing.at(-1), String(CLOSING));
  assert.ok(text.split('\r\n').every((line) => line.length <= 65 + 4));
});

for (const [format, schema] of [
  ['camt053', 'camt.053.001.08'],
  ['camt053v02', 'camt.053.001.02'],
  ['camt054', 'camt.054.001.08'],
] as const) {
  test(`${schema} is valid against its schema, with lines and without`, skipWithoutSchemas(), async () => {
    const text = await file(format);
    validate(schema, text);
    validate(schema, await file(format, '2020-01-01', '2020-01-02'));
    assert.throws(() => validate(schema, text.replace('<CdtDbtInd>DBIT', '<CdtDbtInd>HUTANG')), 'the control fails');
    assert.ok(text.includes('<EndToEndId>EKSPOR-KLIRING-YANG-PANJANG-3</EndToEndId>'));
    assert.ok(text.includes('&lt;ATK&gt; &amp; "KERTAS" é'));
  });
}

test('every format tells the same lines as service 14, under the same transaction ids', async () => {
  assert.equal(transactionIds.length, 7);
  for (const format of ['camt053', 'camt053v02', 'camt054']) {
    const ids = [...(await file(format)).matchAll(/<NtryRef>(\d+)<\/NtryRef>/g)].map((match) => match[1]);
    assert.deepEqual(ids, transactionIds);
  }
  const supplementary = [...(await file('mt940')).matchAll(/\r\n(\d{20})\r\n:86:/g)].map((match) => match[1]);
  assert.deepEqual(supplementary, transactionIds);
});

test('the platform’s reader takes each file and comes to the bank’s closing balance', async () => {
  for (const format of ['mt940', 'camt053', 'camt053v02']) {
    const events = await read(await file(format));
    const lines = events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));
    assert.equal(lines.length, 7, format);
    const end = events.findLast((event) => event.kind === 'end');
    assert.equal(end?.kind === 'end' && end.closing?.sen, CLOSING * 100n, format);
    assert.ok(
      lines.some((line) => line.references.includes('EKSPOR-2')),
      format,
    );
    assert.deepEqual(
      lines.map((line) => line.kind).filter((kind) => kind === 'FEE' || kind === 'RETURN'),
      ['FEE', 'RETURN'],
    );
  }
});

test('a malformed request is told which part is wrong', async () => {
  assert.match(await file('docx'), /format/);
  assert.match(await file('mt940', LAST, today), /from, to/);
});
