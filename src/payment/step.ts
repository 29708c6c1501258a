/** Moves an instruction along its table: the row, the event, what follows in the ledger and in the order. */
import {
  type Decision,
  type JobRequest,
  joined,
  type Plain,
  type Refusal,
  refuse,
  type Transfer,
} from '../kernel/decision.ts';
import { type Machine, transitionFor } from '../kernel/machine.ts';
import { cardMachine, type PaymentRole, transferMachine } from './instruction.machine.ts';
import { type Instruction, instructionRow, type PaymentState } from './instruction.ts';
import { moneyBack, settleHolds, voidHolds } from './postings.ts';
import type { Proof, Subject } from './subject.ts';

export interface Moment {
  readonly cause: string;
  readonly now: Date;
}

/** Past tense of each act, for the journal. */
const EVENTS: Readonly<Record<string, string>> = {
  submit: 'submitted',
  resubmit: 'resubmitted',
  withdraw: 'withdrawn',
  check: 'checked',
  approve: 'approved',
  reject: 'rejected',
  release: 'released',
  send: 'sent',
  settle: 'settled',
  enterClearing: 'entered_clearing',
  fail: 'failed',
  return: 'returned',
  comeBack: 'came_back',
  loseTrack: 'lost_track',
  putOff: 'put_off',
  reconcile: 'reconciled',
  prepare: 'card_prepared',
  open: 'card_opened',
  decline: 'card_declined',
  authorise: 'card_authorised',
  askVoid: 'void_asked',
  refuseVoid: 'void_refused',
  void: 'voided',
  askRefund: 'refund_asked',
  refuseRefund: 'refund_refused',
  refundPart: 'refunded_in_part',
  refund: 'refunded',
};

export const machineOf = (rail: Instruction['rail']): Machine<PaymentState, PaymentRole> =>
  (rail === 'CMS' || rail === 'MPN' ? transferMachine : cardMachine) as Machine<PaymentState, PaymentRole>;

export interface Step {
  /** `before` is null for a new instruction, whose state follows from the table. */
  readonly from: PaymentState | null;
  readonly next: Instruction;
  readonly action: string;
  readonly role: string;
  readonly payload?: { readonly [key: string]: Plain | undefined };
  readonly transfers?: readonly Transfer[];
  readonly jobs?: readonly JobRequest[];
}

/** The decision, or `not_possible_now` when the table has no such row. The table alone names the next state. */
export function stepped(step: Step): Decision | Refusal {
  const machine = machineOf(step.next.rail);
  const row = transitionFor(machine, step.from, step.action, step.role as PaymentRole);
  if (!row) return refuse('not_possible_now', { state: step.from === null ? '–' : machine.states[step.from] });
  const instruction: Instruction = { ...step.next, state: row.to, version: step.next.version + 1 };
  return {
    ok: true,
    events: [
      {
        type: `payment.${EVENTS[step.action] ?? step.action}`,
        aggregate: 'payment',
        aggregateId: instruction.id,
        payload: {
          from: step.from,
          to: row.to,
          reference: instruction.reference,
          orderId: instruction.orderId,
          purpose: instruction.purpose,
          gross: instruction.gross,
          net: instruction.net,
          tax: instruction.tax,
          ...step.payload,
        },
      },
    ],
    rows: [instructionRow(instruction, step.next.version)],
    transfers: step.transfers ?? [],
    jobs: step.jobs ?? [],
  };
}

/** A step of the platform itself, on what the bank has said. */
export function bankStep(
  instruction: Instruction,
  action: string,
  said: Proof & { readonly words: string; readonly referenceNo?: string | null },
  moment: Moment,
  more: Pick<Step, 'transfers' | 'jobs'> & { readonly change?: Partial<Instruction> } = {},
): Decision | Refusal {
  return stepped({
    from: instruction.state,
    next: {
      ...instruction,
      nextCheckAt: null,
      ...more.change,
      bank: {
        referenceNo: said.referenceNo ?? instruction.bank.referenceNo,
        approvalCode: said.approvalCode ?? instruction.bank.approvalCode,
        ntpn: said.ntpn ?? instruction.bank.ntpn ?? null,
        ntb: said.ntb ?? instruction.bank.ntb ?? null,
        rrn: said.rrn ?? instruction.bank.rrn ?? null,
        words: said.words,
        at: moment.now.toISOString(),
      },
    },
    action,
    role: 'SYSTEM',
    payload: { words: said.words, referenceNo: said.referenceNo ?? null },
    transfers: more.transfers ?? [],
    jobs: more.jobs ?? [],
  });
}

/** The bank was asked and had nothing new to say. No step of the table: only when it is asked again, for people to see. */
export function asked(instruction: Instruction, again: Date): Decision {
  const next = { ...instruction, nextCheckAt: again.toISOString(), version: instruction.version + 1 };
  return {
    ok: true,
    events: [
      {
        type: 'payment.asked',
        aggregate: 'payment',
        aggregateId: instruction.id,
        payload: { state: instruction.state, reference: instruction.reference, nextCheckAt: next.nextCheckAt },
      },
    ],
    rows: [instructionRow(next, instruction.version)],
    transfers: [],
    jobs: [],
  };
}

export function both(one: Decision | Refusal, other: Decision | Refusal): Decision | Refusal {
  if (!one.ok) return one;
  return other.ok ? joined(one, other) : other;
}

/** What the bank said when it paid. */
export interface PaidWord extends Proof {
  readonly words: string;
  readonly referenceNo: string | null;
}

/** The bank has paid: every hold is posted, what it is for is paid, in one commit. */
export function settled(
  instruction: Instruction,
  subject: Subject,
  said: PaidWord,
  moment: Moment,
  jobs: readonly JobRequest[] = [],
): Decision | Refusal {
  const transfers = settleHolds(moment.cause, instruction.holds);
  return both(
    bankStep(instruction, 'settle', said, moment, { transfers, jobs, change: { cardPageUrl: null } }),
    subject.settled(instruction, { ...moment, referenceNo: said.referenceNo, proof: said }),
  );
}

/** The bank has not paid and will not: every hold is void, what it is for waits for a person again, in one commit. */
export function undone(
  instruction: Instruction,
  subject: Subject,
  action: 'fail' | 'return' | 'decline',
  reason: string,
  moment: Moment,
): Decision | Refusal {
  const transfers = voidHolds(moment.cause, instruction.holds);
  return both(
    bankStep(instruction, action, { words: reason }, moment, { transfers, change: { cardPageUrl: null } }),
    subject.failed(instruction, { ...moment, reason }),
  );
}

/** What counted as paid came back from the payee's bank: the debt stands again, the money is expected on the statement. */
export function cameBack(
  instruction: Instruction,
  subject: Subject,
  reason: string,
  moment: Moment,
): Decision | Refusal {
  const transfers = moneyBack(moment.cause, instruction);
  return both(
    bankStep(instruction, 'comeBack', { words: reason }, moment, { transfers }),
    subject.returned(instruction, { ...moment, reason }),
  );
}
