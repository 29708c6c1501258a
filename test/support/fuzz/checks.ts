/** What must hold after any number of bad requests: nothing changed but by what was accepted, and the books are balanced. */
import type { Pool } from '../../../src/platform/database.ts';

export interface Mark {
  readonly seq: number;
  /** Of all business tables: rows, and versions added up. */
  readonly rows: number;
  readonly versions: number;
  readonly transfers: number;
}

/** Written about requests that were refused, or about a session that was ended for what it sent. */
const OF_REFUSALS = /^(security\.|identity\.(\w+_(refused|stolen)|first_step_elsewhere)$)/;

/** A person's own sign-in and factors, which carry no key. */
const OF_PERSONS = /^identity\./;

export async function markOf(owner: Pool): Promise<Mark> {
  const { rows: tables } = await owner.query<{ name: string }>('SELECT name FROM journal.writable ORDER BY name');
  const sums = tables.map(({ name }) => `SELECT count(*) AS n, coalesce(sum(version), 0) AS v FROM ${name}`);
  const { rows } = await owner.query<{ n: string; v: string; seq: string; transfers: string }>(
    `SELECT sum(n) AS n, sum(v) AS v, (SELECT seq FROM journal.head) AS seq, (SELECT count(*) FROM ledger.transfer) AS transfers
     FROM (${sums.join(' UNION ALL ')}) t`,
  );
  const [row] = rows;
  return {
    seq: Number(row?.seq),
    rows: Number(row?.n),
    versions: Number(row?.v),
    transfers: Number(row?.transfers),
  };
}

export interface Accepted {
  /** Writes answered with success. */
  readonly all: number;
  /** Of these, the ones that carry an idempotency key: commands on business records. */
  readonly commands: number;
}

/** Faults of one batch, in which this much was accepted. */
export async function changesBeyond(owner: Pool, before: Mark, accepted: Accepted): Promise<string[]> {
  const after = await markOf(owner);
  const { rows } = await owner.query<{ type: string; cause: string }>(
    'SELECT type, cause::text FROM journal.event WHERE seq > $1 AND seq <= $2',
    [before.seq, after.seq],
  );
  const done = rows.filter(({ type }) => !OF_REFUSALS.test(type));
  const causesOf = (events: typeof rows) => new Set(events.map(({ cause }) => cause)).size;
  const [causes, commands] = [causesOf(done), causesOf(done.filter(({ type }) => !OF_PERSONS.test(type)))];
  const faults: string[] = [];
  if (rows.length !== after.seq - before.seq)
    faults.push(`journal with gaps: ${before.seq} to ${after.seq}, ${rows.length} events`);
  const types = [...new Set(done.map(({ type }) => type))].join(', ');
  if (causes > accepted.all) faults.push(`${causes} acts in the journal, ${accepted.all} accepted: ${types}`);
  if (commands > accepted.commands)
    faults.push(`${commands} commands in the journal, ${accepted.commands} accepted: ${types}`);
  if (accepted.all === 0) {
    for (const what of ['rows', 'versions', 'transfers'] as const)
      if (after[what] !== before[what])
        faults.push(`${what}: ${before[what]} before, ${after[what]} after, nothing accepted`);
  }
  return faults;
}

/** The ledger against itself, and the rows against the journal. */
export async function bookFaults(owner: Pool): Promise<string[]> {
  const { rows } = await owner.query<{ problem: string }>('SELECT problem FROM ledger.verify()');
  const { rows: gaps } = await owner.query<{ fault: string }>(
    `SELECT 'the journal has gaps' AS fault FROM journal.event HAVING count(*) <> coalesce(max(seq), 0)`,
  );
  return [...rows.map(({ problem }) => problem), ...gaps.map(({ fault }) => fault)];
}
