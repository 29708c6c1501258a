/** Payments of codes as the services tell them: 51, 53, 78. */
import { ACCOUNT_COLUMNS, type Account } from '../accounts/account.ts';
import { type Card, cardByToken } from '../cards/card.ts';
import { type Db, one, type Tx } from '../db/pool.ts';
import { merchantByPan } from './merchant.ts';
import type { PaidCode } from './notice.ts';

interface Row {
  readonly amount: bigint;
  readonly referenceNo: string;
  readonly rrn: string;
  readonly approvalCode: string;
  readonly paidAt: Date;
  readonly payerId: bigint;
  readonly merchantPan: string;
  readonly cardToken: string | null;
}

const FIND = `SELECT p.amount, p.reference_no AS "referenceNo", p.rrn, p.approval_code AS "approvalCode",
    p.paid_at AS "paidAt", p.payer_id AS "payerId", m.merchant_pan AS "merchantPan", c.token AS "cardToken"
  FROM bank.qr_payment p JOIN bank.merchant m ON m.account_id = p.merchant_id
  LEFT JOIN bank.card c ON c.account_id = p.payer_id`;

export async function paymentOfCode(db: Db | Tx, qrId: bigint): Promise<PaidCode | null> {
  return paidOf(db, (await db.query<Row>(`${FIND} WHERE p.qr_id = $1`, [qrId])).rows[0]);
}

export async function paymentByReference(db: Db, referenceNo: string): Promise<PaidCode | null> {
  return paidOf(db, (await db.query<Row>(`${FIND} WHERE p.reference_no = $1`, [referenceNo])).rows[0]);
}

/** Issuer side: what the partner paid under a reference of its own. */
export async function paymentOfPartner(
  db: Db | Tx,
  partnerId: string,
  partnerReferenceNo: string | null,
  referenceNo: string | null,
): Promise<PaidCode | null> {
  const found = await db.query<Row>(
    `${FIND} WHERE p.partner_id = $1 AND ($2::text IS NULL OR p.partner_reference_no = $2)
       AND ($3::text IS NULL OR p.reference_no = $3) AND num_nonnulls($2::text, $3::text) > 0`,
    [partnerId, partnerReferenceNo, referenceNo],
  );
  return paidOf(db, found.rows[0]);
}

async function paidOf(db: Db | Tx, row: Row | undefined): Promise<PaidCode | null> {
  if (row === undefined) return null;
  const payers = await db.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = $1`, [row.payerId]);
  const merchant = await merchantByPan(db, [row.merchantPan]);
  if (merchant === null) throw new Error(`payment ${row.referenceNo} lost its merchant`);
  const card: Card | null = row.cardToken === null ? null : await cardByToken(db, row.cardToken);
  const { amount, referenceNo, rrn, approvalCode, paidAt } = row;
  return { amount, referenceNo, rrn, approvalCode, paidAt, merchant, card, payer: one(payers.rows) };
}
