/** A card bill as what a payment is for (rows K10 and K11). */
import type { Decision, Refusal, Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Subject, SubjectLoader } from '../payment/subject.ts';
import { billById } from './bill.store.ts';
import { type CardBill, dptTotal, linesIn, openPersonal } from './bill.ts';
import { advanced, linesStepped } from './facts.ts';
import { fundAgain, restoreLimit } from './postings.ts';

export const billSubject = (bill: CardBill): Subject => ({
  settled: (_, { cause, now }) => paid(bill, cause, now),
  failed: (_, { reason }) => advanced(bill, [['failPayment', 'SYSTEM']], { bill, payload: { reason } }),
  returned: (_, { cause, reason }) => cameBack(bill, cause, reason),
});

/** The issuer has the money: the limits are restored, and without a personal line left open the bill is closed. */
function paid(bill: CardBill, cause: string, now: Date): Decision | Refusal {
  const lines = linesStepped(bill.lines, 'settle', ({ state }) => state === 'VERIFIED');
  const at = now.toISOString();
  const closes = openPersonal(bill).length === 0;
  return advanced(bill, [['settle', 'SYSTEM'], ...(closes ? ([['close', 'SYSTEM']] as const) : [])], {
    bill: { ...bill, lines, limitRestored: true, paidAt: at, closedAt: closes ? at : null },
    payload: { total: dptTotal(bill) },
    transfers: bill.limitRestored ? [] : limits(bill, cause),
  });
}

/** One transfer for each card: what it used of its limit and the State has now paid. */
function limits(bill: CardBill, cause: string): Transfer[] {
  const used = new Map<string, bigint>();
  for (const line of linesIn(bill, ['VERIFIED'])) {
    if (line.direction !== 'DEBIT' || !line.card) continue;
    used.set(line.card.id, (used.get(line.card.id) ?? 0n) + line.amount);
  }
  return [...used].map(([card, amount]) => restoreLimit(derivedId(cause, 'limits'), card, card, amount));
}

function cameBack(bill: CardBill, cause: string, reason: string): Decision | Refusal {
  const lines = linesStepped(bill.lines, 'comeBack', ({ state }) => state === 'PAID');
  return advanced(bill, [['comeBack', 'SYSTEM']], {
    bill: { ...bill, lines, paidAt: null, closedAt: null },
    payload: { reason },
    transfers: [fundAgain(cause, bill.satkerId, dptTotal(bill))],
  });
}

export const loadCardBillSubject: SubjectLoader = async (db, codec, { subjectId }) => {
  const bill = await billById(db, codec, subjectId);
  return bill && billSubject(bill);
};
