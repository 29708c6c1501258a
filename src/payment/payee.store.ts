/** Reads standing accounts of vendors, and which payments still wait for the bank's answer about a name. */

import type { Codec } from '../journal/codec.ts';
import { opened } from '../journal/stored.ts';
import type { RowWrite } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { vendorById } from '../organisation/organisation.store.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { accountUnverified } from '../organisation/vendor-life.ts';
import type { Queryable } from '../platform/database.ts';
import { JOB_LIVES } from '../platform/worker.ts';
import type { PayeeCheck, PayeeNow } from './payee-check.ts';

export type StandingState = 'GOOD' | 'HELD' | 'FROZEN';

/** A vendor's account as a satker pays it, with the last answer of the bank. FROZEN: changed since, and not asked about again. */
export interface Payee {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly vendorId: string;
  readonly state: StandingState;
  readonly vendorName: string;
  readonly account: BankAccount;
  readonly check: PayeeCheck | null;
}

export const payeeTable = 'payment.payee';

export const payeeId = (satkerId: string, vendorId: string): string => derivedId(satkerId, `payee:${vendorId}`);

export function payeeRow(payee: Payee, expectedVersion: number): RowWrite {
  const { id, satkerId, vendorId, state, vendorName, account, check } = payee;
  return {
    table: payeeTable,
    id,
    expectedVersion,
    columns: { satker_id: satkerId, vendor_id: vendorId, state },
    body: {
      vendorName,
      account: { ...account },
      check: check && { ...check, accepted: check.accepted.map((one) => ({ ...one })) },
    },
  };
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly satker_id: string;
  readonly vendor_id: string;
  readonly state: StandingState;
  readonly body: Buffer;
}

async function decoded(codec: Codec, row: Row): Promise<Payee> {
  const kept = await opened<Pick<Payee, 'vendorName' | 'account' | 'check'>>(codec, payeeTable, row);
  const { id, satker_id: satkerId, vendor_id: vendorId, state } = row;
  return { ...kept, id, satkerId, vendorId, state };
}

const COLUMNS = 'id, version, satker_id, vendor_id, state, body';
const MOST = 500;

/** Standing accounts the asker may see, at most 500. */
export async function payeesSeen(db: Queryable, codec: Codec): Promise<Payee[]> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM ${payeeTable} ORDER BY updated_at DESC LIMIT ${MOST}`);
  return Promise.all(rows.map((row) => decoded(codec, row)));
}

export async function payeeById(db: Queryable, codec: Codec, id: string): Promise<Payee | null> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM ${payeeTable} WHERE id = $1`, [id]);
  return rows[0] ? decoded(codec, rows[0]) : null;
}

/** A vendor's standing accounts, at every satker that pays it. */
export async function payeesOfVendor(db: Queryable, codec: Codec, vendorId: string): Promise<Payee[]> {
  const { rows } = await db.query<Row>(`SELECT ${COLUMNS} FROM ${payeeTable} WHERE vendor_id = $1 ORDER BY id`, [
    vendorId,
  ]);
  return Promise.all(rows.map((row) => decoded(codec, row)));
}

const SWEPT_AT_ONCE = 100;

/**
 * Payments not approved yet that wait for the bank's answer about their payee, written before `before`, and that no job of the queue will
 * see to. Those without an answer of a version that did not ask count too.
 */
export async function uncheckedPayments(db: Queryable, before: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT i.id FROM payment.instruction i
     WHERE i.state IN ('DRAFT', 'SUBMITTED', 'CHECKED') AND i.rail = 'CMS' AND coalesce(i.purpose, 'ORDER') = 'ORDER'
       AND coalesce(i.payee, 'WAITING') = 'WAITING' AND i.updated_at < $1
       AND NOT EXISTS (SELECT FROM graphile_worker.jobs j WHERE j.key = 'payment.checkPayee:' || i.id AND ${JOB_LIVES})
     ORDER BY i.updated_at LIMIT ${SWEPT_AT_ONCE}`,
    [before],
  );
  return rows.map(({ id }) => id);
}

/** The vendor's account as it is now; null when no vendor is paid. */
export async function payeeNow(db: Queryable, codec: Codec, vendorId: string | null): Promise<PayeeNow | null> {
  const vendor = vendorId === null ? null : await vendorById(db, codec, vendorId);
  return vendor && { account: vendor.account, verified: !accountUnverified(vendor) };
}
