/** Ids and balances of ledger accounts. */
import { createHmac, createSecretKey } from 'node:crypto';
import type { AccountRef } from '../kernel/decision.ts';
import { uuidFrom } from '../kernel/ids.ts';
import type { Queryable } from '../platform/database.ts';
import type { AccountKind } from './chart.ts';

export interface Balance {
  readonly debitsPosted: bigint;
  readonly debitsPending: bigint;
  readonly creditsPosted: bigint;
  readonly creditsPending: bigint;
}

const empty: Balance = { debitsPosted: 0n, debitsPending: 0n, creditsPosted: 0n, creditsPending: 0n };

export type AccountIds = (ref: AccountRef) => string;

/**
 * The id of an account is a keyed hash of what it is for: the ledger holds numbers, and only who has the key can say
 * whose they are.
 */
export function accountIds(key: Buffer): AccountIds {
  const secret = createSecretKey(key);
  return ({ kind, owner }) => uuidFrom(createHmac('sha256', secret).update(`${kind}\n${owner}`).digest());
}

export function account(kind: AccountKind, owner: string): AccountRef {
  return { kind, owner };
}

/** Balances in rupiah, in the order asked; an account that was never used is empty. */
export async function balances(db: Queryable, ids: AccountIds, refs: readonly AccountRef[]): Promise<Balance[]> {
  const wanted = refs.map(ids);
  const { rows } = await db.query<{ id: string; dp: string; d: string; cp: string; c: string }>(
    'SELECT id, debits_pending dp, debits_posted d, credits_pending cp, credits_posted c FROM ledger.balances($1)',
    [wanted],
  );
  const found = new Map(
    rows.map((r) => [
      r.id,
      {
        debitsPosted: BigInt(r.d),
        debitsPending: BigInt(r.dp),
        creditsPosted: BigInt(r.c),
        creditsPending: BigInt(r.cp),
      },
    ]),
  );
  return wanted.map((id) => found.get(id) ?? empty);
}

/** Room on a `credit` account: what may still be used. */
export const creditRoom = (b: Balance): bigint => b.creditsPosted - b.debitsPosted - b.debitsPending;
/** Room on a `debit` account. */
export const debitRoom = (b: Balance): bigint => b.debitsPosted - b.creditsPosted - b.creditsPending;
