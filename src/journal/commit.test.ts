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
const ring = (label: string) => ({ task: 'test.same', payload: { label }, key: 'same' });
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

  it('refuses in a group those alone whom something refuses, each for its own reason, and writes the others whole', async () => {
    const [line, poor, stale] = [randomUUID(), randomUUID(), randomUUID()];
    await grant(line, 500n);
    const note = (id: string, expectedVersion: number) => ({
      rows: [{ table: 'purchasing.note', id, expectedVersion, columns: { colour: 'red' }, body: {} }],
    });
    const used = { key: randomUUID(), requestHash: 'a', response: 'once' };
    await committer.commit(request({}, { idempotency: used }));
    await committer.commit(request(note(stale, 0)));
    const good = [randomUUID(), randomUUID()];
    const results = await Promise.all([
      committer.commit(request({ ...note(good[0] ?? '', 0), transfers: [hold(line, 100n)], jobs: [ring('first')] })),
      committer.commit(request({ transfers: [hold(line, 10n)] }, { idempotency: used })),
      committer.commit(request({ ...note(randomUUID(), 0), transfers: [hold(poor, 1n)] })),
      committer.commit(request({ ...note(stale, 0), transfers: [hold(line, 10n)] })),
      committer.commit(
        request({ transfers: [{ kind: 'void', id: randomUUID(), hold: randomUUID(), reason: 'test' }] }),
      ),
      committer.commit(
        request({
          ...note(stale, 1),
          ...note(good[1] ?? '', 0),
          transfers: [hold(line, 200n)],
          jobs: [ring('second')],
        }),
      ),
    ]);
    assert.deepEqual(
      results.map((r) => r.kind),
      ['committed', 'replayed', 'overdrawn', 'conflict', 'hold_closed', 'committed'],
    );
    assert.equal(await room(line), 200n);
    const { rows } = await owner.query('SELECT id FROM purchasing.note WHERE id = ANY ($1)', [good]);
    assert.equal(rows.length, 2);
    const jobs = await owner.query("SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'test.same'");
    assert.deepEqual(jobs.rows, [{ key: 'same' }], 'of two jobs of one key the last stands');
  });

  it('numbers the events without gaps, whoever is refused between', async () => {
    const before = Number((await owner.query('SELECT seq FROM journal.head')).rows[0].seq);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        committer.commit(request(i % 3 === 1 ? { transfers: [hold(randomUUID(), 5n)] } : {})),
      ),
    );
    const { rows } = await owner.query('SELECT seq::int FROM journal.event WHERE seq > $1 ORDER BY seq', [before]);
    assert.deepEqual(
      rows.map(({ seq }) => seq),
      Array.from({ length: 20 }, (_, i) => before + 1 + i),
    );
  });

  it('is still open as the version before knew it: one of the old processes commits, is refused and is answered again', async () => {
    const [satkerId, id, line] = [randomUUID(), randomUUID(), randomUUID()];
    await grant(line, 50n);
    const base64 = (text: string) => Buffer.from(`\x01${JSON.stringify(text)}`).toString('base64');
    const call = async (amount: bigint, expected: number, key: string) => {
      const event = {
        type: 'test.old',
        aggregate: 'test',
        aggregate_id: id,
        decided_at: new Date(),
        role: 'SYSTEM',
        cause: id,
      };
      const [debit, credit] = [account('budget.available', line), account('budget.realised', line)];
      const { rows } = await serve.query('SELECT * FROM journal.commit($1, $2, $3, $4, $5)', [
        JSON.stringify([{ n: 1, key, request_hash: 'h', response: base64('answer') }]),
        JSON.stringify(
          [0, 1].map((i) => ({
            ...event,
            n: 1,
            i,
            id: randomUUID(),
            satker_id: satkerId,
            payload: base64(`what ${i}`),
            origin: base64('where'),
          })),
        ),
        JSON.stringify([
          { n: 1, tbl: 'purchasing.note', id, expected, body: base64(`body ${expected}`), columns: { colour: 'blue' } },
        ]),
        JSON.stringify([
          {
            n: 1,
            id: randomUUID(),
            kind: 'hold',
            debit: ids(debit),
            debit_kind: debit.kind,
            credit: ids(credit),
            credit_kind: credit.kind,
            amount: `${amount}`,
            hold: null,
            reason: 'old',
          },
        ]),
        JSON.stringify([{ n: 1, task: 'test.old', payload: {}, run_at: null, key: null, queue: null }]),
      ]);
      return { ...rows[0], detail: rows[0].detail && Buffer.from(rows[0].detail, 'base64').toString().slice(1) };
    };
    const key = randomUUID();
    assert.equal((await call(20n, 0, key)).outcome, 'committed');
    assert.equal((await call(20n, 1, randomUUID())).outcome, 'committed');
    assert.deepEqual(await call(20n, 2, key), { n: 1, outcome: 'replayed', detail: '"answer"', seq: null });
    assert.equal((await call(20n, 2, randomUUID())).outcome, 'overdrawn');
    assert.equal((await call(1n, 1, randomUUID())).outcome, 'conflict');
    const { rows } = await owner.query('SELECT version, colour, body FROM purchasing.note WHERE id = $1', [id]);
    assert.deepEqual(
      { ...rows[0], body: rows[0].body.toString() },
      { version: 2, colour: 'blue', body: '\x01"body 1"' },
    );
    const events = await owner.query('SELECT payload, origin FROM journal.event WHERE satker_id = $1 ORDER BY seq', [
      satkerId,
    ]);
    assert.deepEqual(
      events.rows.map(({ payload, origin }) => `${payload} ${origin}`),
      [0, 1, 0, 1].map((i) => `\x01"what ${i}" \x01"where"`),
    );
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
        "INSERT INTO ledger.transfer (id, kind, debit, credit, amount, reason) VALUES (gen_random_uuid(), 'move', $1, $2, $3, 'test')",
        [debit, credit, amount],
      );
    await assert.rejects(insert(11), /not_overdrawn_credit/);
    const naming = (account: string, hold: string | null, kind: string) =>
      owner.query(
        "INSERT INTO ledger.transfer (id, kind, debit, credit, amount, hold, reason) VALUES (gen_random_uuid(), $4, $1, $2, 1, $3, 'test')",
        [debit, account, hold, kind],
      );
    await assert.rejects(naming(randomUUID(), null, 'move'), /never opened/);
    await assert.rejects(naming(credit, randomUUID(), 'post'), /must name a hold/);
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
