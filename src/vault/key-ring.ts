/**
 * Data keys in use by one process: made when an owner needs the first one, read from the database, unwrapped by the key store,
 * kept in memory for a while. Misses of one turn of the event loop are one query and one call of the key store.
 */
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { KeyOwner } from '../journal/owner.ts';
import { openPool, type Queryable } from '../platform/database.ts';
import { batched } from './batch.ts';
import { BoundedMap } from './bounded-map.ts';
import { KeyDestroyed, KeyStoreFailed } from './errors.ts';
import { KEY_BYTES } from './gcm.ts';
import { addKeys, type KeyRow, keysById, keysFor, nameOf } from './key-rows.ts';
import { type KeyStore, wrapContext } from './key-store.ts';
import type { DataKey } from './seal.ts';

export interface KeyRing {
  /** The key to seal an owner's next message with; counts the message. Throws KeyDestroyed. */
  toSeal(owner: KeyOwner): Promise<DataKey>;
  /** As `toSeal`, at once; null when the key must be asked for first. */
  toSealNow(owner: KeyOwner): DataKey | null;
  /** Null when no such key was ever made. Throws KeyDestroyed. */
  byId(id: string): Promise<DataKey | null>;
  /** As `byId`, at once; null when the key must be asked for first. */
  byIdNow(id: string): DataKey | null;
  /** Forgets what is in memory: the next use asks the database and the key store. */
  forget(): void;
  close(): Promise<void>;
}

export interface RingOptions {
  /** After this a key is looked at again in the database: so long may a destroyed or retired key still be used. */
  readonly maxAgeMs?: number;
  /** After this it is unwrapped again by the key store, though its line is the same. */
  readonly maxUnwrappedMs?: number;
  /** Keys in memory. */
  readonly most?: number;
  /** Messages set aside at a time. A process that ends loses what is left of them. */
  readonly block?: number;
  readonly clock?: () => number;
}

export const MAX_AGE_MS = 60_000;
const MAX_UNWRAPPED_MS = 15 * 60_000;
const MOST_KEYS = 10_000;
/** 2^32 messages are a million of these blocks. */
const BLOCK = 4_096;
const POOL_SIZE = 2;

/**
 * A ring on connections of its own: a read that holds one of the application's connections and needs a key never waits for
 * another of them.
 */
export function openKeyRing(databaseUrl: string, store: KeyStore, options: RingOptions = {}): KeyRing {
  const pool = openPool(databaseUrl, POOL_SIZE);
  const ring = createKeyRing(pool, store, options);
  return {
    ...ring,
    async close() {
      await pool.end();
    },
  };
}

interface Held {
  readonly row: KeyRow;
  readonly key: DataKey;
  readonly unwrappedAt: number;
  seenAt: number;
}

interface Current {
  readonly id: string;
  /** Messages that this process may still seal without asking. */
  left: number;
  seenAt: number;
}

/** `db` must not be a connection on which the asker is in a transaction. */
export function createKeyRing(db: Queryable, store: KeyStore, options: RingOptions = {}): KeyRing {
  const { maxAgeMs = MAX_AGE_MS, maxUnwrappedMs = MAX_UNWRAPPED_MS, block = BLOCK, clock = Date.now } = options;
  const held = new BoundedMap<Held>(options.most ?? MOST_KEYS);
  const current = new BoundedMap<Current>(options.most ?? MOST_KEYS);
  const fresh = (seenAt: number) => clock() - seenAt < maxAgeMs;

  /** Takes up what the database says; asks the key store only for what is new or was unwrapped too long ago. */
  async function takeUp(rows: readonly KeyRow[]): Promise<Map<string, Held | Error>> {
    const now = clock();
    const taken = new Map<string, Held | Error>();
    const toUnwrap: { readonly row: KeyRow; readonly wrapped: Buffer }[] = [];
    for (const row of rows) {
      const known = held.get(row.id);
      if (row.wrapped === null) {
        held.delete(row.id);
        taken.set(row.id, new KeyDestroyed(row.owner));
      } else if (known?.row.wrapped?.equals(row.wrapped) && now - known.unwrappedAt < maxUnwrappedMs) {
        known.seenAt = now;
        taken.set(row.id, known);
      } else {
        toUnwrap.push({ row, wrapped: row.wrapped });
      }
    }
    if (toUnwrap.length === 0) return taken;
    const keys = await store.unwrap(
      toUnwrap.map(({ row, wrapped }) => ({ kek: row.kek, wrapped, context: wrapContext(row.id, row.owner) })),
    );
    for (const [i, { row }] of toUnwrap.entries()) {
      const bytes = keys[i];
      if (!(bytes instanceof Buffer) || bytes.length !== KEY_BYTES) {
        held.delete(row.id);
        taken.set(row.id, new KeyStoreFailed(store.name, `data key ${row.id} refused`, bytes));
        continue;
      }
      const one: Held = {
        row,
        key: { id: row.id, owner: row.owner, key: createSecretKey(bytes) },
        unwrappedAt: now,
        seenAt: now,
      };
      bytes.fill(0);
      held.set(row.id, one);
      taken.set(row.id, one);
    }
    return taken;
  }

  const ids = batched<string, DataKey | null>(
    (id) => id,
    async (asked) => {
      const taken = await takeUp(await keysById(db, asked));
      return asked.map((id) => keyOf(taken.get(id)) ?? null);
    },
  );

  const owners = batched<KeyOwner, Current>(nameOf, async (asked) => {
    // What is still set aside is not asked for again when the key is only looked at anew.
    const wanted = asked.map((owner) => ({ owner, messages: (current.get(nameOf(owner))?.left ?? 0) > 0 ? 0 : block }));
    const found = await keysFor(db, wanted);
    const have = new Set(found.map((row) => nameOf(row.owner)));
    const missing = wanted.filter(({ owner }) => !have.has(nameOf(owner)));
    const rows = missing.length === 0 ? found : [...found, ...(await makeKeys(missing.map((one) => one.owner)))];
    // What was just made is unwrapped before it is used: a key that cannot be read back never seals anything.
    const taken = await takeUp(rows);
    const byOwner = new Map(rows.map((row) => [nameOf(row.owner), row]));
    return wanted.map(({ owner, messages }) => {
      const row = byOwner.get(nameOf(owner));
      const key = row && taken.get(row.id);
      if (!row || !key) return new Error(`no data key for ${nameOf(owner)}`);
      if (key instanceof Error) {
        current.delete(nameOf(owner));
        return key;
      }
      const before = current.get(nameOf(owner));
      const same = before?.id === row.id ? before.left : 0;
      const given = have.has(nameOf(owner)) ? messages : block;
      const now: Current = { id: row.id, left: same + given, seenAt: clock() };
      current.set(nameOf(owner), now);
      return now;
    });
  });

  async function makeKeys(forOwners: readonly KeyOwner[]): Promise<KeyRow[]> {
    const fresh = forOwners.map((owner) => ({ owner, id: randomUUID(), key: randomBytes(KEY_BYTES) }));
    const wrapped = await store.wrap(fresh.map(({ id, owner, key }) => ({ key, context: wrapContext(id, owner) })));
    const rows = fresh.map(({ id, owner, key }, i) => {
      key.fill(0);
      const one = wrapped[i];
      if (!one) throw new KeyStoreFailed(store.name, 'fewer answers than keys');
      return { id, owner, kek: one.kek, wrapped: one.wrapped, messages: block };
    });
    return addKeys(db, rows);
  }

  function byIdNow(id: string): DataKey | null {
    const known = held.get(id);
    return known && fresh(known.seenAt) ? known.key : null;
  }

  const byId = async (id: string): Promise<DataKey | null> => byIdNow(id) ?? ids.ask(id);

  function toSealNow(owner: KeyOwner): DataKey | null {
    if (owner.kind === 'PUBLIC') throw new Error('what is public has no key');
    const known = current.get(nameOf(owner));
    if (!known || known.left === 0 || !fresh(known.seenAt)) return null;
    const key = byIdNow(known.id);
    if (key) known.left -= 1;
    return key;
  }

  return {
    byId,
    byIdNow,
    toSealNow,
    async toSeal(owner) {
      for (;;) {
        const now = toSealNow(owner);
        if (now) return now;
        const known = current.get(nameOf(owner));
        if (known && known.left > 0 && fresh(known.seenAt)) {
          known.left -= 1;
          const key = await byId(known.id);
          if (key) return key;
          current.delete(nameOf(owner));
        } else {
          await owners.ask(owner);
        }
      }
    },
    forget() {
      held.clear();
      current.clear();
    },
    async close() {},
  };
}

const keyOf = (taken: Held | Error | undefined): DataKey | Error | undefined =>
  taken === undefined || taken instanceof Error ? taken : taken.key;
