/** Finds a row by what is sealed in it: a keyed hash that says nothing without the key. */
import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA-256 (FIPS 198-1) in lower-case hex. `domain` names what is indexed (`person.nik`), so that the same value in two
 * columns gives two unrelated hashes. `value` is hashed as it is: callers bring it into one spelling first.
 */
export function blindIndex(key: Buffer, domain: string, value: string): string {
  return createHmac('sha256', key).update(`${domain}\0${value}`, 'utf8').digest('hex');
}
