import assert from 'node:assert/strict';
import test from 'node:test';
import { StatementFileRefused } from './fault.ts';
import type { FileEvent, FileLine } from './line.ts';
import { readStatementFile } from './read.ts';
import { streamed } from './testing-statements.ts';

const read = (text: string | Uint8Array, size?: number): Promise<FileEvent[]> =>
  Array.fromAsync(readStatementFile(streamed([Buffer.from(text as string)], size)));
const linesOf = (events: readonly FileEvent[]): FileLine[] =>
  events.flatMap((event) => (event.kind === 'line' ? [event.line] : []));

async function refused(text: string | Uint8Array, reason: string, line?: number): Promise<void> {
  await assert.rejects(read(text), (error: unknown) => {
    assert.ok(error instanceof StatementFileRefused, String(error));
    assert.equal(error.reason, reason, error.message);
    if (line !== undefined) assert.equal(error.line, line, error.message);
    return true;
  });
}

const DAY = `:20:STM251127
:25:0012345678
:28C:00331/001
:60F:C251127IDR5000000,00
:61:2511271127D1110000,00NTRFINV-2025-000123//2020112700000077
:86:TRF SKN CV CONTOH VENDOR INV-2025-000123
:61:2511271127D2900,00NCHGNONREF
:86:BIAYA SKN
:62F:C251127IDR3887100,00
-
`;

test('a day of MT940 is read as it stands', async () => {
  const events = await read(DAY);
  assert.deepEqual(events[0], {
    kind: 'statement',
    lineNo: 1,
    format: 'MT940',
    accountNo: '0012345678',
    reference: 'STM251127',
    sequence: '00331/001',
    opening: { on: '2025-11-27', sen: 500000000n },
  });
  assert.deepEqual(linesOf(events), [
    {
      lineNo: 5,
      transactionId: '2020112700000077',
      bookedAt: '2025-11-27',
      direction: 'DEBIT',
      sen: 111000000n,
      remark: 'TRF SKN CV CONTOH VENDOR INV-2025-000123',
      references: ['INV-2025-000123', '2020112700000077'],
      reversal: false,
      kind: 'TRANSFER',
      counterparty: null,
      after: 389000000n,
      note: null,
    },
    {
      lineNo: 7,
      transactionId: null,
      bookedAt: '2025-11-27',
      direction: 'DEBIT',
      sen: 290000n,
      remark: 'BIAYA SKN',
      references: [],
      reversal: false,
      kind: 'FEE',
      counterparty: null,
      after: 388710000n,
      note: null,
    },
  ]);
  assert.deepEqual(events.at(-1), { kind: 'end', closing: { on: '2025-11-27', sen: 388710000n } });
});

test('CRLF, a byte order mark, envelopes, and pieces of one byte change nothing', async () => {
  const plain = linesOf(await read(DAY));
  const shapes = [
    DAY.replaceAll('\n', '\r\n'),
    `\ufeff${DAY}`,
    `{1:F01BANKIDJAAXXX0000000000}{2:O9401200251127BANKIDJAAXXX00000000002511271200N}{3:{108:ABC}}{4:\n${DAY.replace('\n-\n', '\n-}{5:{CHK:123456789ABC}}\n')}`,
    `\x01{1:F01BANKIDJAAXXX0000000000}\n{2:O9401200251127BANKIDJAAXXX00000000002511271200N}\n{4:\n${DAY.replace('\n-\n', '\n-}\x03\n')}`,
    DAY.replace('\n-\n', '\n'),
    DAY.replace('\n-\n', ''),
  ];
  for (const shape of shapes) {
    const lines = linesOf(await read(shape));
    assert.deepEqual(
      lines.map((line) => ({ ...line, lineNo: 0 })),
      plain.map((line) => ({ ...line, lineNo: 0 })),
    );
  }
  assert.deepEqual(linesOf(await read(DAY, 1)), plain);
});

/** A statement around one :61:, closing at what `sen` gives. */
const around = (entry: string, closing: string): string =>
  `:20:A\n:25:0012345678\n:28C:1\n:60F:C260101IDR1000,00\n${entry}\n:62F:C260101IDR${closing}\n-\n`;

test('a frame byte anywhere but around a message is refused: behind an amount it would stand in the place of a digit', async () => {
  for (const bent of [DAY.replace(/(:62F:.*)\d\n/, '$1\x03\n'), DAY.replace(':62F:', '\x01:62F:')])
    await assert.rejects(read(bent), (error) => error instanceof StatementFileRefused && error.reason === 'CHARSET');
});

test('all shapes of :61:', async () => {
  const shapes: [entry: string, closing: string, expected: Partial<FileLine>][] = [
    [':61:260101D100,NTRFNONREF', '900,00', { direction: 'DEBIT', sen: 10000n, transactionId: null, references: [] }],
    [':61:2601010102C100,5NTRFREF1', '1100,50', { direction: 'CREDIT', sen: 10050n, bookedAt: '2026-01-02' }],
    [':61:2601010102CR100,00NTRFREF1//B1', '1100,00', { direction: 'CREDIT', transactionId: 'B1' }],
    [':61:260101RC100,00NTRFREF1', '900,00', { direction: 'DEBIT', reversal: true }],
    [':61:260101RD100,00NTRFREF1', '1100,00', { direction: 'CREDIT', reversal: true }],
    [':61:260101RDR100,00NTRFREF1', '1100,00', { direction: 'CREDIT', reversal: true }],
    [':61:2601011231D100,00NTRF//B9', '900,00', { bookedAt: '2025-12-31', transactionId: 'B9', references: ['B9'] }],
    [':61:260101D100,00S103REF', '900,00', { kind: 'OTHER' }],
    [':61:260101C100,00NINTNONREF\n:86:BUNGA', '1100,00', { kind: 'INTEREST' }],
    [':61:260101D100,00NINTNONREF\n:86:PAJAK BUNGA', '900,00', { kind: 'TAX' }],
    [':61:260101D100,00NMSCNONREF\n:86:BIAYA ADM', '900,00', { kind: 'FEE' }],
    // The payee's words are not the bank's.
    [':61:260101D100,00NTRFNONREF\n:86:BIAYA LISTRIK NOVEMBER', '900,00', { kind: 'TRANSFER' }],
    [':61:260101C100,00NTRFNONREF\n:86:RETUR SKN REKENING TUTUP', '1100,00', { kind: 'RETURN' }],
    [':61:260101C100,00NRTINONREF', '1100,00', { kind: 'RETURN' }],
    // Mandiri: no entry date, no references, supplementary details instead.
    [':61:260101D100,00NTRF\nINV 12 CV CONTOH', '900,00', { remark: 'INV 12 CV CONTOH', transactionId: null }],
    [
      ':61:260101D100,00NTRFNONREF//2601010000000012\n20260101000000000012\n:86:TRF',
      '900,00',
      {
        transactionId: '20260101000000000012',
        remark: 'TRF',
        references: ['2601010000000012', '20260101000000000012'],
      },
    ],
    [':61:260101D100,00NTRFNONREF\nDETAIL\n:86:UTAMA', '900,00', { remark: 'UTAMA DETAIL' }],
  ];
  for (const [entry, closing, expected] of shapes) {
    const [line] = linesOf(await read(around(entry, closing)));
    assert.partialDeepStrictEqual(line as object, expected as object, entry);
  }
});

test('a narrative of several lines is one remark; a reference cut by its width is whole again', async () => {
  const reference = 'DS0123456789ABCDEF01234567';
  const first = `${'X'.repeat(65 - 10)} ${reference.slice(0, 9)}`;
  assert.equal(first.length, 65);
  const text = around(`:61:260101D1,00NTRFNONREF\n:86:${first}\n${reference.slice(9)} CV CONTOH\nBARIS TIGA`, '999,00');
  const [line] = linesOf(await read(text));
  assert.ok(line?.remark.includes(`${reference} CV CONTOH BARIS TIGA`));
  assert.deepEqual(line?.references, [reference]);
  // Cut at less than the width, with a space after it that is none.
  const other = around(`:61:260101D1,00NTRFNONREF\n:86:TRF ${reference.slice(0, 9)}\n${reference.slice(9)}`, '999,00');
  assert.deepEqual(linesOf(await read(other))[0]?.references, [reference]);
});

test('the suffix that BRI adds on the second day stays in the remark', async () => {
  const remark = 'TRF DS0123456789ABCDEF01234567 WS_OB;1234567;0206;';
  const [line] = linesOf(await read(around(`:61:260101D1,00NTRFNONREF\n:86:${remark}`, '999,00')));
  assert.equal(line?.remark, remark);
});

const PAGES = `:20:A
:25:0012345678
:28C:7/1
:60F:C260101IDR100,00
:61:260101C10,00NTRFR1
:62M:C260101IDR110,00
-
:20:A
:25:0012345678
:28C:7/2
:60M:C260101IDR110,00
:61:260101C10,00NTRFR2
:62F:C260101IDR120,00
-
:20:B
:25:0012345678
:28C:8/1
:60F:C260101IDR120,00
:62F:C260102IDR120,00
-
:20:C
:25:0099999999
:28C:8
:60F:D260101IDR5,00
:61:260101C10,00NTRFR3
:62F:C260102IDR5,00
:64:C260102IDR5,00
:65:C260103IDR5,00
:65:C260104IDR5,00
:86:TERIMA KASIH
-
`;

test('pages are one statement; many statements follow each other', async () => {
  const events = await read(PAGES);
  assert.equal(events.map((event) => event.kind).join(' '), 'statement line line end statement end statement line end');
  assert.deepEqual(
    linesOf(events).map(({ after }) => after),
    [11000n, 12000n, 500n],
  );
  await refused(PAGES.replace(':60M:C260101IDR110,00', ':60M:C260101IDR111,00'), 'BALANCE_GAP', 11);
  await refused(PAGES.replace('120,00\n:62F:C260102IDR120,00', '121,00\n:62F:C260102IDR121,00'), 'BALANCE_GAP', 18);
});

const WITHIN_DAY = `:20:A
:25:0012345678
:28C:7/1
:34F:IDRD0,
:34F:IDRC0,
:13D:2601011200+0700
:61:2601010101D100,00NTRFNONREF//B1
:86:SATU
:61:2601010101C50,00NTRFNONREF//B2
:90D:1IDR100,
:90C:1IDR50,00
:86:SELESAI
-
`;

test('MT942 has no balances; its control figures are checked', async () => {
  const events = await read(WITHIN_DAY);
  assert.partialDeepStrictEqual(events[0], { format: 'MT942', opening: null });
  assert.equal(linesOf(events).length, 2);
  assert.deepEqual(events.at(-1), { kind: 'end', closing: null });
  await refused(WITHIN_DAY.replace('D100,00', 'D101,00'), 'CONTROL_TOTAL', 10);
  await refused(WITHIN_DAY.replace(':90C:1', ':90C:2'), 'CONTROL_TOTAL', 11);
  await refused(WITHIN_DAY.split(':90D:')[0] ?? '', 'TRUNCATED');
  await refused(WITHIN_DAY.replace(':34F:IDRD0,\n:34F:IDRC0,\n', ''), 'TAG_ORDER', 4);
});

test('a broken file is refused with its line and its reason', async () => {
  await refused('', 'EMPTY');
  await refused('\n \n', 'EMPTY');
  await refused('tanggal,uraian,jumlah\n', 'FORMAT_UNKNOWN', 1);
  await refused(Buffer.from(`\ufeff${DAY}`, 'utf16le'), 'CHARSET', 1);
  await refused(DAY.replace('3887100,00', '3887100,01'), 'BALANCE', 9);
  await refused(DAY.replace('D1110000,00', 'C1110000,00'), 'BALANCE', 9);
  await refused(DAY.replace('D1110000,00', 'D1110000.00'), 'AMOUNT', 5);
  await refused(DAY.replace('D1110000,00', 'D11x0000,00'), 'AMOUNT', 5);
  await refused(DAY.replace('D1110000,00', 'D1110000,001'), 'AMOUNT', 5);
  await refused(DAY.replace(':61:251127', ':61:251327'), 'DATE', 5);
  await refused(DAY.replace(':61:2511271127', ':61:2511271131'), 'DATE', 5);
  await refused(DAY.replace(':28C:00331/001\n', ''), 'TAG_ORDER', 3);
  await refused(DAY.replace(':25:0012345678\n:28C:00331/001', ':28C:00331/001\n:25:0012345678'), 'TAG_ORDER', 3);
  await refused(DAY.replace(':60F:C251127IDR5000000,00\n', ''), 'TAG_ORDER', 4);
  await refused(DAY.replace(':86:BIAYA SKN', ':99X:BIAYA SKN'), 'TAG_UNKNOWN', 8);
  await refused(DAY.replace('BIAYA SKN', 'BIAYA\u00e9 SKN'), 'CHARSET', 8);
  await refused(DAY.replace('BIAYA SKN', 'BIAYA\0SKN'), 'CHARSET', 8);
  await refused(DAY.replace('D2900,00', 'D2900,0\x01'), 'CHARSET', 7);
  await refused(DAY.replace('BIAYA SKN', 'X'.repeat(5_000)), 'LINE_TOO_LONG', 8);
  await refused(DAY.replace('BIAYA SKN', Array(60).fill('X').join('\n')), 'TOO_LARGE');
  await refused(DAY.replaceAll('IDR', 'USD'), 'CURRENCY', 4);
  await refused(DAY.replace('IDR3887100', 'USD3887100'), 'CURRENCY_MIXED', 9);
  await refused(DAY.replace(':25:0012345678', ':25:0012345678USD'), 'CURRENCY', 2);
  await refused(DAY.slice(0, DAY.indexOf(':62F:')), 'TRUNCATED', 8);
  await refused(DAY + DAY.slice(0, DAY.indexOf(':60F:')), 'TRUNCATED');
  await refused(`{1:F01BANKIDJAAXXX0000000000}{2:O9401200251127X}{4:\n${DAY.replace('\n-\n', '\n')}`, 'TRUNCATED');
  await refused(`{1:F01BANKIDJAAXXX0000000000}{2:O1031200251127X}{4:\n${DAY}`, 'FORMAT_UNKNOWN', 1);
});

test('a file cut anywhere is refused or, when only its end mark is gone, whole', async () => {
  const all = linesOf(await read(DAY));
  for (let cut = 0; cut < DAY.length; cut += 1) {
    const events = await read(DAY.slice(0, cut)).catch((error: unknown) => {
      assert.ok(error instanceof StatementFileRefused, String(error));
      return null;
    });
    if (events) assert.deepEqual(linesOf(events), all, `cut at ${cut}`);
  }
});
