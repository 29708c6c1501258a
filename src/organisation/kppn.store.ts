/** Reads treasury service offices. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import { type Kppn, kppnTable } from './kppn.ts';

interface Row {
  readonly id: string;
  readonly code: string;
  readonly kanwil_code: string;
  readonly body: Buffer;
}

async function read(db: Queryable, codec: Codec, code: string | null): Promise<Kppn[]> {
  const { rows } = await db.query<Row>(
    'SELECT id, code, kanwil_code, body FROM organisation.kppn WHERE $1::text IS NULL OR code = $1 ORDER BY code',
    [code],
  );
  return Promise.all(
    rows.map(async ({ id, code: own, kanwil_code, body }): Promise<Kppn> => {
      const binding = { table: kppnTable, id, column: 'body', owner: ownerOf(kppnTable, id, {}) } as const;
      const kept = await codec.decode<{ name: string; kanwilName: string; town: string; zone: Kppn['zone'] }>(
        body,
        binding,
      );
      const { kanwilName, ...rest } = kept;
      return { id, code: own, kanwil: { code: kanwil_code, name: kanwilName }, ...rest };
    }),
  );
}

/** In the order of their codes. */
export const kppnsOf = (db: Queryable, codec: Codec): Promise<Kppn[]> => read(db, codec, null);

export async function kppnByCode(db: Queryable, codec: Codec, code: string): Promise<Kppn | null> {
  return (await read(db, codec, code))[0] ?? null;
}
