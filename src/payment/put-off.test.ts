import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { awaitsRelease, type Instruction, instructionTable } from './instruction.ts';
import type { Levels } from './level.ts';
import { orderSubject } from './order-subject.ts';
import { payeeChecked } from './payee.ts';
import { putOff } from './put-off.ts';
import { maySend } from './schedule.ts';
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

  it('leaves by itself when the bank opens, released once', () => {
    assert.equal(waiting.state, 'APPROVED');
    assert.equal(awaitsRelease(waiting), false);
    assert.ok(maySend(waiting, at.now));
    assert.equal(paymentIn(sendTransfer(waiting, moment())).state, 'SENT');
    assert.deepEqual(openTransferActions(waiting, factsFor(payers.ppspm)), []);
    assert.equal(codeOf(act(waiting, payers.ppspm, 'release')), 'not_possible_now');
  });

  it('can still be taken back by the treasurer', () => {
    assert.deepEqual(openTransferActions(waiting, factsFor(payers.bendahara)), ['withdraw']);
  });

  it('does not leave unreleased: approved alone, or made anew after the release', () => {
    const approved = paymentIn(act(known, payers.kpa, 'approve'));
    assert.equal(codeOf(sendTransfer(approved, moment())), 'not_your_turn');
    const again = { ...waiting, approvals: [...waiting.approvals, ...waiting.approvals.slice(0, 2)] };
    assert.equal(codeOf(sendTransfer(again, moment())), 'not_your_turn');
  });
});
