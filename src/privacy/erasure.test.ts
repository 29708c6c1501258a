import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { askErasure, destroyedData, type Erasure, isDue, keptUntil, reduceData, withdrawErasure } from './erasure.ts';

const now = new Date('2026-11-24T03:00:00Z');
const facts = { now, cause: '11111111-1111-4111-8111-111111111111' };
const personId = '22222222-2222-4222-8222-222222222222';
const held: Erasure = {
  id: '33333333-3333-4333-8333-333333333333',
  version: 1,
  personId,
  state: 'HELD',
  holdUntil: null,
  askedAt: now.toISOString(),
  reason: '',
};
const row = { table: 'identity.person', id: personId, expectedVersion: 1, columns: {}, body: {} };

describe('erasure', () => {
  it('waits while the person is in office, and is asked once', () => {
    const asked = askErasure(null, personId, 'pensiun', facts);
    assert.ok(asked.ok);
    assert.equal(asked.rows[0]?.columns.state, 'HELD');
    assert.deepEqual(askErasure(held, personId, '', facts), { ok: false, code: 'erasure_asked', params: {} });
  });

  it('can be taken back until data were reduced', () => {
    assert.ok(withdrawErasure(held).ok);
    const late = withdrawErasure({ ...held, state: 'REDUCED' });
    assert.ok(!late.ok && late.code === 'not_possible_now');
  });

  it('keeps the signer of financial records for ten years from the end of the year, and nobody else', () => {
    assert.equal(keptUntil('2026-03-01', 10, '2026-11-24'), '2036-12-31');
    assert.equal(keptUntil(null, 10, '2026-11-24'), '2026-11-24');
  });

  it('reduces the person’s row and the request in one decision', () => {
    const reduced = reduceData(held, row, '2026-03-01', 10, '2026-11-24');
    assert.ok(reduced.ok);
    assert.deepEqual(
      reduced.rows.map(({ table }) => table),
      ['identity.person', 'privacy.erasure'],
    );
    assert.equal(reduced.rows[1]?.columns.hold_until, '2036-12-31');
  });

  it('says in the journal what was done and nothing of the reason given', () => {
    const asked = askErasure(null, personId, 'alasan pribadi', facts);
    assert.ok(asked.ok && !JSON.stringify(asked.events).includes('alasan'));
  });

  it('is never destroyed a day early', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        fc.date({ min: new Date('2020-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        (last, day, years) => {
          const lastActOn = last.toISOString().slice(0, 10);
          const today = day.toISOString().slice(0, 10);
          const holdUntil = keptUntil(lastActOn, years, today);
          const due = isDue({ ...held, state: 'REDUCED', holdUntil }, today);
          const earliest = new Date(Date.UTC(last.getUTCFullYear() + years, 11, 31));
          assert.equal(due, Date.parse(today) > earliest.getTime());
          assert.equal(destroyedData({ ...held, state: 'REDUCED', holdUntil }, today).ok, due);
        },
      ),
    );
    for (const state of ['HELD', 'DESTROYED', 'WITHDRAWN'] as const)
      assert.ok(!isDue({ ...held, state, holdUntil: '2000-01-01' }, '2026-11-24'));
  });
});
