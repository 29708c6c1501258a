/** Reads requests for petty cash and what may be replaced. Written through `journal/commit` alone. */

import type { Codec } from '../journal/codec.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import type { Queryable } from '../platform/database.ts';
import { paidByCms } from '../purchasing/order.store.ts';
import type { Order } from '../purchasing/order.ts';
import { type Replenishment, replenishmentTable, type SpentLine } from './replenishment.ts';

const decode = (codec: Codec, row: StoredRow): Promise<Replenishment> =>
  opened<Replenishment>(codec, replenishmentTable, row);

const COLUMNS = 'id, version, satker_id, body';

/** Null when it does not exist or is not the asker's to see. */
export async function replenishmentById(db: Queryable, codec: Codec, id: string): Promise<Replenishment | null> {
  const { rows } = await db.query<StoredRow>(`SELECT ${COLUMNS} FROM treasury.replenishment WHERE id = $1`, [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

const PAGE = 50;

/** Newest first, 50 a page. */
export async function replenishmentPage(
  db: Queryable,
  codec: Codec,
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: Replenishment[]; last: Replenishment | null }> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${COLUMNS} FROM treasury.replenishment
     WHERE $1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid)
     ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [cursor?.createdAt ?? null, cursor?.id ?? null],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => decode(codec, row)));
  return { items, last: rows.length > PAGE ? (items.at(-1) ?? null) : null };
}

/** Requests of a satker in a state, oldest first. */
export async function replenishmentsIn(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  states: readonly Replenishment['state'][],
): Promise<Replenishment[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${COLUMNS} FROM treasury.replenishment WHERE satker_id = $1 AND state = ANY ($2) ORDER BY created_at, id`,
    [satkerId, states],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** A DRPP names at most so many receipts; the rest waits for the next. */
const MAX_LINES = 1_000;

/** Orders that the petty cash of a satker paid in a year and that no request replaces yet, oldest first. */
export async function spentLines(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  year: number,
): Promise<{ lines: SpentLine[]; versions: ReadonlyMap<string, number> }> {
  const { rows } = await db.query<{ order_id: string; version: number; replenishment_id: string | null }>(
    'SELECT order_id, version, replenishment_id FROM treasury.replaced WHERE satker_id = $1',
    [satkerId],
  );
  const taken = rows.flatMap((row) => (row.replenishment_id === null ? [] : [row.order_id]));
  const paid = await paidByCms(db, codec, satkerId, year, taken);
  const lines = paid
    .flatMap((order) => lineOf(order) ?? [])
    .toSorted((a, b) => a.paidAt.localeCompare(b.paidAt) || a.orderId.localeCompare(b.orderId));
  return { lines: lines.slice(0, MAX_LINES), versions: versionsOf(rows) };
}

/** Versions of the rows that tie these orders to a request. */
export async function replacedVersions(db: Queryable, requestId: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ order_id: string; version: number }>(
    'SELECT order_id, version FROM treasury.replaced WHERE replenishment_id = $1',
    [requestId],
  );
  return versionsOf(rows);
}

const versionsOf = (rows: readonly { readonly order_id: string; readonly version: number }[]) =>
  new Map(rows.map((row) => [row.order_id, row.version]));

function lineOf({ id, number, spby, bill, budget, vendorName, paidAt }: Order): SpentLine | null {
  if (!spby || !bill || !budget || number === null || paidAt === null) return null;
  return {
    orderId: id,
    orderNumber: number,
    spbyNumber: spby.number,
    payee: vendorName,
    mak: budget.mak,
    akun: budget.akun,
    paidAt,
    gross: bill.tax.gross,
  };
}
