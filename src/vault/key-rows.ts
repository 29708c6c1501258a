/** Data keys as the database keeps them: by the functions of migration 0011 and nothing else. */
import type { KeyOwner } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';

export interface KeyRow {
  readonly id: string;
  readonly owner: KeyOwner;
  readonly version: number;
  readonly kek: string;
  /** Null once destroyed. */
  readonly wrapped: Buffer | null;
  readonly state: 'ACTIVE' | 'RETIRED' | 'DESTROYED';
}

/** As `platform.data_key` has it. */
export interface KeyRowInDatabase {
  readonly id: string;
  readonly owner_kind: KeyOwner['kind'];
  readonly owner_id: string;
  readonly version: number;
  readonly kek: string;
  readonly wrapped: Buffer | null;
  readonly state: KeyRow['state'];
}

const COLUMNS = 'k.id, k.owner_kind, k.owner_id, k.version, k.kek, k.wrapped, k.state';

export const keyRow = ({ owner_kind, owner_id, ...row }: KeyRowInDatabase): KeyRow => ({
  ...row,
  owner: { kind: owner_kind, id: owner_id } as KeyOwner,
});

export async function keysById(db: Queryable, ids: readonly string[]): Promise<KeyRow[]> {
  const { rows } = await db.query<KeyRowInDatabase>(`SELECT ${COLUMNS} FROM platform.data_keys($1) k`, [ids]);
  return rows.map(keyRow);
}

export interface Asked {
  readonly owner: KeyOwner;
  /** Messages to set aside for this process. */
  readonly messages: number;
}

/** The key each owner's data are sealed with now, or a destroyed one. Owners without a usable key are left out. */
export async function keysFor(db: Queryable, asked: readonly Asked[]): Promise<KeyRow[]> {
  const sorted = inOrder(asked);
  const { rows } = await db.query<KeyRowInDatabase>(
    `SELECT ${COLUMNS} FROM unnest($1::text[], $2::text[], $3::int[]) AS o (kind, id, messages)
     CROSS JOIN LATERAL platform.data_key_for(o.kind, o.id, o.messages) k`,
    [sorted.map((a) => a.owner.kind), sorted.map((a) => a.owner.id), sorted.map((a) => a.messages)],
  );
  return rows.map(keyRow);
}

export interface NewKey extends Asked {
  readonly id: string;
  readonly kek: string;
  readonly wrapped: Buffer;
}

/** Adds keys where there is none, and answers those that count: ours, or those of a process that was faster. */
export async function addKeys(db: Queryable, keys: readonly NewKey[]): Promise<KeyRow[]> {
  const sorted = inOrder(keys);
  const { rows } = await db.query<KeyRowInDatabase>(
    `SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::bytea[], $6::int[])
       AS n (id, kind, owner, kek, wrapped, messages)
     CROSS JOIN LATERAL platform.add_data_key(n.id, n.kind, n.owner, n.kek, n.wrapped, n.messages) k`,
    [
      sorted.map((n) => n.id),
      sorted.map((n) => n.owner.kind),
      sorted.map((n) => n.owner.id),
      sorted.map((n) => n.kek),
      sorted.map((n) => n.wrapped),
      sorted.map((n) => n.messages),
    ],
  );
  return rows.map(keyRow);
}

/** Two processes that lock several owners do it in one order, so that they never wait for each other in a circle. */
function inOrder<T extends Asked>(asked: readonly T[]): T[] {
  return asked.toSorted((a, b) => (nameOf(a.owner) < nameOf(b.owner) ? -1 : 1));
}

/** `SATKER:4f0c…`: how an owner is named in caches and on the command line. */
export const nameOf = (owner: KeyOwner): string => `${owner.kind}:${owner.id}`;
