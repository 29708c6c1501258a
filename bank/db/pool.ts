/** The bank's own connection pool. `bigint` columns arrive as `bigint`, never as floating point. */
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
  return pool;
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
