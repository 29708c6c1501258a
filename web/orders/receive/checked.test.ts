import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allGood, checkedLines, type Line, missingReasons, nothingAccepted } from './checked.ts';

const line = (no: number, quantity: number) => ({ no, quantity, name: `Barang ${no}` }) as Line;
const lines = [line(1, 40), line(2, 1)];

describe('what the receiver found', () => {
  it('accepts in full what was not mentioned', () => {
    const checked = checkedLines(lines, {});
    assert.deepEqual(
      checked.map(({ accepted }) => accepted),
      [40, 1],
    );
    assert.ok(allGood(checked));
  });

  it('never accepts in full what is short, damaged or wrong', () => {
    const checked = checkedLines(lines, { 1: { condition: 'SHORT', accepted: 40, reason: ' kurang ' } });
    assert.deepEqual(checked[0], { no: 1, accepted: 39, condition: 'SHORT', reason: 'kurang' });
    assert.equal(allGood(checked), false);
  });

  it('knows when nothing at all is accepted', () => {
    const wrong = { condition: 'WRONG', accepted: 0, reason: 'salah' } as const;
    assert.ok(nothingAccepted(checkedLines(lines, { 1: wrong, 2: wrong })));
  });

  it('asks why for each line that is not as ordered', () => {
    const found = { 2: { condition: 'DAMAGED', accepted: 0, reason: '  ' } } as const;
    assert.deepEqual(
      missingReasons(lines, found, (name) => name),
      [{ path: 'reason-2', message: 'Barang 2' }],
    );
  });
});
