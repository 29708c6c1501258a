/** Reads instructions, cards and statements. All of them are written through `journal/commit` alone. */

import type { Codec } from '../journal/codec.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import type { Queryable } from '../platform/database.ts';
import { JOB_LIVES } from '../platform/worker.ts';
import type { Card } from './card.ts';
import { type Instruction, instructionTable, type PaymentState } from './instruction.ts';

async function decode(codec: Codec, row: StoredRow): Promise<Instruction> {
  const read = await opened<Instruction>(codec, instructionTable, row);
  // Those written before anything but orders was paid name no purpose.
  return { ...ofAnOrder(read), ...read };
}

const ofAnOrder = ({ orderId }: Instruction) => ({ purpose: 'ORDER' as const, subjectId: orderId ?? '' });

export async function instructionById(db: Queryable, codec: Codec, id: string): Promise<Instruction | null> {
  const { rows } = await db.query<StoredRow>(
    'SELECT id, version, satker_id, body FROM payment.instruction WHERE id = $1',
    [id],
  );
  return rows[0] ? decode(codec, rows[0]) : null;
}

const PAGE = 50;

/** Newest first, 50 a page; `states` null for all. */
export async function instructionPage(
  db: Queryable,
  codec: Codec,
  states: readonly PaymentState[] | null,
  cursor: { readonly createdAt: string; readonly id: string } | null,
): Promise<{ items: Instruction[]; last: Instruction | null }> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM payment.instruction
     WHERE ($1::text[] IS NULL OR state = ANY ($1)) AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3::uuid))
     ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [states, cursor?.createdAt ?? null, cursor?.id ?? null],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((row) => decode(codec, row)));
  return { items, last: rows.length > PAGE ? (items.at(-1) ?? null) : null };
}

/** One turn of the sweep; the next follows in seconds. */
const SWEPT_AT_ONCE = 100;

/** Ids in these states that nothing was done for since `before` and that no job `task:id` of the queue will see to. */
export async function unattended(
  db: Queryable,
  states: readonly PaymentState[],
  task: string,
  before: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT i.id FROM payment.instruction i
     WHERE i.state = ANY ($1) AND i.updated_at < $2 AND (i.send_after IS NULL OR i.send_after < $2)
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = $3 || ':' || i.id AND ${JOB_LIVES})
     ORDER BY i.updated_at LIMIT ${SWEPT_AT_ONCE}`,
    [states, before, task],
  );
  return rows.map(({ id }) => id);
}

/** Settled card payments of which somebody asked something that no job `task:id` of the queue will put to the bank. */
export async function unansweredAsks(db: Queryable, task: string, before: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT i.id FROM payment.instruction i
     WHERE i.state = 'SETTLED' AND i.rail IN ('KKP', 'QRIS') AND i.next_check_at IS NOT NULL AND i.updated_at < $1
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = $2 || ':' || i.id AND ${JOB_LIVES})
     LIMIT ${SWEPT_AT_ONCE}`,
    [before, task],
  );
  return rows.map(({ id }) => id);
}

/** Payments by card of a satker that the bank has made, given back and voided ones too, oldest first. */
export async function cardPaymentsOf(db: Queryable, codec: Codec, satkerId: string): Promise<Instruction[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM payment.instruction
     WHERE satker_id = $1 AND rail IN ('KKP', 'QRIS') AND state IN ('SETTLED', 'REFUNDED', 'VOIDED') ORDER BY created_at, id`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

interface CardRow extends StoredRow {
  readonly satker_id: string;
  readonly holder_person_id: string;
}

async function cardFrom(codec: Codec, row: CardRow): Promise<Card> {
  const kept = await opened<Omit<Card, 'id' | 'version' | 'satkerId' | 'holderPersonId'>>(codec, 'payment.card', row);
  return { ...kept, id: row.id, satkerId: row.satker_id, holderPersonId: row.holder_person_id };
}

/** Cards of the asker's satker; of one holder when `holderId` is given. */
export async function cardsOf(db: Queryable, codec: Codec, holderId: string | null): Promise<Card[]> {
  const { rows } = await db.query<CardRow>(
    'SELECT id, version, satker_id, holder_person_id, body FROM payment.card WHERE ($1::uuid IS NULL OR holder_person_id = $1) ORDER BY id',
    [holderId],
  );
  return Promise.all(rows.map((row) => cardFrom(codec, row)));
}
