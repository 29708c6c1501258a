/** What an answer of the bank means for a payment. Money counts as paid or unpaid only when the bank has said so for certain. */
import type { Decision, Refusal } from '../kernel/decision.ts';
import type { Order } from '../purchasing/order.ts';
import {
  clearingWords,
  declinedWords,
  notReceivedWords,
  pageClosedWords,
  paidWords,
  refusedWords,
  returnedWords,
  silentWords,
} from './bank-words.ts';
import type { Instruction } from './instruction.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { CallOutcome, StatusOutcome } from './rails/port.ts';
import { debitShown, readJob } from './statement.ts';
import { bankStep, type Moment, settled, undone } from './step.ts';

export interface Followed {
  /** `done`: nothing more to ask. `wait`: ask again. */
  readonly kind: 'done' | 'wait';
  readonly label: string;
  readonly rule: ((instruction: Instruction, order: Order, moment: Moment) => Decision | Refusal) | null;
}

const wait: Followed = { kind: 'wait', label: 'wait', rule: null };
const done: Followed = { kind: 'done', label: 'done', rule: null };

const ASKED_OF_TRANSFER: readonly string[] = ['SENT', 'UNKNOWN', 'IN_CLEARING'];
const ASKED_OF_CARD: readonly string[] = ['PREPARED', 'OPEN', 'UNKNOWN'];

/** `answer` is what the first call brought; without one the bank is asked. */
export async function followTransfer(
  deps: PaymentJobDeps,
  instruction: Instruction,
  answer?: CallOutcome,
): Promise<Followed> {
  const { source, service, sentAt } = instruction;
  if (!ASKED_OF_TRANSFER.includes(instruction.state) || !source || !service || sentAt === null) return done;
  const rail = deps.transferRail(source.bankCode);
  const outcome = answer
    ? asStatus(answer)
    : await rail.status(instruction.reference, service, instruction.net, sentAt);
  switch (outcome.kind) {
    case 'success':
      return paid(outcome.referenceNo);
    case 'failed':
      return unpaid(outcome, instruction.state);
    case 'pending':
      return instruction.state === 'IN_CLEARING' ? wait : inClearing;
    case 'not_found':
      return (await neverThere(deps, instruction)) ? notReceived : wait;
    case 'unknown':
      return instruction.state === 'SENT' ? lost : wait;
  }
}

/** A refused call is final. One that never left, or was not answered, is asked about. */
function asStatus(answer: CallOutcome): StatusOutcome {
  switch (answer.kind) {
    case 'refused':
      return { kind: 'failed', code: answer.code, message: answer.message };
    case 'not_sent':
      return { kind: 'unknown', message: answer.message };
    default:
      return answer;
  }
}

const paid = (referenceNo: string): Followed => ({
  kind: 'done',
  label: 'settle',
  rule: (i, order, moment) =>
    settled(i, order, { words: paidWords(referenceNo), referenceNo }, moment, [readJob(i.satkerId, moment.now)]),
});

function unpaid({ code, message }: { code: string; message: string }, state: Instruction['state']): Followed {
  const returned = state === 'IN_CLEARING';
  const words = returned ? returnedWords(code, message) : refusedWords(code, message);
  return {
    kind: 'done',
    label: 'fail',
    rule: (i, order, moment) => undone(i, order, returned ? 'return' : 'fail', words, moment),
  };
}

const inClearing: Followed = {
  kind: 'wait',
  label: 'enterClearing',
  rule: (i, _, moment) => bankStep(i, 'enterClearing', { words: clearingWords }, moment),
};

const lost: Followed = {
  kind: 'wait',
  label: 'loseTrack',
  rule: (i, _, moment) => bankStep(i, 'loseTrack', { words: silentWords }, moment),
};

const notReceived: Followed = {
  kind: 'done',
  label: 'notReceived',
  rule: (i, order, moment) => undone(i, order, 'fail', notReceivedWords, moment),
};

/** The bank knows no such reference, the grace period is over, and its statement shows no debit. */
async function neverThere(deps: PaymentJobDeps, instruction: Instruction): Promise<boolean> {
  const sentAt = Date.parse(instruction.sentAt ?? '');
  if (instruction.state === 'IN_CLEARING' || deps.clock().getTime() - sentAt < deps.graceMs) return false;
  return (await debitShown(deps, instruction)) === 'no';
}

/** `answer` is what opening the page brought; without one the bank is asked. */
export async function followCard(
  deps: PaymentJobDeps,
  instruction: Instruction,
  answer?: StatusOutcome,
): Promise<Followed> {
  const { card, cardPageUntil } = instruction;
  if (!ASKED_OF_CARD.includes(instruction.state) || !card || cardPageUntil === null) return done;
  const rail = deps.cardRail(card.issuerBankCode);
  const asked = answer ?? (await rail.status(instruction.reference, instruction.gross, instruction.createdAt));
  const closed = deps.clock().getTime() > Date.parse(cardPageUntil) + deps.graceMs;
  switch (asked.kind) {
    case 'success': {
      const { referenceNo } = asked;
      const approvalCode =
        'approvalCode' in asked && typeof asked.approvalCode === 'string' ? asked.approvalCode : null;
      return {
        kind: 'done',
        label: 'settle',
        rule: (i, order, moment) =>
          settled(i, order, { words: paidWords(referenceNo), referenceNo, approvalCode }, moment),
      };
    }
    case 'failed':
      return declined(declinedWords(asked.code, asked.message));
    case 'pending':
      // A page whose address was lost serves nobody: it is shut at once, so that the holder can begin again. Any other is
      // shut when its time is over. Given up here is only what the bank then says is not paid.
      if (!closed && instruction.state !== 'UNKNOWN') return wait;
      await rail.cancel(instruction.reference);
      return wait;
    case 'not_found':
      return closed || stale(deps, instruction) ? declined(pageClosedWords) : wait;
    case 'unknown':
      return wait;
  }
}

/** No page was ever opened, and the bank has had its time. */
const stale = (deps: PaymentJobDeps, { state, createdAt }: Instruction): boolean =>
  state === 'UNKNOWN' && deps.clock().getTime() - Date.parse(createdAt) > deps.graceMs;

const declined = (words: string): Followed => ({
  kind: 'done',
  label: 'decline',
  rule: (i, order, moment) => undone(i, order, 'decline', words, moment),
});
