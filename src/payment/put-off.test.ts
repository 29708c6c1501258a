import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { type Instruction, instructionTable } from './instruction.ts';
import type { Levels } from './level.ts';
import { orderSubject } from './order-subject.ts';
import { payeeChecked } from './payee.ts';
import { putOff } from './put-off.ts';
import { codeOf, factsFor, nextCause, orderToPay, payers, rightName, UP } from './testing-office.ts';
import { actOnTransfer, openTransferActions, sendTransfer, submitTransfer } from './transfer.ts';

const { at, order } = orderToPay('CMS');
const moment = () => ({ cause: nextCause(), now: at.now });
const cms: Levels = { order: ['MAKER', 'APPROVER', 'RELEASER'], releaser: 'PPSPM', limits: {} };
function paymentIn(outcome: Decision | Refusal): Instruction {
  assert.ok(outcome.ok, codeOf(outcome));
  return outcome.rows.find(({ table }) => table === instructionTable)?.body as unknown as Instruction;
}

describe('a payment that a closed bank sent back to wait', () => {
  const made = paymentIn(submitTransfer(order, at.satker, UP, factsFor(payers.bendahara, { cms })));
  const known = paymentIn(payeeChecked(made, rightName, moment()));
  const act = (payment: Instruction, who: (typeof payers)[keyof typeof payers], what: 'approve' | 'release') =>
    actOnTransfer(payment, orderSubject(order), what, '', factsFor(who));
  const released = paymentIn(act(paymentIn(act(known, payers.kpa, 'approve')), payers.ppspm, 'release'));
  const sent = paymentIn(sendTransfer(released, moment()));
  const waiting = paymentIn(putOff(sent, { code: '4031706', at: at.now }, moment()));

  it('is released again by the one who released it', () => {
    assert.equal(waiting.state, 'APPROVED');
    assert.ok(openTransferActions(waiting, factsFor(payers.ppspm)).includes('release'));
    assert.equal(paymentIn(act(waiting, payers.ppspm, 'release')).state, 'RELEASED');
  });

  it('and not by one who made or approved it', () => {
    assert.equal(codeOf(act(waiting, payers.bendaharaAsPpspm, 'release')), 'same_person');
  });
});
