/** Connections to PostgreSQL: pools by role, reads under the asker's scope, migrations. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations as runWorkerMigrations } from 'graphile-worker';
import { runner } from 'node-pg-migrate';
import pg from 'pg';
import { PreparingClient } from './prepared.ts';

export interface Queryable {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: R[]; rowCount: number | null }>;
}

export type Pool = pg.Pool;

/** Who asks: row-level security shows what belongs to these and nothing else. */
export interface Scope {
  readonly satkerId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly personId?: string | undefined;
  /** Treasury offices and auditors: whose satker they watch. */
  readonly kppnCode?: string | undefined;
  readonly kanwilCode?: string | undefined;
  readonly oversight?: 'national' | undefined;
}

export function openPool(connectionString: string, max: number): Pool {
  const pool = new pg.Pool({
    Client: PreparingClient,
    connectionString,
    // Statements are sent without waiting for the answers to those before them; the server takes them in order.
    pipeline: true,
    max,
    // What a connection has planned is worth keeping over a quiet hour.
    idleTimeoutMillis: 60 * 60_000,
    connectionTimeoutMillis: 10_000,
  });
  // A broken idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return pool;
}

/** How statements are planned: for their values, or once for all of them, which suits reads by key and none with optional filters. */
type Plans = 'auto' | 'force_generic_plan';

/** Runs reads in one read-only transaction as the person who asks. Reads that do not wait for each other travel together. */
export const readAs = <T>(pool: Pool, scope: Scope, work: (db: Queryable) => Promise<T>): Promise<T> =>
  read(pool, scope, 'auto', work);

/** As `readAs`, for reads by key alone: their plans are made once for each connection. */
export const readByKey = <T>(pool: Pool, scope: Scope, work: (db: Queryable) => Promise<T>): Promise<T> =>
  read(pool, scope, 'force_generic_plan', work);

async function read<T>(pool: Pool, scope: Scope, plans: Plans, work: (db: Queryable) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    // One after another on the wire: whatever `work` asks first is behind the scope, and fails when the scope could not be set.
    const [, , result] = await Promise.all([
      client.query('BEGIN READ ONLY'),
      client.query(
        `SELECT set_config('digipay.satker', $1, true), set_config('digipay.vendor', $2, true), set_config('digipay.person', $3, true),
                set_config('digipay.kppn', $4, true), set_config('digipay.kanwil', $5, true), set_config('digipay.oversight', $6, true),
                set_config('plan_cache_mode', $7, true)`,
        [
          scope.satkerId ?? '',
          scope.vendorId ?? '',
          scope.personId ?? '',
          scope.kppnCode ?? '',
          scope.kanwilCode ?? '',
          scope.oversight ?? '',
          plans,
        ],
      ),
      work(client),
    ]);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}

/**
 * One statement that does not wait for the disk: for what is worth nothing by itself, and is behind the same log as whatever is built
 * upon it. A machine that falls loses both or neither.
 */
export async function inPassing<R extends pg.QueryResultRow>(
  pool: Pool,
  text: string,
  values: unknown[],
): Promise<{ rows: R[]; rowCount: number | null }> {
  const client = await pool.connect();
  try {
    const [, result] = await Promise.all([
      client.query('BEGIN; SET LOCAL synchronous_commit = off'),
      client.query<R>(text, values),
      client.query('COMMIT'),
    ]);
    client.release();
    return result;
  } catch (error) {
    // The connection is in an unknown state: closed, not returned.
    client.release(true);
    throw error;
  }
}

const migrationsDir = join(dirname(fileURLToPath(import.meta.url)), '../../migrations');

/** Brings a database up to date. Forward only; safe to run by several processes at once (advisory lock). */
export async function migrate(databaseUrl: string): Promise<number> {
  await runWorkerMigrations({ connectionString: databaseUrl, logger: quiet });
  const done = await runner({
    databaseUrl,
    dir: migrationsDir,
    direction: 'up',
    migrationsTable: 'migration',
    migrationsSchema: 'public',
    checkOrder: true,
    singleTransaction: false,
    log: () => {},
  });
  return done.length;
}

/** Lets the roles of the migrations log in. The trial and tests do this; in production a DBA does. */
export async function grantLogin(
  databaseUrl: string,
  passwords: { serve: string; work: string; identity: string; keys: string; auditor: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const [role, password] of [
      ['digipay_serve', passwords.serve],
      ['digipay_work', passwords.work],
      ['digipay_identity', passwords.identity],
      ['digipay_keys', passwords.keys],
      ['digipay_auditor', passwords.auditor],
    ] as const) {
      await client.query(`ALTER ROLE ${role} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
  } finally {
    await client.end();
  }
}

export function urlFor(databaseUrl: string, user: string, password: string, database?: string): string {
  const url = new URL(databaseUrl);
  url.username = user;
  url.password = password;
  if (database) url.pathname = `/${database}`;
  return url.href;
}

const quiet = new Logger(() => () => {});
