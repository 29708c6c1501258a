/**
 * Access tokens that the platform gives to banks (SNAP 73, for messages of type 1). Nothing is stored: a token says to whom and until
 * when, and is authenticated with a key that every process of the platform has (HMAC-SHA256, RFC 2104).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface CallbackTokens {
  issue(clientId: string, now: Date): { readonly token: string; readonly seconds: number };
  isValid(token: string, clientId: string, now: Date): boolean;
}

/** As the standard's own example: fifteen minutes. */
const LIFE_SECONDS = 900;

/** `key`: at least 32 bytes, the same in all processes. Throws RangeError for less. */
export function callbackTokens(key: Uint8Array): CallbackTokens {
  if (key.length < 32) throw new RangeError('the key of callback tokens has at least 32 bytes');
  const sealOf = (claim: string): Buffer => createHmac('sha256', key).update(`callback-token:${claim}`).digest();
  return {
    issue: (clientId, now) => {
      const claim = Buffer.from(`${Math.floor(now.getTime() / 1000) + LIFE_SECONDS}:${clientId}`).toString('base64url');
      return { token: `${claim}.${sealOf(claim).toString('base64url')}`, seconds: LIFE_SECONDS };
    },
    isValid: (token, clientId, now) => {
      const [claim = '', seal = ''] = token.split('.');
      const given = Buffer.from(seal, 'base64url');
      const right = sealOf(claim);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
      const [until, ...of] = Buffer.from(claim, 'base64url').toString('utf8').split(':');
      return of.join(':') === clientId && Number(until) * 1000 > now.getTime();
    },
  };
}
