import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { openPool, type Pool } from '../../platform/database.ts';
import { externalIdsOf } from './external-id.ts';
import { bri } from './profiles/bri.ts';
import { createSnapClient } from './snap/client.ts';
import { type RecordingBank, startRecordingBank } from './testing/recording-bank.ts';

let database: TestDatabase;
let bank: RecordingBank;
/** As many processes have them: connections of their own, and nothing shared but the database. */
let pools: readonly Pool[] = [];
before(async () => {
  database = await testDatabase();
  pools = Array.from({ length: 4 }, () => openPool(database.workUrl, 3));
  bank = await startRecordingBank();
});
after(async () => {
  await bank?.close();
  await Promise.all(pools.map((pool) => pool.end()));
  await database?.drop();
});

const sentBy = async (draw: (pool: Pool) => () => Promise<bigint>): Promise<string[]> => {
  const start = bank.requests.length;
  bank.answer(200, { responseCode: '2001100' });
  const clients = pools.map((pool) => createSnapClient({ ...bank.config, profile: bri, nextExternalId: draw(pool) }));
  await Promise.all(clients.flatMap((client) => Array.from({ length: 50 }, () => client.call('11', {}))));
  return bank.requests.slice(start).map(({ headers }) => String(headers['x-external-id']));
};

it('four processes that ask at once never send a number of nine digits twice', async () => {
  const ids = await sentBy(externalIdsOf);
  assert.equal(ids.length, 200);
  assert.ok(ids.every((id) => /^\d{9}$/.test(id)));
  assert.equal(new Set(ids).size, ids.length);
});

it('would see it if each counted for itself (control)', async () => {
  const ids = await sentBy(() => {
    let own = 0n;
    return async () => {
      own += 1n;
      return own;
    };
  });
  assert.equal(ids.length, 200);
  assert.equal(new Set(ids).size, 50);
});

it('begins again after the last number of nine digits, and without the counter nothing is sent', async () => {
  const [pool] = pools;
  assert.ok(pool);
  const owner = openPool(database.ownerUrl, 1);
  await owner.query("SELECT setval('payment.external_id', 999999998)");
  await owner.end();
  const next = externalIdsOf(pool);
  assert.deepEqual([await next(), await next()], [999_999_999n, 1n]);
  const client = createSnapClient({
    ...bank.config,
    profile: bri,
    nextExternalId: async () => {
      throw new Error('no database');
    },
  });
  const start = bank.requests.length;
  assert.equal((await client.call('11', {})).kind, 'not_sent');
  assert.equal(bank.requests.length, start);
});
