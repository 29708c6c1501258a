/** Authenticators of the invented people: their secrets follow from the trial's own key, so that the start page can show codes. */
import { createHmac } from 'node:crypto';
import { Secret } from 'otpauth';

const SECRET_BYTES = 20;

export function totpSecretOf(demoKey: Buffer, email: string): string {
  const bytes = createHmac('sha256', demoKey).update(email).digest().subarray(0, SECRET_BYTES);
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}
