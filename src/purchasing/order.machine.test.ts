import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkMachine } from '../kernel/machine.ts';
import { cardMachine, transferMachine } from '../payment/instruction.machine.ts';
import { orderMachine } from './order.machine.ts';

describe('the tables of order and payment', () => {
  it('have no dead end, no unreachable state and no act that nobody may take', () => {
    assert.deepEqual(
      [orderMachine, transferMachine, cardMachine].flatMap((machine) => checkMachine<string, string>(machine)),
      [],
    );
  });

  it('cover every row O1 to O33 and C1 to C10 of the domain', () => {
    const rows = new Set([...orderMachine.transitions, ...transferMachine.transitions].map((t) => t.row));
    const wanted = [
      ...Array.from({ length: 33 }, (_, i) => `O${i + 1}`),
      ...Array.from({ length: 10 }, (_, i) => `C${i + 1}`),
    ];
    assert.deepEqual(
      wanted.filter((row) => !rows.has(row)),
      [],
    );
  });

  it('let a payment begin only after receipt, bill and SPBy (UU 1/2004 art. 21(1))', () => {
    for (const skipped of ['RECEIVED', 'BILLED', 'SPBY'] as const) {
      const reached = new Set<string>(['CART']);
      for (let size = -1; size !== reached.size; ) {
        size = reached.size;
        for (const t of orderMachine.transitions)
          if (t.from !== null && reached.has(t.from) && t.to !== skipped) reached.add(t.to);
      }
      assert.ok(!reached.has('PAYING') && !reached.has('PAID'), `paid without ${skipped}`);
    }
  });

  it('offer no way from a sent or silent payment back to sending, but from a bank that said it is closed at this hour', () => {
    const sending = new Set(['DRAFT', 'SUBMITTED', 'CHECKED', 'APPROVED', 'SENT']);
    const back = transferMachine.transitions.filter(
      (t) => t.from !== null && ['SENT', 'UNKNOWN', 'IN_CLEARING'].includes(t.from) && sending.has(t.to),
    );
    assert.deepEqual(
      back.map(({ from, action, to }) => [from, action, to]),
      [['SENT', 'putOff', 'APPROVED']],
    );
  });

  it('keep maker and approver of a payment apart', () => {
    const makers = transferMachine.transitions.filter((t) => t.action === 'submit').flatMap((t) => t.by);
    const approvers = transferMachine.transitions.filter((t) => t.action === 'approve').flatMap((t) => t.by);
    assert.deepEqual(
      makers.filter((role) => approvers.includes(role)),
      [],
    );
  });
});
