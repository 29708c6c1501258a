/** What carries an approved payment now, or until when it waits and why. */
import type { Instruction } from './instruction.ts';
import { frozen } from './payee.ts';
import { payeeNow } from './payee.store.ts';
import type { PaymentJobDeps } from './payment.deps.ts';
import type { DueWhy } from './schedule.ts';
import type { Carrier } from './transfer.ts';

export type Way =
  | { readonly kind: 'now'; readonly carrier: Carrier | null }
  | { readonly kind: 'later'; readonly at: Date; readonly why: DueWhy };

/** What was held up for a reason that a person has to remove is looked at again after this. */
const LOOK_AGAIN_MS = 30 * 60_000;

/** Looked at just before sending: days may have passed since the approval. */
export async function wayOf(deps: PaymentJobDeps, instruction: Instruction): Promise<Way> {
  const now = deps.clock();
  const again = new Date(now.getTime() + LOOK_AGAIN_MS);
  const payee = await payeeNow(deps.pool, deps.codec, instruction.vendorId);
  if (frozen(instruction, payee)) return { kind: 'later', at: again, why: 'PAYEE_FROZEN' };
  return { kind: 'now', carrier: null };
}
