/** What became of the money: the bank's own books beside what the platform believes. The platform's word alone counts for nothing. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { type AccountIds, account, type Balance, balances } from '../../src/ledger/accounts.ts';
import type { Queryable } from '../../src/platform/database.ts';
import type { ChaosOffice } from './office.ts';
import { type Purchase, referenceAt, type Shop } from './purchases.ts';
import type { Levy } from './taxes.ts';

/** Of one purchase. */
export interface Ended {
  readonly state: 'PAID' | 'REFUSED' | 'OPEN';
  /** Attempts made, one instruction each. */
  readonly attempts: number;
}

export interface Verdict {
  readonly attempted: number;
  readonly settled: number;
  readonly refused: number;
  readonly returned: number;
  readonly unknown: number;
  /** Paid for us and not at the bank, or paid at the bank and not for us. */
  readonly lost: number;
  /** Paid at the bank more than once, or without an order. */
  readonly doubled: number;
  /** Rupiah, over all accounts: what the ledger says of an account and what the bank holds. */
  readonly difference: bigint;
  readonly faults: readonly string[];
  readonly digest: string;
}

const PAID = ['SETTLED', 'RECONCILED'];
const RETURNED = ['RETURNED'];
const REFUSED = ['FAILED', 'DECLINED', 'WITHDRAWN'];

/** What was to be paid once, and where the bank shows it. */
interface Due {
  readonly name: string;
  readonly references: readonly string[];
  readonly moved: ReadonlyMap<string, Credit>;
}

interface Credit {
  readonly reference: string;
  readonly times: number;
  readonly rupiah: bigint;
}

export interface Judged extends Shop {
  readonly bankDatabase: string;
  readonly ids: AccountIds;
}

export async function judged(
  run: Judged,
  purchases: readonly Purchase[],
  ended: ReadonlyMap<number, Ended>,
  levies: readonly Levy[],
): Promise<Verdict> {
  const faults: string[] = [];
  const states = await statesBy(run.db);
  const credits = await creditsAtBank(run.bankDatabase, run.office);
  const debits = await debitsAtBank(run.bankDatabase, run.office);
  const orders = purchases.map((purchase): Due => {
    const attempts = ended.get(purchase.no)?.attempts ?? 1;
    const references = Array.from({ length: attempts }, (_, n) => referenceAt(run, purchase.no, n + 1));
    return { name: `purchase ${purchase.no}`, references, moved: credits };
  });
  const deposits = levies.map(({ id, references }): Due => ({ name: `deposit ${id}`, references, moved: debits }));
  const known = new Set<string>();
  let lost = 0;
  let doubled = 0;
  for (const { name, references, moved } of [...orders, ...deposits]) {
    for (const reference of references) known.add(reference);
    const times = references.reduce((sum, one) => sum + (moved.get(one)?.times ?? 0), 0);
    const believed = references.filter((one) => PAID.includes(states.get(one) ?? '')).length;
    if (times > 1) {
      doubled += 1;
      faults.push(`${name} was paid ${times} times: ${references.join(', ')}`);
    }
    const atBank = references.filter((one) => (moved.get(one)?.times ?? 0) > 0);
    const unseen = atBank.filter((one) => !PAID.includes(states.get(one) ?? ''));
    if (believed > atBank.length || unseen.length > 0) {
      lost += 1;
      const told = references.map((one) => `${one} ${states.get(one)} ${moved.get(one)?.times ?? 0}×`).join(', ');
      faults.push(`${name}: the platform and the bank disagree on ${told}`);
    }
  }
  for (const { reference, times, rupiah } of credits.values()) {
    if (known.has(reference)) continue;
    doubled += times;
    faults.push(`the bank paid Rp${rupiah} under ${reference}, which nobody ordered`);
  }
  const counted = [...states.values()];
  const count = (among: readonly string[]): number => counted.filter((state) => among.includes(state)).length;
  const final = count(PAID) + count(REFUSED) + count(RETURNED);
  const unreconciled = await openDebits(run.db);
  if (unreconciled > 0) faults.push(`${unreconciled} paid transfers are on no statement`);
  const difference = await differenceOf(run, faults);
  for (const fault of (await run.db.query('SELECT * FROM ledger.verify()')).rows)
    faults.push(`ledger: ${JSON.stringify(fault)}`);
  return {
    attempted: counted.length,
    settled: count(PAID),
    refused: count(REFUSED),
    returned: count(RETURNED),
    unknown: counted.length - final,
    lost,
    doubled,
    difference,
    faults,
    digest: digestOf(purchases, ended),
  };
}

async function statesBy(db: Queryable): Promise<Map<string, string>> {
  const { rows } = await db.query<{ reference: string; state: string }>(
    'SELECT reference, state FROM payment.instruction',
  );
  return new Map(rows.map(({ reference, state }) => [reference, state]));
}

const openDebits = async (db: Queryable): Promise<number> =>
  (await db.query("SELECT FROM payment.instruction WHERE state = 'SETTLED' AND rail IN ('CMS', 'MPN')")).rowCount ?? 0;

/** Credits on the accounts of the vendors, less what was given back. */
const creditsAtBank = (databaseUrl: string, { vendors }: ChaosOffice) =>
  movedAtBank(
    databaseUrl,
    'CREDIT',
    vendors.map(({ vendor }) => vendor.account),
  );

/** Debits of the accounts of the satker, less what came back. */
const debitsAtBank = (databaseUrl: string, { satkers }: ChaosOffice) =>
  movedAtBank(
    databaseUrl,
    'DEBIT',
    satkers.map(({ satker }) => satker.account),
  );

/** By the reference that begins the remark of a line. */
async function movedAtBank(
  databaseUrl: string,
  side: 'CREDIT' | 'DEBIT',
  accounts: readonly { readonly bankCode: string; readonly accountNo: string }[],
): Promise<Map<string, Credit>> {
  const rows = await atBank<{ reference: string; times: number; rupiah: string }>(
    databaseUrl,
    `SELECT split_part(e.remark, ' ', 1) AS reference,
       sum(CASE e.side WHEN $2 THEN 1 ELSE -1 END)::int AS times,
       sum(CASE e.side WHEN $2 THEN e.amount ELSE -e.amount END)::text AS rupiah
     FROM bank.entry e JOIN bank.account a ON a.id = e.account_id
     WHERE a.bank_code || '/' || a.account_no = ANY ($1) GROUP BY 1`,
    [accounts.map(({ bankCode, accountNo }) => `${bankCode}/${accountNo}`), side],
  );
  return new Map(rows.map((row) => [row.reference, { ...row, rupiah: BigInt(row.rupiah) }]));
}

/** Of every satker: cash in the ledger, less what is paid and not seen yet, beside the balance at the bank. */
async function differenceOf(run: Judged, faults: string[]): Promise<bigint> {
  const held = new Map(
    (
      await atBank<{ account: string; balance: string }>(
        run.bankDatabase,
        `SELECT bank_code || '/' || account_no AS account, balance::text FROM bank.account WHERE kind <> 'INTERNAL'`,
        [],
      )
    ).map((row) => [row.account, BigInt(row.balance)]),
  );
  let difference = 0n;
  for (const { satker } of run.office.satkers) {
    const refs = [
      account('bank.cash', satker.id),
      account('bank.clearing', satker.id),
      account('bank.suspense', satker.id),
    ];
    const [cash, clearing, suspense] = await balances(run.db, run.ids, refs);
    if (!cash || !clearing || !suspense) continue;
    const ours = standing(cash) + standing(clearing);
    const theirs = held.get(`${satker.account.bankCode}/${satker.account.accountNo}`) ?? 0n;
    if (standing(suspense) !== 0n) faults.push(`${satker.name}: Rp${standing(suspense)} that nobody has explained`);
    if (ours === theirs) continue;
    difference += ours > theirs ? ours - theirs : theirs - ours;
    faults.push(`${satker.name}: the ledger says Rp${ours}, the bank holds Rp${theirs}`);
  }
  return difference;
}

/** Debits less credits, posted. */
const standing = ({ debitsPosted, creditsPosted }: Balance): bigint => debitsPosted - creditsPosted;

/** What became of every purchase, whichever attempt brought it about: the same for the same seed. */
function digestOf(purchases: readonly Purchase[], ended: ReadonlyMap<number, Ended>): string {
  const hash = createHash('sha256');
  for (const { no, rail, buyer, seller } of purchases)
    hash.update(`${no}|${rail}|${buyer.satker.code}|${seller.vendor.slug}|${ended.get(no)?.state}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function atBank<T extends pg.QueryResultRow>(url: string, sql: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
