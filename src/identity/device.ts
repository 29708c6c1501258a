/**
 * A browser in which somebody has signed in before carries a signed token that says so, for that person alone. Its wrong tries are
 * counted apart: whoever hammers on an account from elsewhere cannot keep its owner out (OWASP, “device cookies”). It opens nothing.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keyed } from './keys.ts';

export const DEVICE_SECONDS = 180 * 24 * 60 * 60;
/** People who share a computer. */
const MOST_PEOPLE = 5;
const BETWEEN = '~';
const NONCE_BYTES = 18;

interface Token {
  readonly text: string;
  readonly nonce: string;
}

const macOf = (keyed: Keyed, nonce: string, until: string, emailKey: string): string =>
  keyed('device', nonce, until, emailKey);

function tokenFor(keyed: Keyed, emailKey: string, now: Date, text: string): Token | null {
  const [nonce, until, mac] = text.split('.');
  if (!nonce || !until || !mac || !(Number(until) * 1000 > now.getTime())) return null;
  const expected = Buffer.from(macOf(keyed, nonce, until, emailKey));
  const given = Buffer.from(mac);
  return expected.length === given.length && timingSafeEqual(expected, given) ? { text, nonce } : null;
}

const tokensIn = (cookie: string | undefined): string[] => (cookie ?? '').split(BETWEEN).slice(0, MOST_PEOPLE);

/** Names the device for the person of this address; null when they have not signed in there. */
export function knownDevice(keyed: Keyed, emailKey: string, now: Date, cookie: string | undefined): string | null {
  for (const text of tokensIn(cookie)) {
    const token = tokenFor(keyed, emailKey, now, text);
    if (token) return token.nonce;
  }
  return null;
}

/** What the cookie holds once this person has signed in: their token anew, then those of the others. */
export function rememberedDevice(keyed: Keyed, emailKey: string, now: Date, cookie: string | undefined): string {
  const until = String(Math.floor(now.getTime() / 1000) + DEVICE_SECONDS);
  const others = tokensIn(cookie).filter(
    (text) => /^[\w-]{10,60}\.\d{9,12}\.[0-9a-f]{64}$/.test(text) && !tokenFor(keyed, emailKey, now, text),
  );
  const nonce = knownDevice(keyed, emailKey, now, cookie) ?? randomBytes(NONCE_BYTES).toString('base64url');
  const own = `${nonce}.${until}.${macOf(keyed, nonce, until, emailKey)}`;
  return [own, ...others].slice(0, MOST_PEOPLE).join(BETWEEN);
}
