/** Money that the cards wait for: the SP2D-GUP KKP of each bill, which is matched when it stands on the statement (row K9). */
import type { ExpectedLoader } from '../reconciliation/expected.ts';
import { openBillsOf } from './bill.store.ts';
import { type CardBill, dptTotal } from './bill.ts';
import { advanced, type Moment } from './facts.ts';
import { sp2dReceived } from './postings.ts';

const WAITING: readonly CardBill['state'][] = ['SPM', 'SP2D'];

export const expectedFromCards: ExpectedLoader = async (db, codec, satkerId) => {
  const bills = await openBillsOf(db, codec, satkerId);
  return bills
    .filter(({ state, arrivedAt }) => WAITING.includes(state) && arrivedAt === null)
    .map((bill) => ({
      id: bill.id,
      kind: 'SP2D_KKP',
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
