import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { keyHash, newKey, parseKey } from './key.ts';
import { ELSEWHERE, HERE, PER_MINUTE, secret, startKeys } from './testing-keys.ts';

const keys = await startKeys();
const { world, owner, inject, admin, cookieOf, integration, made, read, listed, events, code } = keys;

describe('requests by a service key', () => {
  after(() => keys.close());
  beforeEach(() => keys.fresh());

  it('read the lists of orders and payments of their office', async () => {
    const { key } = await made(admin(), { scopes: ['order.list', 'order.read', 'payment.list'] });
    for (const url of ['/api/v1/orders?view=all', '/api/v1/payments?view=all']) {
      const answer = await read(key, HERE, url);
      assert.deepEqual([answer.statusCode, answer.json().items], [200, []], answer.body);
    }
    assert.deepEqual(code(await read(key, HERE, `/api/v1/orders/${randomUUID()}`)), [404, 'not_found']);
  });

  it('open no door that binds, pays, writes, is for people, or was not given', async () => {
    const { key } = await made(admin(), { scopes: ['order.list'] });
    const authorization = `Bearer ${key}`;
    world.pass(2);
    for (const url of ['/api/v1/budget/lines', '/api/v1/me', '/api/v1/service-keys'])
      assert.deepEqual(code(await read(key, HERE, url)), [403, 'not_your_role'], url);
    const { key: budget } = await made(admin(), { scopes: ['budget.read'] });
    for (const [url, bearer] of [
      ['/api/v1/probe/pay', authorization],
      ['/api/v1/probe/write', `Bearer ${budget}`],
      ['/api/v1/service-keys', authorization],
      ['/api/v1/sign-in', authorization],
    ] as const) {
      const answer = await inject({
        method: 'POST',
        url,
        headers: { ...keys.json, authorization: bearer, 'idempotency-key': randomUUID() },
        payload: JSON.stringify(url.endsWith('sign-in') ? { email: 'a@b.example', password: 'x' } : integration()),
        remoteAddress: HERE,
      });
      assert.deepEqual(code(answer), [403, 'not_your_role'], url);
    }
  });

  it('that are wrong, foreign, or shown from elsewhere get one and the same answer, never a session beside them', async () => {
    const { id, key } = await made();
    const invented = newKey('trial').text;
    const live = newKey('live').text;
    const cookie = await cookieOf(admin());
    for (const [name, wrong, from] of [
      ['no key', 'dgs_trial_x', HERE],
      ['another token', 'eyJhbGciOiJub25lIn0.e30.', HERE],
      ['an invented one', invented, HERE],
      ['of another environment', live, HERE],
      ['from elsewhere', key, ELSEWHERE],
    ] as const) {
      const answer = await inject({
        url: '/api/v1/budget/lines',
        headers: { authorization: `Bearer ${wrong}`, cookie },
        remoteAddress: from,
      });
      assert.deepEqual(code(answer), [401, 'service_key_invalid'], name);
    }
    assert.equal((await read(key)).statusCode, 200, 'control');
    for (let n = 0; n < 3; n += 1) await read(key, ELSEWHERE);
    assert.deepEqual(
      (await events('service_key.refused', id)).map(({ why }) => why),
      ['address'],
      'once',
    );
    const otherScheme = await inject({ url: '/api/v1/me', headers: { authorization: 'Basic eDp5', cookie } });
    assert.equal(otherScheme.statusCode, 200);
  });

  it('are counted: an account has its own share, and guesses from one address end', async () => {
    const [one, two] = [await made(), await made()];
    world.pass(2);
    for (let n = 0; n < PER_MINUTE; n += 1) assert.equal((await read(one.key)).statusCode, 200);
    assert.equal((await read(one.key)).statusCode, 429);
    assert.equal((await read(two.key)).statusCode, 200);
    world.pass(2);
    assert.equal((await read(one.key)).statusCode, 200);
    for (let n = 0; n < 30; n += 1) assert.equal((await read(newKey('trial').text, '203.0.113.9')).statusCode, 401);
    assert.equal((await read(newKey('trial').text, '203.0.113.9')).statusCode, 429);
    world.pass(2);
    assert.equal((await read(newKey('trial').text, '203.0.113.9')).statusCode, 401);
  });

  it('leave a line when they are first used from a new place, and show when they were last used', async () => {
    const { id, key, keyId } = await made();
    const used = async () =>
      (await listed()).items
        .find((item: { id: string }) => item.id === id)
        ?.keys.find((one: { keyId: string }) => one.keyId === keyId)?.lastUsedAt;
    assert.equal(await used(), null);
    world.pass(2);
    await Promise.all([read(key), read(key), read(key, '::ffff:192.0.2.10')]);
    const at = world.clock().toISOString();
    assert.equal((await events('service_key.new_address', id)).length, 1);
    await read(key, '192.0.2.11');
    await read(key, '192.0.2.11');
    assert.equal((await events('service_key.new_address', id)).length, 2);
    assert.equal(await used(), at);
  });

  it('hold for their own account: a hash that was moved to another opens nothing', async () => {
    const [one, two] = [await made(), await made()];
    await owner.query(
      `UPDATE identity.service_secret t SET hash = s.hash FROM identity.service_secret s WHERE s.key_id = $1 AND t.key_id = $2`,
      [one.keyId, two.keyId],
    );
    assert.equal((await read(two.key)).statusCode, 401);
    // A key of one's own, hashed by one's own account, put in the place of another's.
    const parsed = parseKey(one.key);
    assert.ok(parsed);
    await owner.query('UPDATE identity.service_key SET account_id = $2 WHERE key_id = $1', [one.keyId, two.id]);
    assert.equal((await read(one.key)).statusCode, 401);
    await owner.query('UPDATE identity.service_secret SET hash = $2 WHERE key_id = $1', [
      one.keyId,
      keyHash(secret, two.id, parsed),
    ]);
    assert.equal((await read(one.key)).statusCode, 200, 'control: with the key outside the database it would open');
  });

  it('keep what proves them from serve and work, and are written by nobody past the door', async () => {
    for (const pool of [world.servePool, world.workPool]) {
      for (const table of ['service_secret', 'service_source'])
        await assert.rejects(pool.query(`SELECT 1 FROM identity.${table}`), /permission denied/);
    }
    for (const pool of [world.servePool, world.workPool, world.pool]) {
      for (const sql of [
        "UPDATE identity.service_account SET scopes = '{payment.approve}'",
        "UPDATE identity.service_key SET valid_to = 'infinity'",
        'DELETE FROM identity.service_key',
      ])
        await assert.rejects(pool.query(sql), /permission denied/);
    }
  });
});
