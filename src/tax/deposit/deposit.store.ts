/** Reads taxes kept back and their deposits. Written through `journal/commit` alone. */

import type { Codec } from '../../journal/codec.ts';
import { opened, type StoredRow } from '../../journal/stored.ts';
import type { Queryable } from '../../platform/database.ts';
import { JOB_LIVES } from '../../platform/worker.ts';
import { type Deposit, depositTable } from './deposit.ts';
import { type Withholding, type WithholdingState, withholdingTable } from './withholding.ts';

const taxes = 'id, version, satker_id, vendor_id, body';
const MAX_ROWS = 500;

/** By states, those due first or, told so, last; at most 500. */
export async function withholdingsIn(
  db: Queryable,
  codec: Codec,
  states: readonly WithholdingState[],
  latestFirst = false,
): Promise<Withholding[]> {
  const order = latestFirst ? 'due DESC, id DESC' : 'due, id';
  const { rows } = await db.query<StoredRow>(
    `SELECT ${taxes} FROM tax.withholding WHERE state = ANY ($1) ORDER BY ${order} LIMIT ${MAX_ROWS}`,
    [states],
  );
  return Promise.all(rows.map((row) => opened<Withholding>(codec, withholdingTable, row)));
}

export async function withholdingsById(db: Queryable, codec: Codec, ids: readonly string[]): Promise<Withholding[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${taxes} FROM tax.withholding WHERE id = ANY ($1) ORDER BY due, id`,
    [ids],
  );
  return Promise.all(rows.map((row) => opened<Withholding>(codec, withholdingTable, row)));
}

export const withholdingsOf = (db: Queryable, codec: Codec, deposit: Deposit): Promise<Withholding[]> =>
  withholdingsById(db, codec, deposit.withholdingIds);

const deposits = 'id, version, satker_id, body';

/** Null when it does not exist or is not the asker's to see. */
export async function depositById(db: Queryable, codec: Codec, id: string): Promise<Deposit | null> {
  const { rows } = await db.query<StoredRow>(`SELECT ${deposits} FROM tax.deposit WHERE id = $1`, [id]);
  return rows[0] ? opened<Deposit>(codec, depositTable, rows[0]) : null;
}

const PAGE = 50;

/** Newest first, 50 a page. */
export async function depositPage(
  db: Queryable,
  codec: Codec,
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: Deposit[]; last: Deposit | null }> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${deposits} FROM tax.deposit WHERE $1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid)
     ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [cursor?.createdAt ?? null, cursor?.id ?? null],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => opened<Deposit>(codec, depositTable, row)));
  return { items, last: rows.length > PAGE ? (items.at(-1) ?? null) : null };
}

/** By states, oldest first; at most 500. */
export async function depositsIn(db: Queryable, codec: Codec, states: readonly Deposit['state'][]): Promise<Deposit[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${deposits} FROM tax.deposit WHERE state = ANY ($1) ORDER BY created_at, id LIMIT ${MAX_ROWS}`,
    [states],
  );
  return Promise.all(rows.map((row) => opened<Deposit>(codec, depositTable, row)));
}

/** Of a satker, deposited and written in the last quarter; at most 500. */
export async function depositedLately(db: Queryable, codec: Codec, satkerId: string): Promise<Deposit[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${deposits} FROM tax.deposit
     WHERE satker_id = $1 AND state = 'DEPOSITED' AND updated_at > now() - interval '92 days' ORDER BY created_at DESC LIMIT ${MAX_ROWS}`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => opened<Deposit>(codec, depositTable, row)));
}

/** Deposits for which nobody asks for a billing code any more, for `work`. */
export async function withoutBilling(db: Queryable, before: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT d.id FROM tax.deposit d WHERE d.state = 'DRAFTED' AND d.updated_at < $1
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'tax.billing:' || d.id AND ${JOB_LIVES}) LIMIT 100`,
    [before],
  );
  return rows.map(({ id }) => id);
}

/** Deposits whose billing code has run out, for `work`. */
export async function overdueBillings(db: Queryable, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    "SELECT id FROM tax.deposit WHERE state = 'BILLED' AND expires_at <= $1 LIMIT 100",
    [now],
  );
  return rows.map(({ id }) => id);
}
