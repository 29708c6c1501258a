/** The keys of this room. Each purpose has its own, derived from two that lie outside the database (HKDF, RFC 5869). */
import { createHmac, hkdfSync } from 'node:crypto';

export interface IdentityKeys {
  /** E-mail addresses are found by it. */
  readonly email: Buffer;
  /** 32 bytes; secrets of authenticator apps are sealed with it. */
  readonly totp: Buffer;
}

const PURPOSES = ['tries', 'device', 'recovery', 'email-code', 'passkey', 'agent', 'source'] as const;
type Purpose = (typeof PURPOSES)[number];

/** Hex of a keyed hash under the key of one purpose. What is hashed is in parts, so that no two of them read the same. */
export type Keyed = (purpose: Purpose, ...parts: readonly string[]) => string;

export function keyedBy(keys: IdentityKeys): Keyed {
  const derived = new Map(
    PURPOSES.map((purpose) => [
      purpose,
      Buffer.from(hkdfSync('sha256', keys.totp, 'digipay identity', `${purpose} 1`, 32)),
    ]),
  );
  return (purpose, ...parts) => {
    const hmac = createHmac('sha256', derived.get(purpose) ?? Buffer.alloc(0));
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part}`);
    return hmac.digest('hex');
  };
}
