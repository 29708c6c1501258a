/** Cards of the sandbox. Their numbers are invented: range 4000, good only on this bank's own page. */
import { createHash } from 'node:crypto';
import type { Db, Tx } from '../db/pool.ts';
import { wibDate } from '../time.ts';

export interface Card {
  readonly token: string;
  /** The account that carries its limit. */
  readonly accountId: bigint;
  /** The account under which its bill is paid; the same when it shares it with no other card. */
  readonly billingAccountId: bigint;
  readonly holder: string;
  readonly number: string;
  /** MM/YY; good through the last day of that month. */
  readonly expiry: string;
  readonly fixedCode: string | null;
}

export async function cardByToken(db: Db | Tx, token: string): Promise<Card | null> {
  const found = await db.query<Card>(
    `SELECT token, account_id AS "accountId", billing_account_id AS "billingAccountId", holder, number, expiry, fixed_code AS "fixedCode"
     FROM bank.card WHERE token = $1`,
    [token],
  );
  return found.rows[0] ?? null;
}

export function isExpired(expiry: string, now: Date): boolean {
  const [month = '', year = ''] = expiry.split('/');
  return `20${year}-${month}` < wibDate(now).slice(0, 7);
}

/** `•••• 1234` */
export function maskedNumber(number: string): string {
  return `•••• ${number.slice(-4)}`;
}

/** A test number for a token: 4000, seven digits from the token, one digit that makes the Luhn sum right, last four. */
export function testCardNumber(token: string, last4: string): string {
  const hash = createHash('sha256').update(token).digest().readUIntBE(0, 6);
  const head = `4000${String(hash).slice(-7).padStart(7, '0')}`;
  for (let digit = 0; digit <= 9; digit += 1) {
    const number = `${head}${digit}${last4}`;
    if (luhnSum(number) % 10 === 0) return number;
  }
  throw new Error('no digit completes the card number');
}

function luhnSum(number: string): number {
  return [...number].reverse().reduce((sum, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return sum + (digit > 9 ? digit - 9 : digit);
  }, 0);
}
