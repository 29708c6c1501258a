/** The yardstick of commits: `pgbench`, TPC-B-like, prepared statements, on a database of its own on the same server. */
import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { urlFor } from '../../src/platform/database.ts';
import type { Measured } from './scenario.ts';

const DATABASE = 'pgbench';
/** As many branches as the most clients: none of them waits for another more than its accounts ask. */
const SCALE = 64;

function program(): string {
  const places = [...(process.env.PATH ?? '').split(delimiter), ...globSync('/usr/lib/postgresql/*/bin')];
  const found = places.map((place) => join(place, 'pgbench')).find((path) => existsSync(path));
  if (!found) throw new Error('pgbench is not here, and it is the yardstick. On Debian: apt-get install postgresql-15');
  return found;
}

const start = promisify(execFile);

export interface Pgbench {
  run(clients: number, ms: number): Promise<Measured>;
}

export async function preparePgbench(serverUrl: string): Promise<Pgbench> {
  const path = program();
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  await client.end();
  const { username, password } = new URL(serverUrl);
  const url = urlFor(serverUrl, username, password, DATABASE);
  if (rowCount === 0) await start(path, ['-i', '-q', '-s', String(SCALE), url]);
  return {
    async run(clients, ms) {
      const seconds = Math.max(1, Math.round(ms / 1000));
      const options = [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        String(Math.min(2, clients)),
        '-T',
        String(seconds),
      ];
      const { stdout } = await start(path, [...options, url]);
      const tps = Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
      const latency = Number(/latency average = ([\d.]+) ms/.exec(stdout)?.[1]);
      if (!(tps > 0)) throw new Error(`pgbench said nothing of its rate:\n${stdout}`);
      return { done: tps * seconds, ms: seconds * 1000, figures: { 'mean ms': latency } };
    },
  };
}
