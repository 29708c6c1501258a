/** Reads what is on its way, oldest first: what has waited longest is what somebody must look at. */
import type { Codec } from '../journal/codec.ts';
import type { Queryable } from '../platform/database.ts';
import { IN_FLIGHT } from './flight.ts';
import type { Instruction } from './instruction.ts';
import { instructionById } from './payment.store.ts';

const PAGE = 50;

interface Place {
  readonly createdAt: string;
  readonly id: string;
}

/** 50 a page of what the asker may see, and how many there are of them. */
export async function flightPage(
  db: Queryable,
  codec: Codec,
  cursor: Place | null,
): Promise<{ items: Instruction[]; total: number; last: Instruction | null }> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM payment.instruction
     WHERE state = ANY ($1) AND ($2::timestamptz IS NULL OR (created_at, id) > ($2, $3::uuid))
     ORDER BY created_at, id LIMIT ${PAGE + 1}`,
    [IN_FLIGHT, cursor?.createdAt ?? null, cursor?.id ?? null],
  );
  const counted = await db.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM payment.instruction WHERE state = ANY ($1)',
    [IN_FLIGHT],
  );
  const found = await Promise.all(rows.slice(0, PAGE).map(({ id }) => instructionById(db, codec, id)));
  const items = found.filter((one) => one !== null);
  return { items, total: counted.rows[0]?.n ?? 0, last: rows.length > PAGE ? (items.at(-1) ?? null) : null };
}
