/** AES-256-GCM with 96-bit IV and 128-bit tag (NIST SP 800-38D), as seals and wrapped keys use it. */
import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
export const KEY_BYTES = 32;
export const IV_BYTES = 12;
export const TAG_BYTES = 16;

export interface GcmInput {
  readonly key: CipherKey;
  /** 12 bytes, never twice under one key. */
  readonly iv: Uint8Array;
  /** Associated data: authenticated, not encrypted. */
  readonly aad: Uint8Array;
}

/** Answers ciphertext and tag, one after the other. */
export function gcmSeal({ key, iv, aad }: GcmInput, plain: Uint8Array): Buffer {
  mustBe(iv, IV_BYTES, 'IV');
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The plain text; throws when anything at all is not as it was sealed, also when the tag is shorter. */
export function gcmOpen({ key, iv, aad }: GcmInput, sealed: Uint8Array): Buffer {
  mustBe(iv, IV_BYTES, 'IV');
  if (sealed.length < TAG_BYTES) throw new Error('shorter than a tag');
  const body = sealed.subarray(0, sealed.length - TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

function mustBe(bytes: Uint8Array, length: number, name: string): void {
  if (bytes.length !== length) throw new Error(`${name} of ${bytes.length} bytes`);
}
