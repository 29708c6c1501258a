/** Lines of card bills: written in the transaction that moves the money of a card. */
import type { Tx } from '../db/pool.ts';

export interface Posting {
  readonly cardAccountId: bigint;
  /** DEBIT a purchase, CREDIT a refund or a reversal. */
  readonly direction: 'DEBIT' | 'CREDIT';
  readonly amount: bigint;
  readonly at: Date;
  /** When the holder bought; of a refund, when it was given. */
  readonly transactionAt: Date;
  readonly merchant: { readonly name: string; readonly city: string; readonly mcc: string };
  readonly approvalCode: string;
  readonly rrn: string;
  /** Null for a purchase outside the platform. */
  readonly partnerReferenceNo: string | null;
  readonly journalId: bigint;
}

/**
 * Head of a statement that writes the line together with what follows it, so that the books of the clearing are not kept
 * locked for one statement more. Takes the first twelve parameters, as `postingValues` lists them.
 */
export const WITH_POSTING = `WITH posted AS (
  INSERT INTO bank.card_posting (account_id, direction, amount, posted_at, transaction_at, merchant_name, merchant_city,
    mcc, approval_code, rrn, partner_reference_no, journal_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id)`;

export function postingValues(posting: Posting): readonly unknown[] {
  return [
    posting.cardAccountId,
    posting.direction,
    posting.amount,
    posting.at,
    posting.transactionAt,
    posting.merchant.name,
    posting.merchant.city,
    posting.merchant.mcc,
    posting.approvalCode,
    posting.rrn,
    posting.partnerReferenceNo,
    posting.journalId,
  ];
}

export async function post(tx: Tx, posting: Posting): Promise<void> {
  await tx.query(`${WITH_POSTING} SELECT id FROM posted`, [...postingValues(posting)]);
}
