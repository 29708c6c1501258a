/** Rows C1 to C10: payment by CMS. The treasurer makes the instruction, the KPA approves it, the platform sends it once. */
import { type Decision, type JobRequest, type Refusal, refuse } from '../kernel/decision.ts';
import { actionsIn } from '../kernel/machine.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Order, Signer } from '../purchasing/order.ts';
import { beginPayment } from '../purchasing/paying.ts';
import type { Rules } from '../regulation/rules.ts';
import { transferMachine } from './instruction.machine.ts';
import { type Approval, begunFor, type Instruction } from './instruction.ts';
import { holdTransfer, reconcileTransfer, voidHolds } from './postings.ts';
import { bankStep, both, type Moment, stepped } from './step.ts';
import type { Subject } from './subject.ts';

export interface PaymentActor extends Omit<Signer, 'role'> {
  readonly role: string;
}

export interface TransferFacts extends Moment {
  readonly actor: PaymentActor;
  readonly rules: Rules;
  /** A fresh code was verified for this payee and amount. */
  readonly codeVerified: boolean;
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

/** The treasurer begins: petty cash, debt and tax are held; the order is being paid. `upLeft` is the petty cash free now. */
export function submitTransfer(order: Order, satker: Satker, upLeft: bigint, facts: TransferFacts): Decision | Refusal {
  const begun = begunFor(order, facts.cause, facts.now);
  if (!begun) return refuse('not_possible_now', { state: order.state });
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
    service: satker.account.bankCode === begun.beneficiary.bankCode ? '17' : '18',
  };
  const actor = { ...facts.actor, role: 'BENDAHARA' as const };
  return both(
    stepped({ from: null, next, action: 'submit', role: facts.actor.role, transfers: holds }),
    beginPayment(order, begun.id, 'startPayment', { ...facts, actor }),
  );
}

const levels = (rules: Rules): readonly string[] => rules.get('cms.levels');

/** Whether the act is this person's: never two steps of one payment by one person, nor by a PPK who committed or signed (rule 7). */
function barred(instruction: Instruction, action: string, { actor, rules }: TransferFacts): Refusal | null {
  const checking = levels(rules).includes('CHECKER');
  if (action === 'check' && !checking) return refuse('not_possible_now', { state: instruction.state });
  if (action === 'approve' && checking && instruction.state === 'SUBMITTED')
    return refuse('not_your_turn', { who: 'PPSPM' });
  if (!Object.hasOwn(OTHERWISE, action)) return null;
  const hands = action === 'resubmit' ? [] : handsOn(instruction);
  const { ppkPersonId, broughtAboutBy = [] } = instruction;
  if (![...hands, ppkPersonId, ...broughtAboutBy].includes(actor.personId)) return null;
  return refuse('same_person', { did: 'membuat atau menyetujui', who: OTHERWISE[action] ?? '' });
}

/** Whose it is when this person may not. */
const OTHERWISE: Readonly<Record<string, string>> = { check: 'PPSPM', approve: 'KPA', resubmit: 'BENDAHARA' };

/** Whoever ever made it, and whoever checked it as it stands now. */
function handsOn({ approvals }: Instruction): string[] {
  const made = approvals.map(({ step }) => step === 'submit' || step === 'resubmit');
  const last = made.lastIndexOf(true);
  return approvals.filter(({ step }, i) => made[i] || (i > last && step !== 'reject')).map(({ by }) => by.personId);
}

/** The acts open to the asker on an instruction. */
export function openTransferActions(instruction: Instruction, facts: TransferFacts): string[] {
  const { state } = instruction;
  const known =
    Object.hasOwn(transferMachine.states, state) && (instruction.rail === 'CMS' || instruction.rail === 'MPN');
  if (!known) return [];
  return actionsIn(transferMachine, state as keyof typeof transferMachine.states, facts.actor.role as 'KPA').filter(
    (action) => barred(instruction, action, facts) === null,
  );
}

export type TransferAct = 'check' | 'approve' | 'reject' | 'resubmit' | 'withdraw';

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
  const next = { ...instruction, approvals: [...instruction.approvals, acted(act, facts, reason)] };
  const step = { from: instruction.state, next, action: act, role: facts.actor.role, payload: { reason } };
  switch (act) {
    case 'approve': {
      const decision = stepped({ ...step, jobs: [sendJob(instruction.id)] });
      if (!decision.ok) return decision;
      return facts.codeVerified ? decision : refuse('step_up_required');
    }
    case 'withdraw':
      return both(
        stepped({ ...step, transfers: voidHolds(facts.cause, instruction.holds) }),
        subject.failed(instruction, { ...facts, reason }),
      );
    default:
      return stepped(step);
  }
}

export const sendJob = (id: string): JobRequest => ({
  task: 'payment.send',
  payload: { id },
  key: `payment.send:${id}`,
});

/** A first answer is expected within seconds; later questions follow by themselves. */
export const FIRST_CHECK_MS = 3_000;

export const askJob = (id: string, at: Date, turn = 0): JobRequest => ({
  task: 'payment.ask',
  payload: { id, turn },
  key: `payment.ask:${id}`,
  runAt: at.toISOString(),
});

/** Row C5: written before the bank is called, so that whoever finds it afterwards asks and never sends. */
export function sendTransfer(instruction: Instruction, moment: Moment): Decision | Refusal {
  const next = new Date(moment.now.getTime() + FIRST_CHECK_MS);
  return stepped({
    from: instruction.state,
    next: { ...instruction, sentAt: moment.now.toISOString(), nextCheckAt: next.toISOString() },
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
