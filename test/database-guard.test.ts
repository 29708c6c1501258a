/** Who may read and write what in the database, asked of PostgreSQL's own catalogue, with a planted fault beside every check. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { migrate, openPool, type Pool, urlFor } from '../src/platform/database.ts';
import { type TestDatabase, testDatabase } from './support/database.ts';
import { APP_ROLES, databaseChecks } from './support/database-checks.ts';

/** A fault of each kind, and what the check must say of it. */
const planted: { readonly [C in keyof typeof databaseChecks]: readonly (readonly [sql: string, fault: RegExp])[] } = {
  writersOfRecords: [
    ['GRANT UPDATE ON ledger.transfer TO digipay_work', /digipay_work may UPDATE ledger\.transfer/],
    ['GRANT UPDATE (payload) ON journal.event TO digipay_serve', /digipay_serve may UPDATE journal\.event/],
    ['GRANT DELETE ON purchasing."order" TO digipay_serve', /digipay_serve may DELETE purchasing\."?order"?/],
    ['GRANT INSERT ON identity.person TO digipay_identity', /digipay_identity may INSERT identity\.person/],
    ['GRANT TRUNCATE ON ALL TABLES IN SCHEMA payment TO digipay_auditor', /digipay_auditor may TRUNCATE payment\.card/],
  ],
  unguardedTables: [
    ['CREATE TABLE budget.planted (id uuid, satker_id uuid)', /budget\.planted has no row-level security/],
    ['ALTER TABLE payment.card DISABLE ROW LEVEL SECURITY', /payment\.card has no row-level security/],
    [
      'DROP POLICY own_lines ON budget.line; DROP POLICY overseen_lines ON budget.line; DROP POLICY national_lines ON budget.line',
      /digipay_serve may read budget\.line/,
    ],
  ],
  openDoors: [
    ['CREATE POLICY planted ON payment.card FOR SELECT TO digipay_serve USING (true)', /payment\.card shows every row/],
    ['CREATE POLICY planted ON payment.card FOR SELECT USING (true)', /payment\.card shows every row/],
    [
      'CREATE VIEW payment.planted AS SELECT * FROM payment.card; GRANT SELECT ON payment.planted TO digipay_serve',
      /payment\.planted is read as its owner by digipay_serve/,
    ],
  ],
  looseFunctions: [
    [
      "CREATE FUNCTION budget.planted() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
      /budget\.planted\(\) runs as its owner without/,
    ],
    [
      "CREATE FUNCTION budget.planted() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT 1'",
      /budget\.planted\(\) runs as its owner for everybody/,
    ],
  ],
  mightyRoles: [
    ['GRANT CREATE ON SCHEMA budget TO digipay_serve', /digipay_serve may make things in schema budget/],
    ['ALTER TABLE budget.line OWNER TO digipay_work', /digipay_work owns budget\.line/],
    ['GRANT digipay_identity TO digipay_serve', /digipay_serve may become digipay_identity/],
    ['ALTER ROLE digipay_serve BYPASSRLS', /digipay_serve may do more/],
  ],
  publicGrants: [
    ['GRANT SELECT ON budget.line TO PUBLIC', /everybody may SELECT budget\.line/],
    ['GRANT USAGE ON SCHEMA budget TO PUBLIC', /everybody may enter schema budget/],
  ],
  auditorFaults: [
    ['GRANT SELECT ON identity.credential TO digipay_auditor', /the auditor reads identity\.credential/],
    ['REVOKE SELECT ON journal.event FROM digipay_auditor', /the auditor cannot read journal\.event/],
  ],
};

describe('rights in the database', () => {
  let database: TestDatabase;
  let owner: Pool;

  before(async () => {
    database = await testDatabase();
    owner = openPool(database.ownerUrl, 1);
  });
  after(async () => {
    await owner.end();
    await database.drop();
  });

  for (const [name, check] of Object.entries(databaseChecks)) {
    it(`${name}: no fault, and each planted one is found`, async () => {
      assert.deepEqual(await check(owner), []);
      for (const [sql, fault] of planted[name as keyof typeof databaseChecks]) {
        const client = await owner.connect();
        try {
          await client.query('BEGIN');
          await client.query(sql);
          const found = await check(client);
          assert.ok(
            found.some((line) => fault.test(line)),
            `${sql}: ${JSON.stringify(found)}`,
          );
        } finally {
          await client.query('ROLLBACK');
          client.release();
        }
      }
    });
  }

  it('nobody but the owner changes the ledger or the journal, whatever they try', async () => {
    const tries = [
      'UPDATE ledger.transfer SET amount = amount + 1',
      'DELETE FROM ledger.transfer',
      'TRUNCATE journal.event',
      "UPDATE journal.event SET role = 'KPA'",
      'DELETE FROM journal.event',
      'ALTER TABLE journal.event DISABLE TRIGGER ALL',
      'ALTER TABLE payment.card DISABLE ROW LEVEL SECURITY',
      'SET session_replication_role = replica',
      'SET ROLE postgres',
      'CREATE FUNCTION public.planted() RETURNS int LANGUAGE sql AS $$SELECT 1$$',
    ];
    let refused = 0;
    for (const role of APP_ROLES) {
      for (const sql of tries) {
        const client = await owner.connect();
        try {
          await client.query(`SET SESSION AUTHORIZATION ${role}`);
          await assert.rejects(
            client.query(sql),
            (error: pg.DatabaseError) => ['42501', '42P01'].includes(error.code ?? ''),
            `${role}: ${sql}`,
          );
          refused += 1;
        } finally {
          client.release(true);
        }
      }
    }
    assert.equal(refused, APP_ROLES.length * tries.length);
  });

  it('serve asks the ledger about accounts it can name, and cannot list them', async () => {
    const serve = openPool(database.serveUrl, 1);
    try {
      await assert.rejects(serve.query('SELECT id FROM ledger.account'), /permission denied/);
      await assert.rejects(serve.query('SELECT id FROM ledger.transfer'), /permission denied/);
      assert.deepEqual((await serve.query('SELECT * FROM ledger.balances($1)', [[randomUUID()]])).rows, []);
      assert.deepEqual((await serve.query('SELECT * FROM ledger.verify()')).rows, []);
    } finally {
      await serve.end();
    }
  });
});

describe('the owner of a database', () => {
  it('needs to be no superuser: an owner of its own runs the migrations, and nobody may make tables of the moment', async () => {
    const database = await testDatabase();
    const name = `digipay_migrate_${randomUUID().slice(0, 8)}`;
    const admin = openPool(database.ownerUrl, 1);
    const { password } = new URL(database.ownerUrl);
    const url = urlFor(database.ownerUrl, name, password, name);
    try {
      await admin.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${password}'`);
      await admin.query(`CREATE DATABASE ${name} OWNER ${name}`);
      assert.ok((await migrate(url)) > 0);
      const owner = openPool(url, 1);
      try {
        for (const check of Object.values(databaseChecks)) assert.deepEqual(await check(owner), []);
        const { rows } = await owner.query<{ may: boolean }>(
          "SELECT has_database_privilege(r, current_database(), 'TEMPORARY') AS may FROM unnest($1::text[]) AS r",
          [APP_ROLES],
        );
        assert.deepEqual(
          rows.filter(({ may }) => may),
          [],
        );
      } finally {
        await owner.end();
      }
      const serve = new pg.Client({ connectionString: urlFor(database.serveUrl, 'digipay_serve', password, name) });
      await serve.connect();
      await assert.rejects(serve.query('CREATE TEMP TABLE planted (x int)'), /permission denied/);
      await serve.end();
    } finally {
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.query(`DROP ROLE IF EXISTS ${name}`);
      await admin.end();
      await database.drop();
    }
  });
});
