/** Sign-in, forgotten password and activation over HTTP: what is taken and what is answered. */
import { z } from 'zod';
import { assertion, attestation, ceremonyId, sixDigits, typedCode } from './proof.schema.ts';

/** Far above what a person can remember; a longer one only costs time. Counted in UTF-16 units here, in code points by the rules. */
const MAX_PASSWORD_UNITS = 256;

export const FACTORS = ['totp', 'passkey', 'email', 'recovery'] as const;
export const factorKind = z.enum(FACTORS);
export type FactorKind = z.output<typeof factorKind>;

export const email = z.string().min(3).max(254);
export const password = z.string().min(1).max(MAX_PASSWORD_UNITS);
/** Handed over by the first step; lives five minutes. */
export const ticket = z.string().min(20).max(100);
/** The secret part of a link in a mail. */
export const linkToken = z.string().regex(/^[\w-]{43}$/);

export const signedIn = z.object({ person: z.object({ id: z.uuid(), name: z.string() }) });

export const signInBody = z.object({ email, password });
export const signInAnswer = z.object({ ticket: z.string(), factors: z.array(factorKind) });
export const emailCodeBody = z.object({ ticket });
export const codeBody = z.object({
  ticket,
  code: typedCode,
  factor: z.enum(['totp', 'email', 'recovery']).default('totp'),
});
export const passkeyOptionsBody = z.object({ ticket: ticket.optional() });
export const passkeyBody = z.object({ ceremony: ceremonyId, response: assertion });

export const forgottenBody = z.object({ email });
/** Opens a reset link: which factors may be asked for (never e-mail: the link came by mail). */
export const resetOpenBody = z.object({ token: linkToken });
export const resetOpenAnswer = z.object({
  factors: z.array(factorKind),
  profile: z.object({ minLength: z.int(), rules: z.array(z.string()) }),
});
export const resetBody = z
  .object({
    token: linkToken,
    password,
    code: typedCode.optional(),
    ceremony: ceremonyId.optional(),
    response: assertion.optional(),
  })
  .transform(({ token, password, code, ceremony, response }, context) => {
    if (code !== undefined && ceremony === undefined) return { token, password, proof: { code } };
    if (code === undefined && ceremony !== undefined && response !== undefined)
      return { token, password, proof: { ceremony, response } };
    context.addIssue({ code: 'custom', message: 'either code, or ceremony and response', path: ['code'] });
    return z.NEVER;
  });

export const linkBody = z.object({ token: linkToken });
export const activationOpen = z.object({
  name: z.string(),
  email: z.string(),
  office: z.string(),
  role: z.string(),
  profile: z.object({ minLength: z.int(), rules: z.array(z.string()) }),
  mayUseEmail: z.boolean(),
});
export const activationPasswordBody = z.object({ token: linkToken, password });
/** The QR code as path data in a square of `qrSize` units, drawn by the page itself. */
export const totpOffer = z.object({ uri: z.string(), secret: z.string(), qrSvgPath: z.string(), qrSize: z.int() });
export const activationPasswordAnswer = z.object({ totp: totpOffer });
export const activationFinishBody = z.union([
  z.strictObject({ token: linkToken, code: sixDigits }),
  z.strictObject({
    token: linkToken,
    ceremony: ceremonyId,
    response: attestation,
    label: z.string().trim().max(60).default(''),
  }),
  z.strictObject({ token: linkToken, emailCode: sixDigits }),
]);
export const activated = signedIn.extend({ recoveryCodes: z.array(z.string()) });
