/** Reads requests to correct personal data. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Correctable, CorrectionState } from './correction.machine.ts';
import { type Correction, correctionTable, type Decider } from './correction.ts';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly person_id: string;
  readonly state: CorrectionState;
  readonly field: Correctable;
  readonly asked_by: string;
  readonly asked_at: Date;
  readonly satker_id: string | null;
  readonly vendor_id: string | null;
  readonly office_code: string | null;
  readonly decides: Decider;
  readonly body: Buffer;
}

type Kept = Pick<Correction, 'before' | 'after' | 'reason' | 'role' | 'decided'> & { readonly askedByName: string };

async function decode(codec: Codec, row: Row): Promise<Correction> {
  const binding = {
    table: correctionTable,
    id: row.id,
    column: 'body',
    owner: ownerOf(correctionTable, row.id, row),
  } as const;
  const { askedByName, ...kept } = await codec.decode<Kept>(row.body, binding);
  return {
    id: row.id,
    version: row.version,
    personId: row.person_id,
    state: row.state,
    field: row.field,
    office: { satkerId: row.satker_id, vendorId: row.vendor_id, officeCode: row.office_code },
    askedBy: { personId: row.asked_by, name: askedByName },
    askedAt: row.asked_at.toISOString(),
    decides: row.decides,
    ...kept,
  };
}

const COLUMNS =
  'id, version, person_id, state, field, asked_by, asked_at, satker_id, vendor_id, office_code, decides, body';

/** Null when it does not exist or is not the asker's to see. */
export async function correctionById(db: Queryable, codec: Codec, id: string): Promise<Correction | null> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM ${correctionTable} WHERE id = $1`, [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

/** What the asker may see, newest first; with `decides`, what still waits for that role. */
export async function correctionsSeen(db: Queryable, codec: Codec, decides: string | null): Promise<Correction[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM ${correctionTable}
     WHERE $1::text IS NULL OR (decides = $1 AND state = 'ASKED') ORDER BY asked_at DESC LIMIT 100`,
    [decides],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** One turn of the sweep. */
const AT_ONCE = 200;

/** Asked before a moment and still open, the newest first. For `work`. */
export async function overdueCorrections(db: Queryable, codec: Codec, before: Date): Promise<Correction[]> {
  const { rows } = await db.query<Row>(
    `SELECT ${COLUMNS} FROM ${correctionTable} WHERE state = 'ASKED' AND asked_at <= $1 ORDER BY asked_at DESC LIMIT ${AT_ONCE}`,
    [before],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}
