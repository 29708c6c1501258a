/** Notices waiting for a partner. Written in the transaction that made the fact they tell. */
import type { Tx } from '../db/pool.ts';
import type { NoticeService } from './paths.ts';

export interface Notice {
  readonly partnerId: string;
  readonly service: NoticeService;
  /** Fields of the service's request. */
  readonly body: Readonly<Record<string, unknown>>;
  /** When the fact happened, on the bank's clock. */
  readonly at: Date;
  /** Not sent before so many milliseconds have passed. Absent: at once. */
  readonly delayMs?: number;
}

/**
 * Queues a notice. It is sent until the partner answers 200 (at least once); call `bank.noticeQueued()` after the
 * commit to send it now instead of at the next turn.
 */
export async function queueNotice(tx: Tx, notice: Notice): Promise<void> {
  // Attempts follow real time: a bank whose clock was set by a simulation still delivers.
  await tx.query(
    `INSERT INTO bank.notice (partner_id, service, body, created_at, next_attempt_at) VALUES ($1, $2, $3, $4, $5)`,
    [
      notice.partnerId,
      notice.service,
      JSON.stringify(notice.body),
      notice.at,
      new Date(Date.now() + (notice.delayMs ?? 0)),
    ],
  );
}
