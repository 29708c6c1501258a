/** Reads books, lines and closings. Written through `journal/commit` alone. */

import type { Codec } from '../journal/codec.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import { type Instruction, instructionTable } from '../payment/instruction.ts';
import { instructionById } from '../payment/payment.store.ts';
import type { Queryable } from '../platform/database.ts';
import { JOB_LIVES } from '../platform/worker.ts';
import { type Book, bookTable } from './book.ts';
import { type Closing, type Counted, closingTable } from './closing.ts';
import { type LineStatus, lineTable, type StatementRow } from './line.ts';

export async function bookById(db: Queryable, codec: Codec, id: string): Promise<Book | null> {
  const { rows } = await db.query<StoredRow>(`SELECT id, version, satker_id, body FROM ${bookTable} WHERE id = $1`, [
    id,
  ]);
  return rows[0] ? opened<Book>(codec, bookTable, rows[0]) : null;
}

/** Books that the asker may see, or of one satker. */
export async function booksOf(db: Queryable, codec: Codec, satkerId: string | null): Promise<Book[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${bookTable} WHERE $1::uuid IS NULL OR satker_id = $1 ORDER BY id`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => opened<Book>(codec, bookTable, row)));
}

/** One turn of the sweep; the next follows in seconds. */
const ASKED_AT_ONCE = 100;

/** Satker whose account no living job will read, never read ones first. */
export async function satkersToRead(db: Queryable, task: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT s.id FROM organisation.satker s LEFT JOIN ${bookTable} b ON b.satker_id = s.id
     WHERE NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = $1 || ':' || s.id AND ${JOB_LIVES})
     ORDER BY b.asked_at NULLS FIRST LIMIT ${ASKED_AT_ONCE}`,
    [task],
  );
  return rows.map(({ id }) => id);
}

const LINE = 'id, version, satker_id, body';

/** A line of the version before this one: its row names no status, and its body is as that version wrote it. */
interface OldLine {
  readonly id: string;
  readonly version: number;
  readonly instructionId: string | null;
}

export interface Known {
  /** Ids of these that are kept, under their own or another's id. */
  readonly ids: ReadonlySet<string>;
  readonly old: ReadonlyMap<string, OldLine>;
}

export async function knownOf(db: Queryable, ids: readonly string[]): Promise<Known> {
  const { rows } = await db.query<{
    id: string;
    seen_as: string | null;
    version: number;
    status: LineStatus | null;
    instruction_id: string | null;
  }>(
    `SELECT id, seen_as, version, status, instruction_id FROM ${lineTable} WHERE id = ANY ($1)
     UNION ALL
     SELECT id, seen_as, version, status, instruction_id FROM ${lineTable} WHERE seen_as = ANY ($1)`,
    [ids],
  );
  const old = rows.filter(({ status }) => status === null);
  const kept = rows.filter(({ status }) => status !== null);
  return {
    ids: new Set(kept.flatMap((row) => (row.seen_as === null ? [row.id] : [row.id, row.seen_as]))),
    old: new Map(old.map((row) => [row.id, { id: row.id, version: row.version, instructionId: row.instruction_id }])),
  };
}

/** Lines of the other source that are alike, or leave the same balance, and are not seen here yet, oldest first. */
export async function alikeFrom(
  db: Queryable,
  codec: Codec,
  source: StatementRow['source'],
  alike: readonly string[],
  sameBalance: readonly string[] = [],
): Promise<StatementRow[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE id IN (
       SELECT id FROM ${lineTable} WHERE alike = ANY ($1) AND seen_as IS NULL AND source <> $2
       UNION SELECT id FROM ${lineTable} WHERE balance_key = ANY ($3) AND seen_as IS NULL AND source <> $2)
     ORDER BY booked_at, id`,
    [[...new Set(alike)], source, [...new Set(sameBalance)]],
  );
  return Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
}

export async function lineById(db: Queryable, codec: Codec, id: string): Promise<StatementRow | null> {
  const { rows } = await db.query<StoredRow>(`SELECT ${LINE} FROM ${lineTable} WHERE id = $1 AND status IS NOT NULL`, [
    id,
  ]);
  return rows[0] ? opened<StatementRow>(codec, lineTable, rows[0]) : null;
}

/** Lines of a satker in a status, in the order in which the bank booked them, after a place. */
export async function linesIn(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  status: LineStatus,
  limit: number,
  place: { readonly at: string; readonly id: string } | null = null,
): Promise<StatementRow[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable}
     WHERE satker_id = $1 AND status = $2 AND status IN ('TAKEN', 'WAITING', 'OPEN')
       AND ($4::timestamptz IS NULL OR (booked_at, id) > ($4, $5::uuid))
     ORDER BY booked_at, id LIMIT $3`,
    [satkerId, status, limit, place?.at ?? null, place?.id ?? null],
  );
  return Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
}

/** Lines that still want an explanation and have one of these amounts, oldest first. */
export async function openLinesOf(
  db: Queryable,
  codec: Codec,
  amountKeys: readonly string[],
  limit: number,
): Promise<StatementRow[]> {
  if (amountKeys.length === 0) return [];
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE amount_key = ANY ($1) AND status IN ('WAITING', 'OPEN')
     ORDER BY booked_at, id LIMIT $2`,
    [[...new Set(amountKeys)], limit],
  );
  return Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
}

/** How many debits and credits are explained by a payment; lines of the version before count as debits. */
export async function linesOfPayment(
  db: Queryable,
  instructionId: string,
  except: string,
): Promise<{ readonly debits: number; readonly credits: number }> {
  const { rows } = await db.query<{ debits: number; credits: number }>(
    `SELECT count(*) FILTER (WHERE direction = 'DEBIT' AND (status IS NULL OR class IN ('PAYMENT', 'RETURNED_PAYMENT')))::int AS debits,
            count(*) FILTER (WHERE direction = 'CREDIT' AND class = 'RETURN')::int AS credits
     FROM ${lineTable} WHERE instruction_id = $1 AND id <> $2 AND (status IS NULL OR status = 'EXPLAINED')`,
    [instructionId, except],
  );
  return rows[0] ?? { debits: 0, credits: 0 };
}

/** A line in the work list of the same payment, amount and the other direction: the two undo each other. */
export async function incidentOf(
  db: Queryable,
  codec: Codec,
  instructionId: string,
  amountKey: string,
): Promise<StatementRow | null> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE instruction_id = $1 AND amount_key = $2 AND status = 'OPEN' AND incident
     ORDER BY booked_at, id LIMIT 1`,
    [instructionId, amountKey],
  );
  return rows[0] ? opened<StatementRow>(codec, lineTable, rows[0]) : null;
}

/** Whether a payment ever counted as paid (row C6 or C8 of its table). */
export async function settledOnce(db: Queryable, instructionId: string): Promise<boolean> {
  const { rows } = await db.query<{ yes: boolean }>(
    "SELECT EXISTS (SELECT FROM journal.event WHERE aggregate_id = $1 AND type = 'payment.settled') AS yes",
    [instructionId],
  );
  return rows[0]?.yes ?? false;
}

const ON_ACCOUNT = "rail IN ('CMS', 'MPN')";

/** When the oldest payment was sent whose debit is not on the statement yet; null when there is none. */
export async function oldestSent(db: Queryable, codec: Codec, satkerId: string): Promise<Date | null> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM payment.instruction
     WHERE satker_id = $1 AND ${ON_ACCOUNT} AND state IN ('SENT', 'UNKNOWN', 'IN_CLEARING', 'SETTLED') ORDER BY created_at LIMIT 200`,
    [satkerId],
  );
  const sent = await Promise.all(rows.map((row) => opened<Instruction>(codec, instructionTable, row)));
  const moments = sent.flatMap(({ sentAt }) => (sentAt === null ? [] : [Date.parse(sentAt)]));
  return moments.length === 0 ? null : new Date(Math.min(...moments));
}

/** What the version before this one posted for lines with these ids, in rupiah: negative for debits. */
export async function linesOfOldVersion(db: Queryable, codec: Codec, ids: readonly string[]): Promise<bigint> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE id = ANY ($1) AND status IS NULL AND instruction_id IS NOT NULL`,
    [ids],
  );
  const lines = await Promise.all(
    rows.map((row) => opened<{ version: number; amount: bigint; direction: string }>(codec, lineTable, row)),
  );
  return lines.reduce((sum, { amount, direction }) => sum + (direction === 'CREDIT' ? amount : -amount), 0n);
}

/** Payments of a satker that the bank has paid and whose debit is not on the statement yet, oldest first. */
export async function unseenPayments(db: Queryable, codec: Codec, satkerId: string): Promise<Instruction[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM payment.instruction WHERE satker_id = $1 AND ${ON_ACCOUNT} AND state = 'SETTLED'
     ORDER BY created_at, id`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => opened<Instruction>(codec, instructionTable, row)));
}

/** Of how many payments something may come back. */
const LATELY = 200;

/** Payments of a satker that were paid and seen, newest first. */
export async function paidLately(db: Queryable, codec: Codec, satkerId: string): Promise<Instruction[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM payment.instruction
     WHERE satker_id = $1 AND ${ON_ACCOUNT} AND state IN ('SETTLED', 'RECONCILED') ORDER BY created_at DESC, id DESC LIMIT ${LATELY}`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => opened<Instruction>(codec, instructionTable, row)));
}

/** The payment with this reference, when it is this satker's: nobody's line tells of another office. */
export async function paymentByReference(
  db: Queryable,
  codec: Codec,
  reference: string,
  satkerId: string,
): Promise<Instruction | null> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM payment.instruction WHERE reference = $1 AND satker_id = $2',
    [reference, satkerId],
  );
  return rows[0] ? instructionById(db, codec, rows[0].id) : null;
}

/** Lines read at once when many are summed: bounds memory, not the answer. */
const SUMMED = 1_000;

/** What the lines in suspense moved in all, in whole rupiah, and how many they are: unexplained ones, and what is to be returned. */
export async function unexplainedOf(
  db: Queryable,
  codec: Codec,
  satkerId: string,
): Promise<{ readonly posted: bigint; readonly lines: number }> {
  let posted = 0n;
  let lines = 0;
  let place = null as { readonly at: Date; readonly id: string } | null;
  for (;;) {
    const { rows }: { rows: (StoredRow & { booked_at: Date })[] } = await db.query<StoredRow & { booked_at: Date }>(
      `SELECT ${LINE}, booked_at FROM ${lineTable}
       WHERE satker_id = $1 AND (status IN ('TAKEN', 'WAITING', 'OPEN') OR class = 'TO_RETURN')
         AND ($2::timestamptz IS NULL OR (booked_at, id) > ($2, $3::uuid))
       ORDER BY booked_at, id LIMIT ${SUMMED}`,
      [satkerId, place?.at ?? null, place?.id ?? null],
    );
    const read_ = await Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
    posted += read_.reduce((sum, line) => sum + line.posted, 0n);
    lines += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < SUMMED) return { posted, lines };
    place = { at: last.booked_at, id: last.id };
  }
}

/** What of a month is counted again line by line; in steps, so that a large month needs little memory. */
export async function countMonth(db: Queryable, codec: Codec, bookId: string, period: string): Promise<Counted> {
  let [credits, debits, lines] = [0n, 0n, 0];
  let place = null as { readonly at: Date; readonly id: string } | null;
  for (;;) {
    const { rows }: { rows: (StoredRow & { booked_at: Date })[] } = await db.query<StoredRow & { booked_at: Date }>(
      `SELECT ${LINE}, booked_at FROM ${lineTable} WHERE book_id = $1 AND period = $2
         AND ($3::timestamptz IS NULL OR (booked_at, id) > ($3, $4::uuid))
       ORDER BY booked_at, id LIMIT ${SUMMED}`,
      [bookId, period, place?.at ?? null, place?.id ?? null],
    );
    for (const line of await Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)))) {
      if (line.direction === 'CREDIT') credits += line.sen;
      else debits += line.sen;
    }
    lines += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < SUMMED) break;
    place = { at: last.booked_at, id: last.id };
  }
  const { rows: open } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${lineTable}
     WHERE book_id = $1 AND period <= $2 AND status IN ('TAKEN', 'WAITING', 'OPEN')`,
    [bookId, period],
  );
  const { rows: kept } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE book_id = $1 AND period <= $2 AND class = 'TO_RETURN'`,
    [bookId, period],
  );
  const returning = await Promise.all(kept.map((row) => opened<StatementRow>(codec, lineTable, row)));
  const toReturn = returning.reduce((sum, { posted }) => sum + posted, 0n);
  return { credits, debits, lines, open: open[0]?.n ?? 0, toReturn };
}

export async function closingById(db: Queryable, codec: Codec, id: string): Promise<Closing | null> {
  const { rows } = await db.query<StoredRow>(`SELECT id, version, satker_id, body FROM ${closingTable} WHERE id = $1`, [
    id,
  ]);
  return rows[0] ? opened<Closing>(codec, closingTable, rows[0]) : null;
}

/** Months of the books that the asker may see, newest first. */
export async function closingsOf(db: Queryable, codec: Codec): Promise<Closing[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${closingTable} ORDER BY period DESC, id LIMIT 240`,
  );
  return Promise.all(rows.map((row) => opened<Closing>(codec, closingTable, row)));
}

const PAGE = 50;

/** Lines that the asker may see, newest first, 50 a page; `open`: those that want an explanation, oldest first among equals. */
export async function linePage(
  db: Queryable,
  codec: Codec,
  view: 'open' | 'all',
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: StatementRow[]; last: { createdAt: string; id: string } | null }> {
  const { rows } = await db.query<StoredRow & { booked_at: Date }>(
    `SELECT ${LINE}, booked_at FROM ${lineTable}
     WHERE status IS NOT NULL AND ($1 = 'all' OR status IN ('TAKEN', 'WAITING', 'OPEN'))
       AND ($2::timestamptz IS NULL OR (booked_at, id) < ($2, $3::uuid))
     ORDER BY booked_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [view, cursor?.createdAt ?? null, cursor?.id ?? null],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => opened<StatementRow>(codec, lineTable, row)));
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return { items, last: last ? { createdAt: last.booked_at.toISOString(), id: last.id } : null };
}

/** Lines of a month that were booked in an earlier, closed one. */
export async function lateLines(db: Queryable, codec: Codec, bookId: string, period: string): Promise<StatementRow[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE book_id = $1 AND period = $2 AND booked_at < $3 ORDER BY booked_at, id LIMIT 200`,
    [bookId, period, `${period}-01T00:00:00+07:00`],
  );
  return Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
}

/** Kept in suspense on purpose up to a month, oldest first. */
export async function returningLines(
  db: Queryable,
  codec: Codec,
  bookId: string,
  period: string,
): Promise<StatementRow[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${LINE} FROM ${lineTable} WHERE book_id = $1 AND period <= $2 AND class = 'TO_RETURN' ORDER BY booked_at, id LIMIT 200`,
    [bookId, period],
  );
  return Promise.all(rows.map((row) => opened<StatementRow>(codec, lineTable, row)));
}
