/** New key-encryption keys, new data keys, destroyed keys. Runs as digipay_keys while everything else goes on. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyOwner } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import { KeyStoreFailed } from './errors.ts';
import { KEY_BYTES } from './gcm.ts';
import { type KeyRow, type KeyRowInDatabase, keyRow, nameOf } from './key-rows.ts';
import { type KeyStore, wrapContext } from './key-store.ts';
import { finishWork, moveWork, takeUpWork } from './key-work.ts';

export interface KeysDeps {
  /** Connections as digipay_keys. */
  readonly db: Queryable;
  readonly store: KeyStore;
  /** One line of progress. */
  readonly say: (line: string) => void;
}

/** Keys that are worked on at a time. */
const BATCH = 200;

/**
 * Wraps every data key with the current KEK. When all of them are already, a new KEK is made first; so a run that was killed is
 * completed by the next one, and so is a rotation that was done at the key store itself. Answers how many were wrapped anew.
 */
export async function rotateKek(deps: KeysDeps): Promise<{ kek: string; done: number }> {
  const { db, store, say } = deps;
  const current = await store.currentKek().catch(() => null);
  if (current === null || (await countUnder(db, current, false)) === 0) {
    if (!store.newKek) throw new KeyStoreFailed(store.name, 'make the new key version there, then run this again');
    say(`new key-encryption key: ${await store.newKek()}`);
  }
  const kek = await store.currentKek();
  const work = await takeUpWork(db, 'REWRAP', kek);
  if (work.done > 0) say(`going on after ${work.done} data keys`);
  // Processes that have not heard of the new KEK yet may still make keys under the old one: look until there is none.
  while ((await countUnder(db, kek, false)) > 0) {
    let after = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const rows = await keysNotUnder(db, kek, after);
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      const done = await rewrap(deps, rows);
      await moveWork(db, work, done);
      say(`${done} data keys wrapped anew, ${await countUnder(db, kek, false)} to go`);
    }
  }
  const { done } = await finishWork(db, work);
  return { kek, done };
}

async function rewrap({ db, store }: KeysDeps, rows: readonly KeyRow[]): Promise<number> {
  const items = rows.flatMap((row) =>
    row.wrapped ? [{ row, kek: row.kek, wrapped: row.wrapped, context: wrapContext(row.id, row.owner) }] : [],
  );
  const keys = await store.unwrap(items);
  const plain = keys.map((key, i) => {
    if (key instanceof Buffer) return { key, context: items[i]?.context ?? Buffer.alloc(0) };
    throw new KeyStoreFailed(store.name, `data key ${items[i]?.row.id} does not open`, key);
  });
  const wrapped = await store.wrap(plain);
  for (const { key } of plain) key.fill(0);
  const { rows: changed } = await db.query<{ n: number }>(
    `SELECT count(*) FILTER (WHERE platform.rewrap_data_key(u.id, u.old, u.kek, u.new))::int AS n
     FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::bytea[]) AS u (id, old, kek, new)`,
    [
      items.map((item) => item.row.id),
      items.map((item) => item.wrapped),
      wrapped.map((one) => one.kek),
      wrapped.map((one) => one.wrapped),
    ],
  );
  return changed[0]?.n ?? 0;
}

async function keysNotUnder(db: Queryable, kek: string, after: string): Promise<KeyRow[]> {
  const { rows } = await db.query<KeyRowInDatabase>(
    `SELECT id, owner_kind, owner_id, version, kek, wrapped, state FROM platform.data_key
     WHERE state <> 'DESTROYED' AND kek <> $1 AND id > $2 ORDER BY id LIMIT ${BATCH}`,
    [kek, after],
  );
  return rows.map(keyRow);
}

/** Living data keys under a KEK, or under any other. */
export async function countUnder(db: Queryable, kek: string, under: boolean): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM platform.data_key WHERE state <> 'DESTROYED' AND (kek = $1) = $2",
    [kek, under],
  );
  return rows[0]?.n ?? 0;
}

/**
 * A new data key version for one owner, or for all that have one. Processes seal with it within a minute; what was sealed before
 * stays as it is until `reseal`. Killed, it goes on with those that are missing. Answers how many owners have a new version.
 */
export async function rotateData({ db, store, say }: KeysDeps, owner: KeyOwner | null): Promise<number> {
  const work = await takeUpWork(db, 'ROTATE', owner ? nameOf(owner) : 'all');
  for (;;) {
    const { rows } = await db.query<{ owner_kind: KeyOwner['kind']; owner_id: string }>(
      `SELECT owner_kind, owner_id FROM platform.data_key
       WHERE state = 'ACTIVE' AND created_at < $1 AND ($2::text IS NULL OR (owner_kind, owner_id) = ($2, $3))
       ORDER BY owner_kind, owner_id LIMIT ${BATCH}`,
      [work.startedAt, owner?.kind ?? null, owner?.id ?? null],
    );
    if (rows.length === 0) break;
    const next = rows.map((row) => ({
      owner: { kind: row.owner_kind, id: row.owner_id } as KeyOwner,
      id: randomUUID(),
      key: randomBytes(KEY_BYTES),
    }));
    const wrapped = await store.wrap(next.map((one) => ({ key: one.key, context: wrapContext(one.id, one.owner) })));
    for (const { key } of next) key.fill(0);
    const { rowCount } = await db.query(
      `SELECT FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[]) AS n (id, kind, owner, kek, wrapped)
       CROSS JOIN LATERAL platform.rotate_data_key(n.id, n.kind, n.owner, n.kek, n.wrapped) k`,
      [
        next.map((one) => one.id),
        next.map((one) => one.owner.kind),
        next.map((one) => one.owner.id),
        wrapped.map((one) => one.kek),
        wrapped.map((one) => one.wrapped),
      ],
    );
    await moveWork(db, work, rowCount ?? 0);
    say(`${rowCount} owners have a new data key`);
  }
  const { done } = await finishWork(db, work);
  if (owner && done === 0) throw new Error(`${nameOf(owner)} has no data key that could be replaced`);
  return done;
}

/**
 * Destroys every key of an owner: what they sealed is unreadable in every process within a minute, and in this database for good
 * (UU 27/2022 art. 43–44). Old backups still hold the wrapped keys, until they are gone or the KEK of their time is.
 * Answers how many keys were destroyed; an owner without one never gets one.
 */
export async function destroyOwner({ db }: Pick<KeysDeps, 'db'>, owner: KeyOwner): Promise<number> {
  const work = await takeUpWork(db, 'DESTROY', nameOf(owner));
  const { rows } = await db.query<{ n: number }>('SELECT platform.destroy_data_keys($1, $2) AS n', [
    owner.kind,
    owner.id,
  ]);
  const gone = rows[0]?.n ?? 0;
  await moveWork(db, work, gone);
  await finishWork(db, work);
  return gone;
}
