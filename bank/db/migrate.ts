/** Brings the bank's schema to the newest step: numbered SQL files, forward only, each in one transaction. */
import { readdir, readFile } from 'node:fs/promises';
import { type Db, inTransaction } from './pool.ts';

const FOLDER = new URL('../migrations/', import.meta.url);
const FILE_NAME = /^\d{4}_[a-z_]+\.sql$/;
/** Any constant: serialises bank processes that start at the same time. */
const MIGRATION_LOCK = 8_402_173;

export async function migrate(db: Db): Promise<void> {
  const names = (await readdir(FOLDER)).filter((name) => FILE_NAME.test(name)).sort();
  await inTransaction(db, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await tx.query('CREATE SCHEMA IF NOT EXISTS bank');
    await tx.query(
      'CREATE TABLE IF NOT EXISTS bank.migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = await tx.query<{ name: string }>('SELECT name FROM bank.migration');
    const applied = new Set(done.rows.map((row) => row.name));
    for (const name of names.filter((candidate) => !applied.has(candidate))) {
      await tx.query(await readFile(new URL(name, FOLDER), 'utf8'));
      await tx.query('INSERT INTO bank.migration (name) VALUES ($1)', [name]);
    }
  });
}
