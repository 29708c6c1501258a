/** Reads registrations of vendors, and what happened to them. */
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import { type Vendor, vendorTable } from './vendor.ts';
import type { StoredVendor } from './vendor-acts.ts';

interface Row {
  readonly id: string;
  readonly version: number;
  readonly created_at: Date;
  readonly body: Buffer;
}

export interface ListedVendor extends StoredVendor {
  readonly createdAt: string;
}

async function decode(codec: Codec, row: Row): Promise<ListedVendor> {
  const binding = { table: vendorTable, id: row.id, column: 'body', owner: ownerOf(vendorTable, row.id, {}) } as const;
  const vendor = await codec.decode<Vendor>(row.body, binding);
  return { vendor, version: row.version, createdAt: row.created_at.toISOString() };
}

/** Null when it does not exist or is not the asker's to see. */
export async function storedVendor(db: Queryable, codec: Codec, id: string): Promise<StoredVendor | null> {
  const { rows } = await db.query<Row>(`SELECT id, version, created_at, body FROM ${vendorTable} WHERE id = $1`, [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

const PAGE = 50;

/**
 * Newest first, 50 a page. `invitedBy`: those that a satker brought in; `kppnCode`: those that a KPPN looks after; otherwise what
 * row-level security leaves.
 */
export async function vendorPage(
  db: Queryable,
  codec: Codec,
  filter: { readonly state?: string | undefined; readonly invitedBy: string | null; readonly kppnCode: string | null },
  place: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: ListedVendor[]; last: { createdAt: string; id: string } | null }> {
  const { rows } = await db.query<Row>(
    `SELECT id, version, created_at, body FROM ${vendorTable}
     WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR invited_by = $2)
       AND ($5::text IS NULL OR kppn_code = $5)
       AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', created_at), id) < ($3, $4::uuid))
     ORDER BY date_trunc('milliseconds', created_at) DESC, id DESC LIMIT ${PAGE + 1}`,
    [filter.state ?? null, filter.invitedBy, place?.createdAt ?? null, place?.id ?? null, filter.kppnCode],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => decode(codec, row)));
  const end = rows.length > PAGE ? items.at(-1) : undefined;
  return { items, last: end ? { createdAt: end.createdAt, id: end.vendor.id } : null };
}

/** Active vendors whose suket or licence holds no more on a local date, for `work`. */
export async function endedPapers(
  db: Queryable,
  today: string,
): Promise<{ id: string; suket: boolean; licence: boolean }[]> {
  const { rows } = await db.query<{ id: string; suket: boolean; licence: boolean }>(
    `SELECT id, coalesce(suket_ends <= $1::date, false) AS suket, coalesce(licence_ends <= $1::date, false) AS licence
     FROM ${vendorTable} WHERE state = 'ACTIVE' AND least(suket_ends, licence_ends) <= $1::date LIMIT 100`,
    [today],
  );
  return rows;
}

/** People who answer for a vendor today, whom it is told. */
export async function vendorAdmins(db: Queryable, codec: Codec, vendorId: string) {
  const { rows } = await db.query<{ id: string; body: Buffer }>(
    `SELECT DISTINCT p.id, p.body FROM identity.assignment a JOIN identity.person p ON p.id = a.person_id
     WHERE a.vendor_id = $1 AND a.role = 'VENDOR_ADMIN' AND p.active
       AND a.valid_from <= current_date + 1 AND (a.valid_to IS NULL OR a.valid_to >= current_date - 1)`,
    [vendorId],
  );
  const table = 'identity.person';
  return Promise.all(
    rows.map(async ({ id, body }) => {
      const binding = { table, id, column: 'body', owner: ownerOf(table, id, {}) } as const;
      const { name, email } = await codec.decode<{ name: string; email: string }>(body, binding);
      return { id, name, email };
    }),
  );
}

/** Whether an address belongs to somebody, whoever it is; and whether that is the admin of a vendor who was only invited. */
export async function addressKnown(
  db: Queryable,
  key: string,
): Promise<{ readonly known: boolean; readonly personId: string | null }> {
  const { rows } = await db.query<{ person_id: string }>("SELECT person_id FROM identity.registered('', $1) LIMIT 1", [
    key,
  ]);
  return { known: rows.length > 0, personId: rows[0]?.person_id ?? null };
}

/** Whether the person with this NIK (as a keyed hash) holds an office on a day. Sellers are not asked for theirs, so it is one of a buyer. */
export async function holdsOffice(db: Queryable, nikKey: string, today: string): Promise<boolean> {
  const { rows } = await db.query<{ held: boolean }>(
    `SELECT EXISTS (SELECT FROM identity.registered($1, '') r WHERE r.same_nik AND r.assignment_id IS NOT NULL
       AND r.valid_from <= $2 AND (r.valid_to IS NULL OR r.valid_to >= $2)) AS held`,
    [nikKey, today],
  );
  return rows[0]?.held === true;
}
