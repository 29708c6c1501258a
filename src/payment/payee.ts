/**
 * Is the account the vendor's? Before anybody approves, the bank is asked for the name on it (SNAP 15 and 16), and what it said is
 * kept as evidence. A name that is not the same needs the treasurer's word, a different one the KPA's too. Pure.
 */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { PaymentActor } from './actor.ts';
import type { Instruction } from './instruction.ts';
import { noted } from './note.ts';
import { type PayeeCheck, type PayeeNow, payeeStanding, wordsMissing } from './payee-check.ts';
import type { Moment } from './step.ts';

const sameAccount = (a: BankAccount, b: BankAccount): boolean =>
  a.bankCode === b.bankCode && a.accountNo === b.accountNo;

/** The vendor changed its account since this one was written down, or nobody has checked the change yet: nothing is paid to it. */
export function frozen(instruction: Instruction, payee: PayeeNow | null): Refusal | null {
  if (payeeStanding(instruction) === null || payee === null) return null;
  if (!payee.verified) return refuse('account_not_verified');
  return sameAccount(payee.account, instruction.beneficiary) ? null : refuse('payee_changed');
}

/** Why nobody may approve this payee now; null when somebody may. */
export function payeeRefusal(instruction: Instruction, payee: PayeeNow | null): Refusal | null {
  const standing = payeeStanding(instruction);
  if (standing === null) return null;
  const changed = frozen(instruction, payee);
  if (changed || standing === 'GOOD') return changed;
  const check = instruction.payeeCheck ?? null;
  if (standing === 'WAITING' || check === null) return refuse('payee_unchecked');
  if (check.result === 'not_found') return refuse('payee_not_found', { message: check.message || '–' });
  return refuse('payee_name_differs', {
    expected: instruction.beneficiary.name,
    found: check.nameAtBank ?? '–',
    who: wordsMissing(check).join(', '),
  });
}

/** What the bank said of the name, with how it compares to the one that was written down. */
export type PayeeAnswer = Omit<PayeeCheck, 'accepted' | 'at'>;

/** Until it is approved the payee may be checked; afterwards what was approved stands. */
const CHECKED_IN: readonly Instruction['state'][] = ['DRAFT', 'SUBMITTED', 'CHECKED'];

/** Writes down what the bank said; no step of the table. Words that were given for another name are worth nothing. */
export function payeeChecked(instruction: Instruction, answer: PayeeAnswer, { now }: Moment): Decision | Refusal {
  if (payeeStanding(instruction) === null || !CHECKED_IN.includes(instruction.state))
    return refuse('not_possible_now', { state: instruction.state });
  const before = instruction.payeeCheck ?? null;
  const sameName = before?.result === answer.result && before.nameAtBank === answer.nameAtBank;
  const check: PayeeCheck = { ...answer, at: now.toISOString(), accepted: sameName ? before.accepted : [] };
  return noted({ ...instruction, payeeCheck: check }, 'payment.payee_checked', {
    result: answer.result,
    nameAtBank: answer.nameAtBank,
    referenceNo: answer.referenceNo,
    message: answer.message,
  });
}

/** Whether this person's word is the next that is missing. */
export function mayAcceptPayee(instruction: Instruction, actor: PaymentActor): boolean {
  return acceptRefusal(instruction, actor) === null;
}

function acceptRefusal(instruction: Instruction, actor: PaymentActor): Refusal | null {
  const check = instruction.payeeCheck ?? null;
  const next = check === null ? undefined : wordsMissing(check)[0];
  if (payeeStanding(instruction) !== 'HELD' || !CHECKED_IN.includes(instruction.state) || !check || !next)
    return refuse('not_possible_now', { state: instruction.state });
  if (actor.role !== next) return refuse('not_your_turn', { who: next });
  const { ppkPersonId, broughtAboutBy = [] } = instruction;
  const others = [ppkPersonId, ...broughtAboutBy, ...check.accepted.map(({ personId }) => personId)];
  return others.includes(actor.personId) ? refuse('same_person', { did: 'memesan atau menjamin', who: next }) : null;
}

/** The treasurer, and for a different name then the KPA, answers for the name in writing. */
export function acceptPayee(
  instruction: Instruction,
  reason: string,
  { actor, now, codeVerified }: Moment & { readonly actor: PaymentActor; readonly codeVerified: boolean },
): Decision | Refusal {
  const refusal = acceptRefusal(instruction, actor);
  const check = instruction.payeeCheck;
  if (refusal || !check) return refusal ?? refuse('not_possible_now', { state: instruction.state });
  if (!codeVerified) return refuse('step_up_required');
  const word = { personId: actor.personId, by: actor.name, role: actor.role, at: now.toISOString(), reason };
  return noted(
    { ...instruction, payeeCheck: { ...check, accepted: [...check.accepted, word] } },
    'payment.payee_accepted',
    { role: actor.role, nameAtBank: check.nameAtBank, expected: instruction.beneficiary.name, reason },
  );
}

export const checkPayeeJob = (id: string): JobRequest => ({
  task: 'payment.checkPayee',
  payload: { id },
  key: `payment.checkPayee:${id}`,
});
