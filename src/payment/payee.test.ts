import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { askReturn, mayAskReturn } from './ask-return.ts';
import { batchDigest } from './batch.ts';
import { carrierNow } from './carrier.ts';
import { type Instruction, instructionTable } from './instruction.ts';
import { acceptPayee, frozen, type PayeeAnswer, payeeChecked, payeeRefusal } from './payee.ts';
import { payeeStanding } from './payee-check.ts';
import { executionRefusal, maySend, postponed } from './schedule.ts';
import { codeOf, factsFor, nextCause, orderToPay, payers, rightName, UP } from './testing-office.ts';
import { submitTransfer } from './transfer.ts';

const { at, order } = orderToPay('CMS');
const moment = () => ({ cause: nextCause(), now: at.now });
function written(outcome: Decision | Refusal): Instruction {
  assert.ok(outcome.ok, codeOf(outcome));
  return outcome.rows.find(({ table }) => table === instructionTable)?.body as unknown as Instruction;
}
const payee = order.bill?.payee ?? { bankCode: '', accountNo: '', name: '' };
const now = { account: payee, verified: true };
const submitted = () => written(submitTransfer(order, at.satker, UP, factsFor(payers.bendahara, { payee: now })));
const told = (own: Partial<PayeeAnswer>) => written(payeeChecked(submitted(), { ...rightName, ...own }, moment()));
const reason = 'Nama lama toko menurut akta';
const accepted = (one: Instruction, who: keyof typeof payers) => acceptPayee(one, reason, factsFor(payers[who]));

describe('the payee of a transfer', () => {
  it('waits for the bank, then is good when the name is the same', () => {
    assert.equal(codeOf(payeeRefusal(submitted(), now) ?? { ok: true }), 'payee_unchecked');
    assert.equal(payeeStanding(told({})), 'GOOD');
    assert.equal(payeeRefusal(told({}), now), null);
    assert.equal(payeeStanding(told({ result: 'unknown' })), 'WAITING');
  });

  it('needs the treasurer’s word for a similar name, and the KPA’s too for a different one, in that order', () => {
    const similar = told({ result: 'similar' });
    assert.equal(payeeRefusal(similar, now)?.code, 'payee_name_differs');
    assert.equal(payeeStanding(written(accepted(similar, 'bendahara'))), 'GOOD');
    const different = told({ result: 'different' });
    assert.equal(codeOf(accepted(different, 'kpa')), 'not_your_turn');
    const half = written(accepted(different, 'bendahara'));
    assert.equal(payeeStanding(half), 'HELD');
    assert.equal(codeOf(accepted(half, 'bendahara')), 'not_your_turn');
    assert.equal(codeOf(accepted(half, 'bendaharaAsKpa')), 'same_person', 'one person in two offices');
    assert.equal(codeOf(accepted(half, 'ppkAsKpa')), 'same_person', 'nor who committed');
    assert.equal(payeeStanding(written(accepted(half, 'kpa'))), 'GOOD');
  });

  it('is not accepted without a code, nor at all when the bank has no such account', () => {
    const similar = told({ result: 'similar' });
    assert.equal(
      codeOf(acceptPayee(similar, reason, factsFor(payers.bendahara, { codeVerified: false }))),
      'step_up_required',
    );
    const gone = told({ result: 'not_found' });
    assert.equal(payeeRefusal(gone, now)?.code, 'payee_not_found');
    assert.equal(codeOf(accepted(gone, 'bendahara')), 'not_possible_now');
  });

  it('loses words that were given for another name', () => {
    const similar = written(accepted(told({ result: 'similar', nameAtBank: 'A' }), 'bendahara'));
    const same = written(payeeChecked(similar, { ...rightName, result: 'similar', nameAtBank: 'A' }, moment()));
    assert.equal(payeeStanding(same), 'GOOD');
    const other = written(payeeChecked(similar, { ...rightName, result: 'similar', nameAtBank: 'B' }, moment()));
    assert.equal(payeeStanding(other), 'HELD');
  });

  it('is frozen when the vendor changed the account, verified or not', () => {
    const good = told({});
    assert.equal(frozen(good, { ...now, verified: false })?.code, 'account_not_verified');
    const other = { account: { ...payee, accountNo: '999' }, verified: true };
    assert.equal(frozen(good, other)?.code, 'payee_changed');
    assert.equal(
      codeOf(submitTransfer(order, at.satker, UP, factsFor(payers.bendahara, { payee: other }))),
      'payee_changed',
    );
  });

  it('is the vendor’s account of today for what came back, and not the one in the bill', () => {
    const back = { instructionId: 'x', net: 5_000n, reason: 'retur', at: at.now.toISOString() };
    const other = { account: { ...payee, accountNo: '777' }, verified: true };
    const again = submitTransfer(
      { ...order, cameBack: back },
      at.satker,
      UP,
      factsFor(payers.bendahara, { payee: other }),
    );
    assert.equal(written(again).beneficiary.accountNo, '777');
    const unchecked = { ...other, verified: false };
    const refused = submitTransfer(
      { ...order, cameBack: back },
      at.satker,
      UP,
      factsFor(payers.bendahara, { payee: unchecked }),
    );
    assert.equal(codeOf(refused), 'account_not_verified');
  });
});

describe('the day and the hour', () => {
  const rules = factsFor(payers.kpa).rules;
  const facts = { now: new Date('2026-11-24T03:00:00Z'), zone: 'WIB', rules } as const;
  it('is a working day within thirty days', () => {
    assert.equal(executionRefusal('2026-11-30', facts), null);
    assert.equal(executionRefusal('2026-11-29', facts)?.code, 'not_a_working_day');
    assert.equal(executionRefusal('2026-12-25', facts)?.code, 'execution_too_late');
    assert.equal(executionRefusal('2026-12-24', facts)?.code, 'not_a_working_day', 'joint leave');
    assert.equal(executionRefusal('2026-11-23', facts)?.code, 'date_in_past');
  });

  it('waits for the clearing to open above what goes at any hour, and says when', () => {
    const big = {
      ...told({}),
      state: 'APPROVED',
      net: 600_000_000n,
      source: { ...payee, bankCode: '002' },
    } as Instruction;
    const there = { ...big, beneficiary: { ...payee, bankCode: '014' } };
    const sunday = carrierNow(there, new Date('2026-11-29T03:00:00Z'));
    assert.ok(sunday.kind === 'later');
    assert.deepEqual([sunday.why, sunday.carrier?.channel], ['DAY_OFF', 'SKN']);
    assert.equal(sunday.at.toISOString(), '2026-11-30T01:00:00.000Z');
    const monday = carrierNow(there, new Date('2026-11-30T03:00:00Z'));
    assert.deepEqual(monday, { kind: 'now', carrier: { service: '23', channel: 'SKN' } });
    const waiting = written(postponed(there, sunday));
    assert.ok(!maySend(waiting, new Date('2026-11-29T04:00:00Z')));
    assert.ok(maySend(waiting, sunday.at));
    assert.equal(codeOf(postponed({ ...there, state: 'SENT' }, sunday)), 'not_possible_now');
  });
});

describe('one proof for a list', () => {
  const one = told({});
  const other = { ...told({}), reference: 'DSX' };
  it('is bound to every payment, payee and amount, whatever their order', () => {
    const whole = batchDigest('approve', [one, other], 'a');
    assert.equal(batchDigest('approve', [other, one], 'a'), whole);
    for (const changed of [
      batchDigest('approve', [one], 'a'),
      batchDigest('release', [one, other], 'a'),
      batchDigest('approve', [one, other], 'b'),
      batchDigest('approve', [one, { ...other, net: other.net + 1n }], 'a'),
      batchDigest('approve', [one, { ...other, beneficiary: { ...payee, accountNo: '1' } }], 'a'),
    ])
      assert.notEqual(changed, whole);
  });
});

describe('money asked back', () => {
  const wanted = {
    kind: 'OVERPAID',
    to: 'VENDOR',
    amount: 1_000n,
    letter: { number: 'S-1/2026', date: '2026-11-24' },
    reason: 'Jumlah barang kurang',
  } as const;
  it('is recorded once, by the treasurer, of what was paid and no more than that', () => {
    const paid = { ...told({}), state: 'RECONCILED' } as Instruction;
    const facts = factsFor(payers.bendahara);
    const asked = written(askReturn(paid, wanted, facts));
    assert.equal(asked.returnAsked?.amount, 1_000n);
    assert.equal(asked.state, 'RECONCILED', 'it stays paid');
    assert.ok(!mayAskReturn(asked, payers.bendahara), 'once');
    assert.equal(codeOf(askReturn(paid, { ...wanted, amount: paid.net + 1n }, facts)), 'return_amount_invalid');
    assert.equal(codeOf(askReturn({ ...paid, state: 'SENT' }, wanted, facts)), 'not_possible_now');
    assert.equal(codeOf(askReturn(paid, wanted, factsFor(payers.kpa))), 'not_possible_now');
  });
});
