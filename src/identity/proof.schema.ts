/** A fresh proof that the person is there: a code that was typed, or what a passkey signed for exactly this act. */
import { z } from 'zod';

/** Of an authenticator app, or mailed for one thing. */
export const sixDigits = z.string().regex(/^\d{6}$/);
/** Six digits, or a recovery code: 24 letters and digits in six groups; spaces, dashes and case do not matter. */
export const typedCode = z.string().regex(/^(\d{6}|[0-9A-Za-z \-–]{24,40})$/);
/** What the browser answers for a passkey; it is read and checked by the WebAuthn library. Base64url throughout. */
const base64url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]+$/);

export const ceremonyId = z.uuid();

/** `navigator.credentials.get`, as `startAuthentication` of @simplewebauthn/browser gives it (WebAuthn L3 §5.1.8). */
export const assertion = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.string().max(200).optional(),
  }),
  authenticatorAttachment: z.string().max(40).optional(),
  clientExtensionResults: z.looseObject({}).default({}),
});

/** `navigator.credentials.create`, as `startRegistration` gives it. */
export const attestation = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: z
      .string()
      .max(40_000)
      .regex(/^[\w-]+$/),
    transports: z.array(z.string().max(40)).max(10).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: base64url.optional(),
    authenticatorData: base64url.optional(),
  }),
  authenticatorAttachment: z.string().max(40).optional(),
  clientExtensionResults: z.looseObject({}).default({}),
});

/** A recovery code confirms changes of one's own security alone: it is for those who have lost what they had. */
export const codeProof = z.strictObject({ code: typedCode });
export const passkeyProof = z.strictObject({ ceremony: ceremonyId, response: assertion });
export const proof = z.union([codeProof, passkeyProof]).meta({ id: 'Proof' });

export type Proof = z.output<typeof proof>;
export type Assertion = z.output<typeof assertion>;
export type Attestation = z.output<typeof attestation>;

/** What a browser is asked to do: options for `startAuthentication` or `startRegistration`, and which ceremony answers it. */
export const ceremony = z.object({ ceremony: ceremonyId, options: z.looseObject({ challenge: z.string() }) });
export const empty = z.object({});
