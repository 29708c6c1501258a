/** Reads satker and vendors. Both are written through `journal/commit` alone. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Satker } from './satker.ts';
import type { Vendor } from './vendor.ts';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly body: Buffer;
}

type Table = 'organisation.satker' | 'organisation.vendor';

const opened = <T>(codec: Codec, table: Table, { id, body }: Row): Promise<T> =>
  codec.decode<T>(body, { table, id, column: 'body', owner: ownerOf(table, id, {}) });

async function read<T>(db: Queryable, codec: Codec, table: Table, ids: readonly string[]): Promise<Map<string, T>> {
  if (ids.length === 0) return new Map();
  const { rows } = await db.query<Row>(`SELECT id, version, body FROM ${table} WHERE id = ANY($1)`, [
    [...new Set(ids)],
  ]);
  return new Map(
    await Promise.all(rows.map(async (row): Promise<[string, T]> => [row.id, await opened<T>(codec, table, row)])),
  );
}

async function readOne<T>(db: Queryable, codec: Codec, table: Table, id: string): Promise<T | null> {
  const { rows } = await db.query<Row>(`SELECT id, version, body FROM ${table} WHERE id = $1`, [id]);
  return rows[0] ? opened<T>(codec, table, rows[0]) : null;
}

export const satkersById = (db: Queryable, codec: Codec, ids: readonly string[]) =>
  read<Satker>(db, codec, 'organisation.satker', ids);

export const vendorsById = (db: Queryable, codec: Codec, ids: readonly string[]) =>
  read<Vendor>(db, codec, 'organisation.vendor', ids);

/** The satker, or null when it does not exist or is not the asker's. */
export const satkerById = (db: Queryable, codec: Codec, id: string) =>
  readOne<Satker>(db, codec, 'organisation.satker', id);

export const vendorById = (db: Queryable, codec: Codec, id: string) =>
  readOne<Vendor>(db, codec, 'organisation.vendor', id);
