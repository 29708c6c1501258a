/**
 * Acts that need a fresh factor, in two steps: sent without one, the act is not done and the answer says what has to be confirmed; sent
 * again with a proof, it is done when the proof was given for exactly that.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../journal/commit.ts';
import type { Refusal } from '../kernel/decision.ts';
import { type Proof, proof } from './proof.schema.ts';
import type { ProofAsked } from './proof.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** `digest` as the answer without proof named it. */
export const boundProof = z.union([
  z.strictObject({ digest, code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ digest, proof }),
]);
export type BoundProof = z.output<typeof boundProof>;

/** What the dialog must repeat, in this order; `what` names the row, `value` is printed as it is. */
export const confirmation = z.object({
  digest: z.string(),
  says: z.array(z.object({ what: z.string(), value: z.string() })),
});
export type Confirmation = z.output<typeof confirmation>;

/** `Identity.takeProof`. */
export type ProofCheck = (asked: ProofAsked) => Promise<Refusal | null>;

/** SHA-256 over the act, the assignment in which it is done, and everything that is said; hex. */
export function confirmationOf(act: string, assignmentId: string, says: Confirmation['says']): Confirmation {
  const said = JSON.stringify([act, assignmentId, ...says.map(({ what, value }) => [what, value])]);
  return { digest: createHash('sha256').update(said).digest('hex'), says };
}

interface Confirming {
  readonly by: Actor & { readonly personId: string };
  readonly given: BoundProof;
  readonly digest: string;
  readonly command: string;
}

/** Null when `given` confirms it. Refusals as `takeProof`; another digest than what was shown is `code_for_other`. */
export function confirmed(check: ProofCheck, { by, given, digest, command }: Confirming): Promise<Refusal | null> {
  const shown: Proof = 'code' in given ? { code: given.code } : given.proof;
  return check({ personId: by.personId, proof: shown, digest, command, seen: given.digest, by });
}
