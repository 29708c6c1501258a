/** Virtual accounts: numbers under a company code whose payments go to one account. */
import type { Db, Tx } from '../db/pool.ts';
import type { Case } from '../snap/answer.ts';

/** C closed, O open, I partial, M minimum once, L maximum once, N minimum many times, X maximum many times. */
export type TrxType = 'C' | 'O' | 'I' | 'M' | 'L' | 'N' | 'X';

export interface VaNumber {
  /** Without padding. */
  readonly partnerServiceId: string;
  readonly customerNo: string;
}

export interface VirtualAccount extends VaNumber {
  readonly id: bigint;
  /** Who is told of payments; null: nobody. */
  readonly partnerId: string | null;
  readonly accountId: bigint;
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly trxId: string;
  readonly totalAmount: bigint | null;
  readonly paidAmount: bigint;
  readonly trxType: TrxType;
  readonly expiresAt: Date | null;
  readonly additionalInfo: Readonly<Record<string, unknown>>;
  readonly updatedAt: Date;
}

export type NewVirtualAccount = Omit<VirtualAccount, 'id' | 'partnerId' | 'accountId' | 'paidAmount' | 'updatedAt'>;

export interface VaPayment {
  readonly paymentRequestId: string;
  readonly referenceNo: string;
  readonly amount: bigint;
  readonly paidAt: Date;
}

const FIND = `SELECT v.id, v.partner_service_id AS "partnerServiceId", v.customer_no AS "customerNo",
    c.partner_id AS "partnerId", c.account_id AS "accountId", v.name, v.email, v.phone, v.trx_id AS "trxId",
    v.total_amount AS "totalAmount", v.paid_amount AS "paidAmount", v.trx_type AS "trxType",
    v.expires_at AS "expiresAt", v.additional_info AS "additionalInfo", v.updated_at AS "updatedAt"
  FROM bank.virtual_account v JOIN bank.va_company c USING (partner_service_id)
  WHERE v.partner_service_id = $1 AND v.customer_no = $2 AND v.deleted_at IS NULL`;
const SERVICE_ID_LENGTH = 8;

/** `virtualAccountNo` on the wire: company code padded with blanks before, and the customer's number. */
export function wireNumbers({ partnerServiceId, customerNo }: VaNumber) {
  const padded = partnerServiceId.padStart(SERVICE_ID_LENGTH, ' ');
  return { partnerServiceId: padded, customerNo, virtualAccountNo: padded + customerNo };
}

/** As people and statements write it. */
export function printedNumber({ partnerServiceId, customerNo }: VaNumber): string {
  return partnerServiceId + customerNo;
}

export async function virtualAccount(db: Db | Tx, number: VaNumber): Promise<VirtualAccount | null> {
  const found = await db.query<VirtualAccount>(FIND, [number.partnerServiceId, number.customerNo]);
  return found.rows[0] ?? null;
}

export async function lockVirtualAccount(tx: Tx, number: VaNumber): Promise<VirtualAccount | null> {
  const found = await tx.query<VirtualAccount>(`${FIND} FOR UPDATE OF v`, [number.partnerServiceId, number.customerNo]);
  return found.rows[0] ?? null;
}

/** The company code's account and partner, registered with the first virtual account under it. */
export async function registerCompany(
  tx: Tx,
  partnerServiceId: string,
  partnerId: string | null,
  accountId: bigint,
): Promise<{ readonly partnerId: string | null; readonly accountId: bigint }> {
  await tx.query(
    `INSERT INTO bank.va_company (partner_service_id, partner_id, account_id) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING`,
    [partnerServiceId, partnerId, accountId],
  );
  return (await companyOf(tx, partnerServiceId)) ?? { partnerId, accountId };
}

export async function companyOf(tx: Db | Tx, partnerServiceId: string) {
  const found = await tx.query<{ partnerId: string | null; accountId: bigint }>(
    `SELECT partner_id AS "partnerId", account_id AS "accountId" FROM bank.va_company WHERE partner_service_id = $1`,
    [partnerServiceId],
  );
  return found.rows[0] ?? null;
}

/** False when the number is taken. */
export async function insertVirtualAccount(tx: Tx, va: NewVirtualAccount, now: Date): Promise<boolean> {
  const inserted = await tx.query(
    `INSERT INTO bank.virtual_account (partner_service_id, customer_no, name, email, phone, trx_id, total_amount,
       trx_type, expires_at, additional_info, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT DO NOTHING`,
    [
      va.partnerServiceId,
      va.customerNo,
      va.name,
      va.email,
      va.phone,
      va.trxId,
      va.totalAmount,
      va.trxType,
      va.expiresAt,
      va.additionalInfo,
      now,
    ],
  );
  return inserted.rowCount === 1;
}

export async function paymentsOf(db: Db, virtualAccountId: bigint): Promise<readonly VaPayment[]> {
  const found = await db.query<VaPayment>(
    `SELECT payment_request_id AS "paymentRequestId", reference_no AS "referenceNo", amount, paid_at AS "paidAt"
     FROM bank.va_payment WHERE virtual_account_id = $1 ORDER BY id DESC LIMIT 50`,
    [virtualAccountId],
  );
  return found.rows;
}

/** Why this amount cannot be paid now, or null. */
export function paymentProblem(va: VirtualAccount, amount: bigint, now: Date): Case | null {
  if (va.expiresAt !== null && va.expiresAt <= now) return 'expiredBill';
  const total = va.totalAmount ?? 0n;
  switch (va.trxType) {
    case 'O':
      return null;
    case 'N':
      return amount < total ? 'invalidAmount' : null;
    case 'X':
      return amount > total ? 'invalidAmount' : null;
    case 'I':
      if (va.paidAmount >= total) return 'paidBill';
      return va.paidAmount + amount > total ? 'invalidAmount' : null;
    default:
      if (va.paidAmount > 0n) return 'paidBill';
      return fitsOnce(va.trxType, amount, total) ? null : 'invalidAmount';
  }
}

function fitsOnce(type: 'C' | 'M' | 'L', amount: bigint, total: bigint): boolean {
  if (type === 'C') return amount === total;
  return type === 'M' ? amount >= total : amount <= total;
}
