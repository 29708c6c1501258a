/** Lines of an account as every statement and export reads them. */
import type { Db } from '../db/pool.ts';
import { wibDate } from '../time.ts';

export interface Line {
  readonly id: bigint;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amount: bigint;
  readonly balanceAfter: bigint;
  readonly remark: string;
  readonly bookedAt: Date;
}

/** Balances at both ends of a range, and what moved between them. */
export interface Summary {
  readonly opening: bigint;
  readonly closing: bigint;
  readonly debits: { readonly count: bigint; readonly sum: bigint };
  readonly credits: { readonly count: bigint; readonly sum: bigint };
}

const ID_DIGITS = 12;

/** Natural key of a line, the same in every format: date and number, 20 digits. */
export function transactionIdOf(line: Pick<Line, 'id' | 'bookedAt'>): string {
  return `${wibDate(line.bookedAt).replaceAll('-', '')}${String(line.id).padStart(ID_DIGITS, '0')}`;
}

/** `from` inclusive, `until` exclusive. */
export async function summaryOf(db: Db, accountId: bigint, from: Date, until: Date): Promise<Summary> {
  const found = await db.query<{ side: Line['side']; count: bigint; sum: bigint }>(
    `SELECT side, count(*) AS count, sum(amount)::bigint AS sum FROM bank.entry
     WHERE account_id = $1 AND booked_at >= $2 AND booked_at < $3 GROUP BY side`,
    [accountId, from, until],
  );
  const opening = await balanceBefore(db, accountId, from);
  const none = { count: 0n, sum: 0n };
  const debits = found.rows.find((row) => row.side === 'DEBIT') ?? none;
  const credits = found.rows.find((row) => row.side === 'CREDIT') ?? none;
  return { opening, closing: opening - debits.sum + credits.sum, debits, credits };
}

async function balanceBefore(db: Db, accountId: bigint, moment: Date): Promise<bigint> {
  const found = await db.query<{ balance: bigint | null }>(
    // The last balance, unless a simulation set the clock back: then the sum, which does not depend on an order.
    `SELECT CASE WHEN EXISTS (SELECT FROM bank.clock WHERE moved_back)
       THEN (SELECT sum(CASE side WHEN 'CREDIT' THEN amount ELSE -amount END)::bigint FROM bank.entry
             WHERE account_id = $1 AND booked_at < $2)
       ELSE (SELECT balance_after FROM bank.entry WHERE account_id = $1 AND booked_at < $2
             ORDER BY booked_at DESC, id DESC LIMIT 1) END AS balance`,
    [accountId, moment],
  );
  return found.rows[0]?.balance ?? 0n;
}

const LINE = `id, side, amount, balance_after AS "balanceAfter", remark, booked_at AS "bookedAt"`;

/**
 * One page, oldest line first. It ends with a whole second and, when a single second alone fills it, takes the next
 * second too: a partner that continues from the moment of the last line (which has no fraction) always gets on and
 * misses nothing.
 */
export async function pageOf(
  db: Db,
  accountId: bigint,
  from: Date,
  until: Date,
  size: number,
): Promise<{ readonly lines: readonly Line[]; readonly hasMore: boolean }> {
  const found = await db.query<Line & { hasMore: boolean }>(
    `WITH first_page AS (
       SELECT booked_at FROM bank.entry WHERE account_id = $1 AND booked_at >= $2 AND booked_at < $3
       ORDER BY booked_at, id LIMIT $4
     ), bounds AS (
       SELECT date_trunc('second', min(booked_at)) AS first, date_trunc('second', max(booked_at)) AS last FROM first_page
     ), cut AS (
       SELECT interval '1 second' + CASE WHEN first < last THEN last ELSE coalesce(
         (SELECT date_trunc('second', booked_at) FROM bank.entry
          WHERE account_id = $1 AND booked_at >= bounds.last + interval '1 second' AND booked_at < $3
          ORDER BY booked_at LIMIT 1), last) END AS until
       FROM bounds
     )
     SELECT ${LINE}, EXISTS (SELECT FROM bank.entry later WHERE later.account_id = $1
         AND later.booked_at >= (SELECT until FROM cut) AND later.booked_at < $3) AS "hasMore"
     FROM bank.entry WHERE account_id = $1 AND booked_at >= $2 AND booked_at < $3
       AND booked_at < (SELECT until FROM cut)
     ORDER BY booked_at, id`,
    [accountId, from, until, size],
  );
  return { lines: found.rows, hasMore: found.rows[0]?.hasMore ?? false };
}
