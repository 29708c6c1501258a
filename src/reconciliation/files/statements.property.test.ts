/** What is written is read back; a byte changed in an amount is refused; 100,000 lines need no more memory than a few. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { StatementFileRefused } from './fault.ts';
import type { FileEvent } from './line.ts';
import { readStatementFile } from './read.ts';
import type { Measured } from './testing-measure.ts';
import { camt053, type Movement, mt940, type Statement, streamed } from './testing-statements.ts';

const collect = (chunks: Iterable<Uint8Array>, size = 4_096): Promise<FileEvent[]> =>
  Array.fromAsync(readStatementFile(streamed(chunks, size)));

const letters = (alphabet: string, max: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: max });
const REFERENCE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.';
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2079-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const movement = (on: string): fc.Arbitrary<Movement> =>
  fc.record({
    on: fc.constant(on),
    direction: fc.constantFrom('CREDIT' as const, 'DEBIT' as const),
    sen: fc.bigInt({ min: 1n, max: 999_999_999_999n }),
    reference: fc.oneof(fc.constant(''), letters(REFERENCE, 16)),
    bankReference: fc.oneof(fc.constant(''), letters(REFERENCE, 16)),
    // Words of the SWIFT character set; no two spaces, none at either end, for those have no meaning in a narrative.
    remark: fc
      .array(letters(`${REFERENCE}abcdefghijklmnopqrstuvwxyz/()?:,'+`, 12), { maxLength: 25 })
      .map((words) =>
        words
          .filter((word) => !/^[:{-]/.test(word))
          .join(' ')
          .slice(0, 300)
          .trim(),
      )
      .filter((remark) => !(remark.match(/.{1,65}/g) ?? []).some((line) => /^[:{-]/.test(line))),
    reversal: fc.boolean(),
  });

const statement: fc.Arbitrary<Statement & { movements: Movement[] }> = day.chain((on) =>
  fc.record({
    accountNo: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 10, maxLength: 16 }),
    reference: letters(REFERENCE, 16),
    sequence: fc.integer({ min: 1, max: 99_999 }),
    on: fc.constant(on),
    opening: fc.bigInt({ min: -9_999_999_999_999n, max: 9_999_999_999_999n }),
    movements: fc.array(movement(on), { maxLength: 30 }),
    page: fc.integer({ min: 1, max: 10 }),
  }),
);

interface Told {
  readonly on: string;
  readonly direction: string;
  readonly sen: bigint;
  readonly remark: string;
  readonly reversal: boolean;
  readonly transactionId: string | null;
}

const toldBy = (events: readonly FileEvent[]): Told[] =>
  events.flatMap((event) =>
    event.kind === 'line'
      ? [
          {
            on: event.line.bookedAt,
            direction: event.line.direction,
            sen: event.line.sen,
            remark: event.line.remark,
            reversal: event.line.reversal,
            transactionId: event.line.transactionId,
          },
        ]
      : [],
  );
const told = (m: Movement): Told => ({
  on: m.on,
  direction: m.direction,
  sen: m.sen,
  remark: m.remark,
  reversal: m.reversal ?? false,
  transactionId: ['', 'NONREF'].includes(m.bankReference) ? null : m.bankReference,
});

test('MT940 written is MT940 read', async () => {
  await fc.assert(
    fc.asyncProperty(statement, fc.boolean(), fc.boolean(), async (one, envelope, crlf) => {
      const events = await collect(mt940([one], { envelope, eol: crlf ? '\r\n' : '\n' }));
      assert.deepEqual(toldBy(events), one.movements.map(told));
      assert.equal(events[0]?.kind === 'statement' && events[0].opening?.sen, one.opening);
    }),
    { numRuns: 200 },
  );
});

test('camt.053 of both versions written is camt.053 read', async () => {
  await fc.assert(
    fc.asyncProperty(statement, fc.constantFrom('02' as const, '08' as const), async (one, version) => {
      assert.deepEqual(toldBy(await collect(camt053(one, version))), one.movements.map(told));
    }),
    { numRuns: 200 },
  );
});

/** Where the amounts stand: behind the letters of :61:, :60:, :62:, or between the tags of `Amt` and `Sum`. */
function amountsIn(text: string): { from: number; to: number }[] {
  const found = [
    ...text.matchAll(/(?<=:61:\d{10}R?[CD])[\d,]+|(?<=:6[02][FM]:[CD]\d{6}IDR)[\d,]+/g),
    ...text.matchAll(/(?<=<Amt Ccy="IDR">|<Sum>)[\d.]+(?=<)/g),
  ];
  return found.map((match) => ({ from: match.index, to: match.index + match[0].length }));
}

/** Amounts inside `TxDtls` explain an entry; when they do not add up the entry stands and is marked, see camt.test.ts. */
const withoutDetails = (text: string): string => text.replaceAll(/<NtryDtls>.*?<\/NtryDtls>/g, '');

test('one byte changed in any amount is refused', async () => {
  let tried = 0;
  await fc.assert(
    fc.asyncProperty(statement, fc.boolean(), fc.nat(), fc.nat(), fc.nat(255), async (one, xml, pick, place, byte) => {
      const text = xml
        ? withoutDetails(Buffer.concat([...camt053(one, '08')]).toString())
        : Buffer.concat([...mt940([one])]).toString();
      await collect([Buffer.from(text)]);
      const amounts = amountsIn(text);
      const { from, to } = amounts[pick % amounts.length] as { from: number; to: number };
      const bytes = Buffer.from(text);
      const at = from + (place % (to - from));
      fc.pre(bytes[at] !== byte && !sameAmount(bytes, at, byte, from, to));
      bytes[at] = byte;
      tried += 1;
      await assert.rejects(collect([bytes]), (error) => error instanceof StatementFileRefused);
    }),
    { numRuns: 600 },
  );
  assert.ok(tried > 300, `${tried} mutations`);
});

/** A white space before or behind an XML amount, or a plus, is the same amount written otherwise. */
function sameAmount(bytes: Buffer, at: number, byte: number, from: number, to: number): boolean {
  const value = (buffer: Buffer) =>
    Number(buffer.subarray(from, to).toString('latin1').trim().replace(',', '.') || 'x');
  const changed = Buffer.from(bytes);
  changed[at] = byte;
  return value(changed) === value(bytes);
}

test('bytes changed, lost or doubled anywhere are refused or read, and never break the reader', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      statement,
      fc.constantFrom('mt940', 'camt02', 'camt08'),
      fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('change', 'lose', 'double', 'cut')), {
        minLength: 1,
        maxLength: 4,
      }),
      async (one, format, faults) => {
        let bytes = Buffer.concat([
          ...(format === 'mt940' ? mt940([one]) : camt053(one, format === 'camt02' ? '02' : '08')),
        ]);
        for (const [place, byte, fault] of faults) {
          const at = place % (bytes.length || 1);
          const parts = {
            change: [bytes.subarray(0, at), Buffer.of(byte), bytes.subarray(at + 1)],
            lose: [bytes.subarray(0, at), bytes.subarray(at + 1 + byte)],
            double: [bytes.subarray(0, at + byte), bytes.subarray(at)],
            cut: [bytes.subarray(0, at)],
          };
          bytes = Buffer.concat(parts[fault]);
        }
        await collect([bytes]).catch((error: unknown) => {
          assert.ok(error instanceof StatementFileRefused, String(error));
          assert.ok(error.line >= 1 && error.line <= bytes.toString('latin1').split('\n').length + 1);
          refused += 1;
        });
      },
    ),
    { numRuns: 500 },
  );
  assert.ok(refused > 200, `${refused} refused`);
});

test('the balance of the file is what refuses: without it a changed digit would pass', async () => {
  // The control of the test above: a report within the day has no balance, so the same change is read as another amount.
  const text = ':20:A\n:25:0012345678\n:28C:1\n:34F:IDRD0,\n:61:2601010101D100,00NTRFR\n-\n';
  assert.equal(toldBy(await collect([Buffer.from(text.replace('D100,', 'D900,'))]))[0]?.sen, 90_000n);
});

const LINES = 100_000;
/** What 100,000 lines may need above 2,000: the young generation of the collector at its full size, and nothing that stays. */
const MAX_GROWTH_MB = 64;
/** Of what stays. A reader that kept its lines would need more than this (the control below). */
const MAX_OLD_SPACE_MB = 24;

for (const format of ['mt940', 'camt053'] as const) {
  test(`${LINES} lines of ${format} are read in bounded memory`, { timeout: 85_000 }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'digipay-statement-'));
    t.after(() => rm(folder, { recursive: true }));
    const [few, many] = [join(folder, 'few'), join(folder, 'many')];
    await node('write', format, '2000', few);
    await node('write', format, String(LINES), many);
    const short: Measured = JSON.parse(await node('read', few));
    const long: Measured = JSON.parse(await node('read', many));
    const { size } = await stat(many);
    t.diagnostic(
      `${format}: ${(size / 1e6).toFixed(1)} MB, ${long.lines} lines in ${long.ms} ms, peak RSS ${long.rss} MB (2,000 lines: ${short.rss} MB)`,
    );
    assert.equal(long.lines, LINES);
    assert.ok(long.rss - short.rss < MAX_GROWTH_MB, `peak RSS grew from ${short.rss} to ${long.rss} MB`);
    if (format === 'mt940') await assert.rejects(node('keep', many), /ended with/);
  });
}

/** In a process of its own, with a heap that could not hold the lines. */
function node(...args: string[]): Promise<string> {
  const heap = [`--max-old-space-size=${MAX_OLD_SPACE_MB}`, '--max-semi-space-size=8'];
  const child = spawn(process.execPath, [...heap, join(import.meta.dirname, 'testing-measure.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${args[0]} ended with ${code}`))));
  });
}
