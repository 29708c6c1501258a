/** Reads who holds which office. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf, type PartyColumns } from '../journal/owner.ts';
import type { Zone } from '../kernel/time.ts';
import type { Queryable } from '../platform/database.ts';
import { inOffice } from './person.ts';

export interface OfficeHolder {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
}

interface Row extends AssignmentRow {
  readonly role: string;
  readonly person_id: string;
  readonly body: Buffer;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly now: Date;
}

/** Those in office today at a satker, by role; empty when the asker may not see them. */
export async function officialsOf(db: Queryable, codec: Codec, satkerId: string): Promise<OfficeHolder[]> {
  const { rows } = await db.query<Row>(
    `SELECT a.id AS assignment_id, a.role, p.id AS person_id, p.body, a.valid_from::text, a.valid_to::text,
            a.satker_id, a.vendor_id, a.body AS assignment_body, now() AS now
     FROM identity.assignment a JOIN identity.person p ON p.id = a.person_id
     WHERE a.satker_id = $1 AND p.active
     ORDER BY a.role, a.valid_from, a.id`,
    [satkerId],
  );
  const holders = await Promise.all(
    rows.map(async (row) => {
      const office = await officeOf(codec, row);
      if (!inOffice(row, office.zone, row.now)) return null;
      const name = await nameOf(codec, row.person_id, row.body);
      return { personId: row.person_id, assignmentId: row.assignment_id, role: row.role, name };
    }),
  );
  return holders.filter((holder) => holder !== null);
}

export async function nameOf(codec: Codec, personId: string, body: Buffer): Promise<string> {
  const table = 'identity.person';
  const owner = ownerOf(table, personId, {});
  return (await codec.decode<{ name: string }>(body, { table, id: personId, column: 'body', owner })).name;
}

export interface AssignmentRow extends PartyColumns {
  readonly assignment_id: string;
  readonly assignment_body: Buffer;
}

/** What an office was called when the person was appointed, and its clock. */
export function officeOf(codec: Codec, row: AssignmentRow): Promise<{ officeName: string; zone: Zone }> {
  const table = 'identity.assignment';
  const owner = ownerOf(table, row.assignment_id, row);
  return codec.decode(row.assignment_body, { table, id: row.assignment_id, column: 'body', owner });
}
