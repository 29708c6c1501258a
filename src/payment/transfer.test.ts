import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { type Order, orderTable } from '../purchasing/order.ts';
import { type Instruction, instructionTable, referenceOf } from './instruction.ts';
import { orderSubject } from './order-subject.ts';
import { payeeChecked } from './payee.ts';
import { settled, undone } from './step.ts';
import { codeOf, factsFor, nextCause, orderToPay, payers, rightName, UP } from './testing-office.ts';
import { actOnTransfer, openTransferActions, type PaymentActor, sendTransfer, submitTransfer } from './transfer.ts';

const { at, order } = orderToPay('CMS');
const moment = () => ({ cause: nextCause(), now: at.now });
const THREE = { levels: ['MAKER', 'CHECKER', 'APPROVER'] };

function rowOf<T>(outcome: Decision | Refusal, table: string): T {
  assert.ok(outcome.ok, codeOf(outcome));
  const row = outcome.rows.find((one) => one.table === table);
  assert.ok(row, `${table} is written`);
  return row.body as unknown as T;
}
const paymentIn = (outcome: Decision | Refusal) => rowOf<Instruction>(outcome, instructionTable);
const orderIn = (outcome: Decision | Refusal) => rowOf<Order>(outcome, orderTable);

const submitted = (own: Parameters<typeof factsFor>[1] = {}) =>
  submitTransfer(order, at.satker, UP, factsFor(payers.bendahara, own));
const paying = orderIn(submitted());
const known = (payment: Instruction) => paymentIn(payeeChecked(payment, rightName, moment()));
const made = (own: Parameters<typeof factsFor>[1] = {}) => known(paymentIn(submitted(own)));
const act = (payment: Instruction, actor: PaymentActor, what: Parameters<typeof actOnTransfer>[2], own = {}) =>
  actOnTransfer(payment, orderSubject(paying), what, 'Alasan yang cukup', factsFor(actor, own));
const approved = () => paymentIn(act(made(), payers.kpa, 'approve'));
const sent = () => paymentIn(sendTransfer(approved(), moment()));

describe('the treasurer makes the instruction', () => {
  it('holds gross of the petty cash, net for the vendor and tax for the State, and begins the payment of the order', () => {
    const outcome = submitted();
    const payment = paymentIn(outcome);
    const { gross, net, treasurerDeposits } = order.bill?.tax ?? { gross: 0n, net: 0n, treasurerDeposits: 0n };
    assert.ok(outcome.ok && treasurerDeposits > 0n);
    assert.deepEqual(
      outcome.transfers.map((t) => (t.kind === 'hold' ? [t.debit.kind, t.amount] : t)),
      [
        ['up.fund', gross],
        ['vendor.payable', net],
        ['vendor.payable', treasurerDeposits],
      ],
    );
    assert.equal(payment.state, 'SUBMITTED');
    assert.equal(orderIn(outcome).state, 'PAYING');
    assert.deepEqual(
      outcome.jobs.map(({ task }) => task),
      ['payment.checkPayee'],
      'before the KPA approves the bank is asked for a name and nothing else',
    );
  });

  it('gives it a reference that follows from its id, of 26 letters and digits', () => {
    const payment = made();
    assert.equal(payment.reference, referenceOf(payment.id));
    assert.match(payment.reference, /^DS[0-9A-F]{24}$/);
  });

  it('is refused when the petty cash is short, and told by how much', () => {
    const gross = order.bill?.tax.gross ?? 0n;
    const outcome = submitTransfer(order, at.satker, gross - 1n, factsFor(payers.bendahara));
    assert.deepEqual(outcome, { ok: false, code: 'up_insufficient', params: { left: gross - 1n, short: 1n } });
  });

  for (const who of ['kpa', 'ppspm', 'holder'] as const)
    it(`is not for ${payers[who].role}`, () => {
      const outcome = submitTransfer(order, at.satker, UP, factsFor(payers[who]));
      assert.equal(codeOf(outcome), 'not_possible_now');
    });

  it('is not for the PPK who signed the SPBy, in whatever office', () => {
    assert.equal(codeOf(submitTransfer(order, at.satker, UP, factsFor(payers.ppkAsBendahara))), 'same_person');
    const rejected = paymentIn(act(made(), payers.kpa, 'reject'));
    assert.equal(codeOf(act(rejected, payers.ppkAsBendahara, 'resubmit')), 'same_person');
  });

  it('is not for an order that is paid by card', () => {
    const byCard = orderToPay('KKP').order;
    assert.equal(codeOf(submitTransfer(byCard, at.satker, UP, factsFor(payers.bendahara))), 'rail_not_available');
  });
});

describe('the KPA approves', () => {
  it('with a code; then it is sent by a job in the same commit', () => {
    const outcome = act(made(), payers.kpa, 'approve');
    assert.equal(paymentIn(outcome).state, 'APPROVED');
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.jobs.map(({ task }) => task),
      ['payment.send'],
    );
    assert.equal(codeOf(act(made(), payers.kpa, 'approve', { codeVerified: false })), 'step_up_required');
  });

  it('never what the same person made, nor what the same person committed', () => {
    assert.equal(codeOf(act(made(), payers.bendaharaAsKpa, 'approve')), 'same_person');
    assert.equal(codeOf(act(made(), payers.ppkAsKpa, 'approve')), 'same_person');
    assert.deepEqual(openTransferActions(made(), factsFor(payers.bendaharaAsKpa)), ['reject']);
  });

  it('nor by whoever asked for the goods, chose them or took them in, and stands in for the KPA later', () => {
    const { receipt } = order;
    assert.ok(receipt);
    const kpa = { personId: payers.kpa.personId, name: payers.kpa.name };
    for (const earlier of [
      { ...order, requester: { ...order.requester, ...kpa } },
      { ...order, pp: order.pp && { ...order.pp, ...kpa } },
      { ...order, receipt: { ...receipt, by: { ...receipt.by, ...kpa } } },
    ]) {
      const payment = known(paymentIn(submitTransfer(earlier, at.satker, UP, factsFor(payers.bendahara))));
      assert.equal(codeOf(act(payment, payers.kpa, 'approve')), 'same_person');
      assert.equal(paymentIn(act(payment, payers.ppspmAsKpa, 'approve')).state, 'APPROVED', 'control: somebody else');
    }
  });

  it('nor by a PPK who followed in the seat and signed the SPBy, and stands in for the KPA later', () => {
    const { spby } = order;
    assert.ok(spby && order.ppk);
    const follower = { ...spby.by, personId: payers.kpa.personId, name: payers.kpa.name };
    const handed = { ...order, spby: { ...spby, by: follower }, handedTo: { ppk: follower } };
    const payment = known(paymentIn(submitTransfer(handed, at.satker, UP, factsFor(payers.bendahara))));
    assert.equal(codeOf(act(payment, payers.kpa, 'approve')), 'same_person');
    assert.equal(codeOf(act(payment, payers.ppkAsKpa, 'approve')), 'same_person', 'nor by the one before');
    assert.deepEqual(openTransferActions(payment, factsFor(payers.kpa)), ['reject']);
    assert.equal(paymentIn(act(payment, payers.ppspmAsKpa, 'approve')).state, 'APPROVED', 'control: somebody else');
  });

  it('after the PPSPM where the bank wants three levels, and not the same person', () => {
    const payment = made(THREE);
    assert.equal(codeOf(act(payment, payers.kpa, 'approve', THREE)), 'not_your_turn');
    assert.equal(codeOf(act(payment, payers.bendaharaAsPpspm, 'check', THREE)), 'same_person');
    const checked = paymentIn(act(payment, payers.ppspm, 'check', THREE));
    assert.equal(codeOf(act(checked, payers.ppspmAsKpa, 'approve', THREE)), 'same_person');
    assert.equal(paymentIn(act(checked, payers.kpa, 'approve', THREE)).state, 'APPROVED');
  });

  it('alone where the bank wants two levels: there is nothing to check', () => {
    assert.equal(codeOf(act(made(), payers.ppspm, 'check')), 'not_possible_now');
  });

  it('or sends it back, as does the PPSPM; the treasurer submits it again or withdraws it', () => {
    const rejected = paymentIn(act(made(), payers.kpa, 'reject'));
    assert.equal(rejected.state, 'DRAFT');
    assert.equal(paymentIn(act(rejected, payers.otherBendahara, 'resubmit')).state, 'SUBMITTED');
    const outcome = act(rejected, payers.bendahara, 'withdraw');
    assert.ok(outcome.ok);
    assert.equal(orderIn(outcome).state, 'SPBY');
    assert.deepEqual(
      outcome.transfers.map((t) => (t.kind === 'void' ? t.hold : t)),
      rejected.holds.map((hold) => hold.id),
    );
  });

  it('may find it checked again by the same PPSPM after it was sent back', () => {
    const checked = paymentIn(act(made(THREE), payers.ppspm, 'check', THREE));
    const rejected = paymentIn(act(checked, payers.kpa, 'reject', THREE));
    const again = paymentIn(act(rejected, payers.bendahara, 'resubmit', THREE));
    assert.equal(codeOf(act(again, payers.kpa, 'approve', THREE)), 'not_your_turn', 'the first check was of another');
    assert.equal(paymentIn(act(again, payers.ppspm, 'check', THREE)).state, 'CHECKED');
  });
});

describe('the bank', () => {
  it('is called only after SENT is written, with a question to follow in the same commit', () => {
    const outcome = sendTransfer(approved(), moment());
    const payment = paymentIn(outcome);
    assert.equal(payment.sentAt, at.now.toISOString());
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.jobs.map(({ task, runAt }) => [task, runAt]),
      [['payment.ask', payment.nextCheckAt]],
    );
    assert.equal(codeOf(sendTransfer(payment, moment())), 'not_possible_now');
  });

  it('has paid: every hold is posted, the order is paid, the statement is read', () => {
    const outcome = settled(sent(), orderSubject(paying), { words: 'lunas', referenceNo: 'R1' }, moment());
    assert.equal(paymentIn(outcome).bank.referenceNo, 'R1');
    assert.equal(orderIn(outcome).state, 'PAID');
    assert.ok(outcome.ok);
    assert.equal(outcome.transfers.filter(({ kind }) => kind === 'post').length, 4, 'three holds and the commitment');
  });

  it('says later that it has not: what is settled stays so', () => {
    const paid = paymentIn(settled(sent(), orderSubject(paying), { words: 'lunas', referenceNo: 'R1' }, moment()));
    const after = orderIn(settled(sent(), orderSubject(paying), { words: 'lunas', referenceNo: 'R1' }, moment()));
    for (const action of ['fail', 'return', 'decline'] as const)
      assert.equal(codeOf(undone(paid, orderSubject(after), action, 'berubah', moment())), 'not_possible_now');
    assert.equal(
      codeOf(settled(paid, orderSubject(after), { words: 'lagi', referenceNo: 'R2' }, moment())),
      'not_possible_now',
    );
  });

  it('refuses or returns: the order goes back to SPBY, and may be paid by a new instruction with a new reference', () => {
    const first = sent();
    const outcome = undone(first, orderSubject(paying), 'fail', 'Rekening tidak aktif', moment());
    const back = orderIn(outcome);
    assert.equal(back.state, 'SPBY');
    const second = paymentIn(submitTransfer(back, at.satker, UP, factsFor(payers.bendahara)));
    assert.notEqual(second.reference, first.reference);
  });
});
