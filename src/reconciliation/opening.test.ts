import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { receiveUp } from '../budget/postings.ts';
import { plainCodec } from '../journal/codec.ts';
import { createCommitter } from '../journal/commit.ts';
import { accountIds } from '../ledger/accounts.ts';
import type { Satker } from '../organisation/satker.ts';
import { openPool, type Pool } from '../platform/database.ts';
import type { ReadDeps } from './deps.ts';
import { proofOf } from './proof.ts';
import { readStatement } from './read.ts';
import { TestBank, testOffice } from './testing-bank.ts';

const OPENING = 300_000_000n;

describe('the first look at an account', () => {
  let database: TestDatabase;
  let pool: Pool;
  let satker: Satker;
  let deps: ReadDeps;
  const bank = new TestBank(0n);
  before(async () => {
    database = await testDatabase();
    pool = openPool(database.workUrl, 4);
    const ids = accountIds(Buffer.alloc(32, 7));
    const committer = createCommitter(pool, plainCodec, ids);
    satker = await testOffice(committer, (id) => [receiveUp(id, id, OPENING)]);
    deps = {
      pool,
      codec: plainCodec,
      committer,
      ids,
      clock: () => new Date('2026-11-24T03:00:00Z'),
      subjects: {} as ReadDeps['subjects'],
      expected: [],
      transferRail: (code) => bank.rail(code),
    };
  });
  after(async () => {
    await deps.committer.idle();
    await pool.end();
    await database.drop();
  });

  it('counts once a line that the balance has and the statement does not show yet', async () => {
    bank.book({ direction: 'CREDIT', sen: OPENING * 100n, remark: 'SP2D', at: '2026-11-20T02:00:00.000Z' });
    bank.hidden.add(
      bank.book({ direction: 'DEBIT', sen: 175_000_00n, remark: 'BELANJA', at: '2026-11-24T02:59:59.000Z' }),
    );
    assert.deepEqual(await readStatement(deps, satker.id), { kept: 0, more: true });
    const early = await proofOf(pool, plainCodec, deps.ids, satker.id);
    assert.deepEqual([early.platform, early.suspense, early.proven], [OPENING, 0n, false]);
    bank.hidden.clear();
    assert.deepEqual(await readStatement(deps, satker.id), { kept: 1, more: false });
    const found = await proofOf(pool, plainCodec, deps.ids, satker.id);
    assert.deepEqual([found.platform, found.suspense], [OPENING - 175_000n, -175_000n]);
    assert.equal(found.proven, true);
  });
});
