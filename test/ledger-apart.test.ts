/**
 * The ledger of a stolen database tells numbers, never whose: nothing in it is found anywhere else, nor follows from what is found
 * there without the key.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { transferRef } from '../src/journal/commit-wire.ts';
import { derivedId } from '../src/kernel/ids.ts';
import { accountIds } from '../src/ledger/accounts.ts';
import { billed, castOf, orderIn, transferApproved } from './support/purchase.ts';
import { startWorld, type World } from './support/world.ts';

const root = join(import.meta.dirname, '..');
/** Names with which rules make ids: `commitment`, `pagu` … */
const labels = [
  ...new Set(
    globSync('src/{budget,payment,purchasing}/*.ts', { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), 'utf8').matchAll(/derivedId\([\w.]+, ['`](\w+)/g)].map((m) => m[1] ?? ''),
    ),
  ),
];

describe('the ledger', () => {
  let world: World;
  let owner: pg.Client;
  before(async () => {
    world = await startWorld();
    const cast = await castOf(world);
    const order = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota', quantity: 80 });
    await transferApproved(world, cast, order);
    await orderIn(cast.pemesan, order.id, 'COMPLETED');
    owner = new pg.Client({ connectionString: world.database.ownerUrl });
    await owner.connect();
  });
  after(async () => {
    await owner?.end();
    await world?.close();
  });

  /** Every id of one side: of the ledger, or of everything else. */
  async function idsOf(ledger: boolean): Promise<Set<string>> {
    const { rows } = await owner.query<{ tbl: string; col: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS tbl, quote_ident(a.attname) AS col
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND (n.nspname = 'ledger') = $1
         AND n.nspname <> ALL (ARRAY['pg_catalog', 'information_schema', 'pg_toast'])
         AND a.atttypid IN ('uuid'::regtype, 'text'::regtype, 'jsonb'::regtype, 'json'::regtype)`,
      [ledger],
    );
    const found = new Set<string>();
    for (const { tbl, col } of rows) {
      const { rows: values } = await owner.query<{ v: string }>(
        `SELECT ${col}::text AS v FROM ${tbl} WHERE ${col} IS NOT NULL`,
      );
      for (const { v } of values)
        for (const [id] of v.matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g)) found.add(id);
    }
    return found;
  }

  it('holds no id that stands or follows from one that stands anywhere else', async () => {
    const [inside, outside] = [await idsOf(true), await idsOf(false)];
    assert.ok(inside.size > 40 && outside.size > 500 && labels.length >= 8, `${inside.size} ${outside.size} ${labels}`);
    const derived = [...outside].flatMap((id) =>
      labels.flatMap((label) => [derivedId(id, label), ...[0, 1, 2].map((i) => derivedId(id, `${label}:${i}`))]),
    );
    const met = [...outside, ...derived].filter((id) => inside.has(id));
    console.log(
      `${inside.size} ids of the ledger, ${outside.size + derived.length} others or made of them: ${met.length} meet`,
    );
    assert.deepEqual(met, []);
    // Control: with the key, as auditors have it, the transfers are found.
    const ids = accountIds(Buffer.from(world.secrets.accountKey, 'hex'));
    const withKey = derived.filter((id) => inside.has(ids(transferRef(id))));
    assert.ok(withKey.length >= 5, `${withKey.length} found with the key`);
  });

  it('keeps neither the number of an event nor the time of day', async () => {
    const { rows } = await owner.query<{ columns: string[]; timed: number }>(
      `SELECT array_agg(attname::text ORDER BY attname) AS columns,
              (SELECT count(*)::int FROM ledger.transfer WHERE at <> date_trunc('day', at, 'UTC')) AS timed
       FROM pg_attribute WHERE attrelid = 'ledger.transfer'::regclass AND attnum > 0 AND NOT attisdropped`,
    );
    assert.deepEqual(rows[0], {
      columns: ['amount', 'at', 'credit', 'debit', 'hold', 'id', 'kind', 'reason'],
      timed: 0,
    });
  });
});
