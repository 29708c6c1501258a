import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import type { Decision, Transfer } from '../kernel/decision.ts';
import { account, accountIds, balances, creditRoom } from '../ledger/accounts.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { plainCodec } from './codec.ts';
import { type Actor, type CommitRequest, type Committer, createCommitter } from './commit.ts';

const ids = accountIds(Buffer.from('key of this test'));
const system: Actor = {
  personId: null,
  assignmentId: null,
  role: 'SYSTEM',
  satkerId: null,
  vendorId: null,
  origin: {},
};

function request(part: Partial<Decision>, more: Partial<CommitRequest> = {}): CommitRequest {
  const event = { type: 'test.happened', aggregate: 'test', aggregateId: randomUUID(), payload: { amount: 5n } };
  return {
    decision: { ok: true, events: [event], rows: [], transfers: [], jobs: [], ...part },
    actor: system,
    parties: { satkerId: null, vendorId: null },
    at: new Date('2026-11-24T02:00:00Z'),
    cause: randomUUID(),
    ...more,
  };
}

const move = (debit: [string, string], credit: [string, string], amount: bigint): Transfer => ({
  kind: 'move',
  id: randomUUID(),
  debit: { kind: debit[0], owner: debit[1] },
  credit: { kind: credit[0], owner: credit[1] },
  amount,
  reason: 'test',
});
const hold = (line: string, amount: bigint, id = randomUUID()): Transfer => ({
  kind: 'hold',
  id,
  debit: account('budget.available', line),
  credit: account('budget.realised', line),
  amount,
  reason: 'test',
});

describe('journal.commit', () => {
  let database: TestDatabase;
  let owner: Pool;
  let serve: Pool;
  let committer: Committer;

  before(async () => {
    database = await testDatabase();
    owner = openPool(database.ownerUrl, 2);
    serve = openPool(database.serveUrl, 4);
    await owner.query(
      'CREATE TABLE purchasing.note (id uuid PRIMARY KEY, version int NOT NULL, updated_at timestamptz, body bytea NOT NULL, colour text)',
    );
    await owner.query("SELECT journal.register('purchasing.note', '{colour}')");
    committer = createCommitter(serve, plainCodec, ids);
  });
  after(async () => {
    await serve.end();
    await owner.end();
    await database.drop();
  });

  const grant = (line: string, amount: bigint) =>
    committer.commit(request({ transfers: [move(['budget.authorised', line], ['budget.available', line], amount)] }));
  const room = async (line: string) => {
    const [balance] = await balances(owner, ids, [account('budget.available', line)]);
    return balance ? creditRoom(balance) : 0n;
  };

  it('gives events consecutive numbers in the order of commit', async () => {
    const results = await Promise.all(Array.from({ length: 40 }, () => committer.commit(request({}))));
    const seqs = results.map((r) => (r.kind === 'committed' ? r.seq : -1)).sort((a, b) => a - b);
    assert.deepEqual(
      seqs,
      Array.from({ length: 40 }, (_, i) => (seqs[0] ?? 0) + i),
    );
  });

  it('writes rows with their version and refuses a decision made on an older one', async () => {
    const id = randomUUID();
    const row = (expectedVersion: number, colour: string) => ({
      rows: [{ table: 'purchasing.note', id, expectedVersion, columns: { colour }, body: { colour } }],
    });
    assert.equal((await committer.commit(request(row(0, 'red')))).kind, 'committed');
    const both = await Promise.all([
      committer.commit(request(row(1, 'green'))),
      committer.commit(request(row(1, 'blue'))),
    ]);
    assert.deepEqual(
      both.map((r) => r.kind),
      ['committed', 'conflict'],
    );
    assert.equal((await committer.commit(request(row(1, 'grey')))).kind, 'conflict');
    const { rows } = await owner.query('SELECT version, colour, body FROM purchasing.note WHERE id = $1', [id]);
    assert.equal(rows[0].version, 2);
    assert.equal(rows[0].colour, 'green');
    assert.deepEqual(await plainCodec.decode(rows[0].body, { table: 'purchasing.note', id, column: 'body' }), {
      colour: 'green',
    });
  });

  it('answers a repeated key with the stored response and writes nothing the second time', async () => {
    const idempotency = { key: randomUUID(), requestHash: 'a', response: { id: 'x', amount: 7n } };
    const line = randomUUID();
    await grant(line, 100n);
    const once = () => committer.commit(request({ transfers: [hold(line, 40n)] }, { idempotency }));
    const results = [await once(), ...(await Promise.all([once(), once()]))];
    assert.deepEqual(
      results.map((r) => r.kind),
      ['committed', 'replayed', 'replayed'],
    );
    assert.deepEqual(results[1], { kind: 'replayed', response: { id: 'x', amount: 7n } });
    assert.equal(await room(line), 60n);
    assert.equal(
      (await committer.commit(request({}, { idempotency: { ...idempotency, requestHash: 'b' } }))).kind,
      'mismatch',
    );
  });

  it('lets only one of two requests with one key through when they arrive together', async () => {
    const idempotency = { key: randomUUID(), requestHash: 'a', response: 'done' };
    const results = await Promise.all([
      committer.commit(request({}, { idempotency })),
      committer.commit(request({}, { idempotency })),
    ]);
    assert.deepEqual(
      results.map((r) => r.kind),
      ['committed', 'conflict'],
    );
    assert.equal((await committer.commit(request({}, { idempotency }))).kind, 'replayed');
  });

  it('never lets 200 buyers at once hold more than a line has, and refuses only those who do not fit', async () => {
    const line = randomUUID();
    await grant(line, 1_000n);
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, i) => committer.commit(request({ transfers: [hold(line, i % 2 ? 7n : 30n)] }))),
    );
    assert.equal(
      results.filter((r) => r.kind === 'overdrawn').length,
      results.filter((r) => r.kind !== 'committed').length,
    );
    const left = await room(line);
    assert.ok(left >= 0n && left < 7n, `left ${left}`);
    const refused = results.find((r) => r.kind === 'overdrawn');
    assert.deepEqual(refused, { kind: 'overdrawn', account: account('budget.available', line) });
  });

  it('posts or voids a hold once, and not more than it holds', async () => {
    const line = randomUUID();
    await grant(line, 100n);
    const id = randomUUID();
    await committer.commit(request({ transfers: [hold(line, 60n, id)] }));
    const post = (amount: bigint): Transfer => ({ kind: 'post', id: randomUUID(), hold: id, amount, reason: 'test' });
    assert.equal((await committer.commit(request({ transfers: [post(61n)] }))).kind, 'hold_closed');
    const both = await Promise.all([
      committer.commit(request({ transfers: [post(50n)] })),
      committer.commit(request({ transfers: [{ kind: 'void', id: randomUUID(), hold: id, reason: 'test' }] })),
    ]);
    assert.deepEqual(
      both.map((r) => r.kind),
      ['committed', 'hold_closed'],
    );
    const [available, realised] = await balances(owner, ids, [
      account('budget.available', line),
      account('budget.realised', line),
    ]);
    assert.equal(available && creditRoom(available), 50n);
    assert.equal(realised?.creditsPosted, 50n);
  });

  it('isolates a decision that the database cannot take', async () => {
    const [good, bad] = await Promise.allSettled([
      committer.commit(request({})),
      committer.commit(
        request({ rows: [{ table: 'journal.head', id: randomUUID(), expectedVersion: 0, columns: {}, body: null }] }),
      ),
    ]);
    assert.equal(good?.status, 'fulfilled');
    assert.equal(bad?.status, 'rejected');
  });

  it('adds the jobs of a decision in the same transaction', async () => {
    await committer.commit(request({ jobs: [{ task: 'test.ring', payload: { bell: 1 } }] }));
    const { rows } = await owner.query(
      "SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'test.ring'",
    );
    assert.deepEqual(rows, [{ payload: { bell: 1 } }]);
  });

  it('leaves the application role no other way to write', async () => {
    for (const sql of [
      "INSERT INTO ledger.account (id, kind, rule) VALUES (gen_random_uuid(), 'up.fund', 'free')",
      'UPDATE ledger.account SET credits_posted = credits_posted + 1',
      'DELETE FROM journal.event',
      "INSERT INTO journal.idempotency VALUES ('k', 'h', '')",
      'UPDATE purchasing.note SET version = 9',
      "SELECT journal.register('ledger.account', '{}')",
      'UPDATE journal.head SET seq = 0',
    ]) {
      await assert.rejects(serve.query(sql), /permission denied/, sql);
    }
  });

  it('keeps even the owner of the database from bending the ledger or the journal', async () => {
    const line = randomUUID();
    await grant(line, 20n);
    await committer.commit(request({ transfers: [hold(line, 10n)] }));
    const [debit, credit] = [ids(account('budget.available', line)), ids(account('budget.realised', line))];
    const insert = (amount: number) =>
      owner.query(
        "INSERT INTO ledger.transfer (id, kind, debit, credit, amount, reason, event_seq) VALUES (gen_random_uuid(), 'move', $1, $2, $3, 'test', 1)",
        [debit, credit, amount],
      );
    await assert.rejects(insert(11), /not_overdrawn_credit/);
    await assert.rejects(insert(0), /amount/);
    await assert.rejects(
      owner.query('UPDATE ledger.account SET credits_posted = 99 WHERE id = $1', [debit]),
      /only by transfers/,
    );
    await assert.rejects(owner.query('DELETE FROM ledger.transfer'), /not allowed/);
    await assert.rejects(owner.query("UPDATE journal.event SET role = 'KPA'"), /not allowed/);
    await assert.rejects(
      owner.query(
        "INSERT INTO ledger.account (id, kind, rule, credits_posted) VALUES (gen_random_uuid(), 'up.fund', 'free', 5)",
      ),
      /opens empty/,
    );
  });

  it('ends balanced: the balances follow from the transfers', async () => {
    assert.deepEqual((await serve.query('SELECT * FROM ledger.verify()')).rows, []);
  });
});
