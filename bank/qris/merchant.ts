/**
 * Merchants of the sandbox's acquirers. Every vendor account has one registration, derived from its number, so that two
 * sandboxes seeded alike print the same codes.
 */
import { createHash } from 'node:crypto';
import type { Account } from '../accounts/account.ts';
import { type Db, one, type Tx } from '../db/pool.ts';

export interface Merchant {
  readonly accountId: bigint;
  readonly bankCode: string;
  readonly accountNo: string;
  readonly nmid: string;
  readonly merchantPan: string;
  readonly merchantId: string;
  /** UMI micro, UKE small, UME medium enterprise. */
  readonly criteria: string;
  readonly mcc: string;
  readonly name: string;
  readonly city: string;
  readonly postcode: string;
}

/** What a seed may say of a merchant instead of what would be derived. */
export type MerchantSeed = Partial<Pick<Merchant, 'criteria' | 'mcc' | 'name' | 'city' | 'postcode'>>;

const CRITERIA = ['UMI', 'UKE', 'UMI', 'UKE', 'UME'] as const;
/** What a name says of the trade, and its category (ISO 18245). */
const TRADES: readonly (readonly [RegExp, string])[] = [
  [/KOMPUTER|TEKNO|DIGITAL|INFORMATIKA/i, '5045'],
  [/KATERING|CATERING|WARUNG|KULINER|DAPUR|RASA/i, '5812'],
  [/CETAK|PRINT|FOTOKOPI/i, '7338'],
  [/MEBEL|FURNITUR/i, '5021'],
  [/BANGUN/i, '5211'],
  [/ATK|KERTAS|STATIONER|TULIS/i, '5943'],
];
const OTHER_TRADES = ['5111', '5943', '5999', '5331'] as const;
const CITIES = [
  ['JAKARTA PUSAT', '10110'],
  ['BANDUNG', '40111'],
  ['SURABAYA', '60271'],
  ['SEMARANG', '50131'],
  ['YOGYAKARTA', '55111'],
  ['MAKASSAR', '90111'],
  ['MEDAN', '20111'],
  ['DENPASAR', '80111'],
] as const;

const COLUMNS = `m.account_id AS "accountId", a.bank_code AS "bankCode", a.account_no AS "accountNo", m.nmid,
  m.merchant_pan AS "merchantPan", m.merchant_id AS "merchantId", m.criteria, m.mcc, m.name, m.city, m.postcode`;
const FIND = `SELECT ${COLUMNS} FROM bank.merchant m JOIN bank.account a ON a.id = m.account_id`;

/** Registers an account as a merchant, or returns the registration it has. */
export async function registerMerchant(
  db: Db | Tx,
  account: Pick<Account, 'id' | 'bankCode' | 'accountNo' | 'name'>,
  seed: MerchantSeed = {},
): Promise<Merchant> {
  const derived = { ...registrationOf(account), ...seed };
  await db.query(
    `INSERT INTO bank.merchant (account_id, nmid, merchant_pan, merchant_id, criteria, mcc, name, city, postcode)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (account_id) DO NOTHING`,
    [
      account.id,
      derived.nmid,
      derived.merchantPan,
      derived.merchantId,
      derived.criteria,
      derived.mcc,
      derived.name,
      derived.city,
      derived.postcode,
    ],
  );
  return one((await db.query<Merchant>(`${FIND} WHERE m.account_id = $1`, [account.id])).rows);
}

/** The merchant a partner means: by merchant id, NMID or merchant PAN. */
export async function merchantByIdentity(db: Db | Tx, identity: string): Promise<Merchant | null> {
  const found = await db.query<Merchant>(
    `${FIND} WHERE m.merchant_id = $1 OR m.nmid = $1 OR m.merchant_pan = $1 LIMIT 1`,
    [identity],
  );
  return found.rows[0] ?? null;
}

/** The merchant whose code was scanned. */
export async function merchantByPan(db: Db | Tx, pans: readonly string[]): Promise<Merchant | null> {
  const found = await db.query<Merchant>(`${FIND} WHERE m.merchant_pan = ANY($1::text[]) LIMIT 1`, [pans]);
  return found.rows[0] ?? null;
}

/** Registration as it follows from the account alone. */
export function registrationOf(account: Pick<Account, 'bankCode' | 'accountNo' | 'name'>) {
  const hash = createHash('sha256').update(`${account.bankCode}:${account.accountNo}`).digest();
  const number = (from: number, length: number) =>
    String(hash.readUIntBE(from, 6) % 10 ** length).padStart(length, '0');
  const [city, postcode] = CITIES[hash.readUInt8(20) % CITIES.length] ?? CITIES[0];
  const panHead = `93600${account.bankCode}${number(6, 9)}`;
  return {
    nmid: `ID10${number(0, 11)}`,
    merchantPan: `${panHead}${luhnDigit(panHead)}`,
    merchantId: number(12, 9),
    criteria: CRITERIA[hash.readUInt8(21) % CRITERIA.length] ?? 'UKE',
    mcc: categoryOf(account.name, hash.readUInt8(22)),
    name: printable(account.name).slice(0, 25).trim() || 'MERCHANT',
    city,
    postcode,
  };
}

/** Category of a trade by its name; also for vendors that have never shown a code. */
function categoryOf(name: string, dice: number): string {
  const known = TRADES.find(([word]) => word.test(name));
  return known?.[1] ?? OTHER_TRADES[dice % OTHER_TRADES.length] ?? '5999';
}

function printable(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .toUpperCase();
}

function luhnDigit(head: string): string {
  const sum = [...head].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 0 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}
