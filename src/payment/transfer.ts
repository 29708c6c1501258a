/** Rows C1 to C10: payment by CMS. The treasurer makes the instruction, the KPA approves it, the platform sends it once. */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import { actionsIn } from '../kernel/machine.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Order } from '../purchasing/order.ts';
import { beginPayment } from '../purchasing/paying.ts';
import type { Rules } from '../regulation/rules.ts';
import type { PaymentActor } from './actor.ts';
import { transferMachine } from './instruction.machine.ts';
import { type Approval, awaitsRelease, begunFor, type Instruction } from './instruction.ts';
import { defaultLevels, type Levels, limitRefusal, needsRelease, officeOf } from './level.ts';
import { checkPayeeJob, frozen, payeeRefusal } from './payee.ts';
import type { PayeeNow } from './payee-check.ts';
import { holdTransfer, reconcileTransfer, voidHolds } from './postings.ts';
import type { Channel, TransferService } from './rails/port.ts';
import { dueOfDate, executionRefusal, sendJob } from './schedule.ts';
import { bankStep, both, type Moment, stepped } from './step.ts';
import type { Subject } from './subject.ts';

export type { PaymentActor } from './actor.ts';

export interface TransferFacts extends Moment {
  readonly actor: PaymentActor;
  readonly rules: Rules;
  /** A fresh code was verified for this payee and amount. */
  readonly codeVerified: boolean;
  /** The vendor's account now; null or absent where no vendor is paid. */
  readonly payee?: PayeeNow | null;
  /** What the satker has set for the CMS of its bank; the rules say it otherwise. */
  readonly cms?: Levels | null;
}

const acted = (step: Approval['step'], { actor, now }: TransferFacts, note = ''): Approval => ({
  step,
  by: {
    personId: actor.personId,
    assignmentId: actor.assignmentId,
    name: actor.name,
    role: actor.role,
  },
  at: now.toISOString(),
  note,
});

/**
 * The treasurer begins: petty cash, debt and tax are held; the order is being paid. `upLeft` is the petty cash free now, `executeOn` the
 * local date on which it is to be sent, null for at once.
 */
export function submitTransfer(
  order: Order,
  satker: Satker,
  upLeft: bigint,
  facts: TransferFacts & { readonly executeOn?: string | null },
): Decision | Refusal {
  const { payee = null, executeOn = null } = facts;
  const begun = begunFor(order, facts.cause, facts.now, payee);
  if (!begun) return refuse('not_possible_now', { state: order.state });
  const own = facts.cms ?? defaultLevels(facts.rules);
  const late = executeOn === null ? null : executionRefusal(executeOn, { ...facts, zone: order.zone });
  const refusal = limitRefusal(own, begun.net) ?? late;
  if (refusal) return refusal;
  if (begun.gross > upLeft) return refuse('up_insufficient', { left: upLeft, short: begun.gross - upLeft });
  const { satkerId, vendorId, net, tax } = begun;
  const holds = holdTransfer(facts.cause, { satker: satkerId, vendor: vendorId, net, tax });
  const next: Instruction = {
    ...begun,
    rail: 'CMS',
    state: 'SUBMITTED',
    source: satker.account,
    card: null,
    holds,
    approvals: [acted('submit', facts)],
    levels: own,
    executeOn,
    payeeCheck: null,
    service: satker.account.bankCode === begun.beneficiary.bankCode ? '17' : '18',
  };
  const changed = frozen(next, payee);
  if (changed) return changed;
  const actor = { ...facts.actor, role: 'BENDAHARA' as const };
  const jobs = [checkPayeeJob(begun.id)];
  return both(
    stepped({ from: null, next, action: 'submit', role: facts.actor.role, transfers: holds, jobs }),
    beginPayment(order, begun.id, 'startPayment', { ...facts, actor }),
  );
}

/** The levels under which an instruction goes: as they were when it was made; where none were written down, the satker's of today. */
const levelsOf = ({ levels }: Instruction, { rules, cms }: Pick<TransferFacts, 'rules' | 'cms'>): Levels =>
  levels ?? cms ?? defaultLevels(rules);

/** Whether the act is this person's: never two steps of one payment by one person, nor by a PPK who committed or signed (rule 7). */
function barred(instruction: Instruction, action: string, facts: TransferFacts): Refusal | null {
  const { actor } = facts;
  const levels = levelsOf(instruction, facts);
  const checking = levels.order.includes('CHECKER');
  if (action === 'check' && !checking) return refuse('not_possible_now', { state: instruction.state });
  if (action === 'approve' && checking && instruction.state === 'SUBMITTED')
    return refuse('not_your_turn', { who: 'PPSPM' });
  // What is approved goes on by itself, unless the amount wants a releaser; then it is that office's, whoever else could.
  if (instruction.state === 'APPROVED' && (action === 'release' || action === 'reject')) {
    if (!awaitsRelease(instruction)) return refuse('not_possible_now', { state: instruction.state });
    if (actor.role !== levels.releaser) return refuse('not_your_turn', { who: levels.releaser });
  }
  if (!Object.hasOwn(OTHERWISE, action)) return null;
  const hands = action === 'resubmit' ? [] : handsOn(instruction);
  const { ppkPersonId, broughtAboutBy = [] } = instruction;
  if (![...hands, ppkPersonId, ...broughtAboutBy].includes(actor.personId)) return null;
  const who = action === 'release' ? officeOf(levels, 'RELEASER') : (OTHERWISE[action] ?? '');
  return refuse('same_person', { did: 'membuat atau menyetujui', who });
}

/** Whose it is when this person may not. */
const OTHERWISE: Readonly<Record<string, string>> = {
  check: 'PPSPM',
  approve: 'KPA',
  release: 'PPSPM',
  resubmit: 'BENDAHARA',
};

/** Whoever ever made it, and whoever checked it as it stands now. */
function handsOn({ approvals }: Instruction): string[] {
  const made = approvals.map(({ step }) => step === 'submit' || step === 'resubmit');
  const last = made.lastIndexOf(true);
  return approvals.filter(({ step }, i) => made[i] || (i > last && step !== 'reject')).map(({ by }) => by.personId);
}

/** What keeps an act that is the asker's from being done now, though it may be later: the payee, or the limit of the levels. */
export function heldUp(instruction: Instruction, action: string, facts: TransferFacts): Refusal | null {
  if (action !== 'approve' && action !== 'release') return null;
  return limitRefusal(levelsOf(instruction, facts), instruction.net) ?? payeeRefusal(instruction, facts.payee ?? null);
}

/** The acts open to the asker on an instruction; some of them may be held up. */
export function openTransferActions(instruction: Instruction, facts: TransferFacts): string[] {
  const { state } = instruction;
  const known =
    Object.hasOwn(transferMachine.states, state) && (instruction.rail === 'CMS' || instruction.rail === 'MPN');
  if (!known) return [];
  return actionsIn(transferMachine, state as keyof typeof transferMachine.states, facts.actor.role as 'KPA').filter(
    (action) => barred(instruction, action, facts) === null,
  );
}

export type TransferAct = 'check' | 'approve' | 'release' | 'reject' | 'resubmit' | 'withdraw';

/** What a person does with an instruction. What it is for waits for a person again when it is withdrawn. */
export function actOnTransfer(
  instruction: Instruction,
  subject: Subject,
  act: TransferAct,
  reason: string,
  facts: TransferFacts,
): Decision | Refusal {
  const refusal = barred(instruction, act, facts);
  if (refusal) return refusal;
  const approvals = [...instruction.approvals, acted(act, facts, reason)];
  const next = { ...instruction, approvals, dueAt: null, dueWhy: null };
  const step = { from: instruction.state, next, action: act, role: facts.actor.role, payload: { reason } };
  switch (act) {
    case 'approve':
    case 'release':
      return passed(instruction, step, facts);
    case 'withdraw':
      return both(
        stepped({ ...step, transfers: voidHolds(facts.cause, instruction.holds) }),
        subject.failed(instruction, { ...facts, reason }),
      );
    default:
      return stepped(step);
  }
}

/** Approved or released: with nobody else to ask it is sent, at once or on its day. */
function passed(
  instruction: Instruction,
  step: Omit<Parameters<typeof stepped>[0], 'jobs'>,
  facts: TransferFacts,
): Decision | Refusal {
  const levels = levelsOf(instruction, facts);
  const last = step.action === 'release' || !needsRelease(levels, instruction.net);
  const due = last ? dueOfDate(instruction, facts.now, facts.rules) : null;
  const next = { ...step.next, levels, dueAt: due?.toISOString() ?? null, dueWhy: due === null ? null : 'CHOSEN_DATE' };
  const decision = stepped({ ...step, next, jobs: last ? [sendJob(instruction.id, due)] : [] });
  if (!decision.ok) return decision;
  const held = heldUp(instruction, step.action, facts);
  if (held) return held;
  return facts.codeVerified ? decision : refuse('step_up_required');
}

/** A first answer is expected within seconds; later questions follow by themselves. */
export const FIRST_CHECK_MS = 3_000;

export const askJob = (id: string, at: Date, turn = 0): JobRequest => ({
  task: 'payment.ask',
  payload: { id, turn },
  key: `payment.ask:${id}`,
  runAt: at.toISOString(),
});

/** The bank tells by itself what became of a payment: it is asked, and what counts as paid may have come back. */
export function noticedJob(id: string, at: Date): JobRequest {
  const job = askJob(id, at);
  return { ...job, payload: { id, turn: 0, noticed: true } };
}

/** The service and clearing that carry a payment. */
export interface Carrier {
  readonly service: TransferService;
  readonly channel: Channel;
}

/** Row C5: written before the bank is called, so that whoever finds it afterwards asks and never sends. */
export function sendTransfer(
  instruction: Instruction,
  moment: Moment,
  carrier: Carrier | null = null,
): Decision | Refusal {
  if (awaitsRelease(instruction)) return refuse('not_your_turn', { who: instruction.levels?.releaser ?? 'PPSPM' });
  const next = new Date(moment.now.getTime() + FIRST_CHECK_MS);
  return stepped({
    from: instruction.state,
    next: { ...instruction, ...carrier, sentAt: moment.now.toISOString(), nextCheckAt: next.toISOString() },
    action: 'send',
    role: 'SYSTEM',
    jobs: [askJob(instruction.id, next)],
  });
}

/** Row C10: the statement shows the debit. */
export function reconciled(instruction: Instruction, moment: Moment): Decision | Refusal {
  return bankStep(instruction, 'reconcile', { words: instruction.bank.words }, moment, {
    transfers: [reconcileTransfer(moment.cause, instruction.satkerId, instruction.net)],
  });
}
