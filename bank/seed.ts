/** Fills the sandbox: partners, accounts with opening balances, cards. Running it again changes no balance. */
import { ACCOUNT_COLUMNS, type Account, type AccountKind, type AccountStatus } from './accounts/account.ts';
import { book, internalBook } from './accounts/booking.ts';
import { testCardNumber } from './cards/card.ts';
import { migrate } from './db/migrate.ts';
import { inTransaction, one, openPool, type Tx } from './db/pool.ts';
import { type MerchantSeed, registerMerchant } from './qris/merchant.ts';

export interface PartnerSeed {
  readonly clientId: string;
  /** HMAC key, at least 16 characters. */
  readonly clientSecret: string;
  /** X-PARTNER-ID. */
  readonly partnerId: string;
  readonly publicKeyPem: string;
  /** Base address that receives notices, such as `https://platform/bank/v1.0`; each service adds its path. */
  readonly callbackUrl: string;
  /** Service codes in the contract: of SNAP (`11`, `17`, `54` …) and the bank's own (`90` to `95`). */
  readonly services: readonly string[];
}

export interface AccountSeed {
  readonly bankCode: string;
  readonly accountNo: string;
  readonly name: string;
  /** Rupiah as digits. */
  readonly openingBalance: string;
  readonly kind: Extract<AccountKind, 'GIRO' | 'TABUNGAN'>;
  readonly status?: AccountStatus;
  /** The partner that may debit this account and read its balance and statement. Absent: none may. */
  readonly partnerId?: string;
  /** Of a vendor: what its QRIS registration says instead of what follows from the account. */
  readonly merchant?: MerchantSeed;
}

export interface CardSeed {
  /** Opaque token the platform registers: 8 to 128 characters. */
  readonly token: string;
  readonly holder: string;
  readonly last4: string;
  /** MM/YY */
  readonly expiry: string;
  /** Credit limit in rupiah as digits. */
  readonly limit: string;
  readonly issuerBankCode: string;
  /** Account number under which the bill of this card is paid by ordinary transfer. Several cards may share it. */
  readonly billingAccountNo: string;
  readonly status?: AccountStatus;
  /** A fixed six-digit code accepted besides the one sent to the phone; for automatic tests. */
  readonly otp?: string;
}

export interface BankSeed {
  readonly partners: readonly PartnerSeed[];
  readonly accounts: readonly AccountSeed[];
  readonly cards: readonly CardSeed[];
}

const DIGITS = /^\d{1,15}$/;
const LAST4 = /^\d{4}$/;

export async function seedBank(databaseUrl: string, seed: BankSeed, now: Date = new Date()): Promise<void> {
  const db = openPool(databaseUrl);
  try {
    await migrate(db);
    await inTransaction(db, async (tx) => {
      for (const partner of seed.partners) await seedPartner(tx, partner);
      for (const account of seed.accounts) await seedAccount(tx, account, now);
      for (const card of seed.cards) await seedCard(tx, card, isShared(card, seed.cards));
    });
  } finally {
    await db.end();
  }
}

/** Contract data follows the seed: keys, address and services may change between runs. */
async function seedPartner(tx: Tx, partner: PartnerSeed): Promise<void> {
  await tx.query(
    `INSERT INTO bank.partner (partner_id, client_id, client_secret, public_key_pem, callback_url, services)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (partner_id) DO UPDATE SET client_id = EXCLUDED.client_id, client_secret = EXCLUDED.client_secret,
       public_key_pem = EXCLUDED.public_key_pem, callback_url = EXCLUDED.callback_url, services = EXCLUDED.services`,
    [
      partner.partnerId,
      partner.clientId,
      partner.clientSecret,
      partner.publicKeyPem,
      new URL(partner.callbackUrl).href,
      partner.services,
    ],
  );
}

async function seedAccount(tx: Tx, seed: AccountSeed, now: Date): Promise<void> {
  const opening = rupiah(seed.openingBalance, seed.accountNo);
  const account = await openAccount(tx, seed, seed.kind, 0n);
  if (account !== null && seed.partnerId === undefined) await registerMerchant(tx, account, seed.merchant);
  if (account === null || opening === 0n) return;
  const bookId = await internalBook(tx, seed.bankCode, 'PEMBUKAAN');
  const found = await tx.query<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM bank.account WHERE id = $1`, [bookId]);
  const remark = 'Saldo pembukaan';
  await book(tx, { kind: 'OPENING', from: one(found.rows), to: account, amount: opening, remark, at: now });
}

/** A card alone on its billing account has its limit there; cards that share one have theirs on accounts of their own. */
async function seedCard(tx: Tx, seed: CardSeed, shared: boolean): Promise<void> {
  if (!LAST4.test(seed.last4)) throw new Error(`card seed ${seed.holder}: last4 must be four digits`);
  const limit = rupiah(seed.limit, seed.billingAccountNo);
  if ((await tx.query('SELECT FROM bank.card WHERE token = $1', [seed.token])).rowCount === 1) return;
  const bankCode = seed.issuerBankCode;
  const status = seed.status === undefined ? {} : { status: seed.status };
  if (shared) {
    const name = `Tagihan kartu ${seed.billingAccountNo}`;
    await openAccount(tx, { bankCode, accountNo: seed.billingAccountNo, name }, 'KARTU', 0n);
  }
  const accountNo = shared ? `${seed.billingAccountNo}K${seed.last4}` : seed.billingAccountNo;
  const name = `Kartu ${seed.last4} ${seed.holder}`;
  const account = await openAccount(tx, { bankCode, accountNo, name, ...status }, 'KARTU', limit);
  if (account === null) return;
  await tx.query(
    `INSERT INTO bank.card (token, account_id, billing_account_id, holder, number, expiry, fixed_code)
     SELECT $1, $2, id, $3, $4, $5, $6 FROM bank.account WHERE bank_code = $7 AND account_no = $8`,
    [
      seed.token,
      account.id,
      seed.holder,
      testCardNumber(seed.token, seed.last4),
      seed.expiry,
      seed.otp ?? null,
      bankCode,
      seed.billingAccountNo,
    ],
  );
}

function isShared(card: CardSeed, all: readonly CardSeed[]): boolean {
  const under = (other: CardSeed) =>
    other.issuerBankCode === card.issuerBankCode && other.billingAccountNo === card.billingAccountNo;
  return all.filter(under).length > 1;
}

/** The new account, or null when it already exists. */
async function openAccount(
  tx: Tx,
  seed: Pick<AccountSeed, 'bankCode' | 'accountNo' | 'name' | 'status' | 'partnerId'>,
  kind: AccountKind,
  creditLimit: bigint,
): Promise<Account | null> {
  const opened = await tx.query<Account>(
    `INSERT INTO bank.account (bank_code, account_no, name, kind, status, partner_id, credit_limit)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (bank_code, account_no) DO NOTHING RETURNING ${ACCOUNT_COLUMNS}`,
    [seed.bankCode, seed.accountNo, seed.name, kind, seed.status ?? 'ACTIVE', seed.partnerId ?? null, creditLimit],
  );
  return opened.rows[0] ?? null;
}

function rupiah(digits: string, subject: string): bigint {
  if (!DIGITS.test(digits)) throw new Error(`seed ${subject}: rupiah must be digits`);
  return BigInt(digits);
}
