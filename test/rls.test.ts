/** A query that forgets its WHERE: every table, as everybody, compared with whose its rows are. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scopeOf } from '../src/journal/actor.ts';
import { plainCodec } from '../src/journal/codec.ts';
import { createCommitter } from '../src/journal/commit.ts';
import { accountIds } from '../src/ledger/accounts.ts';
import { openPool, type Pool, readAs } from '../src/platform/database.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';
import { fillOffices, type OfficeHolder, type Offices } from './support/offices.ts';
import { type Facts, factsOf, quoted, type Row, RULES, readableTables } from './support/ownership.ts';

const KEY = Buffer.alloc(32, 7);
/** Where nobody is a stranger: the same rows for everybody. */
const PUBLIC_TABLES = ['catalogue.shop', 'catalogue.slip', 'catalogue.word', 'ledger.chart', 'organisation.kppn'];

describe('row-level security', () => {
  let database: TestDatabase;
  let serve: Pool;
  let owner: Pool;
  let offices: Offices;
  let tables: string[];
  let facts: Facts;

  before(async () => {
    database = await testDatabase();
    serve = openPool(database.serveUrl, 2);
    owner = openPool(database.ownerUrl, 1);
    offices = await fillOffices(createCommitter(serve, plainCodec, accountIds(KEY)), KEY);
    tables = await readableTables(owner);
    facts = await factsOf(owner, tables);
  });
  after(async () => {
    await serve.end();
    await owner.end();
    await database.drop();
  });

  const identity = (row: Row): string => String(row.id ?? JSON.stringify(row));
  const rowsOf = (table: string): readonly Row[] => facts.tables.get(table) ?? [];
  const owned = (table: string, who: OfficeHolder): string[] =>
    rowsOf(table)
      .filter((row) => RULES[table]?.(row, who.asker, facts) === true)
      .map(identity)
      .sort();
  const seen = (table: string, who: OfficeHolder): Promise<string[]> =>
    readAs(serve, scopeOf(who.asker), async (db) =>
      (await db.query<Record<string, unknown>>(`SELECT * FROM ${quoted(table)}`)).rows.map(identity).sort(),
    );

  it('has a rule of ownership for every table that serve may read', () => {
    assert.deepEqual(
      tables.filter((table) => RULES[table] === undefined),
      [],
    );
  });

  it('shows everybody exactly their own rows of every table, without any WHERE', async (t) => {
    let queries = 0;
    let shown = 0;
    let foreign = 0;
    for (const table of tables) {
      for (const who of offices.people) {
        const rows = await seen(table, who);
        const mine = owned(table, who);
        queries += 1;
        shown += rows.length;
        foreign += rows.filter((one) => !mine.includes(one)).length;
        assert.deepEqual(rows, mine, `${table} as ${who.email}`);
      }
    }
    t.diagnostic(
      `${queries} queries without WHERE (${tables.length} tables × ${offices.people.length} people): ${shown} rows, ${foreign} foreign`,
    );
    assert.equal(foreign, 0);
  });

  it('shows nobody nothing but what is public', async () => {
    for (const table of tables) {
      const rows = await readAs(serve, {}, async (db) => (await db.query(`SELECT * FROM ${quoted(table)}`)).rows);
      const open = PUBLIC_TABLES.includes(table) || table.startsWith('catalogue.');
      assert.ok(open || rows.length === 0, `${table}: ${rows.length} rows for nobody`);
    }
  });

  it('is what stands between: without it the same queries return what is foreign', async (t) => {
    let foreign = 0;
    const harmless: string[] = [];
    for (const table of tables.filter((one) => !PUBLIC_TABLES.includes(one))) {
      const strangers = offices.people.map((who) => rowsOf(table).length - owned(table, who).length);
      const most = Math.max(...strangers);
      if (rowsOf(table).length > 0 && most === 0) harmless.push(table);
      foreign += strangers.reduce((sum, one) => sum + one, 0);
    }
    t.diagnostic(`the same queries as a superuser: ${foreign} foreign rows`);
    assert.deepEqual(harmless, [], 'a table in which nobody is a stranger proves nothing');
    assert.ok(foreign > 1_000);
  });

  it('cannot be talked out of it: serve sets its own scope for a transaction, and the next one begins as nobody', async () => {
    const [a] = offices.sides;
    const person = a.people.find(({ asker }) => asker.role === 'PPK');
    assert.ok(person);
    assert.ok((await seen('purchasing.order', person)).length > 0);
    const { rows } = await serve.query('SELECT id FROM purchasing."order"');
    assert.deepEqual(rows, []);
  });
});
