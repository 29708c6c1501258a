/** The payer's app pays a code that it has scanned: from a government card (KKP Domestik) or a bank account. */
import { type Account, availableOf, lockAccounts, statusProblem } from '../accounts/account.ts';
import { book } from '../accounts/booking.ts';
import type { Bank } from '../bank.ts';
import { postingValues, WITH_POSTING } from '../bills/posting.ts';
import { type Card, cardByToken, isExpired } from '../cards/card.ts';
import { inTransaction, type Tx } from '../db/pool.ts';
import { queueNotice } from '../notices/outbox.ts';
import { approvalCode, referenceNo, retrievalReferenceNo } from '../references.ts';
import type { Case } from '../snap/answer.ts';
import { type Code, endCode, lockScanned } from './code.ts';
import { type Merchant, merchantByPan } from './merchant.ts';
import { type PaidCode, paidNotice } from './notice.ts';
import { type QrisCode, readCode } from './payload.ts';

export type Payer =
  | { readonly kind: 'card'; readonly token: string }
  | { readonly kind: 'account'; readonly accountId: bigint };

export interface QrPaymentOrder {
  readonly content: string;
  readonly payer: Payer;
  /** What the payer typed; of a code with an amount it may be absent, and must agree otherwise. */
  readonly amount: bigint | null;
  /** Pays a code whose time is over, as another bank's app that has not heard of it may. */
  readonly afterExpiry: boolean;
  /** SNAP 50: the partner that pays, and its references. */
  readonly issuerSide?: {
    readonly partnerId: string;
    readonly partnerReferenceNo: string;
    readonly externalId: string;
  };
}

export interface QrPaid {
  readonly ok: true;
  readonly referenceNo: string;
  readonly rrn: string;
  readonly approvalCode: string;
  readonly amount: bigint;
  readonly merchantName: string;
  readonly paidAt: Date;
}

export interface QrRefused {
  readonly ok: false;
  readonly case: Case;
  readonly info: string;
}

/** What a scanned code asks for. `expired` and the like are told by paying. */
export interface Scanned {
  readonly ok: true;
  readonly code: QrisCode;
  readonly merchant: Merchant;
}

export async function scan(tx: Tx | Bank['db'], content: string): Promise<Scanned | QrRefused> {
  const read = readCode(content.trim());
  if (!read.ok) return refused('invalidFormat', `qrContent [${read.reason}]`);
  if (read.code.isTransfer) return refused('notPermitted', '[not a purchase]');
  const merchant = await merchantByPan(
    tx,
    read.code.merchantAccounts.map(({ pan }) => pan),
  );
  return merchant === null ? refused('invalidMerchant', '') : { ok: true, code: read.code, merchant };
}

export async function payCode(bank: Bank, order: QrPaymentOrder): Promise<QrPaid | QrRefused> {
  const result = await inTransaction(bank.db, (tx) => payIn(bank, tx, order));
  if (result.ok) bank.noticeQueued();
  return result;
}

async function payIn(bank: Bank, tx: Tx, order: QrPaymentOrder): Promise<QrPaid | QrRefused> {
  const scanned = await scan(tx, order.content);
  if (!scanned.ok) return scanned;
  const { merchant } = scanned;
  const code = await lockScanned(tx, order.content.trim());
  const now = bank.now();
  const problem = code === null ? problemOfPrinted(scanned.code) : problemOfMade(code, order, now);
  if (problem !== null) return problem;
  const amount = code?.amount ?? scanned.code.amount ?? order.amount;
  if (amount === null) return refused('missingField', 'amount');
  if (order.amount !== null && order.amount !== amount) return refused('invalidAmount', '[differs from the code]');
  if (amount > bank.terms.qrisLimit) return refused('overLimit', '');

  const parties = await lockParties(tx, order.payer, merchant, now);
  if ('case' in parties) return parties;
  const { payer, payee, card } = parties;
  if (availableOf(payer) < amount) return refused('insufficientFunds', '');

  const at = bank.now();
  const paid: PaidCode = {
    amount,
    merchant,
    payer,
    card,
    referenceNo: referenceNo(at),
    rrn: retrievalReferenceNo(),
    approvalCode: approvalCode(),
    paidAt: at,
  };
  await record(tx, paid, payee, code, order);
  const { rrn, approvalCode: approval } = paid;
  return {
    ok: true,
    referenceNo: paid.referenceNo,
    rrn,
    approvalCode: approval,
    amount,
    merchantName: merchant.name,
    paidAt: at,
  };
}

async function record(tx: Tx, paid: PaidCode, payee: Account, code: Code | null, order: QrPaymentOrder): Promise<void> {
  const { amount, merchant, payer, card, rrn, paidAt: at } = paid;
  const reference = code?.partnerReferenceNo ?? order.issuerSide?.partnerReferenceNo ?? null;
  const remark = `${reference ?? ''} QRIS ${merchant.name} ${rrn}`.trim();
  // Booking comes last: until the commit it keeps the clearing of both banks locked.
  if (code !== null) {
    await endCode(tx, code, 'PAID', at);
    await queueNotice(tx, { partnerId: code.partnerId, service: '52', body: paidNotice(code, paid), at });
  }
  const journalId = await book(tx, {
    kind: card === null ? 'QRIS' : 'CARD',
    from: payer,
    to: payee,
    amount,
    remark,
    at,
    channel: 'QRIS',
    ...(reference === null ? {} : { reference }),
  });
  const { issuerSide } = order;
  const values = [
    code?.id ?? null,
    merchant.accountId,
    payer.id,
    amount,
    paid.referenceNo,
    rrn,
    paid.approvalCode,
    journalId,
    code !== null && code.validUntil <= at,
    issuerSide?.partnerId ?? null,
    issuerSide?.partnerReferenceNo ?? null,
    issuerSide?.externalId ?? null,
    at,
  ];
  const insert = (
    first: number,
  ) => `INSERT INTO bank.qr_payment (qr_id, merchant_id, payer_id, amount, reference_no, rrn,
      approval_code, journal_id, late, partner_id, partner_reference_no, external_id, paid_at)
    VALUES (${values.map((_, index) => `$${first + index}`).join(', ')})`;
  if (card === null) {
    await tx.query(insert(1), values);
    return;
  }
  const line = postingValues({
    cardAccountId: payer.id,
    direction: 'DEBIT',
    amount,
    at,
    transactionAt: at,
    merchant,
    approvalCode: paid.approvalCode,
    rrn,
    partnerReferenceNo: reference,
    journalId,
  });
  await tx.query(`${WITH_POSTING} ${insert(line.length + 1)}`, [...line, ...values]);
}

/** A code with an amount that this bank has not made is forged or another acquirer's. */
function problemOfPrinted(code: QrisCode): QrRefused | null {
  return code.isDynamic ? refused('notFound', '[unknown code]') : null;
}

function problemOfMade(code: Code, order: QrPaymentOrder, now: Date): QrRefused | null {
  if (code.state === 'PAID') return refused('paidBill', '');
  if (code.state === 'CANCELLED') return refused('cancelled', '');
  const isOver = code.state === 'EXPIRED' || code.validUntil <= now;
  return isOver && !order.afterExpiry ? refused('expired', '') : null;
}

async function lockParties(
  tx: Tx,
  by: Payer,
  merchant: Merchant,
  now: Date,
): Promise<{ readonly payer: Account; readonly payee: Account; readonly card: Card | null } | QrRefused> {
  const card = by.kind === 'card' ? await cardByToken(tx, by.token) : null;
  if (by.kind === 'card' && card === null) return refused('invalidAccount', '[bankCardToken]');
  if (card !== null && isExpired(card.expiry, now)) return refused('cardExpired', '');
  const payerId = card?.accountId ?? (by.kind === 'account' ? by.accountId : 0n);
  if (payerId === merchant.accountId) return refused('invalidAccount', '[same account]');
  const locked = await lockAccounts(tx, [payerId, merchant.accountId]);
  const [payer, payee] = [locked.get(payerId), locked.get(merchant.accountId)];
  if (payer === undefined || payee === undefined) return refused('invalidAccount', '[sourceAccountNo]');
  if (card !== null && payer.status !== 'ACTIVE') return refused('cardBlocked', '');
  const problem = statusProblem(payer.status);
  if (problem !== null) return refused(problem, '[sourceAccountNo]');
  return statusProblem(payee.status) === null ? { payer, payee, card } : refused('invalidMerchant', '[closed]');
}

function refused(name: Case, info: string): QrRefused {
  return { ok: false, case: name, info };
}
