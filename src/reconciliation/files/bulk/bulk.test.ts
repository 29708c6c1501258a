import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import fc from 'fast-check';
import { StatementFileRefused } from '../fault.ts';
import type { BulkBatch, BulkChannel, BulkPayment } from './layout.ts';
import { bca } from './layouts/bca.ts';
import { mandiri } from './layouts/mandiri.ts';
import { readBulk, readBulkResult } from './read.ts';
import { writeBulk } from './write.ts';

const payment = (over: Partial<BulkPayment> = {}): BulkPayment => ({
  reference: 'INV-2026-000123',
  amount: 1_110_000n,
  channel: 'SKN',
  payee: { name: 'CV CONTOH', accountNo: '99887766', bankCode: 'BRINIDJA', bankName: 'BRI', address: 'Jalan Contoh 1' },
  remark: 'INV-2026-000123',
  ...over,
});
const batch = (payments: readonly BulkPayment[]): BulkBatch => ({
  debit: { accountNo: '0012345678', name: 'BPG SATKER CONTOH' },
  executeOn: '2026-11-25',
  batchNo: '00000017',
  payments,
});

test('Mandiri: header with date, account, count and total; one line for each payment', () => {
  const [file] = writeBulk(mandiri, batch([payment(), payment({ reference: 'X2', channel: 'BIFAST', amount: 5n })]));
  assert.equal(
    file?.bytes.toString(),
    'P,20261125,0012345678,2,1110005.00\r\n' +
      '99887766,CV CONTOH,Jalan Contoh 1,,,IDR,1110000.00,INV-2026-000123,INV-2026-000123,LBU,BRINIDJA,BRI\r\n' +
      '99887766,CV CONTOH,Jalan Contoh 1,,,IDR,5.00,INV-2026-000123,X2,BAU,BRINIDJA,BRI\r\n',
  );
  assert.equal(file?.name, 'MCM_20261125_00000017.csv');
  assert.equal(
    file?.sha256,
    createHash('sha256')
      .update(file?.bytes ?? '')
      .digest('hex'),
  );
  assert.deepEqual([file?.count, file?.total], [2, 1_110_005n]);
});

test('BCA: own accounts, clearing and RTGS in files of their own, fields of fixed width', () => {
  const own = payment({
    reference: 'A1',
    channel: 'INTRABANK',
    payee: { name: 'PT X', accountNo: '1234567890', bankCode: 'CENAIDJA', bankName: 'BCA' },
  });
  const files = writeBulk(
    bca,
    batch([payment(), own, payment({ reference: 'A3', channel: 'RTGS', amount: 200_000_000n })]),
  );
  assert.deepEqual(
    files.map(({ layoutId, name, total }) => [layoutId, name, total]),
    [
      ['bca.own', 'BCA_20261125_00000017.txt', 1_110_000n],
      ['bca.llg', 'LLG_20261125_00000017.txt', 1_110_000n],
      ['bca.rtgs', 'RTGS_20261125_00000017.txt', 200_000_000n],
    ],
  );
  const [head, line] = files[0]?.bytes.toString().split('\r\n') ?? [];
  assert.equal(head, '0202611250000001700123456780000100000000111000000');
  assert.ok(line?.startsWith(`1000011234567890${'PT X'.padEnd(35)}00000000111000000${'A1'.padEnd(26)}`));
  for (const { bytes } of files)
    for (const one of bytes.toString().slice(0, -2).split('\r\n').slice(1))
      assert.equal(one.length, files[0]?.bytes === bytes ? 130 : 235);
});

test('what would reach the bank otherwise than ordered is not written', () => {
  const refused = (payments: BulkPayment[], layouts = mandiri) =>
    assert.throws(() => writeBulk(layouts, batch(payments)), RangeError);
  refused([]);
  refused([payment({ amount: 0n })]);
  refused([payment({ reference: 'DS0123456789ABCDEF01234567' })]);
  refused([payment({ payee: { ...payment().payee, accountNo: '99887766,1' } })]);
  refused([payment({ payee: { ...payment().payee, accountNo: '=1+1' } })]);
  refused([payment(), payment()]);
  refused([payment({ channel: 'BIFAST' })], bca);
});

test('no text opens a formula, a field or a line', () => {
  const evil = { ...payment().payee, name: '=HYPERLINK("http://x"),\r\nP,1', address: '@SUM(1),|;' };
  const [file] = writeBulk(mandiri, batch([payment({ payee: evil, remark: '+cmd|calc\n"x"' })]));
  const lines = file?.bytes.toString().trimEnd().split('\r\n') ?? [];
  assert.equal(lines.length, 2);
  assert.equal(lines[1]?.split(',').length, 12);
  assert.ok(!/(^|,)[=+@-]|["\n]/.test(lines[1] ?? ''));
});

const word = fc.string({ unit: 'grapheme', maxLength: 60 });
const payments = (channels: readonly BulkChannel[]) =>
  fc
    .array(
      fc.record({
        amount: fc.bigInt({ min: 1n, max: 9_999_999_999n }),
        channel: fc.constantFrom(...channels),
        payee: fc.record({
          name: word,
          accountNo: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 10, maxLength: 10 }),
          bankCode: fc.constantFrom('BRINIDJA', 'BMRIIDJA', '014'),
          bankName: word,
          address: word,
        }),
        remark: word,
      }),
      { minLength: 1, maxLength: 20 },
    )
    .map((all) => all.map((one, i): BulkPayment => ({ ...one, reference: `R${i}` })));

for (const [bank, layouts, channels] of [
  ['Mandiri', mandiri, ['INTRABANK', 'SKN', 'RTGS', 'ONLINE', 'BIFAST']],
  ['BCA', bca, ['INTRABANK', 'SKN', 'RTGS']],
] as const) {
  test(`${bank}: what is written is what is read, and a changed byte in an amount is refused`, () => {
    fc.assert(
      fc.property(payments(channels), fc.nat(), fc.nat(), (all, pick, byte) => {
        const files = writeBulk(layouts, batch(all));
        const read = files.flatMap(
          (file) => readBulk(layouts.find(({ id }) => id === file.layoutId) as never, file.bytes).payments,
        );
        const sorted = <T extends { reference: string }>(list: readonly T[]) =>
          list.toSorted((a, b) => a.reference.localeCompare(b.reference));
        assert.deepEqual(
          sorted(read).map(({ reference, account, amount }) => [reference, account, amount]),
          sorted(all).map(({ reference, payee, amount }) => [reference, payee.accountNo, amount]),
        );
        const file = files[pick % files.length];
        const layout = layouts.find(({ id }) => id === file?.layoutId);
        assert.ok(file && layout);
        const text = file.bytes.toString('latin1');
        const end = bank === 'BCA' ? text.indexOf('\r\n') : text.indexOf('.00\r\n');
        const digit = Number(text.charAt(end - 3));
        const changed = `${text.slice(0, end - 3)}${(digit + 1 + (byte % 9)) % 10}${text.slice(end - 2)}`;
        fc.pre(/\d/.test(text.charAt(end - 3)));
        assert.throws(() => readBulk(layout, Buffer.from(changed, 'latin1')), StatementFileRefused);
      }),
      { numRuns: 150 },
    );
  });
}

test('result files: each payment has its outcome; what is not known is for a person', () => {
  const layout = bca[0]?.result as never;
  const text =
    'REF|JUMLAH|STATUS|KETERANGAN|NOREF\r\nA1|1110000.00|Berhasil||B1\r\n"A2"|"1110000,00"|GAGAL|"REKENING | TUTUP"|\r\nA3|5|???||\r\n';
  assert.deepEqual(
    readBulkResult(layout, Buffer.from(text)).map(({ reference, outcome, needsPerson, sen, reason, bankReference }) => [
      reference,
      outcome,
      needsPerson,
      sen,
      reason,
      bankReference,
    ]),
    [
      ['A1', 'SUCCESS', false, 111_000_000n, null, 'B1'],
      ['A2', 'FAILED', false, 111_000_000n, 'REKENING | TUTUP', null],
      ['A3', 'PENDING', true, 500n, null, null],
    ],
  );
  const refused = (content: string, line: number) =>
    assert.throws(
      () => readBulkResult(layout, Buffer.from(content)),
      (error) => error instanceof StatementFileRefused && error.line === line,
    );
  refused(text.replace('A2', 'A1'), 3);
  refused(text.replace('1110000.00', '1.110.000'), 2);
  refused(text.replace('A3|5|???', 'A3|5|'), 4);
  refused('REF|JUMLAH|STATUS\r\n', 1);
});
