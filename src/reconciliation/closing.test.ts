import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accountRows } from '../../test/support/account-rows.ts';
import { demoSatkers } from '../demo/people.ts';
import { isRefusal } from '../kernel/decision.ts';
import type { Book } from './book.ts';
import { actOnClosing, type Closing, type ClosingAct, type ClosingFacts } from './closing.ts';

const [satker] = demoSatkers;
assert.ok(satker);
const PERIOD = '2026-10';
const month = { opening: 500_00n, credits: 100_00n, debits: 40_00n, lines: 2 };
const told = { sen: 560_00n, at: '2026-10-31T10:00:00+07:00', source: 'LINE' } as const;
const bookOf = (over: Partial<Book> = {}): Book => ({
  ...(accountRows(satker)[0]?.body as unknown as Book),
  opened: { at: '2026-10-01T00:00:00+07:00', sen: 500_00n, posted: 0n },
  total: 560_00n,
  months: { [PERIOD]: { ...month, bankClosing: told } },
  ...over,
});
const facts = (over: Partial<ClosingFacts> = {}): ClosingFacts => ({
  book: bookOf(),
  period: PERIOD,
  counted: { credits: 100_00n, debits: 40_00n, lines: 2, open: 0, toReturn: 0n },
  difference: 0n,
  now: new Date('2026-11-02T03:00:00Z'),
  ...over,
});
const by = (role: string, personId: string): ClosingAct['by'] => ({
  personId,
  assignmentId: personId,
  name: role,
  role,
});
const act = (existing: Closing | null, one: ClosingAct['act'], who = by('BENDAHARA', 'a'), over = {}, note = '') =>
  actOnClosing(existing, { act: one, by: who, note }, facts(over));
const codeOf = (outcome: ReturnType<typeof act>): string => (isRefusal(outcome) ? outcome.code : 'decided');
const rowOf = <T>(outcome: ReturnType<typeof act>, n = 0): T => {
  assert.ok(outcome.ok);
  const row = outcome.rows[n];
  assert.ok(row);
  return row.body as unknown as T;
};
const signed = (): Closing => rowOf<Closing>(act(null, 'sign'));

describe('closing a month', () => {
  it('takes two people, in their order', () => {
    const kpa = by('KPA', 'b');
    assert.equal(codeOf(act(null, 'close', kpa)), 'not_possible_now');
    assert.equal(codeOf(act(null, 'sign', kpa)), 'not_possible_now');
    const closing = signed();
    assert.equal(closing.state, 'SIGNED');
    assert.equal(codeOf(act(closing, 'sign')), 'not_possible_now');
    assert.equal(codeOf(act(closing, 'close', by('KPA', 'a'))), 'same_person');
    const closed = act(closing, 'close', kpa);
    assert.equal(rowOf<Book>(closed, 1).closedThrough, PERIOD, 'the book is locked in the same commit');
    const back = act(closing, 'sendBack', kpa, {}, 'Periksa lagi');
    assert.equal(rowOf<Closing>(back).state, 'SENT_BACK');
    assert.equal(codeOf(act(rowOf<Closing>(back), 'sign')), 'decided');
  });

  it('refuses whatever is not proven', () => {
    const refused = (over: Partial<ClosingFacts>) => codeOf(act(null, 'sign', undefined, over));
    assert.equal(refused({ now: new Date('2026-10-31T16:00:00Z') }), 'month_not_over');
    assert.equal(refused({ period: '2026-11' }), 'month_out_of_turn');
    assert.equal(refused({ difference: 1n }), 'month_not_proven');
    const counted = { credits: 100_00n, debits: 40_00n, lines: 2, open: 0, toReturn: 0n };
    assert.equal(refused({ counted: { ...counted, open: 1 } }), 'month_unexplained');
    assert.equal(refused({ counted: { ...counted, lines: 3 } }), 'month_not_proven', 'a doubled line');
    assert.equal(refused({ counted: { ...counted, credits: 99_00n } }), 'month_not_proven', 'a lost line');
    const otherBank = { [PERIOD]: { ...month, bankClosing: { ...told, sen: 561_00n } } };
    assert.equal(refused({ book: bookOf({ months: otherBank }) }), 'month_not_proven', 'the bank says otherwise');
    const gap = { ...bookOf().cursor, gapSince: '2026-11-01T00:00:00Z' };
    assert.equal(refused({ book: bookOf({ cursor: gap }) }), 'month_not_proven');
    assert.equal(refused({ book: bookOf({ unshown: { rupiah: 5n, since: '' } }) }), 'month_not_proven');
    assert.equal(refused({ counted: { ...counted, toReturn: 7n } }), 'month_needs_note');
    assert.equal(codeOf(act(null, 'sign', undefined, { counted: { ...counted, toReturn: 7n } }, 'Titipan')), 'decided');
  });

  it('does not close other figures than were signed', () => {
    const changed = { [PERIOD]: { ...month, credits: 110_00n, lines: 3, bankClosing: { ...told, sen: 570_00n } } };
    const over = {
      book: bookOf({ months: changed }),
      counted: { credits: 110_00n, debits: 40_00n, lines: 3, open: 0, toReturn: 0n },
    };
    assert.equal(codeOf(act(signed(), 'close', by('KPA', 'b'), over)), 'moved_on');
  });
});
