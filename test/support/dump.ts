/**
 * Reads a whole database as somebody would who stole it: every column of every table, as text, as bytes, and with base64 and
 * hexadecimal undone; and the server's files as they lie on the disk.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

export interface Secret {
  /** What it is, for the report. */
  readonly what: string;
  readonly text: string;
}

export interface Hit {
  readonly where: string;
  readonly what: string;
}

export interface Searched {
  readonly hits: readonly Hit[];
  readonly tables: number;
  readonly values: number;
  readonly bytes: number;
}

/** Every table, partition and materialised view outside the system's own schemas. */
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname || '.' || c.relname AS plain
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND n.nspname <> ALL (ARRAY['pg_catalog', 'information_schema', 'pg_toast'])
  ORDER BY 2`;

/** `skip`: tables that are public by nature, as `schema.table`. */
export async function searchTables(
  url: string,
  secrets: readonly Secret[],
  skip: ReadonlySet<string>,
): Promise<Searched> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const find = finder(secrets);
  const hits = new Map<string, Hit>();
  let [tables, values, bytes] = [0, 0, 0];
  try {
    const { rows: names } = await client.query<{ name: string; plain: string }>(TABLES);
    for (const { name, plain } of names.filter((one) => !skip.has(one.plain))) {
      tables += 1;
      // As text, dates, numbers and JSON read as they print; bytea comes as bytes.
      const { rows: columns } = await client.query<{ column: string; bytea: boolean }>(
        `SELECT attname AS column, atttypid = 'bytea'::regtype AS bytea FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
        [name],
      );
      for (const { column, bytea } of columns) {
        const id = pg.escapeIdentifier(column);
        const { rows } = await client.query<{ v: string | Buffer }>(
          `SELECT ${bytea ? id : `${id}::text`} AS v FROM ${name} WHERE ${id} IS NOT NULL`,
        );
        for (const { v } of rows) {
          values += 1;
          bytes += v.length;
          for (const what of find(v)) hits.set(`${plain}.${column} ${what}`, { where: `${plain}.${column}`, what });
        }
      }
    }
  } finally {
    await client.end();
  }
  return { hits: [...hits.values()], tables, values, bytes };
}

/** Files below a folder, as bytes. */
export function searchFiles(folder: string, secrets: readonly Secret[]): Searched & { readonly files: number } {
  const needles = secrets.map(({ what, text }) => ({ what, bytes: Buffer.from(text) }));
  const hits: Hit[] = [];
  let [files, bytes] = [0, 0];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    const content = readFileSync(path);
    files += 1;
    bytes += content.length;
    for (const one of needles) if (content.includes(one.bytes)) hits.push({ where: name, what: one.what });
  }
  return { hits, tables: 0, values: 0, bytes, files };
}

const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const HEX = /(?:[0-9a-fA-F]{2}){8,}/g;

/** So many digits are no chance in the middle of something random. */
const LONG = 10;

const isShort = (text: string): boolean => /^\d+$/.test(text) && text.length < LONG;

/**
 * Finds secrets in a value: case aside, also behind base64 or hexadecimal. A short number counts only where it stands by itself:
 * seven digits in the middle of a random identifier are chance.
 */
function finder(secrets: readonly Secret[]): (value: string | Buffer) => string[] {
  const words = secrets
    .filter(({ text }) => !isShort(text))
    .map(({ what, text }) => ({ what, text: text.toLowerCase() }));
  const numbers = new Map(secrets.filter(({ text }) => isShort(text)).map(({ what, text }) => [text, what]));
  const inText = (text: string): string[] => {
    const lower = text.toLowerCase();
    const found = words.filter((one) => lower.includes(one.text)).map((one) => one.what);
    if (numbers.size > 0)
      for (const [digits] of lower.matchAll(/(?<![0-9a-z])\d{5,}(?![0-9a-z])/g)) {
        const what = numbers.get(digits);
        if (what !== undefined) found.push(what);
      }
    return found;
  };
  return (value) => {
    const text = typeof value === 'string' ? value : value.toString('latin1');
    const forms = [text];
    if (typeof value === 'string') {
      for (const [one] of text.matchAll(BASE64)) forms.push(Buffer.from(one, 'base64').toString('latin1'));
      for (const [one] of text.matchAll(HEX)) forms.push(Buffer.from(one, 'hex').toString('latin1'));
    } else {
      forms.push(value.toString('utf8'));
    }
    return forms.flatMap(inText);
  };
}
