/** The database of a trial: one PostgreSQL in the data directory, migrated, its roles able to log in. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { grantLogin, migrate, urlFor } from './database.ts';
import { freePort, isAlive, openToAll, runningServer, startTrialServer, type TrialServer } from './postgres.ts';
import { type TrialSecrets, trialSecrets } from './secrets.ts';

const SECRETS = 'secrets.json';

export interface TrialOptions {
  readonly dataDir: string;
  /** Forget what is there. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
}

export interface Trial {
  readonly secrets: TrialSecrets;
  readonly secretsFile: string;
  readonly serveUrl: string;
  readonly workUrl: string;
  readonly identityUrl: string;
  readonly keysUrl: string;
  readonly auditorUrl: string;
  /** Of who owns the tables and migrates them; no process that listens is given it. */
  readonly ownerUrl: string;
  /** Names the key store, a file beside the data. */
  readonly keys: string;
  readonly bankUrl: string;
  stop(): Promise<void>;
}

/**
 * Where a trial keeps its data: `.data` beside the code; as root, when no other user can walk there (a clone below /root), a
 * folder of its own below /var/lib, since PostgreSQL does not run as root.
 */
export function defaultDataDir(project: string): string {
  if (process.getuid?.() !== 0 || openToAll(project)) return join(project, '.data');
  return join('/var/lib/digipay-satu', createHash('sha256').update(project).digest('hex').slice(0, 12));
}

/** Throws with a message for people when the data is in use or cannot be reached. */
export async function startTrial(options: TrialOptions): Promise<Trial> {
  const home = resolve(options.dataDir);
  refuseSecond(home);
  await endOrphan(join(home, 'postgres'), options.say);
  if (options.fresh) forget(home);
  mkdirSync(home, { recursive: true, mode: 0o711 });
  if (process.getuid?.() === 0 && !openToAll(home)) {
    throw new Error(
      `PostgreSQL may not run as root and no other user can reach ${home}. Name another folder: npm start -- --data /var/tmp/digipay-satu`,
    );
  }
  const claim = join(home, 'running.pid');
  writeFileSync(claim, String(process.pid));
  try {
    const secrets = trialSecrets(join(home, SECRETS));
    options.say(`Data: ${home}`);
    options.say('Starting PostgreSQL (trial server, not for production) …');
    const server = await startTrialServer(join(home, 'postgres'), await freePort(), secrets.databasePassword);
    try {
      await prepare(server, secrets, options.say);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return {
      secrets,
      secretsFile: join(home, SECRETS),
      serveUrl: urlFor(server.url('digipay'), 'digipay_serve', secrets.servePassword),
      workUrl: urlFor(server.url('digipay'), 'digipay_work', secrets.workPassword),
      identityUrl: urlFor(server.url('digipay'), 'digipay_identity', secrets.identityPassword),
      keysUrl: urlFor(server.url('digipay'), 'digipay_keys', secrets.keysPassword),
      auditorUrl: urlFor(server.url('digipay'), 'digipay_auditor', secrets.auditorPassword),
      ownerUrl: server.url('digipay'),
      keys: pathToFileURL(join(home, 'keys.json')).href,
      bankUrl: server.url('bank'),
      async stop() {
        await server.stop();
        rmSync(claim, { force: true });
      },
    };
  } catch (error) {
    rmSync(claim, { force: true });
    throw error;
  }
}

async function prepare(server: TrialServer, secrets: TrialSecrets, say: (line: string) => void): Promise<void> {
  const client = new pg.Client({ connectionString: server.url() });
  await client.connect();
  try {
    for (const name of ['digipay', 'bank']) {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
    }
  } finally {
    await client.end();
  }
  say('Migrating the database …');
  const steps = await migrate(server.url('digipay'));
  say(steps === 0 ? 'The database is up to date.' : `${steps} migrations done.`);
  await grantLogin(server.url('digipay'), {
    serve: secrets.servePassword,
    work: secrets.workPassword,
    identity: secrets.identityPassword,
    keys: secrets.keysPassword,
    auditor: secrets.auditorPassword,
  });
}

/** Removes the data of a trial, and nothing that is not one. */
function forget(home: string): void {
  if (!existsSync(home) || readdirSync(home).length === 0) return;
  if (!existsSync(join(home, SECRETS))) {
    throw new Error(`${home} does not hold the data of a trial, so it is not emptied. Check --data.`);
  }
  rmSync(home, { recursive: true });
}

function refuseSecond(home: string): void {
  const claim = join(home, 'running.pid');
  if (!existsSync(claim)) return;
  const pid = Number(readFileSync(claim, 'utf8'));
  if (pid !== process.pid && isAlive(pid)) {
    throw new Error(
      `The data in ${home} is in use by process ${pid}. Stop it first, or name another folder with --data.`,
    );
  }
}

/** A server whose platform was killed still runs on the data: it is asked to end. */
async function endOrphan(dataDir: string, say: (line: string) => void): Promise<void> {
  const pid = runningServer(dataDir);
  if (pid === null) return;
  say(`Ending a PostgreSQL (process ${pid}) left over from a run that was killed …`);
  process.kill(pid, 'SIGINT');
  const patienceMs = 10_000;
  for (const until = Date.now() + patienceMs; isAlive(pid); ) {
    if (Date.now() > until) throw new Error(`PostgreSQL process ${pid} does not end. End it and start again.`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
