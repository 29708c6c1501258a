/** Reads work units with what stands beside their record: who looks after them, who holds which office. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Satker } from './satker.ts';

/** Code of the KPPN that looks after each; those that the asker may not see are left out. */
export async function kppnCodesOf(db: Queryable, satkerIds: readonly string[]): Promise<Map<string, string>> {
  if (satkerIds.length === 0) return new Map();
  const { rows } = await db.query<{ id: string; kppn_code: string }>(
    'SELECT id, kppn_code FROM organisation.satker WHERE id = ANY ($1)',
    [[...new Set(satkerIds)]],
  );
  return new Map(rows.map((row) => [row.id, row.kppn_code]));
}

export interface StoredSatker {
  readonly satker: Satker;
  readonly version: number;
}

/** Every work unit the asker may see, in the order of their codes. */
export async function satkersSeen(db: Queryable, codec: Codec): Promise<StoredSatker[]> {
  return read(db, codec, null);
}

/** Null when it does not exist or is not the asker's to see. */
export async function storedSatker(db: Queryable, codec: Codec, id: string): Promise<StoredSatker | null> {
  return (await read(db, codec, id))[0] ?? null;
}

async function read(db: Queryable, codec: Codec, id: string | null): Promise<StoredSatker[]> {
  const table = 'organisation.satker';
  const { rows } = await db.query<{ id: string; version: number; body: Buffer }>(
    `SELECT id, version, body FROM ${table} WHERE $1::uuid IS NULL OR id = $1 ORDER BY code LIMIT 1000`,
    [id],
  );
  return Promise.all(
    rows.map(async (row) => {
      const owner = ownerOf(table, row.id, {});
      const satker = await codec.decode<Satker>(row.body, { table, id: row.id, column: 'body', owner });
      return { satker, version: row.version };
    }),
  );
}

export interface Seat {
  readonly satkerId: string;
  readonly role: string;
  readonly personId: string;
  readonly assignmentId: string;
  readonly activated: boolean;
}

/** Who holds an office today in these work units, by the clock of each. */
export async function seatsOf(
  db: Queryable,
  satkerIds: readonly string[],
  roles: readonly string[],
  now: Date,
): Promise<Seat[]> {
  const { rows } = await db.query<{
    satker_id: string;
    role: string;
    person_id: string;
    id: string;
    activated: boolean;
  }>(
    `SELECT a.satker_id, a.role, a.person_id, a.id, a.person_id IN (SELECT identity.activated(array_agg(b.person_id))
              FROM identity.assignment b WHERE b.satker_id = ANY ($1)) AS activated
     FROM identity.assignment a JOIN organisation.satker s ON s.id = a.satker_id
     CROSS JOIN LATERAL (SELECT ($3::timestamptz AT TIME ZONE CASE s.zone WHEN 'WIB' THEN 'Asia/Jakarta'
       WHEN 'WITA' THEN 'Asia/Makassar' ELSE 'Asia/Jayapura' END)::date AS today) t
     WHERE a.satker_id = ANY ($1) AND a.role = ANY ($2)
       AND a.valid_from <= t.today AND (a.valid_to IS NULL OR a.valid_to >= t.today)`,
    [satkerIds, roles, now],
  );
  return rows.map((row) => ({
    satkerId: row.satker_id,
    role: row.role,
    personId: row.person_id,
    assignmentId: row.id,
    activated: row.activated,
  }));
}
