/** Reads requests for erasure, and what the platform keeps about one person. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf, ownerOfPerson, PLATFORM } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import { type Erasure, type ErasureState, erasureTable } from './erasure.ts';

interface ErasureRow {
  readonly id: string;
  readonly version: number;
  readonly person_id: string;
  readonly state: ErasureState;
  readonly hold_until: string | null;
  readonly asked_at: Date;
  readonly body: Buffer;
}

const columns = 'id, version, person_id, state, hold_until::text, asked_at, body';

async function decode(codec: Codec, row: ErasureRow): Promise<Erasure> {
  const binding = { table: erasureTable, id: row.id, column: 'body', owner: PLATFORM } as const;
  const { reason } = await codec.decode<{ reason: string }>(row.body, binding);
  return {
    id: row.id,
    version: row.version,
    personId: row.person_id,
    state: row.state,
    holdUntil: row.hold_until,
    askedAt: row.asked_at.toISOString(),
    reason,
  };
}

/** The request of a person that was not withdrawn; null when there is none. */
export async function livingErasure(db: Queryable, codec: Codec, personId: string): Promise<Erasure | null> {
  const { rows } = await db.query<ErasureRow>(
    `SELECT ${columns} FROM ${erasureTable} WHERE person_id = $1 AND state <> 'WITHDRAWN'`,
    [personId],
  );
  return rows[0] ? decode(codec, rows[0]) : null;
}

/** One turn of the sweep. */
const AT_ONCE = 100;

/** Requests in a state, oldest first. For `work` and the keeper of keys. */
export async function erasuresIn(db: Queryable, codec: Codec, state: ErasureState): Promise<Erasure[]> {
  const { rows } = await db.query<ErasureRow>(
    `SELECT ${columns} FROM ${erasureTable} WHERE state = $1 ORDER BY asked_at LIMIT ${AT_ONCE}`,
    [state],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

export interface OwnRecord {
  readonly version: number;
  readonly name: string;
  readonly email: string;
  readonly nip: string | null;
  readonly nik?: string | null;
  readonly phone?: string | null;
}

export async function ownRecord(db: Queryable, codec: Codec, personId: string): Promise<OwnRecord | null> {
  const { rows } = await db.query<{ version: number; body: Buffer }>(
    'SELECT version, body FROM identity.person WHERE id = $1',
    [personId],
  );
  const row = rows[0];
  if (!row) return null;
  const table = 'identity.person';
  const owner = ownerOf(table, personId, {});
  const body = await codec.decode<Omit<OwnRecord, 'version'>>(row.body, { table, id: personId, column: 'body', owner });
  return { ...body, version: row.version };
}

export interface OwnOffice {
  readonly role: string;
  readonly officeName: string;
  readonly decree: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** Offices that a person held and holds, the newest first. */
export async function ownOffices(db: Queryable, codec: Codec, personId: string): Promise<OwnOffice[]> {
  const { rows } = await db.query<{
    id: string;
    role: string;
    satker_id: string | null;
    vendor_id: string | null;
    valid_from: string;
    valid_to: string | null;
    body: Buffer;
  }>(
    `SELECT id, role, satker_id, vendor_id, valid_from::text, valid_to::text, body FROM identity.assignment
     WHERE person_id = $1 ORDER BY valid_from DESC`,
    [personId],
  );
  const table = 'identity.assignment';
  return Promise.all(
    rows.map(async (row) => {
      const owner = ownerOf(table, row.id, row);
      const body = await codec.decode<{ officeName: string; decree: string }>(row.body, {
        table,
        id: row.id,
        column: 'body',
        owner,
      });
      return {
        role: row.role,
        officeName: body.officeName,
        decree: body.decree,
        validFrom: row.valid_from,
        validTo: row.valid_to,
      };
    }),
  );
}

export interface OwnAct {
  readonly at: string;
  readonly type: string;
  readonly role: string;
  readonly aggregate: string;
  readonly aggregateId: string;
  /** Network address and browser, as they were at that moment. */
  readonly origin: Readonly<Record<string, string>>;
}

/** Bound on one page of acts; a copy asks for page after page. */
const ACTS_A_PAGE = 500;

/** What a person did, newest first, before a place in the journal. */
export async function ownActs(
  db: Queryable,
  codec: Codec,
  personId: string,
  before: string | null,
): Promise<{ acts: OwnAct[]; next: string | null }> {
  const { rows } = await db.query<{
    seq: string;
    id: string;
    decided_at: Date;
    type: string;
    role: string;
    aggregate: string;
    aggregate_id: string;
    origin: Buffer;
  }>(
    `SELECT seq, id, decided_at, type, role, aggregate, aggregate_id, origin FROM journal.event
     WHERE person_id = $1 AND ($2::bigint IS NULL OR seq < $2) ORDER BY seq DESC LIMIT ${ACTS_A_PAGE}`,
    [personId, before],
  );
  const owner = ownerOfPerson(personId);
  const acts = await Promise.all(
    rows.map(async (row) => ({
      at: row.decided_at.toISOString(),
      type: row.type,
      role: row.role,
      aggregate: row.aggregate,
      aggregateId: row.aggregate_id,
      origin: await codec.decode<OwnAct['origin']>(row.origin, {
        table: 'journal.event',
        id: row.id,
        column: 'origin',
        owner,
      }),
    })),
  );
  return { acts, next: rows.length === ACTS_A_PAGE ? (rows.at(-1)?.seq ?? null) : null };
}
