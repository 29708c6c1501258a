/** One transfer: decided and booked in a single transaction, executed at most once per partner reference. */
import {
  type Account,
  availableOf,
  changeHold,
  contractAccount,
  customerAccount,
  lockAccounts,
  statusProblem,
} from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import type { Terms } from '../config.ts';
import { inTransaction, one, type Tx } from '../db/pool.ts';
import { referenceNo } from '../references.ts';
import type { Case } from '../snap/answer.ts';
import { responseCode } from '../snap/answer.ts';
import { wibClock } from '../time.ts';
import { triggerOf } from './triggers.ts';

export interface TransferRequest {
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly externalId: string;
  readonly service: '17' | '18';
  readonly amount: bigint;
  readonly sourceAccountNo: string;
  /** '' for the bank of the source. */
  readonly beneficiaryBankCode: string;
  readonly beneficiaryAccountNo: string;
  readonly remark: string;
  readonly transactionDate: string;
}

export type TransferResult =
  | { readonly kind: 'done' | 'pending'; readonly referenceNo: string }
  | { readonly kind: 'duplicate' | 'inconsistent'; readonly referenceNo: string }
  | { readonly kind: 'refused'; readonly case: Case; readonly info: string };

interface Stored {
  readonly id: bigint;
  readonly referenceNo: string;
  readonly state: 'RECEIVED' | 'PENDING' | 'SUCCESS' | 'FAILED';
  readonly service: string;
  readonly amount: bigint;
  readonly sourceAccountNo: string;
  readonly beneficiaryBankCode: string;
  readonly beneficiaryAccountNo: string;
}

interface Refused {
  readonly case: Case;
  readonly info: string;
}

export async function executeTransfer(bank: Bank, request: TransferRequest): Promise<TransferResult> {
  return inTransaction(bank.db, async (tx) => {
    const claimed = await claimReference(tx, request, bank.now());
    if (claimed.state === 'SUCCESS' || claimed.state === 'PENDING') return repeated(claimed, request);

    const parties = await findParties(tx, request, bank);
    if ('case' in parties) return refuse(tx, claimed, request, parties, bank.now());
    const locked = await lockAccounts(tx, [parties.source.id, parties.beneficiary.id]);
    const source = locked.get(parties.source.id) ?? parties.source;
    const beneficiary = locked.get(parties.beneficiary.id) ?? parties.beneficiary;
    const problem = problemOf(request, source, beneficiary, bank.terms);
    if (problem !== null) return refuse(tx, claimed, request, problem, bank.now());

    // After the locks: lines of one account are in the order of their moments.
    const at = bank.now();
    const settlesAs = bank.settlesAs ?? triggerOf(request.beneficiaryAccountNo)?.settlesAs;
    if (settlesAs !== undefined) {
      await changeHold(tx, source.id, request.amount);
      await markPending(tx, claimed.id, source, beneficiary, settlesAs, new Date(at.getTime() + bank.terms.pendingMs));
      return { kind: 'pending', referenceNo: claimed.referenceNo };
    }
    const remark = statementRemark(request.partnerReferenceNo, request.remark);
    const journalId = await book(tx, {
      kind: 'TRANSFER',
      from: source,
      to: beneficiary,
      amount: request.amount,
      remark,
      at,
    });
    await tx.query(
      `UPDATE bank.transfer SET state = 'SUCCESS', response_code = $2, source_id = $3, beneficiary_id = $4,
         journal_id = $5, finished_at = $6 WHERE id = $1`,
      [claimed.id, responseCode('successful', request.service), source.id, beneficiary.id, journalId, at],
    );
    return { kind: 'done', referenceNo: claimed.referenceNo };
  });
}

/** What both sides read on their statement. */
export function statementRemark(partnerReferenceNo: string, remark: string): string {
  return `${partnerReferenceNo} ${remark}`.trim();
}

/**
 * Takes the partner's reference. A second request with the same one waits here until the first has committed. A
 * reference whose transfer failed for good may be used again.
 */
async function claimReference(tx: Tx, request: TransferRequest, now: Date): Promise<Stored> {
  const values = [
    request.partnerId,
    request.partnerReferenceNo,
    request.service,
    referenceNo(now),
    request.externalId,
    request.amount,
    request.sourceAccountNo,
    request.beneficiaryBankCode,
    request.beneficiaryAccountNo,
    request.remark,
    request.transactionDate,
    now,
  ];
  const columns = `id, reference_no AS "referenceNo", state, service, amount, source_account_no AS "sourceAccountNo",
    beneficiary_bank_code AS "beneficiaryBankCode", beneficiary_account_no AS "beneficiaryAccountNo"`;
  const inserted = await tx.query<Stored>(
    `INSERT INTO bank.transfer (partner_id, partner_reference_no, service, reference_no, external_id, amount,
       source_account_no, beneficiary_bank_code, beneficiary_account_no, remark, transaction_date, state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'RECEIVED', $12)
     ON CONFLICT (partner_id, partner_reference_no) DO NOTHING RETURNING ${columns}`,
    values,
  );
  if (inserted.rows[0] !== undefined) return inserted.rows[0];
  const earlier = await tx.query<Stored>(
    `SELECT ${columns} FROM bank.transfer WHERE partner_id = $1 AND partner_reference_no = $2 FOR UPDATE`,
    [request.partnerId, request.partnerReferenceNo],
  );
  const stored = one(earlier.rows);
  if (stored.state !== 'FAILED') return stored;
  const reopened = await tx.query<Stored>(
    `UPDATE bank.transfer SET service = $3, reference_no = $4, external_id = $5, amount = $6, source_account_no = $7,
       beneficiary_bank_code = $8, beneficiary_account_no = $9, remark = $10, transaction_date = $11,
       state = 'RECEIVED', response_code = '', source_id = NULL, beneficiary_id = NULL, settle_at = NULL,
       settle_as = NULL, created_at = $12, finished_at = NULL
     WHERE partner_id = $1 AND partner_reference_no = $2 RETURNING ${columns}`,
    values,
  );
  return one(reopened.rows);
}

function repeated(earlier: Stored, request: TransferRequest): TransferResult {
  const same =
    earlier.service === request.service &&
    earlier.amount === request.amount &&
    earlier.sourceAccountNo === request.sourceAccountNo &&
    earlier.beneficiaryBankCode === request.beneficiaryBankCode &&
    earlier.beneficiaryAccountNo === request.beneficiaryAccountNo;
  if (!same) return { kind: 'inconsistent', referenceNo: earlier.referenceNo };
  return { kind: earlier.state === 'SUCCESS' ? 'duplicate' : 'pending', referenceNo: earlier.referenceNo };
}

async function findParties(
  tx: Tx,
  request: TransferRequest,
  bank: Bank,
): Promise<{ readonly source: Account; readonly beneficiary: Account } | Refused> {
  if (isClosed(bank.terms, bank.now())) return { case: 'closed', info: '[end-of-day processing]' };
  const source = await contractAccount(tx, request.partnerId, request.sourceAccountNo);
  if (source === null) return { case: 'invalidAccount', info: '[sourceAccountNo]' };
  const trigger = triggerOf(request.beneficiaryAccountNo);
  if (trigger?.onTransfer !== undefined) return { case: trigger.onTransfer, info: '[beneficiaryAccountNo]' };
  const bankCode = request.beneficiaryBankCode || source.bankCode;
  const beneficiary = await customerAccount(tx, bankCode, request.beneficiaryAccountNo);
  if (beneficiary === null) return { case: 'invalidAccount', info: '[beneficiaryAccountNo]' };
  return { source, beneficiary };
}

function problemOf(request: TransferRequest, source: Account, beneficiary: Account, terms: Terms): Refused | null {
  if (source.id === beneficiary.id) return { case: 'invalidAccount', info: '[same account]' };
  const sourceProblem = statusProblem(source.status);
  if (sourceProblem !== null) return { case: sourceProblem, info: '[sourceAccountNo]' };
  const beneficiaryProblem = statusProblem(beneficiary.status);
  if (beneficiaryProblem !== null) return { case: beneficiaryProblem, info: '[beneficiaryAccountNo]' };
  if (request.service === '18' && request.amount > terms.interbankLimit) return { case: 'overLimit', info: '' };
  if (availableOf(source) < request.amount) return { case: 'insufficientFunds', info: '' };
  return null;
}

/** The window may span midnight. */
function isClosed(terms: Terms, now: Date): boolean {
  if (terms.closed === null) return false;
  const { from, to } = terms.closed;
  const clock = wibClock(now);
  return from <= to ? clock >= from && clock < to : clock >= from || clock < to;
}

async function refuse(
  tx: Tx,
  claimed: Stored,
  request: TransferRequest,
  refusal: Refused,
  now: Date,
): Promise<TransferResult> {
  await tx.query(`UPDATE bank.transfer SET state = 'FAILED', response_code = $2, finished_at = $3 WHERE id = $1`, [
    claimed.id,
    responseCode(refusal.case, request.service),
    now,
  ]);
  return { kind: 'refused', ...refusal };
}

async function markPending(
  tx: Tx,
  transferId: bigint,
  source: Account,
  beneficiary: Account,
  settlesAs: 'SUCCESS' | 'FAILED',
  settleAt: Date,
): Promise<void> {
  await tx.query(
    `UPDATE bank.transfer SET state = 'PENDING', source_id = $2, beneficiary_id = $3, settle_at = $4, settle_as = $5
     WHERE id = $1`,
    [transferId, source.id, beneficiary.id, settleAt, settlesAs],
  );
}
