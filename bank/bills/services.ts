/** The issuer's own products beside SNAP: 93 the monthly bill, 94 the limit of a card. */
import { ACCOUNT_COLUMNS, type Account, availableOf } from '../accounts/account.ts';
import { cardByToken } from '../cards/card.ts';
import { one } from '../db/pool.ts';
import { lesser, snapAmount } from '../rupiah.ts';
import { answer } from '../snap/answer.ts';
import { pattern, required, text } from '../snap/fields.ts';
import { type SnapService, snapService } from '../snap/service.ts';
import { wibDate, wibTimestamp } from '../time.ts';
import { type Bill, type BillLine, billingAccountId, billOf, linesOf } from './bill.ts';
import { overpaidOf } from './overpayment.ts';
import { shareOutWaiting } from './receipt.ts';

const cardBill = snapService({
  code: '93',
  path: '/card/bill',
  fields: { billingAccountNo: required(pattern(/^[0-9A-Z]{1,34}$/)), period: required(pattern(/^\d{6}$/)) },
  handle: async ({ bank, values }) => {
    const accountId = await billingAccountId(bank.db, values.billingAccountNo);
    if (accountId === null) return answer('invalidAccount', '[billingAccountNo]');
    await shareOutWaiting(bank.db, accountId, bank.now());
    const bill = await billOf(bank.db, accountId, values.period);
    if (bill === null) return answer('notFound', '[no bill yet]');
    const fields = billFields(bill, await linesOf(bank.db, bill));
    const overpaid = await overpaidOf(bank.db, accountId);
    return answer('successful', '', {
      ...fields,
      additionalInfo: { ...fields.additionalInfo, overpaidAmount: snapAmount(overpaid) },
    });
  },
});

const cardLimit = snapService({
  code: '94',
  path: '/card/limit',
  fields: { bankCardToken: required(text(128)) },
  handle: async ({ bank, values }) => {
    const card = await cardByToken(bank.db, values.bankCardToken);
    if (card === null) return answer('invalidAccount', '[bankCardToken]');
    await shareOutWaiting(bank.db, card.billingAccountId, bank.now());
    const found = await bank.db.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = $1`, [
      card.accountId,
    ]);
    const account = one(found.rows);
    // What was paid too much waits to be given back; it is no limit.
    const available = lesser(availableOf(account), account.creditLimit);
    return answer('successful', '', {
      limit: snapAmount(account.creditLimit),
      used: snapAmount(account.creditLimit - available),
      available: snapAmount(available),
    });
  },
});

export const billServices: readonly SnapService[] = [cardBill, cardLimit];

/** The answer of 93; the door that makes a bill answers the same. */
export function billFields(bill: Bill, lines: readonly BillLine[]) {
  return {
    billNo: bill.billNo,
    billingAccountNo: bill.billingAccountNo,
    period: bill.period,
    statementDate: bill.statementDate,
    dueDate: bill.dueDate,
    // SNAP amounts have no sign: what came back beyond all purchases is told as overpaid.
    totalAmount: snapAmount(bill.total < 0n ? 0n : bill.total),
    lines: lines.map(lineFields),
    additionalInfo: {
      billStatus: bill.paidAt === null ? 'UNPAID' : 'PAID',
      paidAmount: snapAmount(bill.paid),
      ...(bill.paidAt === null ? {} : { paidTime: wibTimestamp(bill.paidAt) }),
    },
  };
}

function lineFields(line: BillLine): Readonly<Record<string, unknown>> {
  return {
    lineNo: line.lineNo,
    postingDate: wibDate(line.postedAt),
    transactionDate: wibDate(line.transactionAt),
    last4: line.last4,
    merchantName: line.merchantName,
    merchantCity: line.merchantCity,
    mcc: line.mcc,
    amount: snapAmount(line.amount),
    direction: line.direction,
    approvalCode: line.approvalCode,
    rrn: line.rrn,
    ...(line.partnerReferenceNo === null ? {} : { partnerReferenceNo: line.partnerReferenceNo }),
  };
}
