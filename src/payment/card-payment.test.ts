import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { type Order, orderTable } from '../purchasing/order.ts';
import { opened, prepareCard } from './card-payment.ts';
import { type Instruction, instructionTable } from './instruction.ts';
import { orderSubject } from './order-subject.ts';
import { settled, undone } from './step.ts';
import { card, codeOf, factsFor, LIMIT, nextCause, orderToPay, payers } from './testing-office.ts';

const { at, order } = orderToPay('KKP');
const moment = () => ({ cause: nextCause(), now: at.now });

function rowOf<T>(outcome: Decision | Refusal, table: string): T {
  assert.ok(outcome.ok, codeOf(outcome));
  const row = outcome.rows.find((one) => one.table === table);
  assert.ok(row, `${table} is written`);
  return row.body as unknown as T;
}
const paymentIn = (outcome: Decision | Refusal) => rowOf<Instruction>(outcome, instructionTable);
const orderIn = (outcome: Decision | Refusal) => rowOf<Order>(outcome, orderTable);
const prepared = () => prepareCard(order, card, LIMIT, factsFor(payers.holder));
const PAGE = { url: 'https://bank.example/kartu/x', referenceNo: 'R1' };

describe('the holder pays by card', () => {
  it('the whole bill, whatever is withheld outside the card flow; the limit is held and the page is asked for', () => {
    const outcome = prepared();
    const payment = paymentIn(outcome);
    assert.equal(payment.net, order.bill?.tax.gross);
    assert.equal(payment.tax, 0n);
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.transfers.map((t) => (t.kind === 'hold' ? [t.debit.kind, t.credit.kind, t.amount] : t)),
      [
        ['card.limit', 'card.used', payment.gross],
        ['vendor.payable', 'issuer.payable', payment.gross],
      ],
    );
    assert.deepEqual(
      outcome.jobs.map(({ task }) => task),
      ['payment.openCard'],
    );
    assert.equal(orderIn(outcome).state, 'PAYING');
  });

  it('with the own card of the own office, within its limit', () => {
    const gross = order.bill?.tax.gross ?? 0n;
    const facts = () => factsFor(payers.holder);
    assert.equal(codeOf(prepareCard(order, card, LIMIT, factsFor(payers.otherHolder))), 'card_not_yours');
    assert.equal(codeOf(prepareCard(order, { ...card, satkerId: 'lain' }, LIMIT, facts())), 'card_not_yours');
    assert.deepEqual(prepareCard(order, card, gross - 1n, facts()), {
      ok: false,
      code: 'card_limit_insufficient',
      params: { left: gross - 1n, short: 1n },
    });
    assert.equal(
      codeOf(prepareCard(order, card, LIMIT, factsFor({ ...payers.holder, role: 'KPA' }))),
      'not_possible_now',
    );
  });

  it('on the bank’s page, which is forgotten when it is over', () => {
    const open = paymentIn(opened(paymentIn(prepared()), PAGE, moment()));
    assert.equal(open.cardPageUrl, PAGE.url);
    const paying = orderIn(prepared());
    const paid = settled(
      open,
      orderSubject(paying),
      { words: 'lunas', referenceNo: 'R1', approvalCode: '123456' },
      moment(),
    );
    assert.equal(paymentIn(paid).cardPageUrl, null);
    assert.equal(paymentIn(paid).bank.approvalCode, '123456');
    assert.equal(orderIn(paid).state, 'PAID');
    const left = undone(open, orderSubject(paying), 'decline', 'ditinggalkan', moment());
    assert.equal(orderIn(left).state, 'SPBY');
    assert.ok(left.ok);
    assert.ok(left.transfers.every(({ kind }) => kind === 'void'));
  });
});
