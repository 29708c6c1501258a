import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type PainPayment, type PainVersion, writePain001 } from '../../src/reconciliation/files/pain001.ts';
import { readPain002 } from '../../src/reconciliation/files/pain002.ts';
import {
  eventually,
  OTHER_BANK_VENDOR,
  POOR_SOURCE,
  type Sandbox,
  SOURCE,
  startSandbox,
  VENDOR,
} from '../testing/sandbox.ts';

const WEDNESDAY = '2026-11-25';
let sandbox: Sandbox;
before(async () => {
  sandbox = await startSandbox({ skn: { settleMs: 300 } });
  await fetch(`${sandbox.url}/simulation/clock`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ at: `${WEDNESDAY}T10:00:00+07:00` }),
  });
});
after(() => sandbox?.close());

const payment = (reference: string, changes: Partial<PainPayment> = {}): PainPayment => ({
  reference,
  amount: 20_000n,
  channel: 'INTRABANK',
  executeOn: WEDNESDAY,
  debtor: { name: 'BPG SATKER CONTOH', accountNo: SOURCE, bankCode: 'BRINIDJA' },
  creditor: { name: 'CV PENYEDIA 3301', accountNo: VENDOR, bankCode: 'BRINIDJA' },
  remittance: 'INV-1',
  ...changes,
});
const elsewhere = { name: 'CV PENYEDIA 5432', accountNo: OTHER_BANK_VENDOR, bankCode: 'CENAIDJA' };
const fileOf = (messageId: string, payments: readonly PainPayment[], version: PainVersion = '03') =>
  writePain001({ messageId, createdAt: `${WEDNESDAY}T09:00:00+07:00`, initiator: 'SATKER', payments }, version);
const post = async (xml: string) => {
  const response = await fetch(`${sandbox.url}/simulation/pain001`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/xml' },
    body: xml,
  });
  return { status: response.status, text: await response.text() };
};
async function report(xml: string) {
  const chunks = (async function* () {
    yield Buffer.from(xml);
  })();
  return readPain002(chunks);
}
const codes = async (xml: string) => {
  const { transfers } = await report(xml);
  return Object.fromEntries(
    [...transfers].map(([key, { code, reasons }]) => [key, [code, ...reasons.map((r) => r.code)].join(' ')]),
  );
};

for (const version of ['03', '09'] as const) {
  test(`pain.001.001.${version} is executed, each transfer reported by itself`, async () => {
    const name = `V${version}`;
    const before = await sandbox.balance('002', VENDOR);
    const answered = await post(
      fileOf(
        `MSG-${name}`,
        [
          payment(`${name}-1`),
          payment(`${name}-2`, { channel: 'BIFAST', creditor: elsewhere }),
          payment(`${name}-3`, { channel: 'SKN', creditor: elsewhere }),
          payment(`${name}-4`, { channel: 'RTGS', creditor: elsewhere }),
          payment(`${name}-5`, { creditor: { ...elsewhere, accountNo: '404' } }),
          payment(`${name}-6`, { debtor: { name: 'MISKIN', accountNo: POOR_SOURCE, bankCode: 'BRINIDJA' } }),
          payment(`${name}-7`, { executeOn: '2026-11-27' }),
        ],
        version,
      ),
    );
    assert.equal(answered.status, 200, answered.text);
    assert.deepEqual(await codes(answered.text), {
      [`${name}-1`]: 'ACSC',
      [`${name}-2`]: 'ACSC',
      [`${name}-3`]: 'ACSP',
      [`${name}-4`]: 'RJCT AM02',
      [`${name}-5`]: 'RJCT AC01',
      [`${name}-6`]: 'RJCT AM04',
      [`${name}-7`]: 'RJCT DT01',
    });
    assert.equal(await sandbox.balance('002', VENDOR), before + 20_000n);
    const status = await sandbox.partner.call('/transfer/status', {
      originalPartnerReferenceNo: `${name}-1`,
      serviceCode: '17',
    });
    assert.equal(status.body.latestTransactionStatus, '00', 'a file’s transfer is known to service 36');
    await eventually(async () => {
      const again = await fetch(`${sandbox.url}/simulation/pain002?msgId=MSG-${name}`);
      return (await codes(await again.text()))[`${name}-3`] === 'ACSC';
    });
  });
}

test('a message id is taken once; a repeated EndToEndId moves nothing', async () => {
  const first = await post(fileOf('MSG-DUA', [payment('DUA-1')]));
  assert.deepEqual(await codes(first.text), { 'DUA-1': 'ACSC' });
  const before = await sandbox.balance('002', SOURCE);
  const again = await post(fileOf('MSG-DUA', [payment('DUA-2')]));
  const told = await report(again.text);
  assert.deepEqual([told.group?.code, told.group?.reasons[0]?.code], ['RJCT', 'AM05']);
  const sameTransfer = await post(fileOf('MSG-TIGA', [payment('DUA-1')]));
  assert.deepEqual(await codes(sameTransfer.text), { 'DUA-1': 'RJCT AM05' });
  assert.equal(await sandbox.balance('002', SOURCE), before);
});

test('a file in which the bank was stopped goes on when it is sent again, and pays nothing twice', async () => {
  const file = fileOf('MSG-PUTUS', [payment('PUTUS-1'), payment('PUTUS-2')]);
  const before = await sandbox.balance('002', VENDOR);
  await post(file);
  const client = new pg.Client({ connectionString: sandbox.databaseUrl });
  await client.connect();
  try {
    // As a kill after the last transfer and before its report leaves it.
    await client.query(`UPDATE bank.payment_file SET blocks = NULL WHERE message_id = 'MSG-PUTUS'`);
  } finally {
    await client.end();
  }
  const again = await post(file);
  assert.deepEqual(await codes(again.text), { 'PUTUS-1': 'ACSC', 'PUTUS-2': 'ACSC' });
  assert.equal(await sandbox.balance('002', VENDOR), before + 40_000n);
  assert.equal((await report((await post(file)).text)).group?.reasons[0]?.code, 'AM05', 'finished, it is a repetition');
});

test('totals that do not fit, and what is no pain.001, are refused whole', async () => {
  const wrongCount = fileOf('MSG-JUMLAH', [payment('JML-1')]).replace('<NbOfTxs>1<', '<NbOfTxs>2<');
  const wrongSum = fileOf('MSG-NILAI', [payment('NIL-1')]).replace('<CtrlSum>20000.00<', '<CtrlSum>20001.00<');
  for (const file of [wrongCount, wrongSum]) {
    assert.equal((await report((await post(file)).text)).group?.reasons[0]?.code, 'FF01');
  }
  for (const text of ['<a/>', '{}', '<!DOCTYPE a [<!ENTITY b "c">]><Document/>']) {
    assert.equal((await post(text)).status, 400);
  }
});
