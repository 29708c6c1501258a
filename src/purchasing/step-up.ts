/**
 * Binding acts on an order. What the dialog repeats (number, payee, amount) and the act itself go into a digest; the code
 * is taken together with that digest, so that it cannot serve another payee, amount, order or person.
 */
import { createHash } from 'node:crypto';
import type { Proof } from '../identity/proof.schema.ts';
import type { Actor } from '../journal/commit.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { grossOf } from './amounts.ts';
import type { OrderFacts } from './facts.ts';
import { stepUp } from './order.commands.ts';
import type { Order } from './order.ts';

export interface StepUp {
  readonly digest: string;
  readonly documentNumber: string;
  readonly payee: string;
  readonly amount: bigint;
}

/** Acts that need a fresh code. */
const BINDING: readonly string[] = ['approve', 'signSpby'];

/** What has to be confirmed, or null when the act needs no code. */
export function stepUpOf(
  order: Order,
  action: string,
  facts: Pick<OrderFacts, 'actor' | 'vendor' | 'rules'>,
): StepUp | null {
  if (!BINDING.includes(action)) return null;
  const { bill } = order;
  const amount = grossOf(order, facts.vendor, facts.rules);
  const documentNumber = (action === 'signSpby' ? bill?.number : order.number) ?? '–';
  const payee = bill ? `${order.vendorName} · ${bill.payee.bankCode} ${bill.payee.accountNo}` : order.vendorName;
  const said = [action, order.id, documentNumber, payee, amount.toString(), facts.actor.assignmentId];
  return { digest: digestOf(said), documentNumber, payee, amount };
}

/** What a code is bound to: everything that the person was shown, and who they are. */
export const digestOf = (said: readonly string[]): string => createHash('sha256').update(said.join('\n')).digest('hex');

/** Verifies a fresh proof of a person and binds it to a digest and a command (`identity`), which writes down what it refuses. */
export type CodeCheck = (asked: {
  readonly personId: string;
  readonly proof: Proof;
  readonly digest: string;
  /** What the person was shown. */
  readonly seen: string;
  readonly command: string;
  readonly by?: Actor | undefined;
}) => Promise<Refusal | null>;

interface Confirmation {
  /** Of what must be confirmed; null when the act needs no proof. */
  readonly digest: string | null;
  readonly personId: string;
  /** Who acts, for the journal when the proof is refused. */
  readonly by?: Actor | undefined;
  /** `{digest, code}` or `{digest, proof}` as it came with the command. */
  readonly given: unknown;
  readonly command: string;
}

/** Null when the act needs no proof or the proof is right for exactly this act; otherwise why not. */
export async function confirmed(check: CodeCheck, asked: Confirmation): Promise<Refusal | null> {
  const { digest, personId, command, by } = asked;
  if (digest === null) return null;
  const given = stepUp.safeParse(asked.given);
  if (!given.success) return refuse('step_up_required');
  const { digest: seen, ...fresh } = given.data;
  const proof = 'proof' in fresh ? fresh.proof : fresh;
  return check({ personId, proof, digest, seen, command, by });
}
