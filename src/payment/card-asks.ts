/**
 * What people ask of a card payment after the holder has authorised: to void it before it is cleared, or to give money back. They
 * ask; the bank decides, and `work` writes what it said. A void on the day makes the debt to the vendor stand again; a refund leaves
 * the order paid and lowers a later bill, and only there the budget is free again (PMK 196/PMK.05/2018: DPT by bill).
 */
import { type Decision, type JobRequest, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { localDate } from '../kernel/time.ts';
import { account } from '../ledger/accounts.ts';
import type { Approval, CardRefund, Instruction } from './instruction.ts';
import { payable, voidHolds } from './postings.ts';
import { bankStep, both, type Moment, stepped } from './step.ts';
import type { Subject } from './subject.ts';
import type { PaymentActor } from './transfer.ts';

export interface AskFacts extends Moment {
  readonly actor: PaymentActor;
  readonly codeVerified: boolean;
}

export const cardAskJob = (id: string, at: Date): JobRequest => ({
  task: 'payment.cardAsk',
  payload: { id },
  key: `payment.cardAsk:${id}`,
  runAt: at.toISOString(),
});

const handOf = ({ actor }: AskFacts) => ({
  personId: actor.personId,
  assignmentId: actor.assignmentId,
  name: actor.name,
  role: actor.role,
});

const acted = (step: Approval['step'], facts: AskFacts, note: string): Approval => ({
  step,
  by: handOf(facts),
  at: facts.now.toISOString(),
  note,
});

export const isCardPayment = ({ rail, card }: Instruction): boolean =>
  (rail === 'KKP' || rail === 'QRIS') && card !== null;

/** Rupiah given back so far, and asked. */
export const refundedSoFar = ({ refunds = [] }: Instruction): bigint =>
  refunds.filter(({ state }) => state !== 'REFUSED').reduce((sum, { amount }) => sum + amount, 0n);

export const refundLeft = (instruction: Instruction): bigint => instruction.gross - refundedSoFar(instruction);

/** A QR that was paid is given back, never voided: no service of QRIS undoes it. */
const voidable = (instruction: Instruction, now: Date): boolean => {
  if (!isCardPayment(instruction) || instruction.voidAsked || refundedSoFar(instruction) > 0n) return false;
  if (instruction.state === 'AUTHORISED') return true;
  const paidOn = instruction.bank.at ?? instruction.createdAt;
  return (
    instruction.rail === 'KKP' &&
    instruction.cardWay === 'AUTHORISE' &&
    localDate(new Date(paidOn), instruction.zone) === localDate(now, instruction.zone)
  );
};

export function askVoid(instruction: Instruction, reason: string, facts: AskFacts): Decision | Refusal {
  if (!isCardPayment(instruction)) return refuse('not_possible_now', { state: instruction.state });
  const { actor } = facts;
  if (actor.role === 'KKP_HOLDER' && instruction.card?.holderPersonId !== actor.personId)
    return refuse('card_not_yours', { holder: instruction.card?.holder ?? '–' });
  const decision = stepped({
    from: instruction.state,
    next: {
      ...instruction,
      voidAsked: { reference: `${instruction.reference}-V`, reason, by: handOf(facts), at: facts.now.toISOString() },
      nextCheckAt: facts.now.toISOString(),
      approvals: [...instruction.approvals, acted('askVoid', facts, reason)],
    },
    action: 'askVoid',
    role: actor.role,
    payload: { reason },
    jobs: [cardAskJob(instruction.id, facts.now)],
  });
  if (!decision.ok) return decision;
  return voidable(instruction, facts.now) ? decision : refuse('card_void_too_late');
}

export interface RefundAsk {
  readonly amount: bigint;
  readonly reason: string;
}

export function askRefund(instruction: Instruction, ask: RefundAsk, facts: AskFacts): Decision | Refusal {
  if (!isCardPayment(instruction)) return refuse('not_possible_now', { state: instruction.state });
  const left = refundLeft(instruction);
  if (ask.amount <= 0n) return refuse('amount_invalid');
  if (ask.amount > left || instruction.voidAsked) return refuse('refund_too_much', { left });
  const refunds = instruction.refunds ?? [];
  const refund: CardRefund = {
    reference: `${instruction.reference}-R${refunds.length + 1}`,
    amount: ask.amount,
    reason: ask.reason,
    by: handOf(facts),
    at: facts.now.toISOString(),
    state: 'ASKED',
    bankNo: null,
    doneAt: null,
    words: '',
  };
  const decision = stepped({
    from: instruction.state,
    next: {
      ...instruction,
      refunds: [...refunds, refund],
      nextCheckAt: facts.now.toISOString(),
      approvals: [...instruction.approvals, acted('askRefund', facts, ask.reason)],
    },
    action: 'askRefund',
    role: facts.actor.role,
    payload: { amount: ask.amount, reason: ask.reason, refund: refund.reference },
    jobs: [cardAskJob(instruction.id, facts.now)],
  });
  if (!decision.ok) return decision;
  return facts.codeVerified ? decision : refuse('step_up_required');
}

/** The acts open to a person on a card payment. */
export function openCardAsks(instruction: Instruction, actor: PaymentActor, now: Date): ('askVoid' | 'askRefund')[] {
  const facts: AskFacts = { actor, now, cause: instruction.id, codeVerified: true };
  return [
    ...(askVoid(instruction, 'alasan', facts).ok ? (['askVoid'] as const) : []),
    ...(askRefund(instruction, { amount: 1n, reason: 'alasan' }, facts).ok ? (['askRefund'] as const) : []),
  ];
}

/** The bank has undone it. Before capture nothing was posted; on the same day the debt to the vendor stands again. */
export function voided(instruction: Instruction, subject: Subject, words: string, moment: Moment): Decision | Refusal {
  if (!instruction.voidAsked) return refuse('moved_on');
  const before = instruction.state === 'AUTHORISED';
  const { reason } = instruction.voidAsked;
  const transfers = before ? voidHolds(moment.cause, instruction.holds) : debtAgain(instruction, moment.cause);
  return both(
    bankStep(instruction, 'void', { words }, moment, { transfers, change: { cardPageUrl: null } }),
    before ? subject.failed(instruction, { ...moment, reason }) : subject.returned(instruction, { ...moment, reason }),
  );
}

/** The debt goes back from the issuer to the vendor, and the limit is free. */
function debtAgain({ satkerId, vendorId, card, gross }: Instruction, cause: string): Transfer[] {
  const both = { amount: gross, reason: 'payment.voided', kind: 'move' } as const;
  return [
    {
      ...both,
      id: derivedId(cause, 'void:debt'),
      debit: account('issuer.payable', satkerId),
      credit: payable({ satker: satkerId, vendor: vendorId ?? '' }),
    },
    {
      ...both,
      id: derivedId(cause, 'void:limit'),
      debit: account('card.used', card?.id ?? ''),
      credit: account('card.limit', card?.id ?? ''),
    },
  ];
}

/** The bank will not undo it: the payment stands. */
export function voidRefused(instruction: Instruction, words: string, moment: Moment): Decision | Refusal {
  if (!instruction.voidAsked) return refuse('moved_on');
  // What the bank said when it paid stays: its day decides until when a void may be asked.
  const { at } = instruction.bank;
  const step = bankStep(instruction, 'refuseVoid', { words }, moment, { change: { voidAsked: null } });
  return step.ok ? keepingWords(step, words, at) : step;
}

/** What the bank said of one refund. */
export function refundAnswered(
  instruction: Instruction,
  reference: string,
  said: { readonly done: boolean; readonly bankNo: string | null; readonly words: string },
  moment: Moment,
): Decision | Refusal {
  if (!instruction.refunds?.some((one) => one.reference === reference && one.state === 'ASKED'))
    return refuse('moved_on');
  const refunds = instruction.refunds.map(
    (refund): CardRefund =>
      refund.reference === reference
        ? {
            ...refund,
            state: said.done ? 'DONE' : 'REFUSED',
            bankNo: said.bankNo,
            doneAt: said.done ? moment.now.toISOString() : null,
            words: said.words,
          }
        : refund,
  );
  const whole = sumDone(refunds) === instruction.gross;
  const action = said.done ? (whole ? 'refund' : 'refundPart') : 'refuseRefund';
  const more = refunds.some(({ state }) => state === 'ASKED');
  // What the bank said when it paid stays: by it the payment is found on the bill.
  const { words, at } = instruction.bank;
  const step = bankStep(instruction, action, { words: said.words }, moment, {
    change: { refunds, nextCheckAt: more ? moment.now.toISOString() : null },
  });
  return step.ok ? keepingWords(step, words, at) : step;
}

const sumDone = (refunds: readonly CardRefund[]): bigint =>
  refunds.filter(({ state }) => state === 'DONE').reduce((sum, { amount }) => sum + amount, 0n);

function keepingWords(decision: Decision, words: string, at: string | null): Decision {
  return {
    ...decision,
    rows: decision.rows.map((row) => {
      const body = row.body as unknown as Instruction;
      return { ...row, body: { ...body, bank: { ...body.bank, words, at } } as unknown as typeof row.body };
    }),
  };
}
