import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Candidate, matchLines } from './match.ts';

const one = (own: Partial<Candidate> = {}): Candidate => ({
  instructionId: 'i1',
  reference: 'DS1',
  rrn: '626001000001',
  approvalCode: '123456',
  last4: '4021',
  amount: 1_000_000n,
  direction: 'DEBIT',
  date: '2026-11-11',
  ...own,
});
const line = (own: object = {}) => ({
  reference: null as string | null,
  rrn: null as string | null,
  approvalCode: null as string | null,
  last4: '4021',
  amount: 1_000_000n,
  direction: 'DEBIT' as const,
  transactionDate: '2026-11-12',
  ...own,
});
const by = (lines: Parameters<typeof matchLines>[0], candidates: readonly Candidate[]) =>
  [...matchLines(lines, candidates)].map(([i, { by: way, candidate }]) => [i, way, candidate.instructionId]);

describe('a line of the bill finds its payment', () => {
  it('by reference, RRN, approval code, then by amount within three days', () => {
    assert.deepEqual(by([line({ reference: 'DS1' })], [one()]), [[0, 'REFERENCE', 'i1']]);
    assert.deepEqual(by([line({ rrn: '626001000001' })], [one()]), [[0, 'RRN', 'i1']]);
    assert.deepEqual(by([line({ approvalCode: '123456' })], [one()]), [[0, 'APPROVAL_CODE', 'i1']]);
    assert.deepEqual(by([line()], [one()]), [[0, 'AMOUNT_AND_DATE', 'i1']]);
    assert.deepEqual(by([line({ transactionDate: '2026-11-14' })], [one()]), [[0, 'AMOUNT_AND_DATE', 'i1']]);
  });

  it('never by another amount, card, direction, or four days away', () => {
    assert.deepEqual(by([line({ reference: 'DS1', amount: 999_999n })], [one()]), []);
    assert.deepEqual(by([line({ last4: '7765' })], [one()]), []);
    assert.deepEqual(by([line({ direction: 'CREDIT' })], [one()]), []);
    assert.deepEqual(by([line({ transactionDate: '2026-11-15' })], [one()]), []);
  });

  it('not when it could be two, on either side; a sure way is taken first', () => {
    const twin = one({ instructionId: 'i2', reference: 'DS2', rrn: null, approvalCode: null });
    assert.deepEqual(by([line()], [one(), twin]), []);
    assert.deepEqual(by([line(), line()], [one()]), []);
    assert.deepEqual(by([line(), line({ reference: 'DS1' })], [one(), twin]), [
      [1, 'REFERENCE', 'i1'],
      [0, 'AMOUNT_AND_DATE', 'i2'],
    ]);
  });

  it('an empty code is no code', () => {
    const blank = one({ rrn: '', approvalCode: '', reference: '', date: '2026-01-01' });
    assert.deepEqual(by([line({ rrn: '', approvalCode: '', reference: '' })], [blank]), []);
  });
});
