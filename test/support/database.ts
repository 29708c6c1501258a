/**
 * A database of its own for one test file, on a real PostgreSQL. `npm test` starts one server and prepares a template;
 * a file that is run alone starts its own.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { grantLogin, migrate, urlFor } from '../../src/platform/database.ts';
import { freePort, startTrialServer } from '../../src/platform/postgres.ts';

export interface TestServer {
  /** Superuser URL of the server's `postgres` database. */
  readonly url: string;
  readonly password: string;
  stop(): Promise<void>;
}

const template = 'digipay_template';
const noFsync = ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];

/** Starts a server in a temporary directory and migrates the template database. Tests need no safety on the disk; a bench does. */
export async function startTestServer(flags: readonly string[] = noFsync): Promise<TestServer> {
  const home = mkdtempSync(join(tmpdir(), 'digipay-pg-'));
  const password = randomBytes(12).toString('hex');
  const server = await startTrialServer(join(home, 'data'), await freePort(), password, flags);
  try {
    await run(server.url(), `CREATE DATABASE ${template}`);
    await migrate(server.url(template));
    await grantLogin(server.url(template), {
      serve: password,
      work: password,
      identity: password,
      keys: password,
      auditor: password,
    });
  } catch (error) {
    // A server left running would keep this process alive.
    await server.stop();
    throw error;
  }
  return {
    url: server.url(),
    password,
    async stop() {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface TestDatabase {
  readonly ownerUrl: string;
  readonly serveUrl: string;
  readonly workUrl: string;
  readonly identityUrl: string;
  readonly keysUrl: string;
  readonly auditorUrl: string;
  /** An empty database on the same server for a second program (the bank). */
  another(name: string): Promise<string>;
  drop(): Promise<void>;
}

export async function testDatabase(): Promise<TestDatabase> {
  const given = process.env.DIGIPAY_TEST_PG;
  const own = given ? null : await startTestServer();
  const base = given ?? own?.url ?? '';
  const password = new URL(base).password;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await run(base, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const made = [name];
  return {
    ownerUrl: urlFor(base, 'postgres', password, name),
    serveUrl: urlFor(base, 'digipay_serve', password, name),
    workUrl: urlFor(base, 'digipay_work', password, name),
    identityUrl: urlFor(base, 'digipay_identity', password, name),
    keysUrl: urlFor(base, 'digipay_keys', password, name),
    auditorUrl: urlFor(base, 'digipay_auditor', password, name),
    async another(label) {
      const other = `${name}_${label}`;
      await run(base, `CREATE DATABASE ${other}`);
      made.push(other);
      return urlFor(base, 'postgres', password, other);
    },
    async drop() {
      for (const db of made) await run(base, `DROP DATABASE IF EXISTS ${db} WITH (FORCE)`);
      await own?.stop();
    },
  };
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
