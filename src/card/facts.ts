/** What the rules of the card month are told, and how a bill moves along its table. */
import { type Decision, type JobRequest, type Plain, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import { transitionFor } from '../kernel/machine.ts';
import type { Rules } from '../regulation/rules.ts';
import { billLineMachine, billMachine, type CardRole, type LineState } from './bill.machine.ts';
import { type BillLine, billRow, type CardBill, type Hand } from './bill.ts';

export interface Moment {
  readonly cause: string;
  readonly now: Date;
}

export interface BillFacts extends Moment {
  readonly actor: Hand;
  readonly rules: Rules;
}

/** Past tense of each act, for the journal. */
const EVENTS: Readonly<Record<string, string>> = {
  receive: 'received',
  document: 'line_documented',
  link: 'line_linked',
  verify: 'line_verified',
  dispute: 'line_disputed',
  personal: 'line_personal',
  reconsider: 'line_reconsidered',
  repay: 'line_repaying',
  confirmRepaid: 'line_repaid',
  rejectRepaid: 'line_repayment_rejected',
  issueDpt: 'dpt_issued',
  finish: 'finished',
  recordSpp: 'spp_recorded',
  recordSpm: 'spm_recorded',
  recordSp2d: 'sp2d_recorded',
  arrive: 'sp2d_arrived',
  pay: 'payment_begun',
  settle: 'paid',
  failPayment: 'payment_failed',
  comeBack: 'payment_came_back',
  close: 'closed',
  giveBack: 'credit_given_back',
};

export interface Change {
  readonly bill: CardBill;
  readonly payload?: { readonly [key: string]: Plain | undefined };
  readonly transfers?: readonly Transfer[];
  readonly jobs?: readonly JobRequest[];
}

/** One or more steps of one bill that happen together: one row, an event for each. The table names the states. */
export function advanced(
  before: CardBill | null,
  steps: readonly (readonly [action: string, role: CardRole])[],
  { bill, payload = {}, transfers = [], jobs = [] }: Change,
): Decision | Refusal {
  let state = before?.state ?? null;
  const version = before?.version ?? 0;
  const events: Decision['events'][number][] = [];
  for (const [action, role] of steps) {
    const row = transitionFor(billMachine, state, action, role);
    if (!row) return refuse('not_possible_now', { state: state === null ? '–' : billMachine.states[state] });
    events.push({
      type: `card_bill.${EVENTS[action] ?? action}`,
      aggregate: 'cardBill',
      aggregateId: bill.id,
      payload: { from: state, to: row.to, billNo: bill.billNo, ...payload },
    });
    state = row.to;
  }
  if (state === null) return refuse('not_possible_now', { state: '–' });
  const next: CardBill = { ...bill, state, version: version + 1 };
  return { ok: true, events, rows: [billRow(next, version)], transfers, jobs };
}

/** The state of a line after an act, or a refusal when its table has no such row. */
export function lineStep(from: LineState | null, action: string, role: CardRole): LineState | Refusal {
  const row = transitionFor(billLineMachine, from, action, role);
  return row?.to ?? refuse('not_possible_now', { state: from === null ? '–' : billLineMachine.states[from] });
}

/** Takes every line through a step of the platform itself; those whose table has no such row stay. */
export const linesStepped = (
  lines: readonly BillLine[],
  action: string,
  which: (line: BillLine) => boolean,
): BillLine[] =>
  lines.map((line) => {
    const to = which(line) ? lineStep(line.state, action, 'SYSTEM') : line.state;
    return typeof to === 'string' ? { ...line, state: to } : line;
  });

export const replaced = (bill: CardBill, line: BillLine): CardBill => ({
  ...bill,
  lines: bill.lines.map((one) => (one.no === line.no ? line : one)),
});
