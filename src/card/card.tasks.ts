/** Card bills that wait for the asker: for the holder to document, the PPK to test, the treasurer to pay by its due date. */
import type { Codec } from '../journal/codec.ts';
import { endOfDay } from '../kernel/time.ts';
import type { PaymentTask } from '../payment/payment.tasks.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { rulesOn } from '../regulation/rules.ts';
import { openBillsOf } from './bill.store.ts';
import { sumOf } from './bill.ts';
import { dueOf, linesFor } from './bill.view.ts';

const INVOLVED: readonly string[] = ['KKP_HOLDER', 'PPK', 'PPSPM', 'BENDAHARA'];

export async function cardTasks(db: Queryable, codec: Codec, asker: Asker): Promise<PaymentTask[]> {
  if (asker.satkerId === null || !INVOLVED.includes(asker.role)) return [];
  const bills = await openBillsOf(db, codec, asker.satkerId);
  return bills.flatMap((bill) => {
    const action = dueOf(bill, asker);
    if (action === null) return [];
    const issuer = rulesOn(bill.regime, bill.statementDate).bank(bill.issuerBankCode)?.name ?? bill.issuerBankCode;
    return [
      {
        id: bill.id,
        number: bill.billNo,
        action: `card.${action}`,
        title: bill.billNo,
        counterpart: issuer,
        amount: sumOf(linesFor(bill, asker)).toString(),
        dueAt: endOfDay(bill.dueDate, bill.zone).toISOString(),
        since: bill.receivedAt,
      },
    ];
  });
}
