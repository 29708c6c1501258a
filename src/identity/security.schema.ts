/** A person's own security page and step-up over HTTP. */
import { z } from 'zod';
import { attestation, ceremonyId, proof, sixDigits } from './proof.schema.ts';
import { password } from './sign-in.schema.ts';

export const label = z.string().trim().min(1).max(60);

export const securityView = z
  .object({
    factors: z.array(
      z.object({
        kind: z.enum(['totp', 'passkey']),
        id: z.uuid(),
        label: z.string(),
        addedAt: z.string(),
        lastUsedAt: z.string().nullable(),
      }),
    ),
    recoveryLeft: z.int(),
    sessions: z.array(
      z.object({
        id: z.uuid(),
        /** Readable, in the language of the asker: “Chrome di Android”. */
        agent: z.string(),
        address: z.string(),
        since: z.string(),
        lastSeen: z.string(),
        here: z.boolean(),
      }),
    ),
    /** Null for who signs in through their own institution alone. */
    passwordSetAt: z.string().nullable(),
    mayUseEmail: z.boolean(),
    /** Whether a mailed code may also confirm acts. */
    mayActByEmail: z.boolean(),
    profile: z.object({ minLength: z.int(), rules: z.array(z.string()) }),
  })
  .meta({ id: 'Security' });

export const ownParams = z.object({ id: z.uuid() });
export const proofBody = z.object({ proof });
export const passwordBody = z.object({ current: password, password, proof });
export const totpFinishBody = z.object({ code: sixDigits, proof, label: label.default('Aplikasi autentikator') });
export const passkeyFinishBody = z.object({ ceremony: ceremonyId, response: attestation, label, proof });
export const recoveryCodes = z.object({ codes: z.array(z.string()) });

/** Acts of a person on their own security; the server knows what each of them confirms. */
export const SECURITY_ACTS = [
  'security.password',
  'security.totp.add',
  'security.totp.remove',
  'security.passkey.add',
  'security.passkey.remove',
  'security.recovery-codes',
  'factor-policy.set',
] as const;
export type SecurityAct = (typeof SECURITY_ACTS)[number];

/**
 * What the proof is for: a digest that a view gave with an act (`stepUp.digest` of an order or a payment), or an act on
 * one's own security, with the id of what it acts on where there is one.
 */
export const stepUpBody = z.union([
  z.strictObject({ digest: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.strictObject({ act: z.enum(SECURITY_ACTS), target: z.string().max(80).default('') }),
]);

/** Whether a mailed code may stand for a factor: not at all, to sign in, or to confirm acts too. */
export const EMAIL_USES = ['FORBIDDEN', 'SIGN_IN', 'ALL'] as const;
export const emailUse = z.enum(EMAIL_USES);
export type EmailUse = z.output<typeof emailUse>;
export const factorPolicyView = z.object({ email: emailUse, ceiling: emailUse });
export const factorPolicyBody = z.object({ email: emailUse, proof });
