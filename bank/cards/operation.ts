/**
 * Captures, voids and refunds of a card session. Each is done once per number of the partner: the same number again finds
 * what was done, and with other content it is inconsistent.
 */
import { availableOf, changeHold, statusProblem } from '../accounts/account.ts';
import type { Bank } from '../bank.ts';
import { type Posting, postingValues, WITH_POSTING } from '../bills/posting.ts';
import { type Db, inTransaction, type Tx } from '../db/pool.ts';
import { referenceNo } from '../references.ts';
import { lesser } from '../rupiah.ts';
import type { Case } from '../snap/answer.ts';
import { wibDate } from '../time.ts';
import { accountsOf, giveBack, lapse, payVendor } from './hold.ts';
import { lockSession, type Session, type SessionKind, sessionNow } from './session.ts';

export type OperationKind = 'CAPTURE' | 'VOID' | 'REFUND';

export interface Operation {
  readonly kind: OperationKind;
  readonly partnerNo: string;
  readonly bankNo: string;
  readonly captureNo: string | null;
  readonly amount: bigint;
  readonly note: string;
  readonly doneAt: Date;
}

export interface OperationOrder {
  readonly partnerId: string;
  readonly sessionKind: SessionKind;
  /** References of the session. */
  readonly partnerReferenceNo: string;
  readonly referenceNo: string | null;
  /** The partner's number of this operation. */
  readonly partnerNo: string;
  /** Null: all that is left. */
  readonly amount: bigint | null;
  readonly note: string;
}

export type OperationResult =
  | { readonly kind: 'done' | 'repeated'; readonly session: Session; readonly operation: Operation }
  | { readonly kind: 'refused'; readonly case: Case; readonly info: string };

type Refused = Extract<OperationResult, { kind: 'refused' }>;

const COLUMNS = `kind, partner_no AS "partnerNo", bank_no AS "bankNo", capture_no AS "captureNo", amount, note,
  done_at AS "doneAt"`;

/** SNAP 65. `isLast` frees what is left of the hold. */
export function capture(bank: Bank, order: OperationOrder & { readonly isLast: boolean }): Promise<OperationResult> {
  return operate(bank, 'CAPTURE', order, null, async (tx, session) => {
    if (session.state === 'LAPSED') return refused('expired', '[authorisation lapsed]');
    if (session.state !== 'AUTHORISED') return refused('invalidStatus', `[${session.state}]`);
    const amount = order.amount ?? session.held;
    if (amount > session.held) return refused('invalidAmount', '[above the authorised amount]');
    const { cardAccount, vendor } = await accountsOf(tx, session);
    const problem = statusProblem(vendor.status);
    if (problem !== null) return refused(problem, '[beneficiaryAccountNo]');
    const at = bank.now();
    const freed = order.isLast ? session.held : amount;
    // Booking comes last: until the commit it keeps the clearing of both banks locked.
    await tx.query(
      `WITH freed AS (UPDATE bank.account SET held = held - $2 WHERE id = $4 RETURNING id)
       UPDATE bank.card_session SET held = held - $2, captured = captured + $3,
         state = CASE WHEN held = $2 THEN 'CAPTURED' ELSE state END WHERE id = $1`,
      [session.id, freed, amount, cardAccount.id],
    );
    return { amount, posting: await payVendor(tx, { session, cardAccount, vendor, amount, at }), at };
  });
}

/**
 * SNAP 67. What is still held is freed. When all is captured, the capture is undone as long as it is not in the clearing,
 * which takes it at the end of its day in Jakarta; later only a refund helps.
 */
export function voidAuthorisation(bank: Bank, order: OperationOrder): Promise<OperationResult> {
  return operate(bank, 'VOID', order, null, async (tx, session) => {
    if (session.state === 'AUTHORISED') return freeHold(bank, tx, session, order.amount ?? session.held);
    if (session.state !== 'CAPTURED') return refused('invalidStatus', `[${session.state}]`);
    const at = bank.now();
    if (session.refunded > 0n || !(await capturedOn(tx, session, at))) {
      return refused('notAllowedNow', '[in the clearing: refund instead]');
    }
    if (order.amount !== null && order.amount !== session.captured)
      return refused('invalidAmount', '[captured amount]');
    const { cardAccount, vendor } = await accountsOf(tx, session);
    if (availableOf(vendor) < session.captured) return refused('insufficientFunds', '[beneficiaryAccountNo]');
    const amount = session.captured;
    await tx.query(`UPDATE bank.card_session SET state = 'VOIDED', captured = 0 WHERE id = $1`, [session.id]);
    const posting = await giveBack(tx, { session, cardAccount, vendor, amount, at }, 'PEMBATALAN');
    return { amount, posting, at };
  });
}

/** SNAP 58 after a sale, 69 after a capture; `captureNo` limits it to one capture. */
export function refund(
  bank: Bank,
  order: OperationOrder & { readonly captureNo: string | null },
): Promise<OperationResult> {
  return operate(bank, 'REFUND', order, order.captureNo, async (tx, session) => {
    if (session.captured === 0n) return refused('invalidStatus', '[nothing was paid]');
    const left =
      order.captureNo === null ? session.captured - session.refunded : await leftOf(tx, session, order.captureNo);
    if (left === null) return refused('notFound', '[originalCaptureNo]');
    const amount = order.amount ?? left;
    if (left === 0n) return refused('notAllowedNow', '[already refunded]');
    if (amount > left) return refused('invalidAmount', '[above what was paid]');
    const { cardAccount, vendor } = await accountsOf(tx, session);
    if (availableOf(vendor) < amount) return refused('insufficientFunds', '[beneficiaryAccountNo]');
    const at = bank.now();
    await tx.query('UPDATE bank.card_session SET refunded = refunded + $2 WHERE id = $1', [session.id, amount]);
    const posting = await giveBack(tx, { session, cardAccount, vendor, amount, at }, 'PENGEMBALIAN');
    return { amount, posting, at };
  });
}

/** What was done under a number of the partner, for SNAP 66 and 68. */
export async function operationOf(
  db: Db | Tx,
  partnerId: string,
  kind: OperationKind,
  partnerNo: string,
): Promise<(Operation & { readonly sessionId: bigint }) | null> {
  const found = await db.query<Operation & { sessionId: bigint }>(
    `SELECT session_id AS "sessionId", ${COLUMNS} FROM bank.card_operation
     WHERE partner_id = $1 AND kind = $2 AND partner_no = $3`,
    [partnerId, kind, partnerNo],
  );
  return found.rows[0] ?? null;
}

/** Refunds of a session, the oldest first. */
export async function refundsOf(db: Db | Tx, sessionId: bigint): Promise<readonly Operation[]> {
  const found = await db.query<Operation>(
    `SELECT ${COLUMNS} FROM bank.card_operation WHERE session_id = $1 AND kind = 'REFUND' ORDER BY id`,
    [sessionId],
  );
  return found.rows;
}

interface Done {
  readonly amount: bigint;
  /** Null when no money moved. */
  readonly posting: Posting | null;
  readonly at: Date;
}

async function operate(
  bank: Bank,
  kind: OperationKind,
  order: OperationOrder,
  captureNo: string | null,
  work: (tx: Tx, session: Session) => Promise<Done | Refused>,
): Promise<OperationResult> {
  return inTransaction(bank.db, async (tx) => {
    // The lock of the session orders two requests with one number.
    const locked = await lockSession(tx, order);
    if (locked === null) return refused('notFound', '');
    const earlier = await operationOf(tx, order.partnerId, kind, order.partnerNo);
    if (earlier !== null) {
      const same =
        earlier.sessionId === locked.id &&
        earlier.captureNo === captureNo &&
        (order.amount === null || order.amount === earlier.amount);
      return same ? { kind: 'repeated', session: locked, operation: earlier } : refused('inconsistent', '');
    }
    const isOver = locked.held > 0n && locked.authorisedUntil !== null && locked.authorisedUntil <= bank.now();
    if (isOver) await lapse(tx, locked.id, bank.now());
    const session = isOver ? await sessionNow(tx, locked.id) : locked;
    const done = await work(tx, session);
    if ('kind' in done) return done;
    const operation = {
      kind,
      partnerNo: order.partnerNo,
      bankNo: referenceNo(done.at),
      captureNo,
      ...done,
      note: order.note,
    };
    await store(tx, session.id, order.partnerId, operation);
    return { kind: 'done', session, operation: { ...operation, doneAt: done.at } };
  });
}

async function store(
  tx: Tx,
  sessionId: bigint,
  partnerId: string,
  operation: Omit<Operation, 'doneAt'> & Done,
): Promise<void> {
  const { kind, partnerNo, bankNo, captureNo, amount, note, posting, at } = operation;
  const values = [
    sessionId,
    kind,
    partnerId,
    partnerNo,
    bankNo,
    captureNo,
    amount,
    note,
    posting?.journalId ?? null,
    at,
  ];
  const insert = (first: number) => `INSERT INTO bank.card_operation (session_id, kind, partner_id, partner_no, bank_no,
      capture_no, amount, note, journal_id, done_at) VALUES (${values.map((_, index) => `$${first + index}`).join(', ')})`;
  if (posting === null) {
    await tx.query(insert(1), values);
    return;
  }
  const line = postingValues(posting);
  await tx.query(`${WITH_POSTING} ${insert(line.length + 1)}`, [...line, ...values]);
}

async function freeHold(bank: Bank, tx: Tx, session: Session, amount: bigint): Promise<Done | Refused> {
  if (amount > session.held) return refused('invalidAmount', '[above what is held]');
  const { cardAccount } = await accountsOf(tx, session);
  await changeHold(tx, cardAccount.id, -amount);
  await tx.query(
    `UPDATE bank.card_session SET held = held - $2, state = CASE WHEN held > $2 THEN state
       WHEN captured > 0 THEN 'CAPTURED' ELSE 'VOIDED' END WHERE id = $1`,
    [session.id, amount],
  );
  return { amount, posting: null, at: bank.now() };
}

/** Every capture of the session was made on the day of `at`. */
async function capturedOn(tx: Tx, session: Session, at: Date): Promise<boolean> {
  const found = await tx.query<Operation>(
    `SELECT ${COLUMNS} FROM bank.card_operation WHERE session_id = $1 AND kind = 'CAPTURE'`,
    [session.id],
  );
  return found.rows.every(({ doneAt }) => wibDate(doneAt) === wibDate(at));
}

/** What is left to refund of one capture, never more than of the whole session; null when it is not of this session. */
async function leftOf(tx: Tx, session: Session, captureNo: string): Promise<bigint | null> {
  const found = await tx.query<{ left: bigint }>(
    `SELECT c.amount - coalesce((SELECT sum(r.amount) FROM bank.card_operation r WHERE r.capture_no = c.bank_no), 0)::bigint
       AS left
     FROM bank.card_operation c WHERE c.session_id = $1 AND c.kind = 'CAPTURE' AND c.bank_no = $2`,
    [session.id, captureNo],
  );
  const ofCapture = found.rows[0]?.left;
  if (ofCapture === undefined) return null;
  const ofSession = session.captured - session.refunded;
  return lesser(ofCapture, ofSession);
}

function refused(name: Case, info: string): Refused {
  return { kind: 'refused', case: name, info };
}
