/** What an answer of the bank means for a transfer. Money counts as paid or unpaid only when the bank has said so for certain. */
import type { Decision, Refusal } from '../kernel/decision.ts';
import {
  clearingWords,
  notReceivedWords,
  paidWords,
  refusedWords,
  returnedWords,
  shownOnStatementWords,
  silentWords,
} from './bank-words.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { CallOutcome, StatusOutcome } from './rails/port.ts';
import { debitShown, failureShown, readJob } from './statement.ts';
import { asked, bankStep, type Moment, settled, undone } from './step.ts';
import type { Proof, Subject } from './subject.ts';
import { proofOf, statusAt } from './way.ts';

/** `again`: when the bank is asked next if this does not end it. */
export type FollowRule = (
  instruction: Instruction,
  subject: Subject,
  moment: Moment & { readonly again: Date },
) => Decision | Refusal;

export interface Followed {
  /** `done`: nothing more to ask. `wait`: ask again. */
  readonly kind: 'done' | 'wait';
  readonly label: string;
  readonly rule: FollowRule | null;
}

export const done: Followed = { kind: 'done', label: 'done', rule: null };
export const wait: Followed = { kind: 'wait', label: 'wait', rule: null };

/** Whoever waits for a silent bank sees when it is asked again. */
export const stillSilent: Followed = { kind: 'wait', label: 'asked', rule: (i, _, { again }) => asked(i, again) };

const ASKED_OF_TRANSFER: readonly string[] = ['SENT', 'UNKNOWN', 'IN_CLEARING'];

/** `answer` is what the first call brought; without one the bank is asked. */
export async function followTransfer(
  deps: PaymentJobDeps,
  instruction: Instruction,
  answer?: CallOutcome & Proof,
): Promise<Followed> {
  if (!ASKED_OF_TRANSFER.includes(instruction.state)) return done;
  const outcome = answer ? asStatus(answer) : await statusAt(deps, instruction);
  if (outcome === null) return done;
  switch (outcome.kind) {
    case 'success':
      return paid(paidWords(outcome.referenceNo), outcome.referenceNo, outcome);
    case 'failed':
      return answer ? unpaid(outcome, instruction.state) : unpaidByStatement(deps, instruction, outcome);
    case 'pending':
      return instruction.state === 'IN_CLEARING' ? stillSilent : inClearing;
    case 'not_found':
    case 'unknown':
      return byStatement(deps, instruction, outcome.kind);
  }
}

/** A refused call is final. One that never left, or was not answered, is asked about. */
function asStatus(answer: CallOutcome & Proof): StatusOutcome & Proof {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'failed', code: answer.code, message: answer.message };
    case 'not_sent':
      return { kind: 'unknown', message: answer.message };
    default:
      return answer;
  }
}

/**
 * The bank's status says nothing certain. After the grace period its statement does: a debit with our reference is a payment,
 * and a reference that the bank does not know, without a debit, was never received.
 */
async function byStatement(
  deps: PaymentJobDeps,
  instruction: Instruction,
  status: 'not_found' | 'unknown',
): Promise<Followed> {
  const waiting = instruction.state === 'SENT' && status === 'unknown' ? lost : stillWaiting(instruction);
  const age = deps.clock().getTime() - Date.parse(instruction.sentAt ?? '');
  // What is in clearing may be debited already and still come back.
  if (instruction.state === 'IN_CLEARING' || age < deps.graceMs) return waiting;
  const debit = await debitShown(deps, instruction);
  if (typeof debit === 'object') {
    const proof = await proofOf(deps, instruction);
    if (proof === null) return waiting;
    return paid(shownOnStatementWords(debit.transactionId), debit.transactionId, proof);
  }
  return debit === 'none' && status === 'not_found' ? notReceived : waiting;
}

/** A bank may call failed what it has paid. Its statement, read afterwards, has the last word; without it the status is asked again. */
async function unpaidByStatement(
  deps: PaymentJobDeps,
  instruction: Instruction,
  said: { readonly code: string; readonly message: string },
): Promise<Followed> {
  const shown = await failureShown(deps, instruction);
  return shown === 'confirmed' ? unpaid(said, instruction.state) : stillWaiting(instruction);
}

/** An answer may still arrive for what was just sent. */
const stillWaiting = ({ state }: Instruction): Followed => (state === 'SENT' ? wait : stillSilent);

const paid = (words: string, referenceNo: string, { ntpn = null, ntb = null }: Proof = {}): Followed => ({
  kind: 'done',
  label: 'settle',
  rule: (i, subject, moment) =>
    settled(i, subject, { words, referenceNo, ntpn, ntb }, moment, [readJob(i.satkerId, moment.now)]),
});

function unpaid({ code, message }: { code: string; message: string }, state: Instruction['state']): Followed {
  const returned = state === 'IN_CLEARING';
  const words = returned ? returnedWords(code, message) : refusedWords(code, message);
  return {
    kind: 'done',
    label: 'fail',
    rule: (i, subject, moment) => undone(i, subject, returned ? 'return' : 'fail', words, moment),
  };
}

const nowWaiting = (action: 'enterClearing' | 'loseTrack', words: string): Followed => ({
  kind: 'wait',
  label: action,
  rule: (i, _, moment) =>
    bankStep(i, action, { words }, moment, { change: { nextCheckAt: moment.again.toISOString() } }),
});

const inClearing = nowWaiting('enterClearing', clearingWords);
const lost = nowWaiting('loseTrack', silentWords);

const notReceived: Followed = {
  kind: 'done',
  label: 'notReceived',
  rule: (i, subject, moment) => undone(i, subject, 'fail', notReceivedWords, moment),
};
