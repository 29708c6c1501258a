/** Reads the register: appointments, people, and who is known already. All of it as the person who asks. */
import type { Assignment, Person } from '../identity/person.ts';
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Held } from './appointment.ts';
import type { Registered } from './candidate.ts';

interface AssignmentRow {
  readonly id: string;
  readonly version: number;
  readonly person_id: string;
  readonly role: string;
  readonly office_kind: Assignment['officeKind'];
  readonly satker_id: string | null;
  readonly vendor_id: string | null;
  readonly office_code: string | null;
  readonly kind: Held['kind'] | null;
  readonly replaced_by: string | null;
  readonly follows: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly body: Buffer;
}

const COLUMNS = `a.id, a.version, a.person_id, a.role, a.office_kind, a.satker_id, a.vendor_id, a.office_code, a.kind,
  a.replaced_by, a.follows, a.valid_from::text, a.valid_to::text, a.body`;
/** Bound on one list; an office has tens. */
const MOST = 500;

async function decode(codec: Codec, row: AssignmentRow): Promise<Held> {
  const table = 'identity.assignment';
  const owner = ownerOf(table, row.id, row);
  const body = await codec.decode<Pick<Assignment, 'decree' | 'decreeDate' | 'officeName' | 'zone'>>(row.body, {
    table,
    id: row.id,
    column: 'body',
    owner,
  });
  return {
    id: row.id,
    version: row.version,
    personId: row.person_id,
    role: row.role,
    officeKind: row.office_kind,
    satkerId: row.satker_id,
    vendorId: row.vendor_id,
    officeCode: row.office_code,
    kind: row.kind ?? 'DEFINITIVE',
    replacedBy: row.replaced_by,
    follows: row.follows,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    ...body,
  };
}

export interface HeldFilter {
  readonly satkerId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly officeKinds?: readonly string[] | undefined;
  readonly officeCode?: string | undefined;
  readonly roles?: readonly string[] | undefined;
  readonly personId?: string | undefined;
  /** Leaves out what ended before this local date, and what was withdrawn. */
  readonly since?: string | undefined;
}

/** Appointments, the earliest first. */
export async function heldBy(db: Queryable, codec: Codec, filter: HeldFilter): Promise<Held[]> {
  const { rows } = await db.query<AssignmentRow>(
    `SELECT ${COLUMNS} FROM identity.assignment a
     WHERE ($1::uuid IS NULL OR a.satker_id = $1) AND ($2::uuid IS NULL OR a.vendor_id = $2)
       AND ($3::text[] IS NULL OR a.office_kind = ANY ($3)) AND ($4::text IS NULL OR a.office_code = $4)
       AND ($5::text[] IS NULL OR a.role = ANY ($5)) AND ($6::uuid IS NULL OR a.person_id = $6)
       AND ($7::date IS NULL OR ((a.valid_to IS NULL OR a.valid_to >= $7) AND (a.valid_to IS NULL OR a.valid_to >= a.valid_from)))
     ORDER BY a.valid_from, a.id LIMIT ${MOST}`,
    [
      filter.satkerId ?? null,
      filter.vendorId ?? null,
      filter.officeKinds ?? null,
      filter.officeCode ?? null,
      filter.roles ?? null,
      filter.personId ?? null,
      filter.since ?? null,
    ],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** Null when it does not exist or is not the asker's to see. */
export async function heldById(db: Queryable, codec: Codec, id: string): Promise<Held | null> {
  const { rows } = await db.query<AssignmentRow>(`SELECT ${COLUMNS} FROM identity.assignment a WHERE a.id = $1`, [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

export interface StoredPerson {
  readonly person: Person;
  readonly version: number;
}

/** People whom the asker may see, by id. */
export async function peopleById(
  db: Queryable,
  codec: Codec,
  ids: readonly string[],
): Promise<Map<string, StoredPerson>> {
  const { rows } = await db.query<{ id: string; version: number; active: boolean; body: Buffer }>(
    'SELECT id, version, active, body FROM identity.person WHERE id = ANY ($1)',
    [[...new Set(ids)]],
  );
  const found = rows.map(
    async (row): Promise<[string, StoredPerson]> => [
      row.id,
      { version: row.version, person: await personIn(codec, row.id, row.active, row.body) },
    ],
  );
  return new Map(await Promise.all(found));
}

async function personIn(codec: Codec, id: string, active: boolean, body: Buffer): Promise<Person> {
  const table = 'identity.person';
  const binding = { table, id, column: 'body', owner: ownerOf(table, id, {}) } as const;
  const kept = await codec.decode<Omit<Person, 'id' | 'active'>>(body, binding);
  return { nik: null, phone: null, ...kept, id, active };
}

interface RegisteredRow {
  readonly person_id: string;
  readonly version: number;
  readonly same_nik: boolean;
  readonly same_email: boolean;
  readonly active: boolean;
  readonly body: Buffer | null;
  readonly assignment_id: string | null;
  readonly valid_from: string | null;
  readonly valid_to: string | null;
}

/** Whoever is known by one of these keyed hashes, in whatever office (`identity.registered`). */
export async function registeredAs(
  db: Queryable,
  codec: Codec,
  keys: { readonly nik: string; readonly email: string },
): Promise<Registered[]> {
  const { rows } = await db.query<RegisteredRow>('SELECT * FROM identity.registered($1, $2)', [keys.nik, keys.email]);
  const byPerson = Map.groupBy(rows, (row) => row.person_id);
  return Promise.all(
    [...byPerson].map(async ([personId, periods]): Promise<Registered> => {
      const row = periods[0] as RegisteredRow;
      return {
        personId,
        version: row.version,
        sameNik: row.same_nik,
        sameEmail: row.same_email,
        person: row.body && (await personIn(codec, personId, row.active, row.body)),
        periods: periods.flatMap((one) =>
          one.assignment_id === null || one.valid_from === null
            ? []
            : [{ assignmentId: one.assignment_id, from: one.valid_from, to: one.valid_to }],
        ),
      };
    }),
  );
}

/** Who of these has proven who they are. */
export async function activatedOf(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await db.query<{ id: string }>('SELECT * FROM identity.activated($1) AS id', [[...new Set(ids)]]);
  return new Set(rows.map((row) => row.id));
}

export interface RegisterEvent {
  readonly at: string;
  readonly type: string;
  readonly role: string;
  readonly personId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What happened to one thing of the register, oldest first, as far as the asker may see it. */
export async function registerHistory(
  db: Queryable,
  codec: Codec,
  aggregate: 'assignment' | 'vendor' | 'satker',
  id: string,
): Promise<RegisterEvent[]> {
  const { rows } = await db.query<{
    id: string;
    type: string;
    decided_at: Date;
    role: string;
    person_id: string | null;
    payload: Buffer;
  }>(
    `SELECT id, type, decided_at, role, person_id, payload FROM journal.event
     WHERE aggregate = $1 AND aggregate_id = $2 ORDER BY seq LIMIT 200`,
    [aggregate, id],
  );
  return Promise.all(
    rows.map(async (row) => ({
      at: row.decided_at.toISOString(),
      type: row.type,
      role: row.role,
      personId: row.person_id,
      payload: await codec.decode<Record<string, unknown>>(row.payload, {
        table: 'journal.event',
        id: row.id,
        column: 'payload',
      }),
    })),
  );
}
