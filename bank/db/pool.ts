/** The bank's own connection pool. `bigint` columns arrive as `bigint`, never as floating point. */
import { createHash } from 'node:crypto';
import pg from 'pg';

export type Db = pg.Pool;
export type Tx = pg.PoolClient;

const INT8 = 20;
const MAX_CONNECTIONS = 10;

const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

export function openPool(databaseUrl: string): Db {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: MAX_CONNECTIONS, types: typeParsers });
  // An idle connection that the server closes is replaced by the pool; it must not end the process.
  pool.on('error', () => undefined);
  pool.on('connect', prepareAll);
  return pool;
}

/** Names of statements by their text: there are as many as the program has, not as many as it runs. */
const NAMES = new Map<string, string>();
const NAME_LENGTH = 24;

/** Lets the server parse and plan each statement once per connection instead of at every run. */
function prepareAll(client: pg.PoolClient): void {
  const run = client.query.bind(client) as (...given: unknown[]) => unknown;
  const prepared = (text: unknown, values: unknown, ...more: unknown[]): unknown =>
    typeof text === 'string' && Array.isArray(values)
      ? run({ name: nameOf(text), text, values }, ...more)
      : run(text, values, ...more);
  client.query = prepared as typeof client.query;
}

function nameOf(text: string): string {
  const known = NAMES.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, NAME_LENGTH);
  NAMES.set(text, name);
  return name;
}

/** Runs `work` in one transaction. Returns only after COMMIT has been acknowledged; any error rolls back. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const tx = await db.connect();
  try {
    await tx.query('BEGIN');
    const result = await work(tx);
    await tx.query('COMMIT');
    tx.release();
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').then(
      () => tx.release(),
      (broken: Error) => tx.release(broken),
    );
    throw error;
  }
}

/** The only row of a statement that always returns one. */
export function one<R>(rows: readonly R[]): R {
  const [row] = rows;
  if (row === undefined) throw new Error('statement returned no row');
  return row;
}
