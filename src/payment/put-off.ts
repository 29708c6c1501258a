/** A bank that is closed at this hour has refused nothing: the payment waits for it to open. */
import type { Decision, Refusal } from '../kernel/decision.ts';
import { bankShutWords } from './bank-words.ts';
import type { Instruction } from './instruction.ts';
import type { CallOutcome } from './rails/port.ts';
import { type DueWhy, sendJob } from './schedule.ts';
import { bankStep, type Moment } from './step.ts';

/** SNAP 403xx06, Feature Not Allowed At This Time. */
const SHUT = /^403\d{2}06$/;

export const saysShut = (answer: CallOutcome): answer is CallOutcome & { readonly kind: 'refused' } =>
  answer.kind === 'refused' && SHUT.test(answer.code);

/**
 * Row C5, on the answer to the call itself: the bank has done nothing, so the same instruction may leave again under its reference.
 * `at`: when. One that was released leaves without a second release.
 */
export function putOff(
  instruction: Instruction,
  { code, at }: { readonly code: string; readonly at: Date },
  moment: Moment,
): Decision | Refusal {
  const dueWhy: DueWhy = 'NO_RAIL';
  return bankStep(instruction, 'putOff', { words: bankShutWords(code) }, moment, {
    change: { sentAt: null, dueAt: at.toISOString(), dueWhy },
    jobs: [sendJob(instruction.id, at)],
  });
}
