import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Core, openCore } from '../core.ts';
import { personRow } from '../identity/person.ts';
import { systemActor } from '../journal/actor.ts';
import type { Decision } from '../kernel/decision.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { KeyDestroyed } from '../vault/errors.ts';
import { destroyOwner } from '../vault/rotation.ts';
import { keyFile } from '../vault/testing.ts';
import { destroyDue } from './destroy.ts';
import { askErasure } from './erasure.ts';
import { followErasures } from './privacy.jobs.ts';
import { ownRecord } from './privacy.store.ts';

const emailKey = Buffer.alloc(32, 5);

describe('data that the law no longer holds', () => {
  const keys = keyFile();
  let database: TestDatabase;
  let core: Core;
  let keeper: Pool;
  let now = new Date('2026-11-24T03:00:00Z');
  const clock = () => now;

  before(async () => {
    database = await testDatabase();
    core = await openCore({
      databaseUrl: database.workUrl,
      poolSize: 3,
      keys: keys.setting,
      secrets: { accountKey: '07'.repeat(32) },
    });
    keeper = openPool(database.keysUrl, 2);
  });
  after(async () => {
    await core.close();
    await keeper.end();
    await database.drop();
    keys.remove();
  });

  async function commit(decision: Decision): Promise<void> {
    const request = { decision, actor: systemActor, parties: { satkerId: null, vendorId: null } };
    const { kind } = await core.committer.commit({ ...request, at: now, cause: randomUUID() });
    assert.equal(kind, 'committed');
  }
  async function formerOfficial(): Promise<string> {
    const id = randomUUID();
    const person = { id, name: 'Orang Contoh', email: `${id}@contoh.example`, nip: null, active: true };
    const event = { type: 'test.registered', aggregate: 'person', aggregateId: id, payload: {} };
    await commit({ ok: true, events: [event], rows: [personRow(person, emailKey, 0)], transfers: [], jobs: [] });
    return id;
  }
  const destroy = () =>
    destroyDue({
      ...core,
      clock,
      destroyKeys: (id) => destroyOwner({ db: keeper }, { kind: 'PERSON', id }),
    });

  it('are unreadable for good, and nobody else’s with them', async () => {
    const [gone, stays] = [await formerOfficial(), await formerOfficial()];
    const asked = askErasure(null, gone, 'pensiun', { now, cause: randomUUID() });
    assert.ok(asked.ok);
    await commit(asked);
    assert.equal(await destroy(), 0, 'asked is not yet reduced');
    assert.equal(await followErasures({ ...core, emailKey, clock }), 1);
    assert.equal(await destroy(), 0, 'not on the last day of the hold');
    now = new Date('2026-11-26T03:00:00Z');
    assert.equal(await destroy(), 1);
    assert.equal(await destroy(), 0, 'once');

    // What another process would read, without what this one remembers of keys.
    const fresh = await openCore({
      databaseUrl: database.workUrl,
      poolSize: 1,
      keys: keys.setting,
      secrets: { accountKey: '07'.repeat(32) },
    });
    await assert.rejects(ownRecord(fresh.pool, fresh.codec, gone), KeyDestroyed);
    assert.equal((await ownRecord(fresh.pool, fresh.codec, stays))?.name, 'Orang Contoh');
    await fresh.close();
    const { rows } = await core.pool.query('SELECT state FROM privacy.erasure WHERE person_id = $1', [gone]);
    assert.deepEqual(rows, [{ state: 'DESTROYED' }]);
  });
});
