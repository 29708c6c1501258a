import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../../kernel/decision.ts';
import { checkMachine } from '../../kernel/machine.ts';
import { prepareCard } from '../../payment/card-payment.ts';
import { type Instruction, instructionTable } from '../../payment/instruction.ts';
import { orderSubject } from '../../payment/order-subject.ts';
import { settled } from '../../payment/step.ts';
import { card, factsFor, LIMIT, nextCause, orderToPay, payers, UP } from '../../payment/testing-office.ts';
import { submitTransfer } from '../../payment/transfer.ts';
import { rulesOn } from '../../regulation/rules.ts';
import { coretaxXml } from './coretax.ts';
import { depositMachine } from './deposit.machine.ts';
import {
  type Deposit,
  depositTable,
  draftDeposit,
  expireBilling,
  failDeposit,
  openDepositActs,
  recordBilling,
  recordNtpn,
  settleDeposit,
  withdrawDeposit,
} from './deposit.ts';
import { payDeposit } from './deposit-payment.ts';
import { expectedOf } from './expected.ts';
import { closeOutsideCard, recordSlip, report, type Withholding, withheld, withholdingTable } from './withholding.ts';

const { at, order } = orderToPay('CMS');
const { now } = at;
const rules = rulesOn('APBN', '2026-11-24');
const codeOf = (outcome: Decision | Refusal) => (outcome.ok ? 'decided' : outcome.code);
const bodies = <T>(outcome: Decision | Refusal, table: string): T[] => {
  assert.ok(outcome.ok, codeOf(outcome));
  return outcome.rows.filter((row) => row.table === table).map((row) => row.body as unknown as T);
};
const first = <T>(outcome: Decision | Refusal, table: string): T => {
  const [one] = bodies<T>(outcome, table);
  assert.ok(one, `${table} is written`);
  return one;
};
const bendahara = { ...payers.bendahara, role: 'BENDAHARA' };
const facts = () => ({ cause: nextCause(), now, actor: bendahara });
const owed = bodies<Withholding>(withheld(order, { now }, rules), withholdingTable);
const drafted = (chosen: readonly Withholding[] = owed) =>
  draftDeposit(chosen, {
    ...facts(),
    satkerId: order.satkerId,
    zone: 'WIB',
    regime: 'APBN',
    number: 'STR-2026-000001',
    period: '112026',
    code: { kap: '411618', kjs: '100' },
  });
const inDeposit = () => bodies<Withholding>(drafted(), withholdingTable);
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const billing = { code: '012345678901234', expiresAt: later(7).toISOString(), madeBy: 'BANK' } as const;
const billed = () =>
  first<Deposit>(recordBilling(first<Deposit>(drafted(), depositTable), billing, facts(), 'SYSTEM'), depositTable);
const ntpn = 'A1B2C3D4E5F60718';

describe('taxes kept back', () => {
  it('become due when the order is paid, one row for each, and sum to what the treasurer deposits', () => {
    const sum = owed.reduce((total, one) => total + one.amount, 0n);
    assert.equal(sum, order.bill?.tax.treasurerDeposits);
    assert.deepEqual(owed.map(({ kind }) => kind).toSorted(), ['PPH', 'PPN']);
    assert.deepEqual([...new Set(owed.map(({ due }) => due))], ['2026-12-01']);
  });

  it('are written in the commit that settles the payment, and not again when money that came back is paid again', () => {
    const made = submitTransfer(order, at.satker, UP, factsFor(payers.bendahara));
    const sent: Instruction = { ...first<Instruction>(made, instructionTable), state: 'SENT' };
    const paying = { ...order, state: 'PAYING' as const };
    const said = { words: 'lunas', referenceNo: 'R1' };
    const moment = () => ({ cause: nextCause(), now });
    assert.equal(bodies(settled(sent, orderSubject(paying), said, moment()), withholdingTable).length, owed.length);
    const cameBack = { instructionId: sent.id, net: 1n, reason: 'retur', at: now.toISOString() };
    const again = settled(sent, orderSubject({ ...paying, cameBack }), said, moment());
    assert.equal(bodies(again, withholdingTable).length, 0);
  });

  it('that a card could not withhold are closed by the proof of their deposit', () => {
    const byCard = orderToPay('KKP').order;
    assert.ok(prepareCard(byCard, card, LIMIT, factsFor(payers.holder)).ok);
    const bill = byCard.bill;
    assert.ok(bill);
    const pph = { article: '23', objectCode: '24-104-29', base: 3_000_000n, rate: '2%', amount: 60_000n };
    const tax = { ...bill.tax, pph: [{ ...pph, withheldBy: 'OUTSIDE_CARD' as const }] };
    const service = { ...byCard, bill: { ...bill, tax } };
    const [one] = bodies<Withholding>(withheld(service, { now }, rules), withholdingTable);
    assert.equal(one?.from, 'OUTSIDE_CARD');
    assert.ok(one);
    assert.equal(codeOf(drafted([one])), 'not_possible_now');
    const closed = closeOutsideCard(one, { ntpn, date: '2026-11-30', note: 'disetor penyedia' }, facts());
    assert.equal(first<Withholding>(closed, withholdingTable).state, 'CLOSED');
    assert.equal(
      codeOf(closeOutsideCard(owed[0] ?? one, { ntpn, date: '2026-11-30', note: '' }, facts())),
      'not_possible_now',
    );
  });
});

describe('a deposit', () => {
  it('has a sound table', () => assert.deepEqual(checkMachine(depositMachine), []));

  it('takes what is owed, once, and asks for a billing code', () => {
    const outcome = drafted();
    assert.equal(first<Deposit>(outcome, depositTable).amount, order.bill?.tax.treasurerDeposits);
    assert.ok(outcome.ok);
    assert.deepEqual(
      outcome.jobs.map(({ task }) => task),
      ['tax.billing'],
    );
    assert.equal(codeOf(drafted(inDeposit())), 'not_possible_now');
    assert.equal(codeOf(drafted([])), 'nothing_to_deposit');
  });

  it('is paid by one instruction that holds the tax owed, to the billing code', () => {
    const outcome = payDeposit(billed(), at.satker, facts());
    const payment = first<Instruction>(outcome, instructionTable);
    assert.deepEqual(
      [payment.rail, payment.purpose, payment.state, payment.beneficiary.accountNo, payment.net],
      ['MPN', 'TAX_DEPOSIT', 'SUBMITTED', billing.code, order.bill?.tax.treasurerDeposits],
    );
    assert.ok(outcome.ok);
    const held = outcome.transfers.map((t) => (t.kind === 'hold' ? [t.debit.kind, t.credit.kind, t.amount] : []));
    assert.deepEqual(held, [['tax.payable', 'bank.clearing', payment.net]]);
    assert.equal(first<Deposit>(outcome, depositTable).state, 'PAYING');
  });

  it('is proven by its NTPN, and may be paid again with the same code when the bank refuses', () => {
    const paying = first<Deposit>(payDeposit(billed(), at.satker, facts()), depositTable);
    const done = settleDeposit(paying, inDeposit(), { ntpn, ntb: '000123456789' }, facts());
    assert.equal(first<Deposit>(done, depositTable).ntpn, ntpn);
    assert.ok(
      bodies<Withholding>(done, withholdingTable).every((one) => one.state === 'DEPOSITED' && one.ntpn === ntpn),
    );
    const failed = first<Deposit>(failDeposit(paying, 'saldo tidak cukup'), depositTable);
    assert.deepEqual([failed.state, failed.billing?.code], ['BILLED', billing.code]);
    assert.equal(codeOf(payDeposit(failed, at.satker, facts())), 'decided');
  });

  it('with a code that ran out is not paid, and gets a new code', () => {
    const late = { ...facts(), now: later(8) };
    assert.equal(codeOf(payDeposit(billed(), at.satker, late)), 'billing_expired');
    const again = expireBilling(billed(), late);
    assert.deepEqual(
      [first<Deposit>(again, depositTable).state, again.ok && again.jobs[0]?.task],
      ['DRAFTED', 'tax.billing'],
    );
    assert.equal(codeOf(expireBilling(billed(), facts())), 'not_possible_now');
    assert.equal(codeOf(recordBilling(billed(), billing, late, 'BENDAHARA')), 'billing_expired');
  });

  it('that is withdrawn owes its taxes again; one paid at a counter is recorded by its NTPN', () => {
    const back = withdrawDeposit(billed(), inDeposit(), 'keliru', facts());
    assert.ok(
      bodies<Withholding>(back, withholdingTable).every((one) => one.state === 'OWED' && one.depositId === null),
    );
    const counter = recordNtpn(billed(), inDeposit(), { number: ntpn, date: '2026-11-25' }, facts());
    assert.equal(first<Deposit>(counter, depositTable).state, 'DEPOSITED');
  });

  it('that was paid at a counter is found on the statement by its billing code, once', () => {
    const counter = first<Deposit>(
      recordNtpn(billed(), inDeposit(), { number: ntpn, date: '2026-11-24' }, facts()),
      depositTable,
    );
    const expected = expectedOf(counter);
    assert.ok(expected);
    assert.deepEqual([expected.direction, expected.references], ['DEBIT', [ntpn, billing.code]]);
    const told = expected.tell('line', facts());
    assert.ok(told.ok);
    assert.deepEqual(
      told.transfers.map((t) => (t.kind === 'move' ? [t.debit.kind, t.credit.kind, t.amount] : [])),
      [['bank.clearing', 'bank.cash', counter.amount]],
    );
    assert.equal(expectedOf(first<Deposit>(told, depositTable)), null);
    assert.equal(expectedOf(first<Deposit>(payDeposit(billed(), at.satker, facts()), depositTable)), null);
  });

  it('offers each role what it may do', () => {
    assert.deepEqual(openDepositActs(billed(), 'BENDAHARA'), ['recordBilling', 'withdraw', 'pay', 'recordNtpn']);
    assert.deepEqual(openDepositActs(billed(), 'PPK'), []);
    assert.deepEqual(openDepositActs(billed(), 'SYSTEM'), []);
  });
});

describe('slips and reports', () => {
  const deposited = () =>
    bodies<Withholding>(
      recordNtpn(billed(), inDeposit(), { number: ntpn, date: '2026-11-25' }, facts()),
      withholdingTable,
    );

  it('follow the deposit; PPN has no slip, and nothing is reported without one', () => {
    const [pph] = deposited().filter(({ kind }) => kind === 'PPH');
    const [ppn] = deposited().filter(({ kind }) => kind === 'PPN');
    assert.ok(pph && ppn && owed[0]);
    const slip = { number: '2500000123', date: '2026-11-26' };
    assert.equal(codeOf(recordSlip(owed[0], slip)), 'not_possible_now');
    assert.equal(codeOf(recordSlip(ppn, slip)), 'not_possible_now');
    const slipped = first<Withholding>(recordSlip(pph, slip), withholdingTable);
    assert.equal(codeOf(report([pph], '112026')), 'nothing_to_report');
    const reported = bodies<Withholding>(report([slipped, ppn, owed[0]], '112026'), withholdingTable);
    assert.deepEqual(
      reported.map(({ state }) => state),
      ['REPORTED', 'REPORTED'],
    );
  });

  it('are exported for Coretax with codes, bases and rates, and names are escaped', () => {
    const xml = coretaxXml(deposited(), '112026', { npwp: '0012345678901000' }, () => '0098765432109000');
    assert.match(xml, /<TaxObjectCode>22-910-01<\/TaxObjectCode>/);
    assert.match(xml, /<Rate>1\.5<\/Rate>/);
    assert.match(xml, /<GovTreasurerOpt>Imprest<\/GovTreasurerOpt>/);
    assert.equal(xml.match(/<Bpu>/g)?.length, 1);
    const hostile = deposited().map((one) => ({ ...one, billNumber: 'A<&>"B' }));
    assert.match(
      coretaxXml(hostile, '112026', { npwp: '1' }, () => null),
      /A&lt;&amp;&gt;/,
    );
  });
});
