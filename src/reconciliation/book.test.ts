import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type Book,
  closingOf,
  followChain,
  monthAfter,
  openingOf,
  periodFor,
  restSen,
  wholeRupiah,
  withLine,
} from './book.ts';
import { signedSen, type ToldLine } from './line.ts';
import { isProvable, takeOver } from './opening.ts';

const account = { bankCode: '002', accountNo: '0012345678', name: 'BPG CONTOH' };
const bookWith = (sen: bigint): Book => ({
  id: 'book',
  version: 1,
  satkerId: 'satker',
  account,
  opened: { at: '2026-10-01T00:00:00Z', sen, posted: 0n },
  before: [],
  total: sen,
  told: null,
  months: {},
  closedThrough: null,
  cursor: { at: '2026-10-01T00:00:00Z', lineId: null, after: sen, gapSince: null },
  askedAt: '2026-10-01T00:00:00Z',
  readAt: null,
  trouble: null,
  unshown: null,
  asked: null,
});
const lineOf = (
  id: string,
  direction: 'CREDIT' | 'DEBIT',
  sen: bigint,
  at: string,
  after: bigint | null,
): ToldLine => ({
  id,
  transactionId: id,
  at,
  direction,
  sen,
  remark: '',
  references: [],
  reversal: false,
  kind: null,
  counterparty: null,
  after,
});

/** A statement as a bank would tell it: every balance follows from the one before. */
const movement = fc.record({
  credit: fc.boolean(),
  sen: fc.bigInt({ min: 1n, max: 10_000_000_00n }),
  day: fc.integer({ min: 1, max: 90 }),
});
function statementOf(opening: bigint, moves: readonly { credit: boolean; sen: bigint; day: number }[]): ToldLine[] {
  let balance = opening;
  return moves
    .toSorted((a, b) => a.day - b.day)
    .map(({ credit, sen, day }, i) => {
      balance += credit ? sen : -sen;
      const at = new Date(Date.UTC(2026, 9, 1, 3) + (day - 1) * 86_400_000 + i * 1_000).toISOString();
      return lineOf(`L${i}`, credit ? 'CREDIT' : 'DEBIT', sen, at, balance);
    });
}
const anyStatement = fc
  .record({ opening: fc.bigInt({ min: 0n, max: 300_000_000_00n }), moves: fc.array(movement, { maxLength: 60 }) })
  .map(({ opening, moves }) => ({ opening, lines: statementOf(opening, moves) }));

const all = (book: Book, lines: readonly ToldLine[]): { book: Book; posted: bigint } =>
  lines.reduce(
    (so, line) => {
      const next = withLine(so.book, line);
      return { book: next.book, posted: so.posted + next.posted };
    },
    { book, posted: 0n },
  );

describe('the book of an account', () => {
  it('moves by whole rupiah so that cash is always the balance without its sen, whatever the order of the lines', () => {
    fc.assert(
      fc.property(anyStatement, fc.infiniteStream(fc.nat()), ({ opening, lines }, dice) => {
        const shuffled = lines.map((line) => ({ line, rank: dice.next().value })).toSorted((a, b) => a.rank - b.rank);
        const { book, posted } = all(
          bookWith(opening),
          shuffled.map(({ line }) => line),
        );
        const total = lines.reduce((sum, line) => sum + signedSen(line), opening);
        assert.equal(book.total, total);
        assert.equal(wholeRupiah(opening) + posted, wholeRupiah(total));
        assert.equal(wholeRupiah(total) * 100n + restSen(total), total);
      }),
    );
  });

  it('opens each month with what the one before closes with, and closes with what the bank says', () => {
    fc.assert(
      fc.property(anyStatement, ({ opening, lines }) => {
        const { book } = all(bookWith(opening), lines);
        const months = Object.keys(book.months).sort();
        let expected = opening;
        for (const name of months) {
          const month = book.months[name];
          assert.ok(month);
          assert.equal(month.opening, expected);
          expected = closingOf(month);
          assert.equal(month.bankClosing?.sen, expected);
        }
        assert.equal(expected, book.total);
        assert.equal(openingOf(book, '2027-12'), book.total);
      }),
    );
  });

  it('counts what comes for a closed month in the first open one', () => {
    const closed = { ...bookWith(0n), closedThrough: '2026-10' };
    assert.equal(periodFor(closed, '2026-10-31T16:59:59Z'), '2026-11');
    assert.equal(periodFor(closed, '2026-10-05'), '2026-11');
    assert.equal(periodFor(closed, '2026-12-01'), '2026-12');
    assert.equal(periodFor({ closedThrough: null }, '2026-10-31T17:30:00Z'), '2026-11', 'the bank’s day is in WIB');
    assert.equal(monthAfter('2026-12'), '2027-01');
  });

  it('stops before a hidden line and goes on when it is shown; without a gap it reaches the end', () => {
    fc.assert(
      fc.property(anyStatement, fc.nat(), ({ opening, lines }, pick) => {
        const start = { ...bookWith(opening).cursor, lineId: 'opening' };
        const now = new Date('2027-01-01T00:00:00Z');
        const whole = followChain(start, lines, now);
        assert.equal(whole.gapSince, null);
        assert.equal(whole.lineId, lines.at(-1)?.id ?? 'opening');
        // The last line of all cannot be missed by those before it.
        if (lines.length < 2) return;
        const hidden = pick % (lines.length - 1);
        const shown = lines.filter((_, i) => i !== hidden);
        const stopped = followChain(start, shown, now);
        assert.notEqual(stopped.gapSince, null);
        assert.equal(stopped.lineId, hidden === 0 ? 'opening' : lines[hidden - 1]?.id);
        const from = lines.findIndex(({ id }) => id === stopped.lineId);
        const healed = followChain(stopped, from < 0 ? lines : lines.slice(from), now);
        assert.equal(healed.gapSince, null);
        assert.equal(healed.lineId, lines.at(-1)?.id);
      }),
    );
  });
});

describe('taking an account over', () => {
  const opening = lineOf('open', 'CREDIT', 300_000_000_00n, '2026-11-24T10:00:00+07:00', 300_000_000_00n);
  const ours = {
    ...lineOf('pay', 'DEBIT', 1_000_00n, '2026-11-24T10:05:00+07:00', 299_999_000_00n),
    remark: 'DS0123456789ABCDEF01234567 INV',
  };

  it('puts everything so far into the opening balance when no payment is on its way', () => {
    assert.deepEqual(takeOver({ lines: [opening], balance: 300_000_000n, sentSince: null }), {
      before: [opening],
      sen: 300_000_000_00n,
    });
    assert.deepEqual(takeOver({ lines: [], balance: 5n, sentSince: null }), { before: [], sen: 500n });
  });

  it('begins with the first payment of ours otherwise, though the bank’s clock be slow', () => {
    const look = { lines: [opening, ours], balance: 299_999_000n, sentSince: new Date('2026-11-24T10:06:00+07:00') };
    assert.deepEqual(takeOver(look), { before: [opening], sen: 300_000_000_00n });
    const silent = { ...look, lines: [opening, { ...ours, after: null }] };
    assert.deepEqual(takeOver(silent), { before: [opening], sen: 300_000_000_00n });
  });

  it('begins from the last line before, so that one hidden after it is found missing', () => {
    const next = lineOf('next', 'DEBIT', 2_000_00n, '2026-11-24T10:07:00+07:00', 299_997_000_00n);
    const look = { lines: [opening, next], balance: 299_997_000n, sentSince: new Date('2026-11-24T10:04:00+07:00') };
    assert.deepEqual(takeOver(look), { before: [opening], sen: 300_000_000_00n });
  });

  it('is not certain with a payment on its way and no line at all, unless nothing has moved or an hour is over', () => {
    const sentSince = new Date('2026-11-24T10:04:00+07:00');
    const soon = new Date('2026-11-24T10:05:00+07:00');
    const look = { lines: [], balance: 299_999_000n, sentSince };
    assert.equal(isProvable(look, 300_000_000n, soon), false);
    assert.equal(isProvable(look, 299_999_000n, soon), true);
    assert.equal(isProvable({ ...look, sentSince: null }, 300_000_000n, soon), true);
    assert.equal(isProvable({ ...look, lines: [ours] }, 300_000_000n, soon), true);
    assert.equal(isProvable(look, 300_000_000n, new Date('2026-11-24T11:05:00+07:00')), true);
  });
});
