/** Billing codes of the State's receipts (MPN G3) and their receipts. */
import { randomInt } from 'node:crypto';
import type { Db, Tx } from '../db/pool.ts';
import { digits } from '../references.ts';

export interface Billing {
  readonly billingCode: string;
  readonly taxpayerNpwp: string;
  readonly taxpayerName: string;
  readonly kap: string;
  readonly kjs: string;
  /** MMyyyy */
  readonly period: string;
  readonly amount: bigint;
  readonly description: string;
  readonly expiresAt: Date;
  readonly ntpn: string | null;
  readonly ntb: string | null;
  readonly paidAt: Date | null;
}

const COLUMNS = `billing_code AS "billingCode", taxpayer_npwp AS "taxpayerNpwp", taxpayer_name AS "taxpayerName", kap,
  kjs, period, amount, description, expires_at AS "expiresAt", ntpn, ntb, paid_at AS "paidAt"`;
/** A code that was not paid is void after seven days. */
const LIFE_MS = 7 * 86_400_000;
const NTPN_LENGTH = 16;
const NTPN_LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Codes of the tax authority begin with 0 to 3. */
const FIRST_DIGITS = 4;

export type BillingStatus = 'UNPAID' | 'PAID' | 'EXPIRED';

export function billingStatus(billing: Pick<Billing, 'paidAt' | 'expiresAt'>, now: Date): BillingStatus {
  if (billing.paidAt !== null) return 'PAID';
  return billing.expiresAt <= now ? 'EXPIRED' : 'UNPAID';
}

export async function createBilling(
  db: Db,
  partnerId: string,
  billing: Omit<Billing, 'billingCode' | 'expiresAt' | 'ntpn' | 'ntb' | 'paidAt'>,
  now: Date,
): Promise<{ readonly billingCode: string; readonly expiresAt: Date }> {
  const expiresAt = new Date(now.getTime() + LIFE_MS);
  for (;;) {
    const billingCode = `${randomInt(FIRST_DIGITS)}${digits(7)}${digits(7)}`;
    const created = await db.query(
      `INSERT INTO bank.billing (billing_code, partner_id, taxpayer_npwp, taxpayer_name, kap, kjs, period, amount,
         description, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (billing_code) DO NOTHING`,
      [
        billingCode,
        partnerId,
        billing.taxpayerNpwp,
        billing.taxpayerName,
        billing.kap,
        billing.kjs,
        billing.period,
        billing.amount,
        billing.description,
        now,
        expiresAt,
      ],
    );
    if (created.rowCount === 1) return { billingCode, expiresAt };
  }
}

export async function billingByCode(db: Db, billingCode: string): Promise<Billing | null> {
  const found = await db.query<Billing>(`SELECT ${COLUMNS} FROM bank.billing WHERE billing_code = $1`, [billingCode]);
  return found.rows[0] ?? null;
}

/** Locked: two payments of one code come one after the other. */
export async function lockBilling(tx: Tx, billingCode: string): Promise<Billing | null> {
  const found = await tx.query<Billing>(`SELECT ${COLUMNS} FROM bank.billing WHERE billing_code = $1 FOR UPDATE`, [
    billingCode,
  ]);
  return found.rows[0] ?? null;
}

/** Gives a locked billing its receipts: NTPN of the State (16 letters and digits), NTB of the bank (12 digits). */
export async function markPaid(tx: Tx, billingCode: string, at: Date): Promise<{ ntpn: string; ntb: string }> {
  const ntpn = Array.from({ length: NTPN_LENGTH }, () => NTPN_LETTERS[randomInt(NTPN_LETTERS.length)]).join('');
  const ntb = digits(12);
  await tx.query('UPDATE bank.billing SET ntpn = $2, ntb = $3, paid_at = $4 WHERE billing_code = $1', [
    billingCode,
    ntpn,
    ntb,
    at,
  ]);
  return { ntpn, ntb };
}
