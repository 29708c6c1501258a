/** Money of a card session: kept of the limit, paid to the vendor, given back. Callers hold the locks. */
import { type Account, changeHold, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import type { Posting } from '../bills/posting.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { registerMerchant } from '../qris/merchant.ts';
import { statementRemark } from '../transfers/transfer.ts';
import type { Session } from './session.ts';

const DAY_MS = 86_400_000;
/** Longest text of a statement line. */
const MAX_REMARK = 256;
/** Authorisations that lapse in one turn of the loop. */
const BATCH = 50;

export interface CardMovement {
  /** With its approval code and RRN. */
  readonly session: Session;
  readonly cardAccount: Account;
  readonly vendor: Account;
  readonly amount: bigint;
  readonly at: Date;
}

/** The amount is kept of the limit; nothing moves. */
export async function hold(tx: Tx, session: Session, card: Account, at: Date, days: number): Promise<void> {
  await changeHold(tx, card.id, session.amount);
  await tx.query(
    `UPDATE bank.card_session SET state = 'AUTHORISED', response_code = '2006300', code = NULL, trans_status = 'Y',
       approval_code = $2, rrn = $3, held = amount, authorised_until = $4, finished_at = $5 WHERE id = $1`,
    [session.id, session.approvalCode, session.rrn, new Date(at.getTime() + days * DAY_MS), at],
  );
}

/** Card to vendor. Returns the line of the bill, which the caller writes. */
export async function payVendor(tx: Tx, movement: CardMovement): Promise<Posting> {
  const { session, cardAccount, vendor, amount, at } = movement;
  const merchant = await merchantOf(tx, movement);
  const reference = session.partnerReferenceNo;
  const remark = statementRemark(session.partnerReferenceNo, session.description).slice(0, MAX_REMARK);
  const journalId = await book(tx, { kind: 'CARD', from: cardAccount, to: vendor, amount, remark, at, reference });
  return { ...lineOf(movement), direction: 'DEBIT', merchant, journalId };
}

/** Vendor to card: the limit is free again and the next bill has a credit line. The caller writes the line. */
export async function giveBack(tx: Tx, movement: CardMovement, why: string): Promise<Posting> {
  const { session, cardAccount, vendor, amount, at } = movement;
  const merchant = await merchantOf(tx, movement);
  const reference = session.partnerReferenceNo;
  const remark = statementRemark(session.partnerReferenceNo, why).slice(0, MAX_REMARK);
  const journalId = await book(tx, { kind: 'CARD', from: vendor, to: cardAccount, amount, remark, at, reference });
  return { ...lineOf(movement), direction: 'CREDIT', merchant, journalId };
}

/** Locks the two accounts of a session. */
export async function accountsOf(
  tx: Tx,
  session: Session,
): Promise<{ readonly cardAccount: Account; readonly vendor: Account }> {
  const locked = await lockAccounts(tx, [session.cardAccountId, session.vendorId]);
  const [cardAccount, vendor] = [locked.get(session.cardAccountId), locked.get(session.vendorId)];
  if (cardAccount === undefined || vendor === undefined) throw new Error(`session ${session.id} lost an account`);
  return { cardAccount, vendor };
}

/** Frees the limit of authorisations whose time is over. What was captured of them stays. */
export async function lapseOverdueHolds(bank: Bank): Promise<void> {
  const now = bank.now();
  const overdue = await bank.db.query<{ id: bigint }>(
    'SELECT id FROM bank.card_session WHERE held > 0 AND authorised_until <= $1 ORDER BY authorised_until LIMIT $2',
    [now, BATCH],
  );
  for (const { id } of overdue.rows) await inTransaction(bank.db, (tx) => lapse(tx, id, now));
}

/** Harmless when the authorisation still runs, or has ended otherwise. */
export async function lapse(tx: Tx, sessionId: bigint, now: Date): Promise<void> {
  const found = await tx.query<{ accountId: bigint; held: bigint }>(
    `SELECT c.account_id AS "accountId", s.held FROM bank.card_session s JOIN bank.card c ON c.token = s.card_token
     WHERE s.id = $1 AND s.held > 0 AND s.authorised_until <= $2 FOR UPDATE OF s`,
    [sessionId, now],
  );
  const overdue = found.rows[0];
  if (overdue === undefined) return;
  await changeHold(tx, overdue.accountId, -overdue.held);
  await tx.query(
    `UPDATE bank.card_session SET held = 0, state = CASE WHEN captured > 0 THEN 'CAPTURED' ELSE 'LAPSED' END,
       status_text = CASE WHEN captured > 0 THEN '' ELSE 'Otorisasi lewat masa berlakunya' END WHERE id = $1`,
    [sessionId],
  );
}

function lineOf({ session, cardAccount, amount, at }: CardMovement) {
  return {
    cardAccountId: cardAccount.id,
    amount,
    at,
    transactionAt: at,
    approvalCode: session.approvalCode ?? '',
    rrn: session.rrn ?? '',
    partnerReferenceNo: session.partnerReferenceNo,
  };
}

/** As the bill names the vendor. */
async function merchantOf(tx: Tx, { session, vendor }: CardMovement) {
  if (session.mcc !== null && session.vendorCity !== null) {
    return { name: vendor.name, city: session.vendorCity, mcc: session.mcc };
  }
  const { city, mcc } = await registerMerchant(tx, vendor);
  return { name: vendor.name, city, mcc: session.mcc ?? mcc };
}
