/** Reads orders, and draws running numbers. Orders are written through `journal/commit` alone. */

import type { Codec } from '../journal/codec.ts';
import { ownerOfParties } from '../journal/owner.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import { inPassing, type Pool, type Queryable } from '../platform/database.ts';
import type { OrderState } from './order.machine.ts';
import { type Order, orderTable } from './order.ts';

const table = 'purchasing."order"';

const decode = (codec: Codec, row: StoredRow): Promise<Order> => opened<Order>(codec, orderTable, row);

/** Null when it does not exist or is not the asker's to see. */
export async function orderById(db: Queryable, codec: Codec, id: string): Promise<Order | null> {
  const { rows } = await db.query<StoredRow>(`SELECT id, version, satker_id, body FROM ${table} WHERE id = $1`, [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

/** The open cart of a requester for a vendor. One that a Pejabat Pengadaan sent back is not added to. */
export async function openCart(
  db: Queryable,
  codec: Codec,
  requesterId: string,
  vendorId: string,
): Promise<Order | null> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${table} WHERE requester_id = $1 AND vendor_id = $2 AND state = 'CART' AND pp_id IS NULL`,
    [requesterId, vendorId],
  );
  return rows[0] ? decode(codec, rows[0]) : null;
}

/** States that the splitting rule does not count: not placed yet, or ended without a purchase. */
const NOT_COUNTED: readonly OrderState[] = [
  'CART',
  'REQUESTED',
  'NEGO',
  'NEGO_DONE',
  'REJECTED_PPK',
  'EXPIRED',
  'REJECTED_VENDOR',
  'CANCELLED',
];
/** Bound on the orders of one window; beyond it the flag is certain anyway. */
const MAX_RECENT = 300;

/** Orders of a satker placed on or after a local date, newest first. */
export async function placedSince(db: Queryable, codec: Codec, satkerId: string, date: string): Promise<Order[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${table} WHERE satker_id = $1 AND ordered_on >= $2 AND state <> ALL ($3)
     ORDER BY ordered_on DESC, id DESC LIMIT ${MAX_RECENT}`,
    [satkerId, date, NOT_COUNTED],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** Whose orders are asked for, beside row-level security, which cannot be read by an index in order: from the asker. */
export interface OrderSide {
  readonly satkerId: string | null;
  readonly vendorId: string | null;
}

export interface OrderFilter {
  readonly states?: readonly OrderState[];
  /** Only orders in which this person acts. */
  readonly requesterId?: string;
  readonly side?: OrderSide;
}

const PAGE = 50;

/** Newest first, 50 a page. What is seen is bounded by row-level security. */
export async function orderPage(
  db: Queryable,
  codec: Codec,
  filter: OrderFilter,
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: Order[]; last: Order | null }> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const { states, requesterId, side } = filter;
  const sided = side ? sideOf(side, given) : null;
  const conditions = [
    ...(sided ? [sided] : []),
    ...(requesterId === undefined ? [] : [`requester_id = ${given(requesterId)}`]),
    ...(cursor === null ? [] : [`(created_at, id) < (${given(cursor.createdAt)}, ${given(cursor.id)}::uuid)`]),
  ];
  const newest = (more: readonly string[]): string =>
    `SELECT id, version, satker_id, created_at, body FROM ${table}
     ${more.length > 0 ? `WHERE ${more.join(' AND ')}` : ''} ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`;
  // Of one side each state lies in order in the index: no more than a page of each is read, however many there are.
  const text = !states
    ? newest(conditions)
    : sided
      ? `SELECT o.id, o.version, o.satker_id, o.body
         FROM unnest(${given(states)}::text[]) AS s (state) CROSS JOIN LATERAL (${newest([...conditions, 'state = s.state'])}) o
         ORDER BY o.created_at DESC, o.id DESC LIMIT ${PAGE + 1}`
      : newest([...conditions, `state = ANY (${given(states)})`]);
  const { rows } = await db.query<StoredRow>(text, values);
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => decode(codec, row)));
  const last = rows.length > PAGE ? (items.at(-1) ?? null) : null;
  return { items, last };
}

/** Null where neither is known: of those who watch over others. */
function sideOf({ satkerId, vendorId }: OrderSide, given: (value: unknown) => string): string | null {
  if (satkerId !== null) return `satker_id = ${given(satkerId)}`;
  return vendorId === null ? null : `vendor_sees AND vendor_id = ${given(vendorId)}`;
}

/** Orders in these states by their deadline, those without one last, the longest waiting first; a page of them. Those of a PPK before others'. */
export async function mostUrgent(
  db: Queryable,
  codec: Codec,
  filter: { readonly states: readonly OrderState[]; readonly side: OrderSide; readonly ppkId?: string },
): Promise<Order[]> {
  const values: unknown[] = [];
  const given = (value: unknown): string => `$${values.push(value)}`;
  const sided = sideOf(filter.side, given);
  if (sided === null || filter.states.length === 0) return [];
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${table} WHERE ${sided} AND state = ANY (${given(filter.states)})
     ORDER BY ${filter.ppkId === undefined ? '' : `ppk_id IS DISTINCT FROM ${given(filter.ppkId)},`} due_at NULLS LAST, created_at, id LIMIT ${PAGE}`,
    values,
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

const EXPIRING: readonly OrderState[] = ['NEGO', 'WAIT_PPK', 'WAIT_VENDOR', 'WITHDRAW_REQUESTED', 'CANCEL_REQUESTED'];

/** Orders that should have moved by themselves and have not: paid but not complete, or past their deadline. For `work`. */
export async function neglectedOrders(db: Queryable, codec: Codec, before: Date): Promise<Order[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${table}
     WHERE (state = 'PAID' AND updated_at < $1) OR (state = ANY ($2) AND due_at < $1) LIMIT 100`,
    [before, EXPIRING],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

export interface OrderEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: string;
  readonly personId: string | null;
  readonly role: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What happened to an order, oldest first, as far as the asker may see it. */
export async function orderHistory(db: Queryable, codec: Codec, orderId: string): Promise<OrderEvent[]> {
  const { rows } = await db.query<{
    seq: string;
    id: string;
    type: string;
    decided_at: Date;
    person_id: string | null;
    role: string;
    satker_id: string | null;
    vendor_id: string | null;
    payload: Buffer;
  }>(
    `SELECT seq, id, type, decided_at, person_id, role, satker_id, vendor_id, payload FROM journal.event
     WHERE aggregate = 'order' AND aggregate_id = $1 ORDER BY seq`,
    [orderId],
  );
  return Promise.all(
    rows.map(async (row) => ({
      seq: Number(row.seq),
      type: row.type,
      at: row.decided_at.toISOString(),
      personId: row.person_id,
      role: row.role,
      payload: await codec.decode<OrderEvent['payload']>(row.payload, {
        table: 'journal.event',
        id: row.id,
        column: 'payload',
        owner: ownerOfParties(row.satker_id, row.vendor_id),
      }),
    })),
  );
}

const NUMBER_DIGITS = 6;

/** Orders of a satker placed in a year and paid from the petty cash by transfer, but for `except`: those are not even opened. */
export async function paidByCms(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  year: number,
  except: readonly string[],
): Promise<Order[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${table}
     WHERE satker_id = $1 AND rail = 'CMS' AND state IN ('PAID', 'COMPLETED')
       AND ordered_on BETWEEN make_date($2, 1, 1) AND make_date($2, 12, 31) AND id <> ALL ($3)`,
    [satkerId, year, except],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/**
 * The next number of each kind in a year: `PS-2026-000148`. Drawn outside the commit, so an unused one leaves a gap; the commit that
 * uses it is written behind it, so none comes twice.
 */
export async function drawNumbers<K extends string>(
  pool: Pool,
  kinds: readonly K[],
  year: number,
): Promise<{ [Kind in K]: string }> {
  const { rows } = await inPassing<{ kind: K; n: number }>(
    pool,
    'SELECT k AS kind, platform.next_number(k, $2) AS n FROM unnest($1::text[]) AS k',
    [kinds, year],
  );
  if (rows.length !== kinds.length) throw new Error(`${rows.length} numbers for ${kinds.join(', ')}`);
  const numbers = rows.map(({ kind, n }) => [kind, `${kind}-${year}-${String(n).padStart(NUMBER_DIGITS, '0')}`]);
  return Object.fromEntries(numbers) as { [Kind in K]: string };
}
