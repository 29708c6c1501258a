/** Reads a person, and the office in which they act today. Under the role of sign-in, which sees all of them. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { type AssignmentRow, nameOf, officeOf } from './person.store.ts';
import { inOffice } from './person.ts';

export interface PersonRead {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
  readonly emailKey: string;
}

export async function readPerson(db: Queryable, codec: Codec, personId: string): Promise<PersonRead | null> {
  const { rows } = await db.query<{ body: Buffer; active: boolean; email_key: string }>(
    'SELECT body, active, email_key FROM identity.person WHERE id = $1',
    [personId],
  );
  const row = rows[0];
  if (!row) return null;
  const table = 'identity.person';
  const owner = ownerOf(table, personId, {});
  const { name, email } = await codec.decode<{ name: string; email: string }>(row.body, {
    table,
    id: personId,
    column: 'body',
    owner,
  });
  return { id: personId, name, email, active: row.active, emailKey: row.email_key };
}

export interface HeldRow extends AssignmentRow {
  readonly person_id: string;
  readonly person_body: Buffer;
  readonly role: string;
  readonly office_kind: Asker['officeKind'];
  readonly office_code: string | null;
  readonly satker_id: string | null;
  readonly vendor_id: string | null;
  readonly valid_from: string;
  readonly valid_to: string | null;
}

/** Columns of `HeldRow`, of an active person `p` and their assignments `a`. */
export const HELD = `p.id AS person_id, p.body AS person_body, a.id AS assignment_id, a.role, a.office_kind,
  to_jsonb(a) ->> 'office_code' AS office_code, a.satker_id, a.vendor_id, a.valid_from::text, a.valid_to::text,
  a.body AS assignment_body`;

/** The office among these rows that is held at that instant, or null. */
export async function askerFrom(codec: Codec, rows: readonly HeldRow[], now: Date): Promise<Asker | null> {
  const offices = await Promise.all(rows.map(async (row) => ({ row, office: await officeOf(codec, row) })));
  const held = offices.find(({ row, office }) => inOffice(row, office.zone, now));
  if (!held) return null;
  const { row, office } = held;
  return {
    personId: row.person_id,
    assignmentId: row.assignment_id,
    name: await nameOf(codec, row.person_id, row.person_body),
    role: row.role,
    satkerId: row.satker_id,
    vendorId: row.vendor_id,
    officeCode: row.office_code,
    officeName: office.officeName,
    officeKind: row.office_kind,
    zone: office.zone,
  };
}

/** Null when the person is not active or holds no office today. */
export async function readAsker(db: Queryable, codec: Codec, personId: string, now: Date): Promise<Asker | null> {
  const { rows } = await db.query<HeldRow>(
    `SELECT ${HELD} FROM identity.person p JOIN identity.assignment a ON a.person_id = p.id
     WHERE p.id = $1 AND p.active ORDER BY a.valid_from DESC`,
    [personId],
  );
  return askerFrom(codec, rows, now);
}

/** The office for which a person was appointed last, whether it has begun or not; null without any. */
export async function latestOffice(
  db: Queryable,
  codec: Codec,
  personId: string,
): Promise<{ readonly name: string; readonly role: string } | null> {
  const { rows } = await db.query<HeldRow>(
    `SELECT ${HELD} FROM identity.person p JOIN identity.assignment a ON a.person_id = p.id
     WHERE p.id = $1 ORDER BY a.valid_to IS NULL DESC, a.valid_from DESC LIMIT 1`,
    [personId],
  );
  const row = rows[0];
  return row ? { name: (await officeOf(codec, row)).officeName, role: row.role } : null;
}
