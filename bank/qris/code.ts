/** Codes made for one order (SNAP 47): made, paid or not, refunded. */
import { createHash } from 'node:crypto';
import type { Bank } from '../bank.ts';
import { type Db, inTransaction, one, type Tx } from '../db/pool.ts';
import { digits, referenceNo } from '../references.ts';
import type { Merchant } from './merchant.ts';
import { writeCode } from './payload.ts';

export type CodeState = 'CREATED' | 'PAID' | 'EXPIRED' | 'CANCELLED';

export interface Code {
  readonly id: bigint;
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly externalId: string;
  /** The account of the merchant who is paid. */
  readonly merchantId: bigint;
  readonly amount: bigint;
  readonly terminalId: string;
  readonly content: string;
  readonly state: CodeState;
  readonly refunded: bigint;
  readonly validUntil: Date;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface CodeOrder {
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly externalId: string;
  readonly merchant: Merchant;
  readonly amount: bigint;
  /** Tag 62-01; '' for none. */
  readonly billNo: string;
  /** '' lets the bank choose. */
  readonly terminalId: string;
  readonly validUntil: Date;
}

/** Longest value of a tag inside 62. */
const MAX_LABEL = 25;
/** Codes that expire in one turn of the loop. */
const BATCH = 200;

const COLUMNS = `id, partner_id AS "partnerId", partner_reference_no AS "partnerReferenceNo",
  reference_no AS "referenceNo", external_id AS "externalId", merchant_id AS "merchantId", amount,
  terminal_id AS "terminalId", content, state, refunded, valid_until AS "validUntil", created_at AS "createdAt",
  finished_at AS "finishedAt"`;

/** Makes a code, or returns the one that already carries this reference. */
export async function makeCode(
  bank: Bank,
  order: CodeOrder,
): Promise<{ readonly code: Code; readonly isNew: boolean }> {
  const now = bank.now();
  const terminalId = order.terminalId || digits(8);
  const bankReference = referenceNo(now);
  const content = writeCode({
    merchant: order.merchant,
    amount: order.amount,
    billNo: order.billNo.slice(0, MAX_LABEL),
    reference: labelOf(order.partnerReferenceNo, bankReference),
    terminalId,
  });
  const inserted = await bank.db.query<Code>(
    `INSERT INTO bank.qr_code (partner_id, partner_reference_no, reference_no, external_id, merchant_id, amount,
       terminal_id, content, content_sha256, state, valid_until, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'CREATED', $10, $11)
     ON CONFLICT (partner_id, partner_reference_no) DO NOTHING RETURNING ${COLUMNS}`,
    [
      order.partnerId,
      order.partnerReferenceNo,
      bankReference,
      order.externalId,
      order.merchant.accountId,
      order.amount,
      terminalId,
      content,
      digestOf(content),
      order.validUntil,
      now,
    ],
  );
  if (inserted.rows[0] !== undefined) return { code: inserted.rows[0], isNew: true };
  const found = await bank.db.query<Code>(
    `SELECT ${COLUMNS} FROM bank.qr_code WHERE partner_id = $1 AND partner_reference_no = $2`,
    [order.partnerId, order.partnerReferenceNo],
  );
  return { code: one(found.rows), isNew: false };
}

/** Locks the code of a partner by its references, after ending it when its time is over; null when there is none. */
export async function lockCode(
  tx: Tx,
  partnerId: string,
  partnerReferenceNo: string | null,
  bankReferenceNo: string | null,
  now: Date,
): Promise<Code | null> {
  const found = await tx.query<Code>(
    `SELECT ${COLUMNS} FROM bank.qr_code WHERE partner_id = $1 AND ($2::text IS NULL OR partner_reference_no = $2)
       AND ($3::text IS NULL OR reference_no = $3) AND num_nonnulls($2::text, $3::text) > 0 FOR UPDATE`,
    [partnerId, partnerReferenceNo, bankReferenceNo],
  );
  const code = found.rows[0];
  if (code === undefined) return null;
  return code.state === 'CREATED' && code.validUntil <= now ? endCode(tx, code, 'EXPIRED', code.validUntil) : code;
}

export async function partnerCode(
  db: Db,
  partnerId: string,
  partnerReferenceNo: string | null,
  bankReferenceNo: string | null,
  now: Date,
): Promise<Code | null> {
  return inTransaction(db, (tx) => lockCode(tx, partnerId, partnerReferenceNo, bankReferenceNo, now));
}

/** Locks the code that was scanned, when this bank made it. */
export async function lockScanned(tx: Tx, content: string): Promise<Code | null> {
  const found = await tx.query<Code>(
    `SELECT ${COLUMNS} FROM bank.qr_code WHERE content_sha256 = $1 ORDER BY state = 'CREATED' DESC, id DESC LIMIT 1
     FOR UPDATE`,
    [digestOf(content)],
  );
  return found.rows[0] ?? null;
}

export async function endCode(tx: Tx, code: Code, state: CodeState, at: Date): Promise<Code> {
  const ended = await tx.query<Code>(
    `UPDATE bank.qr_code SET state = $2, finished_at = $3 WHERE id = $1 RETURNING ${COLUMNS}`,
    [code.id, state, at],
  );
  return one(ended.rows);
}

export async function expireOverdueCodes(bank: Bank): Promise<void> {
  await bank.db.query(
    `UPDATE bank.qr_code SET state = 'EXPIRED', finished_at = valid_until WHERE id IN
       (SELECT id FROM bank.qr_code WHERE state = 'CREATED' AND valid_until <= $1 LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [bank.now(), BATCH],
  );
}

/** The partner's reference as the payer's app shows it; one that is too long gives way to the end of the bank's own. */
function labelOf(partnerReferenceNo: string, bankReference: string): string {
  const isPrintable = /^[\x21-\x7e]+$/.test(partnerReferenceNo);
  return isPrintable && partnerReferenceNo.length <= MAX_LABEL ? partnerReferenceNo : bankReference.slice(-MAX_LABEL);
}

function digestOf(content: string): Buffer {
  return createHash('sha256').update(content).digest();
}
