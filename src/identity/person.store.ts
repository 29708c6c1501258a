/** Reads who holds which office. */
import type { Codec } from '../journal/codec.ts';
import type { Zone } from '../kernel/time.ts';
import type { Queryable } from '../platform/database.ts';
import { inOffice } from './person.ts';

export interface OfficeHolder {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
}

interface Row {
  readonly assignment_id: string;
  readonly role: string;
  readonly person_id: string;
  readonly body: Buffer;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly assignment_body: Buffer;
  readonly now: Date;
}

/** Those in office today at a satker, by role; empty when the asker may not see them. */
export async function officialsOf(db: Queryable, codec: Codec, satkerId: string): Promise<OfficeHolder[]> {
  const { rows } = await db.query<Row>(
    `SELECT a.id AS assignment_id, a.role, p.id AS person_id, p.body, a.valid_from::text, a.valid_to::text,
            a.body AS assignment_body, now() AS now
     FROM identity.assignment a JOIN identity.person p ON p.id = a.person_id
     WHERE a.satker_id = $1 AND p.active
     ORDER BY a.role, a.valid_from, a.id`,
    [satkerId],
  );
  return rows
    .filter((row) => inOffice(row, officeOf(codec, row.assignment_id, row.assignment_body).zone, row.now))
    .map((row) => ({
      personId: row.person_id,
      assignmentId: row.assignment_id,
      role: row.role,
      name: nameOf(codec, row.person_id, row.body),
    }));
}

export function nameOf(codec: Codec, personId: string, body: Buffer): string {
  return codec.decode<{ name: string }>(body, { table: 'identity.person', id: personId, column: 'body' }).name;
}

/** What an office was called when the person was appointed, and its clock. */
export function officeOf(codec: Codec, assignmentId: string, body: Buffer): { officeName: string; zone: Zone } {
  return codec.decode(body, { table: 'identity.assignment', id: assignmentId, column: 'body' });
}
