/** The application's own reads with their conditions taken out: row-level security alone still keeps everybody to their own. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openPool } from '../src/platform/database.ts';
import { routeTable } from '../src/platform/http/permission.ts';
import { forgetWhere, type Seen, withoutWhere } from './support/forgotten-where.ts';
import type { OfficeHolder } from './support/offices.ts';
import { type Row, RULES } from './support/ownership.ts';
import { targetsOf } from './support/permission-objects.ts';
import { type GuardedWorld, startGuarded } from './support/permission-world.ts';

describe('the application without its WHERE', () => {
  let guarded: GuardedWorld;
  /** Every row of a table with owners, by id. */
  let known: Map<string, { readonly table: string; readonly row: Row }>;

  before(async () => {
    guarded = await startGuarded();
    known = new Map();
    for (const [table, rows] of guarded.world.facts.tables)
      if (table !== 'catalogue.shown_product')
        for (const row of rows) if (typeof row.id === 'string') known.set(row.id, { table, row });
  });
  after(() => guarded?.close());

  it('takes conditions out of SQL and leaves the rest', () => {
    assert.deepEqual(withoutWhere('SELECT id FROM budget.line WHERE satker_id = $1 AND year = $2'), {
      text: 'SELECT id FROM budget.line WHERE ($1::text IS NULL OR true) AND year = $2',
      removed: 1,
    });
    assert.equal(withoutWhere('… WHERE a.id = ANY($1) AND ($2::uuid IS NULL OR requester_id = $2)').removed, 2);
  });

  const isForeign = (id: string, who: OfficeHolder): boolean => {
    const found = known.get(id);
    return found !== undefined && RULES[found.table]?.(found.row, who.asker, guarded.world.facts) !== true;
  };

  /** Every reading route as everybody who may, with the conditions gone. */
  async function everythingRead() {
    const total = { requests: 0, queries: 0, removed: 0, rows: 0, foreign: 0 };
    const leaks = new Set<string>();
    let seen: Seen = { queries: 0, removed: 0, rows: [] };
    const lens = forgetWhere(() => seen);
    try {
      // What anybody may read is asked as nobody. The start page of a trial tells of one invented satker, and asks as that one.
      const own = routeTable(guarded.app).filter(
        ({ method, action }) => method === 'GET' && guarded.permissions[action]?.roles !== 'anyone',
      );
      for (const route of own) {
        const [target] = targetsOf(guarded.world, route) ?? [];
        if (!target) continue;
        for (const who of guarded.world.offices.people) {
          seen = { queries: 0, removed: 0, rows: [] };
          await guarded.app.inject({ url: target.path, headers: guarded.as(who) });
          const foreign = seen.rows.filter(({ id }) => isForeign(id, who));
          for (const { sql } of foreign) leaks.add(`${route.url}: ${sql.replace(/\s+/g, ' ').slice(0, 90)}`);
          total.requests += 1;
          total.queries += seen.queries;
          total.removed += seen.removed;
          total.rows += seen.rows.length;
          total.foreign += foreign.length;
        }
      }
    } finally {
      lens.restore();
    }
    return { total, leaks: [...leaks] };
  }

  const told = ({ total }: Awaited<ReturnType<typeof everythingRead>>) =>
    `${total.requests} requests, ${total.queries} queries, ${total.removed} conditions removed, ${total.rows} rows, ${total.foreign} foreign`;

  it('shows nobody what is not theirs', async (t) => {
    const read = await everythingRead();
    t.diagnostic(told(read));
    assert.deepEqual(read.leaks, []);
    assert.ok(read.total.removed > 500 && read.total.rows > 1_000, 'there was something to see');
  });

  it('would, if row-level security were off', async (t) => {
    const owner = openPool(guarded.database.ownerUrl, 1);
    const { rows } = await owner.query<{ name: string }>(
      "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND n.nspname <> 'graphile_worker'",
    );
    for (const { name } of rows) await owner.query(`ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`);
    await owner.end();
    const read = await everythingRead();
    t.diagnostic(`without row-level security: ${told(read)}`);
    assert.ok(read.total.foreign > 1_000);
  });
});
