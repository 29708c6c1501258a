import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { accountIds } from '../ledger/accounts.ts';
import { openPool, type Pool, readAs } from '../platform/database.ts';
import { plainCodec } from './codec.ts';
import { createCommitter } from './commit.ts';

describe('reading as the person who asks', () => {
  let database: TestDatabase;
  let pool: Pool;
  const [satkerA, satkerB, vendor] = [randomUUID(), randomUUID(), randomUUID()];

  before(async () => {
    database = await testDatabase();
    pool = openPool(database.serveUrl, 1);
    const committer = createCommitter(pool, plainCodec, accountIds(Buffer.from('key of this test')));
    for (const [satkerId, vendorId] of [
      [satkerA, vendor],
      [satkerA, null],
      [satkerB, null],
    ] as const) {
      await committer.commit({
        decision: {
          ok: true,
          events: [{ type: 'test.happened', aggregate: 'test', aggregateId: randomUUID(), payload: {} }],
          rows: [],
          transfers: [],
          jobs: [],
        },
        actor: { personId: null, assignmentId: null, role: 'SYSTEM', satkerId, vendorId: null, origin: {} },
        parties: { satkerId, vendorId },
        at: new Date(),
        cause: randomUUID(),
      });
    }
  });
  after(async () => {
    await pool.end();
    await database.drop();
  });

  /** A query that forgets its WHERE. */
  const seen = (scope: { satkerId?: string; vendorId?: string }) =>
    readAs(pool, scope, async (db) => (await db.query('SELECT satker_id FROM journal.event')).rows.length);

  it('shows a satker and a vendor their own events only, and nobody nothing', async () => {
    assert.equal(await seen({ satkerId: satkerA }), 2);
    assert.equal(await seen({ satkerId: satkerB }), 1);
    assert.equal(await seen({ vendorId: vendor }), 1);
    assert.equal(await seen({}), 0);
  });

  it('leaves nothing of one asker on the connection for the next', async () => {
    await seen({ satkerId: satkerA });
    assert.equal((await pool.query('SELECT FROM journal.event')).rowCount, 0);
    await assert.rejects(
      readAs(pool, { satkerId: satkerA }, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.equal((await pool.query('SELECT FROM journal.event')).rowCount, 0);
  });

  it('cannot write while reading', async () => {
    await assert.rejects(
      readAs(pool, {}, (db) => db.query('SELECT n FROM journal.commit($1, $1, $2, $2, $1, $1, $3)', ['[]', '{}', ''])),
      /read-only/,
    );
  });
});
