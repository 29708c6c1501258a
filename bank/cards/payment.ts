/** What the holder does on the hosted page: shows the card, gives the one-time code, or turns back. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { type Account, availableOf, lockAccounts, statusProblem } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { postingValues, WITH_POSTING } from '../bills/posting.ts';
import type { Tx } from '../db/pool.ts';
import { approvalCode, digits, retrievalReferenceNo } from '../references.ts';
import type { Case } from '../snap/answer.ts';
import { type Card, cardByToken, isExpired } from './card.ts';
import { hold, payVendor } from './hold.ts';
import { endUnpaid, isRunning, notified, type Session, withLockedSession } from './session.ts';

/** What the page shows after a step; null when there is nothing to complain about. */
export type Complaint =
  | { readonly kind: 'otherCard' | 'wrongCode'; readonly left: number }
  | { readonly kind: 'codeExpired' | 'noMoreCodes' };

export interface StepResult {
  readonly session: Session;
  readonly complaint: Complaint | null;
}

const MAX_WRONG_CARDS = 3;
const MAX_WRONG_CODES = 3;
const MAX_CODES_SENT = 3;
/** SNAP: a one-time code of six digits lives five minutes. */
const CODE_LIFE_MS = 300_000;

/** Step 1. Only the card registered with the platform may pay; an expired or blocked one ends the session. */
export function presentCard(bank: Bank, sessionId: bigint, number: string, expiry: string): Promise<StepResult> {
  return withLockedSession(bank, sessionId, async (tx, session) => {
    if (session.state !== 'OPEN') return { session, complaint: null };
    const card = await requiredCard(tx, session);
    if (card.number !== number.replace(/[\s-]/g, '') || card.expiry !== expiry.replace(/\s/g, '')) {
      return otherCard(bank, tx, session);
    }
    if (isExpired(card.expiry, bank.now())) return ended(bank, tx, session, 'cardExpired', 'Kartu kedaluwarsa');
    return { session: await sendCode(tx, session, bank.now()), complaint: null };
  });
}

export function sendAnotherCode(bank: Bank, sessionId: bigint): Promise<StepResult> {
  return withLockedSession(bank, sessionId, async (tx, session) => {
    if (session.state !== 'CHALLENGED') return { session, complaint: null };
    if (session.codesSent >= MAX_CODES_SENT) return { session, complaint: { kind: 'noMoreCodes' } };
    return { session: await sendCode(tx, session, bank.now()), complaint: null };
  });
}

/** Step 2. The right code books the payment, in the same transaction that marks the session paid. */
export function confirmCode(bank: Bank, sessionId: bigint, code: string): Promise<StepResult> {
  return withLockedSession(bank, sessionId, async (tx, session) => {
    if (session.state !== 'CHALLENGED') return { session, complaint: null };
    const card = await requiredCard(tx, session);
    const isFixed = card.fixedCode !== null && equals(code, card.fixedCode);
    const isSent = session.code !== null && equals(code, session.code);
    if (!isFixed && !isSent) return wrongCode(bank, tx, session);
    if (!isFixed && (session.codeUntil === null || session.codeUntil <= bank.now())) {
      return { session, complaint: { kind: 'codeExpired' } };
    }
    return pay(bank, tx, session, card);
  });
}

/** The holder, or the partner by SNAP 57, gives up. A session that has ended stays as it is. */
export function cancelSession(bank: Bank, sessionId: bigint, text: string): Promise<Session> {
  return withLockedSession(bank, sessionId, async (tx, session) =>
    isRunning(session) ? endUnpaid(tx, session, { state: 'CANCELLED', case: 'cancelled', text }, bank.now()) : session,
  );
}

/**
 * The holder, on the simulated page of 3-D Secure: authentication failed (N) or was not available (U). Both end the
 * session; a government card is not charged without authentication.
 */
export function failAuthentication(bank: Bank, sessionId: bigint, result: 'N' | 'U'): Promise<StepResult> {
  return withLockedSession(bank, sessionId, async (tx, session) => {
    if (session.state !== 'CHALLENGED') return { session, complaint: null };
    await tx.query('UPDATE bank.card_session SET trans_status = $2 WHERE id = $1', [session.id, result]);
    const text = result === 'N' ? '3-D Secure gagal' : '3-D Secure tidak tersedia';
    return ended(bank, tx, session, 'doNotHonor', text);
  });
}

/** A sale is paid now; an authorisation only keeps the amount of the card's limit. */
async function pay(bank: Bank, tx: Tx, session: Session, card: Card): Promise<StepResult> {
  const locked = await lockAccounts(tx, [card.accountId, session.vendorId]);
  const cardAccount = locked.get(card.accountId);
  const vendor = locked.get(session.vendorId);
  if (cardAccount === undefined || vendor === undefined) throw new Error(`session ${session.id} lost an account`);
  const problem = problemOf(cardAccount, vendor, session.amount);
  if (problem !== null) return ended(bank, tx, session, problem.case, problem.text);

  const at = bank.now();
  const confirmed = { ...session, approvalCode: approvalCode(), rrn: retrievalReferenceNo() };
  if (session.kind === 'AUTH') {
    await hold(tx, confirmed, cardAccount, at, bank.terms.authorisationDays);
  } else {
    const posting = await payVendor(tx, { session: confirmed, cardAccount, vendor, amount: session.amount, at });
    await tx.query(
      `${WITH_POSTING} UPDATE bank.card_session SET state = 'PAID', response_code = '2005400', code = NULL,
         trans_status = 'Y', approval_code = $14, rrn = $15, journal_id = $16, captured = amount, finished_at = $17
       WHERE id = $13`,
      [...postingValues(posting), session.id, confirmed.approvalCode, confirmed.rrn, posting.journalId, at],
    );
  }
  return { session: await notified(tx, session, at), complaint: null };
}

function problemOf(card: Account, vendor: Account, amount: bigint): { case: Case; text: string } | null {
  if (card.status !== 'ACTIVE') return { case: 'cardBlocked', text: 'Kartu diblokir' };
  const vendorProblem = statusProblem(vendor.status);
  if (vendorProblem !== null) return { case: vendorProblem, text: 'Rekening penyedia tidak aktif' };
  if (availableOf(card) < amount) return { case: 'insufficientFunds', text: 'Limit kartu tidak cukup' };
  return null;
}

async function otherCard(bank: Bank, tx: Tx, session: Session): Promise<StepResult> {
  const wrong = session.wrongCards + 1;
  await tx.query('UPDATE bank.card_session SET wrong_cards = $2 WHERE id = $1', [session.id, wrong]);
  if (wrong >= MAX_WRONG_CARDS)
    return ended(bank, tx, session, 'invalidAccount', 'Pembayaran dengan kartu lain ditolak');
  return { session, complaint: { kind: 'otherCard', left: MAX_WRONG_CARDS - wrong } };
}

async function wrongCode(bank: Bank, tx: Tx, session: Session): Promise<StepResult> {
  const wrong = session.wrongCodes + 1;
  await tx.query('UPDATE bank.card_session SET wrong_codes = $2 WHERE id = $1', [session.id, wrong]);
  if (wrong >= MAX_WRONG_CODES) return ended(bank, tx, session, 'invalidOtp', 'Kode salah tiga kali');
  return { session, complaint: { kind: 'wrongCode', left: MAX_WRONG_CODES - wrong } };
}

async function ended(bank: Bank, tx: Tx, session: Session, name: Case, text: string): Promise<StepResult> {
  const declined = await endUnpaid(tx, session, { state: 'DECLINED', case: name, text }, bank.now());
  return { session: declined, complaint: null };
}

async function sendCode(tx: Tx, session: Session, now: Date): Promise<Session> {
  const sent = {
    state: 'CHALLENGED' as const,
    code: digits(6),
    codeUntil: new Date(now.getTime() + CODE_LIFE_MS),
    codesSent: session.codesSent + 1,
  };
  await tx.query('UPDATE bank.card_session SET state = $2, code = $3, code_until = $4, codes_sent = $5 WHERE id = $1', [
    session.id,
    sent.state,
    sent.code,
    sent.codeUntil,
    sent.codesSent,
  ]);
  return { ...session, ...sent };
}

async function requiredCard(tx: Tx, session: Session): Promise<Card> {
  const card = await cardByToken(tx, session.cardToken);
  if (card === null) throw new Error(`session ${session.id} lost its card`);
  return card;
}

/** Constant time: compares hashes of equal length. */
function equals(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given.replace(/\s/g, '')), digest(expected));
}
