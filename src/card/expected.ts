/**
 * Money that the cards wait for and that is matched when it stands on the statement: the SP2D-GUP KKP of each bill (row K9), and what
 * the issuer owes when a credit was more than there was to pay (row K11).
 */
import { derivedId } from '../kernel/ids.ts';
import type { ExpectedLoader } from '../reconciliation/expected.ts';
import { billsLeavingOpen, openBillsOf } from './bill.store.ts';
import { type BillLine, type CardBill, dptTotal } from './bill.ts';
import { advanced, linesStepped, type Moment } from './facts.ts';
import { givenBack, sp2dReceived } from './postings.ts';

const WAITING: readonly CardBill['state'][] = ['SPM', 'SP2D'];

export const expectedFromCards: ExpectedLoader = async (db, codec, satkerId) => [
  ...(await sp2ds(db, codec, satkerId)),
  ...(await credits(db, codec, satkerId)),
];

const credits: ExpectedLoader = async (db, codec, satkerId) => {
  const bills = await billsLeavingOpen(db, codec, satkerId);
  return bills.flatMap((bill) =>
    bill.lines
      .filter((line) => isOwedByIssuer(bill, line))
      .map((line) => ({
        id: derivedId(bill.id, `credit:${line.no}`),
        kind: 'REFUND' as const,
        amount: line.amount,
        references: [bill.account.accountNo],
        title: `Kelebihan bayar tagihan KKP ${bill.billNo}`,
        payer: bill.account.name,
        since: bill.receivedAt,
        tell: (lineId: string, moment: Moment) => creditGivenBack(bill, line, lineId, moment),
      })),
  );
};

const PERSONAL: readonly BillLine['state'][] = ['PERSONAL', 'REPAYING', 'REPAID'];

/** A credit that the PPK has verified and that was left open. What was given back of a personal purchase is the holder's affair. */
export function isOwedByIssuer(bill: CardBill, { state, direction, decision, payment }: BillLine): boolean {
  if (state !== 'CARRIED' || direction !== 'CREDIT' || decision === null || decision.reason !== '') return false;
  const of = payment?.instructionId;
  return !bill.lines.some(
    (one) => of !== undefined && one.payment?.instructionId === of && PERSONAL.includes(one.state),
  );
}

/** The issuer has paid its debt to the treasurer: the line ends here and goes to no further bill. */
export function creditGivenBack(bill: CardBill, line: BillLine, lineId: string, { cause }: Moment) {
  const lines = linesStepped(bill.lines, 'giveBack', ({ no }) => no === line.no);
  return advanced(bill, [['giveBack', 'SYSTEM']], {
    bill: { ...bill, lines },
    payload: { line: line.no, amount: line.amount, statementLine: lineId },
    transfers: givenBack(cause, bill.satkerId, line.budget?.lineId ?? null, line.amount),
  });
}

const sp2ds: ExpectedLoader = async (db, codec, satkerId) => {
  const bills = await openBillsOf(db, codec, satkerId);
  return bills
    .filter(({ state, arrivedAt }) => WAITING.includes(state) && arrivedAt === null)
    .map((bill) => ({
      id: bill.id,
      kind: 'SP2D_KKP' as const,
      amount: dptTotal(bill),
      references: [bill.papers.sp2d, bill.papers.spm].flatMap((paper) => (paper ? [paper.number] : [])),
      title: `SP2D-GUP KKP tagihan ${bill.billNo}`,
      payer: null,
      since: bill.dpt?.at ?? bill.receivedAt,
      tell: (lineId, moment) => sp2dArrived(bill, lineId, moment),
    }));
};

/** The money is in the treasurer's account: from here on the issuer can be paid. */
export const sp2dArrived = (bill: CardBill, lineId: string, { cause, now }: Moment) =>
  advanced(bill, [['arrive', 'SYSTEM']], {
    bill: { ...bill, arrivedAt: now.toISOString() },
    payload: { amount: dptTotal(bill), statementLine: lineId },
    transfers: [sp2dReceived(cause, bill.satkerId, dptTotal(bill))],
  });
