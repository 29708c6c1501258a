/** The issuer's monthly bill (93) and what is left of a card's limit (94): the bank's own services. */
import type { CardBill, CardBillLine, CardBillRail } from '../ports/card.ts';
import { answered } from './answered.ts';
import { createSnapClient, type SnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';
import { fromSnapAmount, isObject, textOf } from './wire.ts';

type Body = Readonly<Record<string, unknown>>;

/** `client` is given only to share one token between the rails of a bank. */
export function createCardBillRail(
  config: SnapBankConfig,
  client: SnapClient = createSnapClient(config),
): CardBillRail {
  return {
    bill: async (billingAccountNo, period) =>
      answered(await client.call('93', { billingAccountNo, period }), (body) => {
        const bill = billIn(body);
        // Whoever pays it pays that account: the bill of another one is no answer.
        return bill?.billingAccountNo === billingAccountNo ? { bill } : null;
      }),

    limit: async (bankCardToken) =>
      answered(await client.call('94', { bankCardToken }), (body) => {
        const limit = fromSnapAmount(body.limit);
        const used = fromSnapAmount(body.used);
        const available = fromSnapAmount(body.available);
        return limit === null || used === null || available === null ? null : { limit, used, available };
      }),
  };
}

/** Null when a line or the sum cannot be read: half a bill is none. */
function billIn(body: Body): CardBill | null {
  const billNo = textOf(body, 'billNo');
  const statementDate = textOf(body, 'statementDate');
  const dueDate = textOf(body, 'dueDate');
  const totalAmount = fromSnapAmount(body.totalAmount);
  const details = Array.isArray(body.lines) ? body.lines : [];
  const lines = details.map((line) => (isObject(line) ? lineIn(line) : null));
  if (billNo === null || statementDate === null || dueDate === null || totalAmount === null) return null;
  if (!lines.every((line) => line !== null)) return null;
  return {
    billNo,
    billingAccountNo: textOf(body, 'billingAccountNo') ?? '',
    statementDate: statementDate.slice(0, DATE_CHARS),
    dueDate: dueDate.slice(0, DATE_CHARS),
    totalAmount,
    lines,
  };
}

/** Dates of a bill are local dates; some answers add a time. */
const DATE_CHARS = 10;

function lineIn(line: Body): CardBillLine | null {
  const lineNo = Number(line.lineNo);
  const amount = fromSnapAmount(line.amount);
  const { direction } = line;
  const postingDate = textOf(line, 'postingDate');
  const last4 = textOf(line, 'last4');
  if (!Number.isSafeInteger(lineNo) || amount === null || postingDate === null || last4 === null) return null;
  if (direction !== 'DEBIT' && direction !== 'CREDIT') return null;
  return {
    lineNo,
    postingDate: postingDate.slice(0, DATE_CHARS),
    transactionDate: (textOf(line, 'transactionDate') ?? postingDate).slice(0, DATE_CHARS),
    last4,
    merchantName: textOf(line, 'merchantName') ?? '',
    merchantCity: textOf(line, 'merchantCity') ?? '',
    mcc: textOf(line, 'mcc') ?? '',
    amount,
    direction,
    approvalCode: textOf(line, 'approvalCode'),
    rrn: textOf(line, 'rrn'),
    partnerReferenceNo: textOf(line, 'partnerReferenceNo'),
  };
}
