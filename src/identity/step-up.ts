/** Confirming an act, and whether the people of an office may do so with mailed codes. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { IdentityDeps } from './deps.ts';
import { mailCode } from './factors/email-code.ts';
import { askPasskey, type Ceremony } from './factors/passkey.ts';
import { officePolicy, stricter } from './policy.ts';
import type { Proof } from './proof.schema.ts';
import { mayActByEmail } from './proof.ts';
import type { EmailUse, SecurityAct } from './security.schema.ts';
import { digestOfAct, isOwn, proven, type Self } from './self.ts';

/** An act that is to be confirmed: one on one's own security, or whatever a view gave the digest of. */
export type Act = { readonly digest: string } | { readonly act: SecurityAct; readonly target: string };

const digestFor = (personId: string, act: Act): string =>
  'digest' in act ? act.digest : digestOfAct(personId, act.act, act.target);

/** The challenge follows from the act, so that what is signed confirms it alone. */
export const beginActPasskey = (deps: IdentityDeps, { asker }: Self, act: Act): Promise<Ceremony> =>
  askPasskey(deps, 'act', asker.personId, digestFor(asker.personId, act));

/** Refusal: `email_code_forbidden` unless mailed codes may confirm this act. */
export async function mailActCode(deps: IdentityDeps, { asker, from }: Self, act: Act): Promise<Refusal | null> {
  if (!(await mayActByEmail(deps, asker.personId, 'act' in act && isOwn(act.act))))
    return refuse('email_code_forbidden');
  await mailCode(deps, asker.personId, digestFor(asker.personId, act), { kind: 'act-code', language: from.language });
  return null;
}

export async function readPolicy(deps: IdentityDeps, { asker }: Self): Promise<{ email: EmailUse; ceiling: EmailUse }> {
  const office = asker.satkerId ?? asker.vendorId;
  const own = office === null ? null : await officePolicy(deps, office);
  return { email: stricter(own?.email ?? deps.emailCeiling, deps.emailCeiling), ceiling: deps.emailCeiling };
}

/** Allows or forbids mailed codes for the people of the asker's office. Refusals: `not_yours`, those of a proof. */
export async function setPolicy(
  deps: IdentityDeps,
  self: Self,
  email: EmailUse,
  proof: Proof,
): Promise<{ email: EmailUse; ceiling: EmailUse } | Refusal> {
  const { satkerId, vendorId } = self.asker;
  const office = satkerId ?? vendorId;
  if (office === null) return refuse('not_yours');
  const refusal = await proven(deps, self, 'factor-policy.set', email, proof);
  if (refusal) return refusal;
  const before = await officePolicy(deps, office);
  await deps.note({
    type: 'identity.factor_policy_set',
    personId: self.asker.personId,
    payload: { email, before: before?.email ?? null },
    by: self.asker,
    from: self.from,
    rows: [
      {
        table: 'identity.factor_policy',
        id: office,
        expectedVersion: before?.version ?? 0,
        columns: { satker_id: satkerId, vendor_id: vendorId, email_use: email },
        body: {},
      },
    ],
  });
  return readPolicy(deps, self);
}
