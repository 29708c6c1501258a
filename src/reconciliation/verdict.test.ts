import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transferMachine } from '../payment/instruction.machine.ts';
import type { PaymentState } from '../payment/instruction.ts';
import type { ToldLine } from './line.ts';
import { type Ordered, verdictOn } from './verdict.ts';

const payment = (state: PaymentState, over: Partial<Ordered> = {}): Ordered => ({
  id: 'p',
  rail: 'CMS',
  state,
  net: 1_000n,
  settledOnce: false,
  debits: 0,
  credits: 0,
  ...over,
});
const line = (direction: 'CREDIT' | 'DEBIT', rupiah = 1_000n, remark = 'X'): ToldLine => ({
  id: 'l',
  transactionId: 't',
  at: '2026-11-24',
  direction,
  sen: rupiah * 100n,
  remark,
  references: [],
  reversal: false,
  kind: null,
  counterparty: null,
  after: null,
});
const said = (one: ToldLine, of: Ordered): string => {
  const verdict = verdictOn(one, of);
  if (verdict.kind === 'explained') return verdict.class;
  return verdict.kind === 'incident' ? verdict.incident : verdict.kind;
};

describe('what a line with our reference means', () => {
  it('a debit explains a settled payment, waits for an open one and is an incident otherwise', () => {
    assert.equal(said(line('DEBIT'), payment('SETTLED')), 'PAYMENT');
    for (const state of ['SENT', 'UNKNOWN', 'IN_CLEARING'] as const)
      assert.equal(said(line('DEBIT'), payment(state)), 'wait');
    assert.equal(said(line('DEBIT'), payment('RECONCILED', { debits: 1 })), 'SECOND_DEBIT');
    for (const state of ['FAILED', 'WITHDRAWN', 'DRAFT', 'SUBMITTED', 'APPROVED'] as const)
      assert.equal(said(line('DEBIT'), payment(state)), 'FAILED_DEBIT');
    assert.equal(said(line('DEBIT', 999n), payment('SETTLED')), 'OTHER_AMOUNT');
    assert.equal(said(line('DEBIT'), payment('SETTLED', { rail: 'KKP' })), 'UNKNOWN_REFERENCE');
  });

  it('a charge may repeat the reference', () => {
    assert.equal(said(line('DEBIT', 2n, 'BIAYA SKN'), payment('RECONCILED', { debits: 1 })), 'FEE');
    assert.equal(said({ ...line('DEBIT', 2n), kind: 'TAX' }, payment('SETTLED')), 'TAX');
  });

  it('a returned payment has two lines, in whichever order they are understood', () => {
    assert.equal(said(line('DEBIT'), payment('RETURNED')), 'RETURNED_PAYMENT');
    assert.equal(said(line('CREDIT'), payment('RETURNED')), 'wait');
    assert.equal(said(line('CREDIT'), payment('RETURNED', { debits: 1 })), 'RETURN');
    assert.equal(said(line('DEBIT'), payment('RETURNED', { settledOnce: true })), 'PAYMENT');
    for (const state of ['SETTLED', 'RECONCILED'] as const)
      assert.equal(said(line('CREDIT'), payment(state)), 'RETURN');
    assert.equal(said(line('CREDIT', 5n), payment('RECONCILED')), 'open');
    assert.equal(said(line('CREDIT'), payment('RETURNED', { debits: 1, credits: 1 })), 'open');
  });

  it('says something of every state, and nothing twice', () => {
    for (const state of Object.keys(transferMachine.states) as PaymentState[]) {
      assert.ok(said(line('DEBIT'), payment(state)));
      assert.ok(said(line('CREDIT'), payment(state)));
      assert.ok(!['PAYMENT', 'RETURNED_PAYMENT'].includes(said(line('DEBIT'), payment(state, { debits: 1 }))));
      assert.notEqual(said(line('CREDIT'), payment(state, { credits: 1 })), 'RETURN');
    }
  });
});
