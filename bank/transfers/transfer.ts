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
import { bankCodeOf } from '../accounts/banks.ts';
import type { Bank } from '../bank.ts';
import type { Terms } from '../config.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import type { Case } from '../snap/answer.ts';
import { responseCode } from '../snap/answer.ts';
import { wibClock } from '../time.ts';
import { channelProblem, type FeeType, feesOf, settlementTime } from './channel.ts';
import { claimReference, isSameOrder, type Order, type Stored } from './claim.ts';
import { clears, type Running, succeed } from './complete.ts';
import { triggerOf } from './triggers.ts';

export { statementRemark } from './complete.ts';

export interface Refused {
  readonly case: Case;
  readonly info: string;
}

/** A payee that is not an account number: a billing code, a virtual account. */
export interface SpecialPayee {
  /** Finds and locks what is paid; comes before the accounts are locked. */
  readonly find: (tx: Tx, source: Account) => Promise<Account | Refused>;
  /** Same transaction as the booking; returns what is kept with the transfer and told again by status. */
  readonly paid: (tx: Tx, referenceNo: string, at: Date) => Promise<Readonly<Record<string, unknown>>>;
}

export interface TransferRequest extends Order {
  readonly feeType?: FeeType;
  readonly payee?: SpecialPayee;
}

export type TransferResult =
  | {
      readonly kind: 'done' | 'pending';
      readonly referenceNo: string;
      readonly traceNo: string;
      readonly details: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'duplicate' | 'inconsistent'; readonly referenceNo: string }
  | ({ readonly kind: 'refused' } & Refused);

export async function executeTransfer(bank: Bank, request: TransferRequest): Promise<TransferResult> {
  const result = await inTransaction(bank.db, (tx) => execute(tx, bank, request));
  // Ordinary transfers are told to nobody; to look for notices after each would cost more than the transfer.
  if (result.kind === 'done' && request.payee !== undefined) bank.noticeQueued();
  return result;
}

async function execute(tx: Tx, bank: Bank, request: TransferRequest): Promise<TransferResult> {
  const claimed = await claimReference(tx, request, bank.now());
  if (claimed.state === 'SUCCESS' || claimed.state === 'PENDING') return repeated(claimed, request);

  const parties = await findParties(tx, request, bank);
  if ('case' in parties) return refuse(tx, claimed, request, parties, bank.now());
  const locked = await lockAccounts(tx, [parties.source.id, parties.beneficiary.id]);
  const source = locked.get(parties.source.id) ?? parties.source;
  const beneficiary = locked.get(parties.beneficiary.id) ?? parties.beneficiary;
  const fees = feesOf(request.channel, request.feeType ?? 'OUR', request.amount, bank.terms.fees);
  const problem = problemOf(request, source, beneficiary, fees.payer, bank);
  if (problem !== null) return refuse(tx, claimed, request, problem, bank.now());

  const { referenceNo, traceNo } = claimed;
  const due = dueTime(request, bank);
  if (due !== null) {
    await changeHold(tx, source.id, request.amount + fees.payer);
    await tx.query(
      `UPDATE bank.transfer SET state = 'PENDING', source_id = $2, beneficiary_id = $3, settle_at = $4,
         settle_as = $5, fee = $6, payee_fee = $7 WHERE id = $1`,
      [claimed.id, source.id, beneficiary.id, due.at, due.as, fees.payer, fees.payee],
    );
    return { kind: 'pending', referenceNo, traceNo, details: {} };
  }
  const details = (await request.payee?.paid(tx, referenceNo, bank.now())) ?? {};
  const running: Running = { ...request, id: claimed.id, referenceNo, traceNo, fee: fees.payer, payeeFee: fees.payee };
  await succeed(tx, bank, running, source, beneficiary, details);
  return { kind: 'done', referenceNo, traceNo, details };
}

function repeated(earlier: Stored, request: TransferRequest): TransferResult {
  const { referenceNo, traceNo, details } = earlier;
  if (!isSameOrder(earlier, request)) return { kind: 'inconsistent', referenceNo };
  return earlier.state === 'SUCCESS'
    ? { kind: 'duplicate', referenceNo }
    : { kind: 'pending', referenceNo, traceNo, details };
}

/** When and how a transfer that does not end now will end; null when it ends now. */
function dueTime(
  request: TransferRequest,
  bank: Bank,
): { readonly at: Date; readonly as: 'SUCCESS' | 'FAILED' } | null {
  const trigger = request.payee === undefined ? triggerOf(request.beneficiaryAccountNo)?.settlesAs : undefined;
  const ends = bank.settlesAs ?? trigger;
  const now = bank.now();
  if (ends !== undefined) return { at: new Date(now.getTime() + bank.terms.pendingMs), as: ends };
  const at = settlementTime(request.channel, now, bank.terms);
  return at === null ? null : { at, as: 'SUCCESS' };
}

async function findParties(
  tx: Tx,
  request: TransferRequest,
  bank: Bank,
): Promise<{ readonly source: Account; readonly beneficiary: Account } | Refused> {
  if (isClosed(bank.terms, bank.now())) return { case: 'closed', info: '[end-of-day processing]' };
  const source = await contractAccount(tx, request.partnerId, request.sourceAccountNo);
  if (source === null) return { case: 'invalidAccount', info: '[sourceAccountNo]' };
  const beneficiary =
    request.payee === undefined ? await payeeAccount(tx, request, source) : await request.payee.find(tx, source);
  return 'case' in beneficiary ? beneficiary : { source, beneficiary };
}

async function payeeAccount(tx: Tx, request: TransferRequest, source: Account): Promise<Account | Refused> {
  const trigger = triggerOf(request.beneficiaryAccountNo);
  if (trigger?.onTransfer !== undefined) return { case: trigger.onTransfer, info: '[beneficiaryAccountNo]' };
  const bankCode = request.beneficiaryBankCode === '' ? source.bankCode : bankCodeOf(request.beneficiaryBankCode);
  if (bankCode === null) return { case: 'invalidRouting', info: '[beneficiaryBankCode]' };
  if (clears(request.service) && bankCode === source.bankCode) {
    return { case: 'invalidRouting', info: '[same bank]' };
  }
  const beneficiary = await customerAccount(tx, bankCode, request.beneficiaryAccountNo);
  return beneficiary ?? { case: 'invalidAccount', info: '[beneficiaryAccountNo]' };
}

function problemOf(
  request: TransferRequest,
  source: Account,
  beneficiary: Account,
  fee: bigint,
  bank: Bank,
): Refused | null {
  if (source.id === beneficiary.id) return { case: 'invalidAccount', info: '[same account]' };
  const sourceProblem = statusProblem(source.status);
  if (sourceProblem !== null) return { case: sourceProblem, info: '[sourceAccountNo]' };
  const beneficiaryProblem = statusProblem(beneficiary.status);
  if (beneficiaryProblem !== null) return { case: beneficiaryProblem, info: '[beneficiaryAccountNo]' };
  const channel = channelProblem(request.channel, request.amount, bank.now(), bank.terms);
  if (channel !== null) return channel;
  if (availableOf(source) < request.amount + fee) return { case: 'insufficientFunds', info: '' };
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
