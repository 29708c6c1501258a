/** Reads card bills, and the payments that their lines may be. Bills are written through `journal/commit` alone. */

import type { Codec } from '../journal/codec.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import { localDate } from '../kernel/time.ts';
import type { Card } from '../payment/card.ts';
import type { Instruction } from '../payment/instruction.ts';
import { cardPaymentsOf, cardsOf } from '../payment/payment.store.ts';
import type { Queryable } from '../platform/database.ts';
import { JOB_LIVES } from '../platform/worker.ts';
import { orderById } from '../purchasing/order.store.ts';
import { billTable, type CardBill } from './bill.ts';
import type { KnownPayment } from './receive.ts';

const decode = (codec: Codec, row: StoredRow): Promise<CardBill> => opened<CardBill>(codec, billTable, row);

export async function billById(db: Queryable, codec: Codec, id: string): Promise<CardBill | null> {
  const { rows } = await db.query<StoredRow>('SELECT id, version, satker_id, body FROM card.bill WHERE id = $1', [id]);
  return rows[0] ? decode(codec, rows[0]) : null;
}

/** Bills of two years: nobody pages through more. */
const MOST = 48;

/** Those not closed yet, the one due first at the beginning. */
export async function openBillsOf(db: Queryable, codec: Codec, satkerId: string): Promise<CardBill[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM card.bill WHERE satker_id = $1 AND state <> 'CLOSED'
     ORDER BY due_date, id LIMIT ${MOST}`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** Newest first. */
export async function billsOf(db: Queryable, codec: Codec, satkerId: string): Promise<CardBill[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM card.bill WHERE satker_id = $1
     ORDER BY statement_date DESC, id DESC LIMIT ${MOST}`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

/** Those whose lines were left open and not taken over yet. */
export async function billsLeavingOpen(db: Queryable, codec: Codec, satkerId: string): Promise<CardBill[]> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM card.bill WHERE satker_id = $1 AND leaves_open AND state <> 'OPEN'
     ORDER BY statement_date, id`,
    [satkerId],
  );
  return Promise.all(rows.map((row) => decode(codec, row)));
}

export async function knownBill(db: Queryable, id: string): Promise<boolean> {
  const { rows } = await db.query('SELECT 1 FROM card.bill WHERE id = $1', [id]);
  return rows.length > 0;
}

/** Cards of one satker that are billed, by the account under which they are. */
export async function billedCards(db: Queryable, codec: Codec, satkerId: string): Promise<Map<string, Card[]>> {
  const cards = (await cardsOf(db, codec, null)).filter((card) => card.satkerId === satkerId && card.billing);
  return Map.groupBy(cards, (card) => `${card.issuerBankCode}/${card.billing?.accountNo}`);
}

/** One turn of the sweep; the next follows in seconds. */
const SWEPT_AT_ONCE = 100;

/** Offices with cards for which no job `task:satker` of the queue will ask the issuers. */
export async function officesToAsk(db: Queryable, task: string): Promise<string[]> {
  const { rows } = await db.query<{ satker_id: string }>(
    `SELECT DISTINCT c.satker_id FROM payment.card c
     WHERE NOT EXISTS (
       SELECT FROM graphile_worker.jobs j
       WHERE j.key = $1 || ':' || c.satker_id AND (${JOB_LIVES} OR (j.run_at > now() AND j.attempts < j.max_attempts)))
     LIMIT ${SWEPT_AT_ONCE}`,
    [task],
  );
  return rows.map((row) => row.satker_id);
}

/** Payments by card, and what was given back of them, that no line of a bill is matched with yet. */
export async function unbilledPayments(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  bills: readonly CardBill[],
): Promise<KnownPayment[]> {
  const taken = takenBy(bills);
  // What was voided before it was captured never reached the issuer's bill.
  const made = (await cardPaymentsOf(db, codec, satkerId)).filter(
    ({ state, captureNo }) => state !== 'VOIDED' || captureNo !== undefined,
  );
  const known: KnownPayment[] = [];
  for (const one of made) known.push(...(await candidatesOf(db, codec, one)));
  return known.filter((one) => !taken.has(keyOf(one)));
}

/** One payment and each of its refunds is billed once. */
const keyOf = ({ instructionId, direction, amount }: Pick<KnownPayment, 'instructionId' | 'direction' | 'amount'>) =>
  direction === 'DEBIT' ? instructionId : `${instructionId}/${amount}`;

const takenBy = (bills: readonly CardBill[]): ReadonlySet<string> =>
  new Set(
    bills.flatMap(({ lines }) =>
      lines.flatMap((line) => (line.payment ? [keyOf({ ...line, instructionId: line.payment.instructionId })] : [])),
    ),
  );

async function candidatesOf(db: Queryable, codec: Codec, one: Instruction): Promise<KnownPayment[]> {
  const order = one.orderId === null ? null : await orderById(db, codec, one.orderId);
  const budget = order?.budget ?? null;
  const about = {
    instructionId: one.id,
    orderId: one.orderId,
    orderNumber: one.orderNumber,
    spbyNumber: one.spbyNumber,
    vendorName: one.vendorName,
    budget: budget && { lineId: budget.lineId, mak: budget.mak, akun: budget.akun, name: budget.name },
    approvalCode: one.bank.approvalCode,
    rrn: one.bank.rrn ?? null,
    last4: one.card?.last4 ?? '',
    reference: one.reference,
  };
  const dateOf = (at: string | null) => localDate(new Date(at ?? one.createdAt), one.zone);
  const paid = order?.paidAt ?? one.bank.at;
  const whole = { amount: one.gross, date: dateOf(paid) };
  if (one.state === 'VOIDED')
    return [
      { ...about, ...whole, direction: 'DEBIT', voided: true },
      { ...about, ...whole, direction: 'CREDIT', voided: true, ownReference: one.voidAsked?.reference ?? '' },
    ];
  return [
    { ...about, ...whole, direction: 'DEBIT' },
    ...(one.refunds ?? [])
      .filter(({ state }) => state === 'DONE')
      .map(
        (refund): KnownPayment => ({
          ...about,
          ownReference: refund.reference,
          amount: refund.amount,
          direction: 'CREDIT',
          date: dateOf(refund.doneAt),
        }),
      ),
  ];
}
