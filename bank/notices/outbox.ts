/** Notices waiting for a partner. Written in the transaction that made the fact they tell. */
import type { Tx } from '../db/pool.ts';

export async function queueNotice(
  tx: Tx,
  partnerId: string,
  body: Readonly<Record<string, unknown>>,
  createdAt: Date,
  delayMs = 0,
): Promise<void> {
  await tx.query('INSERT INTO bank.notice (partner_id, body, created_at, next_attempt_at) VALUES ($1, $2, $3, $4)', [
    partnerId,
    JSON.stringify(body),
    createdAt,
    new Date(createdAt.getTime() + delayMs),
  ]);
}
