/** Bank statement (14), oldest line first. */
import { isShown } from '../faults/hidden-line.ts';
import { snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { moment, optional, pattern, required, text } from '../snap/fields.ts';
import { snapService } from '../snap/service.ts';
import { wibTimestamp } from '../time.ts';
import { contractAccount } from './account.ts';
import { type Line, pageOf, type Summary, summaryOf, transactionIdOf } from './lines.ts';

/** SNAP: at most one month per request. */
const MAX_RANGE_MS = 31 * 86_400_000;
const SECOND_MS = 1_000;

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

    // A second belongs to the range as a whole: times on the wire have no fraction.
    const until = new Date(Math.floor(to.getTime() / SECOND_MS) * SECOND_MS + SECOND_MS);
    const { lines, hasMore } = await pageOf(bank.db, account.id, from, until, bank.terms.statementPageSize);
    const summary = await summaryOf(bank.db, account.id, from, until);
    const last = lines.at(-1);
    const shown = lines.filter((line) => isShown(bank, line));
    return answer('successful', '', {
      ...(values.partnerReferenceNo === null ? {} : { partnerReferenceNo: values.partnerReferenceNo }),
      balance: [balanceOf(summary, from, to)],
      totalCreditEntries: { numberOfEntries: String(summary.credits.count), amount: snapAmount(summary.credits.sum) },
      totalDebitEntries: { numberOfEntries: String(summary.debits.count), amount: snapAmount(summary.debits.sum) },
      hasMore: hasMore ? 'Y' : 'N',
      ...(last === undefined ? {} : { lastRecordDateTime: wibTimestamp(last.bookedAt) }),
      detailData: shown.map(detailOf),
    });
  },
});

/** The standard's sample puts the moment inside each amount. */
function balanceOf(summary: Summary, from: Date, to: Date) {
  const at = (amount: bigint, when: Date) => ({ ...snapAmount(amount), dateTime: wibTimestamp(when) });
  return {
    amount: at(summary.closing, to),
    startingBalance: at(summary.opening, from),
    endingBalance: at(summary.closing, to),
  };
}

function detailOf(line: Line): Readonly<Record<string, unknown>> {
  const before = line.side === 'CREDIT' ? line.balanceAfter - line.amount : line.balanceAfter + line.amount;
  return {
    detailBalance: {
      startAmount: [{ amount: snapAmount(before) }],
      endAmount: [{ amount: snapAmount(line.balanceAfter) }],
    },
    amount: snapAmount(line.amount),
    originAmount: snapAmount(line.amount),
    transactionDate: wibTimestamp(line.bookedAt),
    remark: line.remark,
    transactionId: transactionIdOf(line),
    type: line.side,
    transactionDetailStatus: 'SUCCESS',
  };
}
