/** One-time codes of an authenticator app (RFC 6238: SHA-1, 30 s, six digits), and the keeping of their secret. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

export const STEP_SECONDS = 30;
const DIGITS = 6;
/** Steps accepted before and after now: a phone's clock may be half a minute off. */
const WINDOW = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

function totp(secretBase32: string): TOTP {
  return new TOTP({
    issuer: 'Digipay Satu',
    algorithm: 'SHA1',
    digits: DIGITS,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secretBase32),
  });
}

/** The step whose code was typed, or null. */
export function stepOf(secretBase32: string, code: string, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = totp(secretBase32).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_SECONDS) + delta;
}

export function codeAt(secretBase32: string, now: Date): string {
  return totp(secretBase32).generate({ timestamp: now.getTime() });
}

/** AES-256-GCM; the person's id is bound to it, so that a secret cannot be moved to somebody else. */
export function sealSecret(key: Buffer, personId: string, secretBase32: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(personId));
  const sealed = Buffer.concat([cipher.update(secretBase32, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Throws when it was sealed for somebody else or was changed. */
export function openSecret(key: Buffer, personId: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(personId))
    .setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}
