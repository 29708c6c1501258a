/** SNAP 78: the merchant gives the payer back all or a part of a paid code, once per number of the partner. */
import { availableOf, lockAccounts } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { post } from '../bills/posting.ts';
import { type Db, inTransaction, one, type Tx } from '../db/pool.ts';
import { referenceNo } from '../references.ts';
import type { Case } from '../snap/answer.ts';
import { type Code, lockCode } from './code.ts';
import { paymentOfCode } from './paid.ts';

export interface QrRefundOrder {
  readonly partnerId: string;
  readonly partnerReferenceNo: string | null;
  readonly referenceNo: string | null;
  readonly partnerRefundNo: string;
  /** Null: all that is left. */
  readonly amount: bigint | null;
  readonly reason: string;
}

export interface QrRefund {
  readonly refundNo: string;
  readonly partnerRefundNo: string;
  readonly amount: bigint;
  readonly doneAt: Date;
}

export type QrRefunded =
  | { readonly kind: 'done' | 'repeated'; readonly code: Code; readonly refund: QrRefund }
  | { readonly kind: 'refused'; readonly case: Case; readonly info: string };

const COLUMNS = 'qr_id AS "qrId", bank_no AS "refundNo", partner_no AS "partnerRefundNo", amount, done_at AS "doneAt"';

export async function refundCode(bank: Bank, order: QrRefundOrder): Promise<QrRefunded> {
  return inTransaction(bank.db, async (tx) => {
    const code = await lockCode(tx, order.partnerId, order.partnerReferenceNo, order.referenceNo, bank.now());
    if (code === null) return refused('notFound', '');
    const earlier = await refundByNumber(tx, order);
    if (earlier !== null) {
      const same = earlier.qrId === code.id && (order.amount === null || order.amount === earlier.amount);
      return same ? { kind: 'repeated', code, refund: earlier } : refused('inconsistent', '');
    }
    if (code.state !== 'PAID') return refused('invalidStatus', `[${code.state}]`);
    const left = code.amount - code.refunded;
    if (left === 0n) return refused('notAllowedNow', '[already refunded]');
    const amount = order.amount ?? left;
    if (amount > left) return refused('invalidAmount', '[above what was paid]');
    return giveBack(bank, tx, code, order, amount);
  });
}

/** Refunds of a code, the oldest first. */
export async function refundsOfCode(db: Db, code: Code): Promise<readonly (QrRefund & { readonly reason: string })[]> {
  const found = await db.query<QrRefund & { reason: string }>(
    `SELECT ${COLUMNS}, reason FROM bank.qr_refund WHERE qr_id = $1 ORDER BY id`,
    [code.id],
  );
  return found.rows;
}

async function giveBack(bank: Bank, tx: Tx, code: Code, order: QrRefundOrder, amount: bigint): Promise<QrRefunded> {
  const paid = await paymentOfCode(tx, code.id);
  if (paid === null) throw new Error(`code ${code.referenceNo} is paid without a payment`);
  const locked = await lockAccounts(tx, [paid.payer.id, code.merchantId]);
  const [payer, merchant] = [locked.get(paid.payer.id), locked.get(code.merchantId)];
  if (payer === undefined || merchant === undefined) throw new Error(`code ${code.referenceNo} lost an account`);
  if (availableOf(merchant) < amount) return refused('insufficientFunds', '[merchant]');
  const at = bank.now();
  const kind = paid.card === null ? 'QRIS' : 'CARD';
  const remark = `${code.partnerReferenceNo} PENGEMBALIAN QRIS ${paid.rrn}`;
  const reference = code.partnerReferenceNo;
  const journalId = await book(tx, { kind, from: merchant, to: payer, amount, remark, at, reference, channel: 'QRIS' });
  if (paid.card !== null) {
    await post(tx, {
      cardAccountId: payer.id,
      direction: 'CREDIT',
      amount,
      at,
      transactionAt: at,
      merchant: paid.merchant,
      approvalCode: paid.approvalCode,
      rrn: paid.rrn,
      partnerReferenceNo: code.partnerReferenceNo,
      journalId,
    });
  }
  await tx.query('UPDATE bank.qr_code SET refunded = refunded + $2 WHERE id = $1', [code.id, amount]);
  const stored = await tx.query<QrRefund>(
    `INSERT INTO bank.qr_refund (qr_id, partner_id, partner_no, bank_no, amount, reason, journal_id, done_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COLUMNS}`,
    [code.id, order.partnerId, order.partnerRefundNo, referenceNo(at), amount, order.reason, journalId, at],
  );
  return { kind: 'done', code, refund: one(stored.rows) };
}

async function refundByNumber(tx: Tx, order: QrRefundOrder): Promise<(QrRefund & { readonly qrId: bigint }) | null> {
  const found = await tx.query<QrRefund & { qrId: bigint }>(
    `SELECT ${COLUMNS} FROM bank.qr_refund WHERE partner_id = $1 AND partner_no = $2`,
    [order.partnerId, order.partnerRefundNo],
  );
  return found.rows[0] ?? null;
}

function refused(name: Case, info: string): QrRefunded {
  return { kind: 'refused', case: name, info };
}
