/**
 * Seals, once, what a version before the vault wrote in plain: rows, answers kept under idempotency keys, and the journal, whose
 * events are otherwise never changed (their content is the same before and after). Runs as the owner of the migrations, before
 * anything else is started; afterwards plain rows are neither read nor sealed any more.
 */
import pg from 'pg';
import { type Binding, type Codec, PLAIN_JSON, unpackPlain } from '../journal/codec.ts';
import { transferRef } from '../journal/commit-wire.ts';
import { type KeyOwner, ownerOf, ownerOfParties, ownerOfPerson } from '../journal/owner.ts';
import type { Plain } from '../kernel/decision.ts';
import type { AccountIds } from '../ledger/accounts.ts';

const BATCH = 200;

interface Columns {
  readonly [column: string]: unknown;
}

interface Place {
  readonly tbl: string;
  readonly key: string;
  readonly content: Binding['column'];
  readonly ownerOf: (id: string, columns: Columns) => KeyOwner;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Answers how many values were sealed; 0 when it was done before. Killed, it goes on with what is still plain. */
export async function sealOldRows(
  ownerUrl: string,
  codec: Codec,
  ids: AccountIds,
  say: (line: string) => void,
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM platform.plain_refused');
    if (rowCount !== 0) return 0;
    let sealed = 0;
    for (const place of await placesOf(client)) {
      const n = await sealTable(client, codec, place);
      if (n > 0) say(`${place.tbl}.${place.content}: ${n} values sealed`);
      sealed += n;
    }
    await nameTransfersAnew(client, ids);
    await client.query('INSERT INTO platform.plain_refused DEFAULT VALUES ON CONFLICT DO NOTHING');
    return sealed;
  } finally {
    await client.end();
  }
}

/** Transfers written before bear ids that follow from the journal; they get the keyed ones, in one transaction. */
async function nameTransfersAnew(client: pg.Client, ids: AccountIds): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query('ALTER TABLE ledger.transfer DISABLE TRIGGER transfers_are_final');
    const { rows } = await client.query<{ id: string; hold: string | null }>('SELECT id, hold FROM ledger.transfer');
    const named = (id: string | null) => (id === null ? null : ids(transferRef(id)));
    await client.query(
      `UPDATE ledger.transfer t SET id = u.new, hold = u.hold
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS u (old, new, hold) WHERE t.id = u.old`,
      [rows.map((row) => row.id), rows.map((row) => named(row.id)), rows.map((row) => named(row.hold))],
    );
    await client.query('ALTER TABLE ledger.transfer ENABLE TRIGGER transfers_are_final');
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

async function placesOf(client: pg.Client): Promise<Place[]> {
  const { rows } = await client.query<Omit<Place, 'ownerOf'> & { business: boolean }>(
    `SELECT r.tbl, r.key, r.content, EXISTS (SELECT FROM journal.writable w WHERE w.name = r.tbl) AS business
     FROM platform.resealable r`,
  );
  const event = { tbl: 'journal.event', key: 'id' } as const;
  return [
    ...rows.map(({ business, ...row }) => ({
      ...row,
      // What the journal does not write is a person's own, or the platform's.
      ownerOf: (id: string, columns: Columns) =>
        business ? ownerOf(row.tbl, id, columns) : ownerOfPerson(text(columns.person_id)),
    })),
    {
      ...event,
      content: 'payload',
      ownerOf: (_id, columns) => ownerOfParties(text(columns.satker_id), text(columns.vendor_id)),
    },
    { ...event, content: 'origin', ownerOf: (_id, columns) => ownerOfPerson(text(columns.person_id)) },
  ];
}

async function sealTable(client: pg.Client, codec: Codec, place: Place): Promise<number> {
  const [schema = '', name = ''] = place.tbl.split('.');
  const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
  const [key, content] = [client.escapeIdentifier(place.key), client.escapeIdentifier(place.content)];
  let sealed = 0;
  let after: string | null = null;
  for (;;) {
    await client.query('BEGIN');
    try {
      if (place.tbl === 'journal.event') await client.query(`ALTER TABLE ${table} DISABLE TRIGGER events_are_final`);
      const { rows }: { rows: Plainly[] } = await client.query(
        `SELECT t.${key}::text AS id, t.ctid::text AS at, t.${content} AS content, to_jsonb(t) - $1::text AS columns
         FROM ${table} t WHERE substring(t.${content} FROM 1 FOR 1) = $2 AND ($3::text IS NULL OR t.${key}::text > $3)
         ORDER BY t.${key}::text LIMIT ${BATCH} FOR UPDATE`,
        [place.content, Buffer.of(PLAIN_JSON), after],
      );
      const fresh = await Promise.all(
        rows.map(({ id, content: bytes, columns }) => {
          const owner = place.ownerOf(id, columns);
          const binding = { table: place.tbl, id, column: place.content, owner };
          return codec.encode(unpackPlain<Plain>(bytes.subarray(1)), binding);
        }),
      );
      await client.query(
        `UPDATE ${table} t SET ${content} = u.content FROM unnest($1::tid[], $2::bytea[]) AS u (at, content) WHERE t.ctid = u.at`,
        [rows.map((row) => row.at), fresh],
      );
      if (place.tbl === 'journal.event') await client.query(`ALTER TABLE ${table} ENABLE TRIGGER events_are_final`);
      await client.query('COMMIT');
      sealed += rows.length;
      after = rows.at(-1)?.id ?? null;
      if (rows.length < BATCH) return sealed;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  }
}

interface Plainly {
  readonly id: string;
  /** Where the row lies; it stays there while it is locked. */
  readonly at: string;
  readonly content: Buffer;
  readonly columns: Columns;
}
