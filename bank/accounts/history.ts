/** What a partner did, newest first (SNAP 12), and one transaction of it (13). Statement lines are service 14. */
import { isShown } from '../faults/hidden-line.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { MALFORMED, moment, optional, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { statementRemark } from '../transfers/complete.ts';

interface Done {
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly service: string;
  readonly channel: string;
  readonly amount: bigint;
  readonly remark: string;
  readonly state: 'RECEIVED' | 'PENDING' | 'SUCCESS' | 'FAILED';
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly returnedAt: Date | null;
}

const DAY_MS = 86_400_000;
const MAX_RANGE_MS = 31 * DAY_MS;
/** Data are at most a year old. */
const OLDEST_MS = 366 * DAY_MS;
const DEFAULT_PAGE = 10;
const MAX_PAGE = 50;
const STATUS = { RECEIVED: 'INIT', PENDING: 'INIT', SUCCESS: 'SUCCESS', FAILED: 'CANCELLED' } as const;
const TYPES: Readonly<Record<string, string>> = { '33': 'PAYMENT', '91': 'PAYMENT' };

const FIND = `SELECT partner_reference_no AS "partnerReferenceNo", reference_no AS "referenceNo", service, channel,
    amount, remark, state, created_at AS "createdAt", finished_at AS "finishedAt", returned_at AS "returnedAt"
  FROM bank.transfer`;

/** A number, or its digits in quotes as the standard's samples write it. */
function whole(from: number, to: number) {
  return (value: unknown): number | typeof MALFORMED => {
    const digits = typeof value === 'number' ? String(value) : value;
    if (typeof digits !== 'string' || !/^\d{1,4}$/.test(digits)) return MALFORMED;
    const given = Number(digits);
    return given >= from && given <= to ? given : MALFORMED;
  };
}

export const transactionHistoryList = snapService({
  code: '12',
  path: '/transaction-history-list',
  fields: {
    partnerReferenceNo: optional(text(64)),
    fromDateTime: optional(moment),
    toDateTime: optional(moment),
    pageSize: optional(whole(1, MAX_PAGE)),
    pageNumber: optional(whole(0, 9_999)),
  },
  handle: async ({ bank, partner, values }) => {
    const to = values.toDateTime ?? bank.now();
    const from = values.fromDateTime ?? new Date(to.getTime() - MAX_RANGE_MS);
    if (from > to) return answer('invalidFormat', 'fromDateTime');
    if (to.getTime() - from.getTime() > MAX_RANGE_MS) {
      return answer('invalidFormat', 'toDateTime [range above one month]');
    }
    if (bank.now().getTime() - from.getTime() > OLDEST_MS)
      return answer('invalidFormat', 'fromDateTime [above one year]');
    const size = values.pageSize ?? DEFAULT_PAGE;
    const found = await bank.db.query<Done>(
      `${FIND} WHERE partner_id = $1 AND created_at >= $2 AND created_at < $3
       ORDER BY created_at DESC, id DESC LIMIT $4 OFFSET $5`,
      [partner.partnerId, from, new Date(to.getTime() + 1_000), size, size * (values.pageNumber ?? 0)],
    );
    const shown = found.rows.filter((done) =>
      isShown(bank, { remark: done.partnerReferenceNo, bookedAt: done.createdAt }),
    );
    return answer('successful', '', {
      ...(values.partnerReferenceNo === null ? {} : { partnerReferenceNo: values.partnerReferenceNo }),
      detailData: shown.map((done) => ({ ...detailOf(done), additionalInfo: referencesOf(done) })),
    });
  },
});

export const transactionHistoryDetail = snapService({
  code: '13',
  path: '/transaction-history-detail',
  fields: { originalPartnerReferenceNo: required(text(64)) },
  handle: async ({ bank, partner, values }) => {
    const found = await bank.db.query<Done>(`${FIND} WHERE partner_id = $1 AND partner_reference_no = $2`, [
      partner.partnerId,
      values.originalPartnerReferenceNo,
    ]);
    const done = found.rows[0];
    if (done === undefined) return answer('notFound');
    return answer('successful', '', {
      referenceNo: done.referenceNo,
      partnerReferenceNo: done.partnerReferenceNo,
      ...detailOf(done),
      ...(done.state === 'FAILED' && done.finishedAt !== null ? { cancelledTime: wibTimestamp(done.finishedAt) } : {}),
      ...(done.returnedAt === null ? {} : { refundAmount: snapAmount(done.amount) }),
      additionalInfo: referencesOf(done),
    });
  },
});

function detailOf(done: Done) {
  return {
    dateTime: wibTimestamp(done.finishedAt ?? done.createdAt),
    amount: snapAmount(done.amount),
    remark: statementRemark(done.partnerReferenceNo, done.remark),
    sourceOfFunds: [{ source: 'BALANCE', amount: snapAmount(done.amount) }],
    status: done.returnedAt === null ? STATUS[done.state] : 'CLOSED',
    type: TYPES[done.service] ?? 'SEND_MONEY',
  };
}

function referencesOf(done: Done) {
  return { partnerReferenceNo: done.partnerReferenceNo, serviceCode: done.service, channel: done.channel };
}
