/** Proof that the sandbox's books are whole, recomputed from the entries. */
import { type Db, one } from '../db/pool.ts';

export interface LedgerCheck {
  readonly balanced: boolean;
  readonly journals: string;
  readonly debits: string;
  readonly credits: string;
  /** Journals whose debits and credits differ within a bank. */
  readonly unbalancedJournals: string;
  /** Accounts whose balance is not the sum of their entries. */
  readonly wrongBalances: string;
  /** Transfers and paid card sessions whose journal does not carry exactly their amount. */
  readonly wrongPayments: string;
}

const CHECK = `
  WITH signed AS (
    SELECT e.*, CASE e.side WHEN 'CREDIT' THEN e.amount ELSE -e.amount END AS change, a.bank_code
    FROM bank.entry e JOIN bank.account a ON a.id = e.account_id
  ), payment AS (
    SELECT journal_id, amount, source_id AS payer FROM bank.transfer WHERE state = 'SUCCESS'
    UNION ALL
    SELECT s.journal_id, s.amount, c.account_id FROM bank.card_session s JOIN bank.card c ON c.token = s.card_token
    WHERE s.state = 'PAID'
  )
  SELECT
    (SELECT count(*)::text FROM bank.journal) AS journals,
    (SELECT coalesce(sum(amount), 0)::text FROM signed WHERE side = 'DEBIT') AS debits,
    (SELECT coalesce(sum(amount), 0)::text FROM signed WHERE side = 'CREDIT') AS credits,
    (SELECT count(*)::text FROM
      (SELECT FROM signed GROUP BY journal_id, bank_code HAVING sum(change) <> 0) AS unbalanced) AS "unbalancedJournals",
    (SELECT count(*)::text FROM bank.account a
      WHERE a.balance <> (SELECT coalesce(sum(change), 0) FROM signed WHERE account_id = a.id)) AS "wrongBalances",
    (SELECT count(*)::text FROM payment p
      WHERE p.amount <> (SELECT coalesce(sum(-change), 0) FROM signed
                         WHERE journal_id = p.journal_id AND account_id = p.payer)) AS "wrongPayments"`;

export async function checkLedger(db: Db): Promise<LedgerCheck> {
  const result = await db.query<Omit<LedgerCheck, 'balanced'>>(CHECK);
  const found = one(result.rows);
  const balanced =
    found.debits === found.credits &&
    found.unbalancedJournals === '0' &&
    found.wrongBalances === '0' &&
    found.wrongPayments === '0';
  return { balanced, ...found };
}
