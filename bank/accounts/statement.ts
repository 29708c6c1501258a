/** Bank statement (14), oldest line first. */
import type { Db } from '../db/pool.ts';
import { isShown } from '../faults/hidden-line.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { moment, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { contractAccount } from './account.ts';

interface Line {
  readonly id: bigint;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amount: bigint;
  readonly balanceAfter: bigint;
  readonly remark: string;
  readonly bookedAt: Date;
}

/** SNAP: at most one month per request. */
const MAX_RANGE_MS = 31 * 86_400_000;
const SECOND = `date_trunc('second', booked_at)`;

export const bankStatement = snapService({
  code: '14',
  path: '/bank-statement',
  fields: {
    partnerReferenceNo: optional(text(64)),
    accountNo: required(pattern(/^[0-9A-Z]{1,34}$/)),
    fromDateTime: optional(moment),
    toDateTime: optional(moment),
  },
  handle: async ({ bank, partner, values }) => {
    const to = values.toDateTime ?? bank.now();
    const from = values.fromDateTime ?? new Date(to.getTime() - MAX_RANGE_MS);
    if (from > to) return answer('invalidFormat', 'fromDateTime');
    if (to.getTime() - from.getTime() > MAX_RANGE_MS)
      return answer('invalidFormat', 'toDateTime [range above one month]');
    const account = await contractAccount(bank.db, partner.partnerId, values.accountNo);
    if (account === null) return answer('invalidAccount', '[accountNo]');

    const { lines, hasMore } = await page(bank.db, account.id, from, to, bank.terms.statementPageSize);
    const last = lines.at(-1);
    return answer('successful', '', {
      ...(values.partnerReferenceNo === null ? {} : { partnerReferenceNo: values.partnerReferenceNo }),
      totalCreditEntries: totalOf(lines, 'CREDIT'),
      totalDebitEntries: totalOf(lines, 'DEBIT'),
      hasMore: hasMore ? 'Y' : 'N',
      ...(last === undefined ? {} : { lastRecordDateTime: wibTimestamp(last.bookedAt) }),
      detailData: lines.filter((line) => isShown(bank, line)).map(detailOf),
    });
  },
});

/**
 * One page. It ends with a whole second and, when a single second alone fills it, takes the next second too: a partner
 * that continues from lastRecordDateTime (which has no fraction) always gets on and misses nothing.
 */
async function page(
  db: Db,
  accountId: bigint,
  from: Date,
  to: Date,
  size: number,
): Promise<{ readonly lines: readonly Line[]; readonly hasMore: boolean }> {
  const wholeSecondAfter = new Date(Math.floor(to.getTime() / 1000) * 1000 + 1000);
  const found = await db.query<Line & { hasMore: boolean }>(
    `WITH range AS (
       SELECT id, side, amount, balance_after, remark, booked_at, ${SECOND} AS second
       FROM bank.entry WHERE account_id = $1 AND booked_at >= $2 AND booked_at < $3
     ), first_page AS (
       SELECT second FROM range ORDER BY booked_at, id LIMIT $4
     ), cut AS (
       SELECT CASE WHEN min(second) < max(second) THEN max(second)
                   ELSE coalesce((SELECT min(second) FROM range WHERE second > (SELECT max(second) FROM first_page)),
                                 max(second)) END AS second
       FROM first_page
     )
     SELECT id, side, amount, balance_after AS "balanceAfter", remark, booked_at AS "bookedAt",
            EXISTS (SELECT FROM range later, cut WHERE later.second > cut.second) AS "hasMore"
     FROM range WHERE second <= (SELECT second FROM cut) ORDER BY booked_at, id`,
    [accountId, from, wholeSecondAfter, size],
  );
  return { lines: found.rows, hasMore: found.rows[0]?.hasMore ?? false };
}

function detailOf(line: Line): Readonly<Record<string, unknown>> {
  const before = line.side === 'CREDIT' ? line.balanceAfter - line.amount : line.balanceAfter + line.amount;
  const transactionDate = wibTimestamp(line.bookedAt);
  return {
    detailBalance: {
      startAmount: [{ amount: snapAmount(before) }],
      endAmount: [{ amount: snapAmount(line.balanceAfter) }],
    },
    amount: snapAmount(line.amount),
    transactionDate,
    remark: line.remark,
    transactionId: `${transactionDate.slice(0, 10).replaceAll('-', '')}${String(line.id).padStart(12, '0')}`,
    type: line.side,
    transactionDetailStatus: 'SUCCESS',
  };
}

function totalOf(lines: readonly Line[], side: Line['side']): Readonly<Record<string, unknown>> {
  const chosen = lines.filter((line) => line.side === side);
  const amount = chosen.reduce((sum, line) => sum + line.amount, 0n);
  return { numberOfEntries: String(chosen.length), amount: snapAmount(amount) };
}
