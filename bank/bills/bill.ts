/**
 * The monthly bill of a billing account. It is made at the end of the statement day, or at once by a simulation, and takes
 * every line that no earlier bill has taken.
 */

import { lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { type Db, inTransaction, one, type Tx } from '../db/pool.ts';
import { lesser } from '../rupiah.ts';
import { wibDate } from '../time.ts';
import { coverLines, lockBilling, shareOut } from './receipt.ts';
import {
  billNumber,
  dateAfter,
  lastStatementDate,
  nextMonth,
  nextPeriod,
  type StatementTerms,
  statementDateOf,
} from './statement-day.ts';

export interface Bill {
  readonly id: bigint;
  readonly billNo: string;
  readonly billingAccountNo: string;
  /** yyyyMM */
  readonly period: string;
  /** yyyy-MM-dd */
  readonly statementDate: string;
  readonly dueDate: string;
  /** Rupiah; below zero when more came back than was spent. */
  readonly total: bigint;
  readonly paid: bigint;
  readonly paidAt: Date | null;
}

export interface BillLine {
  readonly lineNo: number;
  readonly postedAt: Date;
  readonly transactionAt: Date;
  readonly last4: string;
  readonly merchantName: string;
  readonly merchantCity: string;
  readonly mcc: string;
  readonly amount: bigint;
  readonly direction: 'DEBIT' | 'CREDIT';
  readonly approvalCode: string;
  readonly rrn: string;
  readonly partnerReferenceNo: string | null;
}

interface Unbilled {
  readonly id: bigint;
  readonly accountId: bigint;
  readonly direction: 'DEBIT' | 'CREDIT';
  readonly amount: bigint;
}

const FIND_BILL = `SELECT b.id, b.bill_no AS "billNo", a.account_no AS "billingAccountNo", b.period,
    b.statement_date::text AS "statementDate", b.due_date::text AS "dueDate", b.total, b.paid, b.paid_at AS "paidAt"
  FROM bank.card_bill b JOIN bank.account a ON a.id = b.billing_account_id`;

/** Billing accounts whose bill one turn of the loop makes. */
const BATCH = 50;

export async function billOf(db: Db | Tx, billingAccountId: bigint, period: string): Promise<Bill | null> {
  const found = await db.query<Bill>(`${FIND_BILL} WHERE b.billing_account_id = $1 AND b.period = $2`, [
    billingAccountId,
    period,
  ]);
  return found.rows[0] ?? null;
}

export async function linesOf(db: Db | Tx, bill: Bill): Promise<readonly BillLine[]> {
  const found = await db.query<BillLine>(
    `SELECT p.line_no AS "lineNo", p.posted_at AS "postedAt", p.transaction_at AS "transactionAt",
       right(c.number, 4) AS last4, p.merchant_name AS "merchantName", p.merchant_city AS "merchantCity", p.mcc,
       p.amount, p.direction, p.approval_code AS "approvalCode", p.rrn,
       p.partner_reference_no AS "partnerReferenceNo"
     FROM bank.card_posting p JOIN bank.card c ON c.account_id = p.account_id
     WHERE p.bill_id = $1 ORDER BY p.line_no`,
    [bill.id],
  );
  return found.rows;
}

/** The account under which bills are paid, by its number; the newest card's when two issuers use one number. */
export async function billingAccountId(db: Db | Tx, accountNo: string): Promise<bigint | null> {
  const found = await db.query<{ id: bigint }>(
    `SELECT a.id FROM bank.account a WHERE a.account_no = $1 AND a.kind = 'KARTU'
       AND EXISTS (SELECT FROM bank.card c WHERE c.billing_account_id = a.id) ORDER BY a.id DESC LIMIT 1`,
    [accountNo],
  );
  return found.rows[0]?.id ?? null;
}

/** Makes the bills whose statement day has passed, the oldest first. */
export async function closeDueBills(bank: Bank): Promise<void> {
  const now = bank.now();
  const { terms } = bank;
  const waiting = await bank.db.query<{ id: bigint; oldest: Date }>(
    `SELECT c.billing_account_id AS id, min(p.posted_at) AS oldest
     FROM bank.card_posting p JOIN bank.card c ON c.account_id = p.account_id
     WHERE p.bill_id IS NULL AND p.posted_at < $1 GROUP BY 1 LIMIT $2`,
    [cutOff(lastStatementDate(now, terms.statementDay)), BATCH],
  );
  for (const { id, oldest } of waiting.rows) {
    await inTransaction(bank.db, async (tx) => {
      let statementDate = statementDateOf(oldest, terms.statementDay);
      // A bill that was made early took the place of this one: the lines go to the next.
      while ((await billOf(tx, id, periodOf(statementDate))) !== null) statementDate = nextMonth(statementDate);
      if (cutOff(statementDate) <= now) await close(tx, id, { statementDate, now, terms });
    });
  }
}

/**
 * Makes a bill now. Its period is the current month, or the next one that has no bill yet. Null when no line waits.
 */
export async function closeNow(bank: Bank, accountId: bigint): Promise<Bill | null> {
  const now = bank.now();
  return inTransaction(bank.db, async (tx) => {
    const statementDate = wibDate(now);
    let period = periodOf(statementDate);
    await lockBilling(tx, accountId);
    while ((await billOf(tx, accountId, period)) !== null) period = nextPeriod(period);
    return close(tx, accountId, { statementDate, period, upTo: null, now, terms: bank.terms });
  });
}

interface Closing {
  readonly statementDate: string;
  readonly period?: string;
  /** Lines before this moment; null takes all. Absent: the end of the statement day. */
  readonly upTo?: Date | null;
  readonly now: Date;
  readonly terms: StatementTerms;
}

async function close(tx: Tx, accountId: bigint, closing: Closing): Promise<Bill | null> {
  const { statementDate, now, terms } = closing;
  const period = closing.period ?? periodOf(statementDate);
  const upTo = closing.upTo === undefined ? cutOff(statementDate) : closing.upTo;
  const billing = await lockBilling(tx, accountId);
  if ((await billOf(tx, accountId, period)) !== null) return null;
  // Money that came before this bill belongs to earlier ones.
  await shareOut(tx, accountId, now);
  const found = await tx.query<Unbilled>(
    `SELECT p.id, p.account_id AS "accountId", p.direction, p.amount
     FROM bank.card_posting p JOIN bank.card c ON c.account_id = p.account_id
     WHERE c.billing_account_id = $1 AND p.bill_id IS NULL AND ($2::timestamptz IS NULL OR p.posted_at < $2)
     ORDER BY p.posted_at, p.id FOR UPDATE OF p`,
    [accountId, upTo],
  );
  if (found.rows.length === 0) return null;
  const total = found.rows.reduce((sum, { direction, amount }) => sum + (direction === 'DEBIT' ? amount : -amount), 0n);
  const made = await tx.query<{ id: bigint }>(
    `INSERT INTO bank.card_bill (bill_no, billing_account_id, period, statement_date, due_date, total, overpaid, paid_at,
       created_at)
     VALUES ($1, $2, $3, $4, $5, $6::bigint, greatest(-$6::bigint, 0),
       CASE WHEN $6::bigint <= 0 THEN $7::timestamptz END, $7) RETURNING id`,
    [
      billNumber(period, billing.id),
      accountId,
      period,
      statementDate,
      dateAfter(statementDate, terms.graceDays),
      total,
      now,
    ],
  );
  const billId = one(made.rows).id;
  await tx.query(
    `UPDATE bank.card_posting p SET bill_id = $1, line_no = n.no
     FROM (SELECT id, no::integer FROM unnest($2::bigint[]) WITH ORDINALITY AS u (id, no)) n WHERE p.id = n.id`,
    [billId, found.rows.map(({ id }) => String(id))],
  );
  const bill = one((await tx.query<Bill>(`${FIND_BILL} WHERE b.id = $1`, [billId])).rows);
  await coverByRefunds(tx, accountId, bill, now);
  return bill;
}

/**
 * Refunds of a card cover its own purchases on the bill, oldest first. What a card got back beyond them pays the
 * purchases of the other cards on the bill: it is moved to the billing account for that.
 */
async function coverByRefunds(tx: Tx, billingId: bigint, bill: Bill, now: Date): Promise<void> {
  const total = bill.total;
  const found = await tx.query<Unbilled>(
    `SELECT id, account_id AS "accountId", direction, amount FROM bank.card_posting WHERE bill_id = $1 ORDER BY line_no`,
    [bill.id],
  );
  const cards = new Map<bigint, Unbilled[]>();
  for (const line of found.rows) cards.set(line.accountId, [...(cards.get(line.accountId) ?? []), line]);
  for (const [accountId, lines] of cards) {
    let refunds = sumOf(lines, 'CREDIT');
    if (refunds === 0n) continue;
    for (const line of lines.filter(({ direction }) => direction === 'DEBIT')) {
      const part = lesser(refunds, line.amount);
      await tx.query('UPDATE bank.card_posting SET covered = $2 WHERE id = $1', [line.id, part]);
      refunds -= part;
    }
    if (refunds > 0n && accountId !== billingId) await moveToBilling(tx, accountId, billingId, refunds, now);
  }
  const surplus = [...cards.values()].reduce((sum, lines) => {
    const net = sumOf(lines, 'CREDIT') - sumOf(lines, 'DEBIT');
    return net > 0n ? sum + net : sum;
  }, 0n);
  const usable = total > 0n ? surplus : surplus + total;
  if (usable > 0n) await coverLines(tx, await lockBilling(tx, billingId), bill, usable, now);
}

async function moveToBilling(tx: Tx, cardId: bigint, billingId: bigint, amount: bigint, now: Date): Promise<void> {
  const locked = await lockAccounts(tx, [cardId, billingId]);
  const [from, to] = [locked.get(cardId), locked.get(billingId)];
  if (from === undefined || to === undefined) throw new Error(`billing account ${billingId} lost a card`);
  await book(tx, { kind: 'CARD', from, to, amount, remark: 'PENGEMBALIAN DIPERHITUNGKAN', at: now });
}

function sumOf(lines: readonly Unbilled[], direction: Unbilled['direction']): bigint {
  return lines.reduce((sum, line) => (line.direction === direction ? sum + line.amount : sum), 0n);
}

/** The first moment after the statement day in Jakarta. */
function cutOff(statementDate: string): Date {
  return new Date(`${dateAfter(statementDate, 1)}T00:00:00+07:00`);
}

function periodOf(date: string): string {
  return date.slice(0, 7).replace('-', '');
}
