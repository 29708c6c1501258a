/** The treasurer asks for money that went wrong. Pure. */
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import type { PaymentActor } from './actor.ts';
import type { Instruction } from './instruction.ts';
import { noted } from './note.ts';
import type { ReturnAsked } from './return-asked.ts';
import type { Moment } from './step.ts';

/** What the treasurer says; who and when are added. */
export type ReturnWanted = Omit<ReturnAsked, 'by' | 'role' | 'at'>;

const PAID: readonly Instruction['state'][] = ['SETTLED', 'RECONCILED'];

/** Whether the treasurer may ask: paid by transfer to a vendor, and not asked yet. */
export const mayAskReturn = (instruction: Instruction, actor: PaymentActor): boolean =>
  actor.role === 'BENDAHARA' &&
  instruction.rail === 'CMS' &&
  instruction.vendorId !== null &&
  PAID.includes(instruction.state) &&
  (instruction.returnAsked ?? null) === null;

/** Records the letter; no step of the table, for no money has moved. The vendor reads it on the payment. */
export function askReturn(
  instruction: Instruction,
  wanted: ReturnWanted,
  { actor, now }: Moment & { readonly actor: PaymentActor },
): Decision | Refusal {
  if (!mayAskReturn(instruction, actor)) return refuse('not_possible_now', { state: instruction.state });
  if (wanted.amount <= 0n || wanted.amount > instruction.net)
    return refuse('return_amount_invalid', { most: instruction.net });
  const returnAsked = { ...wanted, by: actor.name, role: actor.role, at: now.toISOString() };
  return noted({ ...instruction, returnAsked }, 'payment.return_asked', {
    kind: wanted.kind,
    to: wanted.to,
    amount: wanted.amount,
    letter: { ...wanted.letter },
    reason: wanted.reason,
  });
}
