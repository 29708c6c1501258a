/**
 * What is counted before anything costs: requests of an address, and credentials of an address that nobody knows. Only then is
 * the database asked whose session a request carries. Memory is bounded; the counts are those of one process.
 */
import { createHash } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';

const MINUTE_MS = 60_000;
/** Addresses remembered at once; the longest known one is forgotten first. */
const MAX_REMEMBERED = 20_000;

/** One subscriber: an IPv4 address, or the /64 that a provider gives to one line of IPv6 (RFC 6177). */
export function subscriberOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  if (tail === undefined) return `${left.slice(0, 4).join(':')}::/64`;
  const right = tail === '' ? [] : tail.split(':');
  const all = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${all.slice(0, 4).join(':')}::/64`;
}

export interface Counter {
  /** Counts one more; false when the share of this minute is used up. */
  take(key: string): boolean;
  /** Whether one more would be refused, without counting. */
  spent(key: string): boolean;
  readonly size: number;
}

/** At most `perMinute` for a key in one minute. */
export function createCounter(perMinute: number, now: () => number, most: number = MAX_REMEMBERED): Counter {
  const counts = new Map<string, { since: number; count: number }>();
  const current = (key: string) => {
    const held = counts.get(key);
    return held && now() - held.since < MINUTE_MS ? held : null;
  };
  return {
    take(key) {
      const held = current(key);
      if (held) {
        held.count += 1;
        return held.count <= perMinute;
      }
      counts.delete(key);
      forgetFirst(counts, most);
      counts.set(key, { since: now(), count: 1 });
      return perMinute >= 1;
    },
    spent: (key) => (current(key)?.count ?? 0) >= perMinute,
    get size() {
      return counts.size;
    },
  };
}

export interface Gate {
  /** `look`: ask the database; `nobody`: known to be unknown, without asking; `refuse`: this address has sent too many. */
  verdict(address: string, credential: string): 'look' | 'nobody' | 'refuse';
  /** What the look-up found. */
  learned(address: string, credential: string, known: boolean): void;
}

/** A credential that was good keeps its way open when others at the same address send bad ones. */
const KNOWN_MS = 15 * MINUTE_MS;
/** A credential that nobody knew is not looked up again for this long. */
const UNKNOWN_MS = 10_000;

export function createGate(unknownPerMinute: number, now: () => number, most: number = MAX_REMEMBERED): Gate {
  const unknown = createCounter(unknownPerMinute, now, most);
  const good = new Map<string, number>();
  const bad = new Map<string, number>();
  const digest = (credential: string) => createHash('sha256').update(credential).digest('base64url');
  const fresh = (held: Map<string, number>, key: string, ms: number) => now() - (held.get(key) ?? -Infinity) < ms;
  return {
    verdict(address, credential) {
      const key = digest(credential);
      if (fresh(good, key, KNOWN_MS)) return 'look';
      if (fresh(bad, key, UNKNOWN_MS)) return 'nobody';
      return unknown.spent(address) ? 'refuse' : 'look';
    },
    learned(address, credential, known) {
      const key = digest(credential);
      const [to, from] = known ? [good, bad] : [bad, good];
      from.delete(key);
      to.delete(key);
      forgetFirst(to, most);
      to.set(key, now());
      if (!known) unknown.take(address);
    },
  };
}

function forgetFirst(held: Map<string, unknown>, most: number): void {
  if (held.size < most) return;
  const first = held.keys().next();
  if (!first.done) held.delete(first.value);
}
