/** A payment session on the hosted page: opened by SNAP 54, ended by the holder, the partner or time. */
import { randomBytes } from 'node:crypto';
import type { Bank } from '../bank.ts';
import { type Db, inTransaction, one, type Tx } from '../db/pool.ts';
import { queueNotice } from '../notices/outbox.ts';
import { referenceNo } from '../references.ts';
import { snapAmount } from '../rupiah.ts';
import { type Case, responseCode } from '../snap/answer.ts';
import { wibTimestamp } from '../time.ts';
import { triggerOf } from '../transfers/triggers.ts';

/** A sale moves the money at once; an authorisation keeps a part of the limit until it is captured or given up. */
export type SessionKind = 'SALE' | 'AUTH';
export type SessionState =
  | 'OPEN'
  | 'CHALLENGED'
  | 'PAID'
  | 'AUTHORISED'
  | 'CAPTURED'
  | 'VOIDED'
  | 'LAPSED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'CANCELLED';
/** What 3-D Secure said: Y authenticated, N failed, U not available. */
export type TransStatus = 'Y' | 'N' | 'U';

export interface Session {
  readonly id: bigint;
  readonly kind: SessionKind;
  readonly secret: string;
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly referenceNo: string;
  readonly externalId: string;
  readonly cardToken: string;
  /** Carries the card's limit. */
  readonly cardAccountId: bigint;
  readonly vendorId: bigint;
  readonly vendorName: string;
  readonly vendorAccountNo: string;
  readonly amount: bigint;
  readonly description: string;
  readonly returnUrl: string;
  readonly validUntil: Date;
  readonly state: SessionState;
  readonly responseCode: string;
  readonly statusText: string;
  readonly wrongCards: number;
  readonly wrongCodes: number;
  readonly codesSent: number;
  readonly code: string | null;
  readonly codeUntil: Date | null;
  readonly approvalCode: string | null;
  readonly rrn: string | null;
  readonly transStatus: TransStatus | null;
  /** Category of the purchase as the partner gave it, or of the vendor's registration. */
  readonly mcc: string | null;
  readonly vendorCity: string | null;
  /** What is still kept of the limit, until `authorisedUntil`. */
  readonly held: bigint;
  readonly authorisedUntil: Date | null;
  /** Paid to the vendor. */
  readonly captured: bigint;
  readonly refunded: bigint;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

export interface SessionOrder {
  readonly kind: SessionKind;
  readonly mcc: string | null;
  readonly partnerId: string;
  readonly partnerReferenceNo: string;
  readonly externalId: string;
  readonly cardToken: string;
  readonly vendorId: bigint;
  readonly amount: bigint;
  readonly description: string;
  readonly returnUrl: string;
  readonly validUntil: Date;
}

/** How a session that is not paid ends. */
export interface UnpaidEnd {
  readonly state: 'DECLINED' | 'EXPIRED' | 'CANCELLED';
  readonly case: Case;
  readonly text: string;
}

/** SNAP latestTransactionStatus of a session. */
export const LATEST_STATUS: Readonly<Record<SessionState, string>> = {
  OPEN: '01',
  CHALLENGED: '02',
  PAID: '00',
  AUTHORISED: '00',
  CAPTURED: '00',
  VOIDED: '05',
  LAPSED: '05',
  DECLINED: '06',
  EXPIRED: '05',
  CANCELLED: '05',
};

/** Service that opened a session. */
export const SERVICE_OF: Readonly<Record<SessionKind, '54' | '63'>> = { SALE: '54', AUTH: '63' };
const CARD_NOTICE = '56';
const SECRET_BYTES = 24;
/** Sessions expired by one turn of the loop. */
const BATCH = 50;
/** Trigger …9014: the repeated and the late notice follow after this. */
const UNRULY_DELAY_MS = 500;

const COLUMNS = `s.id, s.kind, s.secret, s.partner_id AS "partnerId", s.partner_reference_no AS "partnerReferenceNo",
  s.reference_no AS "referenceNo", s.external_id AS "externalId", s.card_token AS "cardToken", c.account_id AS "cardAccountId",
  s.vendor_id AS "vendorId", v.name AS "vendorName", v.account_no AS "vendorAccountNo", s.amount, s.description,
  s.return_url AS "returnUrl", s.valid_until AS "validUntil", s.state, s.response_code AS "responseCode",
  s.status_text AS "statusText", s.wrong_cards AS "wrongCards", s.wrong_codes AS "wrongCodes",
  s.codes_sent AS "codesSent", s.code, s.code_until AS "codeUntil", s.approval_code AS "approvalCode", s.rrn,
  s.trans_status AS "transStatus", coalesce(s.mcc, m.mcc) AS mcc, m.city AS "vendorCity", s.held,
  s.authorised_until AS "authorisedUntil", s.captured, s.refunded, s.created_at AS "createdAt", s.finished_at AS "finishedAt"`;
const FIND = `SELECT ${COLUMNS} FROM bank.card_session s JOIN bank.account v ON v.id = s.vendor_id
  JOIN bank.card c ON c.token = s.card_token
  LEFT JOIN bank.merchant m ON m.account_id = s.vendor_id`;

export function isRunning(session: Session): boolean {
  return session.state === 'OPEN' || session.state === 'CHALLENGED';
}

/** Opens a session, or returns the one that already carries this reference. */
export async function openSession(
  bank: Bank,
  order: SessionOrder,
): Promise<{ readonly session: Session; readonly isNew: boolean }> {
  const now = bank.now();
  const inserted = await bank.db.query(
    `INSERT INTO bank.card_session (secret, partner_id, partner_reference_no, reference_no, external_id, card_token,
       vendor_id, amount, description, return_url, valid_until, state, created_at, kind, mcc)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'OPEN', $12, $13, $14)
     ON CONFLICT (partner_id, partner_reference_no) DO NOTHING`,
    [
      randomBytes(SECRET_BYTES).toString('base64url'),
      order.partnerId,
      order.partnerReferenceNo,
      referenceNo(now),
      order.externalId,
      order.cardToken,
      order.vendorId,
      order.amount,
      order.description,
      order.returnUrl,
      order.validUntil,
      now,
      order.kind,
      order.mcc,
    ],
  );
  const found = await bank.db.query<Session>(`${FIND} WHERE s.partner_id = $1 AND s.partner_reference_no = $2`, [
    order.partnerId,
    order.partnerReferenceNo,
  ]);
  return { session: one(found.rows), isNew: inserted.rowCount === 1 };
}

export async function sessionBySecret(db: Db, secret: string): Promise<Session | null> {
  const found = await db.query<Session>(`${FIND} WHERE s.secret = $1`, [secret]);
  return found.rows[0] ?? null;
}

/** Session of a partner by any of its references; an overdue one is expired first. */
export async function partnerSession(
  bank: Bank,
  kind: SessionKind,
  partnerId: string,
  partnerReferenceNo: string | null,
  bankReferenceNo: string | null,
): Promise<Session | null> {
  const found = await bank.db.query<Session>(
    `${FIND} WHERE s.partner_id = $1 AND ($2::text IS NULL OR s.partner_reference_no = $2)
       AND ($3::text IS NULL OR s.reference_no = $3) AND num_nonnulls($2::text, $3::text) > 0 AND s.kind = $4`,
    [partnerId, partnerReferenceNo, bankReferenceNo, kind],
  );
  const session = found.rows[0];
  if (session === undefined) return null;
  return isRunning(session) ? withLockedSession(bank, session.id, async (_tx, current) => current) : session;
}

/** Locks the session that an operation of the partner is about; null when its references name none. */
export async function lockSession(
  tx: Tx,
  order: {
    readonly partnerId: string;
    readonly sessionKind: SessionKind;
    readonly partnerReferenceNo: string;
    readonly referenceNo: string | null;
  },
): Promise<Session | null> {
  const found = await tx.query<Session>(
    `${FIND} WHERE s.partner_id = $1 AND s.kind = $2 AND s.partner_reference_no = $3
       AND ($4::text IS NULL OR s.reference_no = $4) FOR UPDATE OF s`,
    [order.partnerId, order.sessionKind, order.partnerReferenceNo, order.referenceNo],
  );
  return found.rows[0] ?? null;
}

/**
 * Runs `work` on the locked session, after ending it if its time is over. Two clicks on one page come here one after
 * the other.
 */
export async function withLockedSession<T>(
  bank: Bank,
  id: bigint,
  work: (tx: Tx, session: Session) => Promise<T>,
): Promise<T> {
  const result = await inTransaction(bank.db, async (tx) => {
    const found = await tx.query<Session>(`${FIND} WHERE s.id = $1 FOR UPDATE OF s`, [id]);
    const session = one(found.rows);
    if (!isRunning(session) || session.validUntil > bank.now()) return work(tx, session);
    return work(tx, await endUnpaid(tx, session, EXPIRED, bank.now()));
  });
  bank.noticeQueued();
  return result;
}

const EXPIRED: UnpaidEnd = { state: 'EXPIRED', case: 'expired', text: 'Waktu pembayaran habis' };

/** Ends a locked, running session without money, and queues the notice about it. */
export async function endUnpaid(tx: Tx, session: Session, end: UnpaidEnd, now: Date): Promise<Session> {
  await tx.query(
    `UPDATE bank.card_session SET state = $2, response_code = $3, status_text = $4, code = NULL, finished_at = $5
     WHERE id = $1`,
    [session.id, end.state, responseCode(end.case, SERVICE_OF[session.kind]), end.text, now],
  );
  return notified(tx, session, now);
}

/** The session as the running transaction has left it. */
export async function sessionNow(tx: Tx, id: bigint): Promise<Session> {
  return one((await tx.query<Session>(`${FIND} WHERE s.id = $1`, [id])).rows);
}

/** Queues the notice of a session that has just ended, and returns it as it is now. */
export async function notified(tx: Tx, session: Session, now: Date): Promise<Session> {
  const ended = await sessionNow(tx, session.id);
  const notice = { partnerId: ended.partnerId, service: CARD_NOTICE, at: now } as const;
  const body = noticeBody(ended, LATEST_STATUS[ended.state]);
  await queueNotice(tx, { ...notice, body });
  if (triggerOf(ended.vendorAccountNo)?.unrulyNotices) {
    const stale = noticeBody(ended, LATEST_STATUS.CHALLENGED);
    await queueNotice(tx, { ...notice, body, delayMs: UNRULY_DELAY_MS });
    await queueNotice(tx, { ...notice, body: stale, delayMs: 2 * UNRULY_DELAY_MS });
  }
  return ended;
}

export async function expireOverdueSessions(bank: Bank): Promise<void> {
  const overdue = await bank.db.query<{ id: bigint }>(
    `SELECT id FROM bank.card_session WHERE state IN ('OPEN', 'CHALLENGED') AND valid_until <= $1
     ORDER BY valid_until LIMIT $2`,
    [bank.now(), BATCH],
  );
  for (const { id } of overdue.rows) await withLockedSession(bank, id, async () => undefined);
}

function noticeBody(session: Session, status: string): Readonly<Record<string, unknown>> {
  return {
    originalPartnerReferenceNo: session.partnerReferenceNo,
    originalReferenceNo: session.referenceNo,
    originalExternalId: session.externalId,
    amount: snapAmount(session.amount),
    latestTransactionStatus: status,
    transactionStatusDesc: (session.statusText || 'Success').slice(0, 50),
    createdTime: wibTimestamp(session.createdAt),
    ...(session.finishedAt === null ? {} : { finishedTime: wibTimestamp(session.finishedAt) }),
    additionalInfo: {
      ...(session.kind === 'AUTH' ? { serviceCode: SERVICE_OF.AUTH } : {}),
      ...evidenceOf(session),
    },
  };
}

/** Electronic commerce indicator of each result of 3-D Secure (Visa). */
const ECI: Readonly<Record<TransStatus, string>> = { Y: '05', N: '07', U: '07' };

/** What identifies the purchase on the bill, and what 3-D Secure said. */
export function evidenceOf(session: Session): Readonly<Record<string, unknown>> {
  return {
    ...(session.approvalCode === null ? {} : { approvalCode: session.approvalCode, rrn: session.rrn }),
    ...(session.transStatus === null ? {} : { transStatus: session.transStatus, eci: ECI[session.transStatus] }),
  };
}
