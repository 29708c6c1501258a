import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { budgetLineById, type LineWithFigures } from '../budget/budget.store.ts';
import { lineRow } from '../budget/line.ts';
import { grantPagu } from '../budget/postings.ts';
import { plainCodec as codec } from '../journal/codec.ts';
import { type Door, runCommand } from '../journal/command.ts';
import { type Actor, type Committer, createCommitter } from '../journal/commit.ts';
import { isRefusal, type RowWrite, type Transfer } from '../kernel/decision.ts';
import { accountIds } from '../ledger/accounts.ts';
import { satkerRow } from '../organisation/satker.ts';
import { vendorRow } from '../organisation/vendor.ts';
import { openPool, type Pool, readAs } from '../platform/database.ts';
import { decideOrder } from './decide.ts';
import { orderById } from './order.store.ts';
import type { Order } from './order.ts';
import { buyers, factsOf, orderUpTo, stage, testId, testLine } from './testing.ts';
import { orderRow } from './transition.ts';

const BUYERS = 200;
const PAGU = 100_000_000n;
const ids = accountIds(Buffer.from('key of this test'));
const at = stage();
const { ppk } = buyers(at.satker.id);
const satkerId = at.satker.id;
const room = testLine(satkerId, PAGU);
const nobody: Actor = {
  personId: null,
  assignmentId: null,
  role: 'SYSTEM',
  satkerId: null,
  vendorId: null,
  origin: {},
};

describe('two hundred orders approved at once on one budget line', () => {
  let database: TestDatabase;
  let pool: Pool;
  let committer: Committer;
  let door: Door;
  let orders: readonly Order[] = [];
  let results: readonly unknown[] = [];

  const write = async (rows: readonly RowWrite[], transfers: readonly Transfer[] = []) => {
    const result = await committer.commit({
      decision: {
        ok: true,
        events: [{ type: 'test.set_up', aggregate: 'test', aggregateId: satkerId, payload: {} }],
        rows,
        transfers,
        jobs: [],
      },
      actor: nobody,
      parties: { satkerId, vendorId: null },
      at: at.now,
      cause: testId(`set up ${rows[0]?.id}`),
    });
    assert.equal(result.kind, 'committed');
  };

  before(async () => {
    database = await testDatabase();
    pool = openPool(database.serveUrl, 8);
    committer = createCommitter(pool, codec, ids);
    door = { pool, codec, committer };
    await write([satkerRow(at.satker, 0), vendorRow(at.vendor, 0)]);
    const { figures: _, ...line } = room;
    await write([lineRow(line, 0)], [grantPagu(testId('pagu'), line.id, PAGU)]);
  });
  after(async () => {
    await committer.idle();
    await pool.end();
    await database.drop();
  });

  const lineNow = (): Promise<LineWithFigures | null> =>
    readAs(pool, { satkerId }, (db) => budgetLineById(db, codec, ids, room.id));

  /** What the route does: fresh order, fresh figures, decide, commit; again when somebody was faster. */
  const approve = (order: Order, key: string) =>
    runCommand(
      door,
      { key, request: `approve ${order.id}`, actor: { ...ppk, origin: {} }, at: at.now },
      async (cause) => {
        const fresh = await readAs(pool, { satkerId }, (db) => orderById(db, codec, order.id));
        const line = await lineNow();
        assert.ok(fresh && line);
        const command = { action: 'approve', input: { splitReason: 'Kegiatan yang berbeda' } };
        const decision = decideOrder(fresh, command, factsOf(at, ppk, fresh, { cause, line }));
        if (!decision.ok) return decision;
        return { decision, parties: { satkerId, vendorId: order.vendorId }, response: { id: order.id } };
      },
    );

  it('commits what there is room for and not a rupiah more; the others are told how much is missing', async (t) => {
    // 1 … 20 pieces of Rp111.000 each: together far more than the pagu.
    orders = Array.from({ length: BUYERS }, (_, i) =>
      orderUpTo({ ...at, line: room }, 'WAIT_PPK', { quantity: 1 + (i % 20) }),
    );
    await write(orders.map((order) => orderRow({ ...order, version: 1 }, 0)));
    const began = performance.now();
    results = await Promise.all(orders.map((order, i) => approve(order, `approve-${i}`)));
    const seconds = ((performance.now() - began) / 1000).toFixed(2);

    const stored = await Promise.all(
      orders.map((one) => readAs(pool, { satkerId }, (db) => orderById(db, codec, one.id))),
    );
    const approved = stored.flatMap((order) => (order?.state === 'WAIT_VENDOR' && order.commitment ? [order] : []));
    const bound = approved.reduce((sum, order) => sum + (order.commitment?.amount ?? 0n), 0n);
    const refused = results.filter(isRefusal);
    const codes = [...new Set(refused.map((one) => one.code))];
    const asked = orders.reduce((sum, order) => sum + BigInt(order.lines[0]?.quantity ?? 0) * 111_000n, 0n);
    const line = await lineNow();
    t.diagnostic(`asked ${asked}, pagu ${PAGU}, bound ${bound}, left ${line?.figures.available}, ${seconds} s`);
    t.diagnostic(`${approved.length} approved, ${refused.length} refused: ${codes.join(', ')}`);

    assert.ok(asked > PAGU, 'there was something to fight for');
    assert.equal(approved.length + refused.length, BUYERS);
    assert.ok(bound <= PAGU);
    assert.deepEqual(codes, ['budget_insufficient']);
    assert.deepEqual(line?.figures, {
      pagu: PAGU,
      blocked: 0n,
      committed: bound,
      realised: 0n,
      available: PAGU - bound,
    });
    assert.deepEqual((await pool.query('SELECT * FROM ledger.verify()')).rows, []);
    const smallest = refused.map((one) => BigInt(one.params.short ?? 0));
    assert.ok(
      smallest.every((short) => short > 0n),
      'each was told how much is missing',
    );
    assert.ok(PAGU - bound < 20n * 111_000n, 'nobody was refused while there was room for the largest order');
  });

  it('asked again, who was answered is answered the same, and nothing is approved twice', async () => {
    const before = await lineNow();
    // `serve` may ask the ledger about accounts, not count what is in it.
    const work = openPool(database.workUrl, 1);
    const transfers = () => work.query<{ n: string }>('SELECT count(*) n FROM ledger.transfer');
    const { rows } = await transfers();
    const again = await Promise.all(orders.map((order, i) => approve(order, `approve-${i}`)));
    assert.deepEqual(
      again.filter((one) => !isRefusal(one)),
      results.filter((one) => !isRefusal(one)),
    );
    const first = orders.find((_, i) => !isRefusal(results[i]));
    assert.ok(first);
    const other = await approve(first, 'another key');
    assert.equal(isRefusal(other) && other.code, 'not_possible_now');
    assert.deepEqual(await lineNow(), before);
    assert.deepEqual((await transfers()).rows, rows);
    await work.end();
  });
});
