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
  /** Accounts under contract whose debits are not their successful transfers, fees and returns. */
  readonly unexplainedDebits: string;
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
  ), posted AS (
    SELECT account_id, sum(change) AS change, coalesce(sum(amount) FILTER (WHERE side = 'DEBIT'), 0) AS debits
    FROM signed GROUP BY account_id
  ), explained AS (
    SELECT account_id, sum(amount) AS amount FROM (
      SELECT source_id AS account_id, amount + fee AS amount FROM bank.transfer WHERE state = 'SUCCESS'
      UNION ALL SELECT beneficiary_id, payee_fee FROM bank.transfer WHERE state = 'SUCCESS'
      UNION ALL SELECT beneficiary_id, amount FROM bank.transfer WHERE returned_at IS NOT NULL
    ) AS reason GROUP BY account_id
  )
  SELECT
    (SELECT count(*)::text FROM bank.journal) AS journals,
    (SELECT coalesce(sum(amount), 0)::text FROM signed WHERE side = 'DEBIT') AS debits,
    (SELECT coalesce(sum(amount), 0)::text FROM signed WHERE side = 'CREDIT') AS credits,
    (SELECT count(*)::text FROM
      (SELECT FROM signed GROUP BY journal_id, bank_code HAVING sum(change) <> 0) AS unbalanced) AS "unbalancedJournals",
    (SELECT count(*)::text FROM bank.account a LEFT JOIN posted ON posted.account_id = a.id
      WHERE a.balance <> coalesce(posted.change, 0)) AS "wrongBalances",
    (SELECT count(*)::text FROM (
      SELECT FROM payment p LEFT JOIN signed s ON s.journal_id = p.journal_id AND s.account_id = p.payer
      GROUP BY p.journal_id, p.amount, p.payer HAVING p.amount <> coalesce(sum(-s.change), 0)) AS wrong)
      AS "wrongPayments",
    (SELECT count(*)::text FROM bank.account a LEFT JOIN posted ON posted.account_id = a.id
      LEFT JOIN explained ON explained.account_id = a.id
      WHERE a.partner_id IS NOT NULL AND coalesce(posted.debits, 0) <> coalesce(explained.amount, 0))
      AS "unexplainedDebits"`;

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
