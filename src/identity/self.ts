/** Somebody who is signed in and changes something of their own: what they confirm, and how it is written down. */
import { createHash, randomUUID } from 'node:crypto';
import type { Refusal } from '../kernel/decision.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { IdentityDeps } from './deps.ts';
import type { From } from './from.ts';
import type { Proof } from './proof.schema.ts';
import { takeProof } from './proof.ts';
import type { SecurityAct } from './security.schema.ts';

/** Who changes something of their own, in which session. */
export interface Self {
  readonly asker: Asker;
  readonly sessionId: string;
  readonly from: From;
}

/** What a proof for an act on one's own security is bound to. */
export const digestOfAct = (personId: string, act: SecurityAct, target = ''): string =>
  createHash('sha256').update(['identity', act, personId, target].join('\n')).digest('hex');

export const noted = (
  deps: IdentityDeps,
  { asker, from }: Self,
  type: string,
  payload: { readonly [name: string]: string | number | boolean | null } = {},
) => deps.note({ type, personId: asker.personId, payload, by: asker, from });

/** A policy is for everybody in the office: what somebody keeps for the day on which all factors are lost does not confirm it. */
export const isOwn = (act: SecurityAct): boolean => act !== 'factor-policy.set';

/** A fresh proof for this act; each is for one request, so a second one needs another. */
export const proven = (
  deps: IdentityDeps,
  self: Self,
  act: SecurityAct,
  target: string,
  proof: Proof,
): Promise<Refusal | null> =>
  takeProof(deps, {
    personId: self.asker.personId,
    proof,
    digest: digestOfAct(self.asker.personId, act, target),
    command: randomUUID(),
    by: actorOfSelf(self),
    own: isOwn(act),
  });

function actorOfSelf({ asker, from }: Self) {
  const { personId, assignmentId, role, satkerId, vendorId } = asker;
  const origin = { address: from.address, ...(from.request === undefined ? {} : { request: from.request }) };
  return { personId, assignmentId, role, satkerId, vendorId, origin };
}
