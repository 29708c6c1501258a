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

async function read<T>(
  db: Queryable,
  codec: Codec,
  table: 'organisation.satker' | 'organisation.vendor',
  ids: readonly string[],
): Promise<Map<string, T>> {
  const { rows } = await db.query<Row>(`SELECT id, version, body FROM ${table} WHERE id = ANY($1)`, [
    [...new Set(ids)],
  ]);
  return new Map(
    await Promise.all(
      rows.map(async ({ id, body }): Promise<[string, T]> => {
        const owner = ownerOf(table, id, {});
        return [id, await codec.decode<T>(body, { table, id, column: 'body', owner })];
      }),
    ),
  );
}

export const satkersById = (db: Queryable, codec: Codec, ids: readonly string[]) =>
  read<Satker>(db, codec, 'organisation.satker', ids);

export const vendorsById = (db: Queryable, codec: Codec, ids: readonly string[]) =>
  read<Vendor>(db, codec, 'organisation.vendor', ids);

/** The satker, or null when it does not exist or is not the asker's. */
export async function satkerById(db: Queryable, codec: Codec, id: string): Promise<Satker | null> {
  return (await satkersById(db, codec, [id])).get(id) ?? null;
}

export async function vendorById(db: Queryable, codec: Codec, id: string): Promise<Vendor | null> {
  return (await vendorsById(db, codec, [id])).get(id) ?? null;
}
