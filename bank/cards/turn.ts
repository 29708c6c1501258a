/** What the bank's loop does for cards and codes: ends what is overdue, makes bills, shares out what paid them. */
import type { Bank } from '../bank.ts';
import { closeDueBills } from '../bills/bill.ts';
import { shareOutReceipts } from '../bills/receipt.ts';
import { expireOverdueCodes } from '../qris/code.ts';
import { lapseOverdueHolds } from './hold.ts';
import { expireOverdueSessions } from './session.ts';

export async function cardTurn(bank: Bank): Promise<void> {
  await expireOverdueSessions(bank);
  await lapseOverdueHolds(bank);
  await expireOverdueCodes(bank);
  await shareOutReceipts(bank.db, bank.now());
  await closeDueBills(bank);
}
