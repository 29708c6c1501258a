/**
 * A service key as it travels: `dgs_<env>_<key id>_<secret><checksum>`. The prefix and the checksum let scanners of source code and logs
 * find a leaked key; a text whose checksum is wrong is refused before anything is looked up. What is stored cannot be turned back.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** `trial`: an instance with invented people, whose keys open nothing real. */
export type KeyEnvironment = 'live' | 'trial';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const ID_CHARS = 12;
/** 62^43 > 2^256: no guessing, so a fast hash is enough to keep it by (NIST SP 800-63B-4 §3.1.2: from 112 bits on). */
const SECRET_CHARS = 43;
const CHECK_CHARS = 6;

/** What scanners look for. */
export const KEY_PATTERN =
  /^dgs_(?<env>live|trial)_(?<id>[0-9a-z]{12})_(?<secret>[0-9A-Za-z]{43})(?<check>[0-9A-Za-z]{6})$/;

export interface ParsedKey {
  readonly env: KeyEnvironment;
  readonly keyId: string;
  /** The whole key. */
  readonly text: string;
}

export function newKey(env: KeyEnvironment): ParsedKey {
  const keyId = drawn(BASE36, ID_CHARS);
  const said = `dgs_${env}_${keyId}_${drawn(BASE62, SECRET_CHARS)}`;
  return { env, keyId, text: said + checksum(said) };
}

/** Null when it is no key of this kind, or was mistyped. */
export function parseKey(text: string): ParsedKey | null {
  const found = KEY_PATTERN.exec(text)?.groups;
  if (!found) return null;
  const said = text.slice(0, -CHECK_CHARS);
  if (checksum(said) !== found.check) return null;
  return { env: found.env as KeyEnvironment, keyId: found.id ?? '', text };
}

/** HMAC-SHA-256 of the key and the account it is for, so that a stored hash is worth nothing under another account. */
export const keyHash = (secret: Buffer, accountId: string, key: ParsedKey): Buffer =>
  createHmac('sha256', secret).update(`service key\n${accountId}\n${key.text}`).digest();

export const sameHash = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

const drawn = (letters: string, count: number): string =>
  Array.from({ length: count }, () => letters[randomInt(letters.length)]).join('');

/** CRC-32 in base 62, six characters. */
function checksum(text: string): string {
  let rest = crc32(text);
  let out = '';
  for (let n = 0; n < CHECK_CHARS; n += 1) {
    out = (BASE62[rest % BASE62.length] ?? '') + out;
    rest = Math.floor(rest / BASE62.length);
  }
  return out;
}

/** Keyed hash of where a request came from; of IPv6 the network of one customer (RFC 6177: a /64 at least). */
export function sourceKey(secret: Buffer, address: string): Buffer {
  const place =
    address.includes(':') && !address.startsWith('::ffff:') ? network64(address) : address.replace('::ffff:', '');
  return createHmac('sha256', secret).update(`service source\n${place}`).digest();
}

function network64(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
