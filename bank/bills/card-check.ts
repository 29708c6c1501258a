/** Proof that cards, codes and bills agree with the books, recomputed from the journal and from each other. */
import { type Db, one } from '../db/pool.ts';

export interface CardCheck {
  readonly whole: boolean;
  /** Cards on which more or less is held than their authorisations hold. */
  readonly wrongHolds: string;
  /** Sessions whose captured or refunded sum is not that of their operations. */
  readonly wrongSessions: string;
  /** Bill lines without exactly one entry of their journal on the card's account. */
  readonly wrongPostings: string;
  /** Codes that are paid without a payment, paid for another sum, or refunded for another sum than their refunds. */
  readonly wrongCodes: string;
  /** Bills whose total is not that of their lines, or whose payments do not cover what they say. */
  readonly wrongBills: string;
}

const CHECK = `
  SELECT
    (SELECT count(*)::text FROM bank.card c JOIN bank.account a ON a.id = c.account_id
      WHERE a.held <> (SELECT coalesce(sum(s.held), 0) FROM bank.card_session s WHERE s.card_token = c.token))
      AS "wrongHolds",
    (SELECT count(*)::text FROM bank.card_session s
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount) FILTER (WHERE kind = 'CAPTURE'), 0) AS captured,
               coalesce(sum(amount) FILTER (WHERE kind = 'VOID' AND journal_id IS NOT NULL), 0) AS undone,
               coalesce(sum(amount) FILTER (WHERE kind = 'REFUND'), 0) AS refunded
        FROM bank.card_operation o WHERE o.session_id = s.id) o
      WHERE s.refunded <> o.refunded
         OR s.captured <> CASE WHEN s.kind = 'AUTH' THEN o.captured - o.undone WHEN s.state = 'PAID' THEN s.amount ELSE 0 END)
      AS "wrongSessions",
    (SELECT count(*)::text FROM bank.card_posting p
      WHERE 1 <> (SELECT count(*) FROM bank.entry e WHERE e.journal_id = p.journal_id AND e.account_id = p.account_id
                    AND e.amount = p.amount AND e.side = p.direction))
      AS "wrongPostings",
    (SELECT count(*)::text FROM bank.qr_code q
      LEFT JOIN bank.qr_payment p ON p.qr_id = q.id
      WHERE (q.state = 'PAID') <> (p.id IS NOT NULL) OR p.amount <> q.amount
         OR q.refunded <> (SELECT coalesce(sum(r.amount), 0) FROM bank.qr_refund r WHERE r.qr_id = q.id)
         OR p.amount <> (SELECT coalesce(sum(e.amount), 0) FROM bank.entry e
                          WHERE e.journal_id = p.journal_id AND e.account_id = p.payer_id AND e.side = 'DEBIT'))
      AS "wrongCodes",
    (SELECT count(*)::text FROM bank.card_bill b
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount) FILTER (WHERE direction = 'DEBIT'), 0) AS spent,
               coalesce(sum(amount) FILTER (WHERE direction = 'CREDIT'), 0) AS back,
               coalesce(sum(covered), 0) AS covered
        FROM bank.card_posting p WHERE p.bill_id = b.id) l
      WHERE b.total <> l.spent - l.back OR l.covered <> least(l.back, l.spent) + b.paid
         OR (b.paid_at IS NOT NULL) <> (b.paid >= b.total))
      AS "wrongBills"`;

export async function checkCards(db: Db): Promise<CardCheck> {
  const found = one((await db.query<Omit<CardCheck, 'whole'>>(CHECK)).rows);
  return { whole: Object.values(found).every((count) => count === '0'), ...found };
}
