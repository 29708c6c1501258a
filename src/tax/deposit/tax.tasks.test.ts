import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Deposit } from './deposit.ts';
import { STATE_TREASURY } from './deposit-payment.ts';
import { depositsDue, taxesDue } from './tax.tasks.ts';
import type { Withholding } from './withholding.ts';

const tax = (id: string, more: Partial<Withholding> = {}): Withholding =>
  ({
    id,
    orderNumber: `PS-${id}`,
    vendorName: 'Toko Contoh',
    kind: 'PPH',
    article: '22',
    zone: 'WIB',
    from: 'PAYMENT',
    state: 'OWED',
    amount: 10_000n,
    withheldAt: '2026-11-20T03:00:00.000Z',
    due: '2026-11-27',
    depositId: null,
    ...more,
  }) as Withholding;

describe('taxes as tasks of the treasurer', () => {
  it('are one task to deposit, by the earliest day, and one for each that the card could not keep back', () => {
    const tasks = taxesDue([
      tax('2', { due: '2026-12-01', kind: 'PPN', article: null, amount: 90_000n }),
      tax('1'),
      tax('3', { from: 'OUTSIDE_CARD', article: 'FINAL' }),
    ]);
    assert.deepEqual(
      tasks.map(({ action, id, title, counterpart, amount, dueAt }) => [action, id, title, counterpart, amount, dueAt]),
      [
        ['tax.makeDeposit', '1', 'PPh 22, PPN', STATE_TREASURY, '100000', '2026-11-27T16:59:59.999Z'],
        ['tax.closeOutsideCard', '3', 'PPh final', 'Toko Contoh', '10000', '2026-11-27T16:59:59.999Z'],
      ],
    );
  });

  it('are none once they are in a deposit or over', () => {
    assert.deepEqual(taxesDue([tax('1', { state: 'IN_DEPOSIT' }), tax('2', { state: 'REPORTED' })]), []);
  });
});

describe('deposits as tasks of the treasurer', () => {
  const deposit = (more: Partial<Deposit>): Deposit =>
    ({
      id: 'd',
      number: 'STR-2026-000001',
      state: 'BILLED',
      amount: 10_000n,
      trouble: '',
      createdAt: '2026-11-20T03:00:00.000Z',
      billing: { code: '012345678901234', expiresAt: '2026-11-28T16:59:59.999Z', madeBy: 'BANK' },
      ...more,
    }) as Deposit;
  const actions = (one: Deposit, role = 'BENDAHARA') => depositsDue([one], [], role).map(({ action }) => action);

  it('are to be paid by the day of their taxes or the end of the code, whichever is first', () => {
    const inIt = tax('1', { state: 'IN_DEPOSIT', depositId: 'd' });
    assert.equal(depositsDue([deposit({})], [inIt], 'BENDAHARA')[0]?.dueAt, '2026-11-27T16:59:59.999Z');
    assert.equal(depositsDue([deposit({})], [], 'BENDAHARA')[0]?.dueAt, '2026-11-28T16:59:59.999Z');
    assert.deepEqual(actions(deposit({})), ['tax.payDeposit']);
  });

  it('want a code typed only when the bank could make none, and wait for nobody else', () => {
    assert.deepEqual(actions(deposit({ state: 'DRAFTED', billing: null })), []);
    assert.deepEqual(actions(deposit({ state: 'DRAFTED', billing: null, trouble: 'ditolak' })), ['tax.typeBilling']);
    assert.deepEqual(actions(deposit({ state: 'PAYING' })), []);
    assert.deepEqual(actions(deposit({}), 'KPA'), []);
  });
});
