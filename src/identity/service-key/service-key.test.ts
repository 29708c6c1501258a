import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { InjectOptions } from 'fastify';
import { budgetRoutes } from '../../budget/budget.routes.ts';
import { lineRow } from '../../budget/line.ts';
import { grantPagu } from '../../budget/postings.ts';
import { systemActor } from '../../journal/actor.ts';
import { plainCodec } from '../../journal/codec.ts';
import type { RowWrite, Transfer } from '../../kernel/decision.ts';
import { accountIds } from '../../ledger/accounts.ts';
import { type Satker, satkerRow } from '../../organisation/satker.ts';
import { matrix } from '../../permission/matrix.ts';
import { openPool, type Pool, readAs } from '../../platform/database.ts';
import { type App, createApp } from '../../platform/http/app.ts';
import { authenticateBy, identityRoutes, SESSION_COOKIE } from '../identity.routes.ts';
import { FROM, type IdentityWorld, type Someone, startIdentity } from '../testing.ts';
import { createServiceDoor } from './door.ts';
import { keyHash, newKey, parseKey } from './key.ts';
import { withServices } from './scopes.ts';
import { serviceKeyPermissions } from './service-key.permissions.ts';
import { serviceKeyRoutes } from './service-key.routes.ts';

const HERE = '192.0.2.10';
const ELSEWHERE = '198.51.100.4';
const PER_MINUTE = 8;
const secret = Buffer.alloc(32, 9);

describe('service keys', () => {
  let world: IdentityWorld;
  let owner: Pool;
  let app: App;
  let admin: Someone;
  let satkerId: string;
  let foreignId: string;
  const permissions = withServices({ ...matrix, ...serviceKeyPermissions });

  before(async () => {
    world = await startIdentity();
    owner = openPool(world.database.ownerUrl, 2);
    const { identity, committer, clock, pool, servePool } = world;
    const key = secret;
    const codec = plainCodec;
    const door = createServiceDoor({
      pool,
      codec,
      committer,
      key,
      env: 'trial',
      permissions,
      clock,
      perMinute: PER_MINUTE,
    });
    const session = authenticateBy(identity);
    app = await createApp({
      authenticate: async (request) => (await door(request)) ?? session(request),
      permissions,
      webDir: null,
      secure: false,
      log: false,
    });
    identityRoutes(app, { identity, secure: false, demo: false });
    const ids = accountIds(Buffer.alloc(32, 5));
    budgetRoutes(app, { pool: servePool, codec, ids, clock });
    serviceKeyRoutes(app, {
      pool: servePool,
      identityPool: pool,
      codec,
      committer,
      key,
      env: 'trial',
      permissions,
      clock,
      checkProof: identity.takeProof,
    });
    // Doors that no key may open.
    app.post('/api/v1/probe/pay', { config: { action: 'payment.approve' } }, async () => ({ paid: true }));
    app.post('/api/v1/probe/write', { config: { action: 'budget.read' } }, async () => ({ written: true }));
    [satkerId, foreignId] = [await satker('999001'), await satker('999002')];
  });
  // The limit of a route counts by person.
  beforeEach(async () => {
    admin = await world.someone({ role: 'ADMIN_SATKER', satkerId });
  });
  after(async () => {
    await app.close();
    await owner.end();
    await world.close();
  });

  async function write(rows: RowWrite[], transfers: Transfer[] = []): Promise<void> {
    const event = { type: 'test.prepared', aggregate: 'test', aggregateId: randomUUID(), payload: {} };
    const done = await world.committer.commit({
      decision: { ok: true, events: [event], rows, transfers, jobs: [] },
      actor: systemActor,
      parties: { satkerId: null, vendorId: null },
      at: world.clock(),
      cause: randomUUID(),
    });
    assert.equal(done.kind, 'committed');
  }

  /** A satker with one line of the budget. */
  async function satker(code: string): Promise<string> {
    const id = randomUUID();
    const made: Satker = {
      id,
      code,
      name: `Kantor Contoh ${code}`,
      ministry: 'Kementerian Contoh',
      kppn: { code: '026', name: 'KPPN Contoh' },
      regime: 'APBN',
      zone: 'WIB',
      town: 'Semarang',
      province: 'Jawa Tengah',
      address: 'Jalan Contoh 1',
      npwp: '0999000101503000',
      account: { bankCode: '002', accountNo: '002101000123456', name: 'CONTOH' },
      inPapua: false,
      fictional: true,
    };
    const lineId = randomUUID();
    const line = {
      id: lineId,
      satkerId: id,
      year: 2026,
      mak: `WA.${code}.521111`,
      akun: '521111',
      name: 'Belanja',
      fund: '01',
    };
    await write([satkerRow(made, 0), lineRow(line, 0)], [grantPagu(randomUUID(), lineId, 5_000_000n)]);
    return id;
  }

  /** A session belongs to the kind of browser that opened it. */
  const inject = (asked: InjectOptions) =>
    app.inject({ ...asked, headers: { 'user-agent': FROM.agent, ...asked.headers } });
  const json = { 'x-digipay': '1', 'content-type': 'application/json' };
  const cookieOf = async (who: Someone) => `${SESSION_COOKIE}=${await world.signIn(who)}`;

  const post = (cookie: string, path: string, payload: object, idempotency: string = randomUUID()) =>
    inject({
      method: 'POST',
      url: `/api/v1/service-keys${path}`,
      headers: { ...json, 'idempotency-key': idempotency, ...(cookie === '' ? {} : { cookie }) },
      payload: JSON.stringify(payload),
    });

  const integration = (over: object = {}) => ({
    name: 'Dasbor pagu kementerian',
    purpose: 'Menampilkan sisa pagu di dasbor kementerian',
    scopes: ['budget.read', 'order.list'],
    addresses: ['192.0.2.0/24'],
    validDays: 90,
    ...over,
  });

  /** Asks what is to be confirmed, then sends it again with a code. */
  async function confirmed(who: Someone, path: string, payload: object, idempotency?: string) {
    const cookie = await cookieOf(who);
    world.pass(1);
    const asked = await post(cookie, path, payload);
    assert.equal(asked.statusCode, 200, asked.body);
    const { digest } = asked.json().confirm;
    return post(cookie, path, { ...payload, stepUp: { digest, code: who.code() } }, idempotency);
  }

  async function made(
    who = admin,
    over: object = {},
  ): Promise<{ id: string; key: string; keyId: string; validTo: string }> {
    const answer = await confirmed(who, '', integration(over));
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  }

  const read = (key: string, from = HERE, url = '/api/v1/budget/lines?year=2026') =>
    inject({ url, headers: { authorization: `Bearer ${key}` }, remoteAddress: from });

  const listed = async (who = admin) =>
    (await inject({ url: '/api/v1/service-keys', headers: { cookie: await cookieOf(who) } })).json();

  async function events(type: string, accountId: string): Promise<Record<string, unknown>[]> {
    await world.committer.idle();
    const { rows } = await world.workPool.query<{ text: string; satker_id: string | null }>(
      `SELECT convert_from(substr(payload, 2), 'UTF8') AS text, satker_id FROM journal.event
       WHERE type = $1 AND aggregate_id = $2 ORDER BY seq`,
      [type, accountId],
    );
    return rows.map(({ text, satker_id }) => ({ ...JSON.parse(text), satkerId: satker_id }));
  }

  const code = (answer: { statusCode: number; json: () => { code?: string } }) => [
    answer.statusCode,
    answer.json().code,
  ];

  it('are made by the admin of the office with a fresh factor for exactly what was shown, and read that office alone', async () => {
    const cookie = await cookieOf(admin);
    world.pass(1);
    const asked = (await post(cookie, '', integration())).json();
    assert.equal(asked.id, null);
    assert.deepEqual(
      asked.confirm.says.map(({ what, value }: { what: string; value: string }) => `${what}: ${value}`),
      [
        'name: Dasbor pagu kementerian',
        'office: Kantor Contoh',
        'scopes: budget.read, order.list',
        'addresses: 192.0.2.0/24',
        'validDays: 90',
      ],
    );
    const stepUp = { digest: asked.confirm.digest, code: admin.code() };
    for (const changed of [
      { scopes: ['budget.read', 'payment.read'] },
      { addresses: ['0.0.0.0/16'] },
      { validDays: 365 },
      { name: 'Lain nama' },
    ])
      assert.deepEqual(code(await post(cookie, '', { ...integration(changed), stepUp })), [422, 'code_for_other']);
    const done = (await post(cookie, '', { ...integration(), stepUp })).json();
    assert.match(done.key, /^dgs_trial_[0-9a-z]{12}_[0-9A-Za-z]{49}$/);
    assert.equal(Date.parse(done.validTo) - world.clock().getTime(), 90 * 86_400_000);
    const lines = await read(done.key);
    assert.equal(lines.statusCode, 200, lines.body);
    assert.deepEqual(
      lines.json().lines.map(({ mak, pagu }: { mak: string; pagu: string }) => [mak, pagu]),
      [['WA.999001.521111', '5000000']],
    );
    const [event] = await events('service_key.created', done.id);
    assert.equal(event?.satkerId, satkerId);
    assert.deepEqual(event?.scopes, ['budget.read', 'order.list']);
    assert.ok(!JSON.stringify(event).includes(done.key));
  });

  it('are shown once, also when the request is sent again, and stand nowhere in the database', async () => {
    const idempotency = randomUUID();
    const cookie = await cookieOf(admin);
    world.pass(1);
    const { digest } = (await post(cookie, '', integration())).json().confirm;
    const stepUp = { digest, code: admin.code() };
    const send = () => post(cookie, '', { ...integration(), stepUp }, idempotency);
    const first = (await send()).json();
    const again = (await send()).json();
    assert.deepEqual(again, { ...first, key: null });
    assert.equal((await read(first.key)).statusCode, 200);
    const said = first.key.split('_')[3];
    const { rows } = await owner.query<{ text: string }>(
      `SELECT s::text AS text FROM identity.service_secret s UNION ALL SELECT a::text FROM identity.service_account a
       UNION ALL SELECT k::text FROM identity.service_key k UNION ALL SELECT encode(response, 'escape') FROM journal.idempotency
       UNION ALL SELECT encode(payload, 'escape') FROM journal.event`,
    );
    assert.ok(
      rows.some(({ text }) => text.includes(first.keyId)),
      'control: the key id is found',
    );
    const hex = Buffer.from(said).toString('hex');
    for (const { text } of rows) assert.ok(!text.includes(said) && !text.includes(hex));
    const orphans = await owner.query(
      'SELECT 1 FROM identity.service_secret s LEFT JOIN identity.service_key k USING (key_id) WHERE k.id IS NULL',
    );
    assert.equal(orphans.rowCount, 0);
  });

  it('are not made without a factor, twice with one, by another role, or for another office', async () => {
    const cookie = await cookieOf(admin);
    world.pass(1);
    const { digest } = (await post(cookie, '', integration())).json().confirm;
    const stepUp = { digest, code: admin.code() };
    assert.equal((await post(cookie, '', { ...integration(), stepUp })).statusCode, 200);
    assert.deepEqual(code(await post(cookie, '', { ...integration(), stepUp })), [422, 'code_used']);
    assert.deepEqual(code(await post(cookie, '', { ...integration(), stepUp: { digest, code: admin.code(600) } })), [
      422,
      'code_wrong',
    ]);
    const office = { kind: 'SATKER', id: foreignId };
    assert.deepEqual(code(await post(cookie, '', integration({ office }))), [403, 'not_yours']);
    assert.deepEqual(code(await post(cookie, '', integration({ office: { kind: 'KPPN', code: '026' } }))), [
      403,
      'not_yours',
    ]);
    for (const role of ['PPK', 'KPA', 'BENDAHARA', 'VENDOR_ADMIN', 'AUDITOR', 'ADMIN_KPPN']) {
      const other =
        role === 'VENDOR_ADMIN'
          ? await world.someone({ role, officeKind: 'VENDOR', vendorId: randomUUID() })
          : await world.someone({ role, satkerId });
      assert.deepEqual(code(await post(await cookieOf(other), '', integration())), [403, 'not_your_role'], role);
    }
    assert.deepEqual(code(await post('', '', integration())), [401, 'not_signed_in']);
  });

  it('hold no more than reading, networks of an institution, and a year', async () => {
    const cookie = await cookieOf(admin);
    for (const over of [
      { scopes: ['payment.approve'] },
      { scopes: ['service-key.create'] },
      { scopes: [] },
      { addresses: [] },
      { validDays: 366 },
      { validDays: 0 },
    ])
      assert.deepEqual(code(await post(cookie, '', integration(over))), [422, 'input_invalid'], JSON.stringify(over));
    for (const address of ['0.0.0.0/0', '10.0.0.0/8', 'contoh.example'])
      assert.deepEqual(code(await post(cookie, '', integration({ addresses: [address] }))), [
        422,
        'service_address_invalid',
      ]);
  });

  it('of a vendor may not read a budget, and see nothing of a satker', async () => {
    const pkn = await world.someone({ role: 'ADMIN_PKN', officeKind: 'DJPB' });
    const vendorId = randomUUID();
    await write([
      {
        table: 'organisation.vendor',
        id: vendorId,
        expectedVersion: 0,
        columns: { slug: 'toko-contoh', state: 'ACTIVE' },
        body: { id: vendorId, name: 'Toko Contoh', zone: 'WIB' },
      },
    ]);
    const cookie = await cookieOf(pkn);
    const office = { kind: 'VENDOR', id: vendorId };
    assert.deepEqual(code(await post(cookie, '', integration({ office }))), [422, 'service_scope_refused']);
    assert.deepEqual(code(await post(cookie, '', integration())), [422, 'input_invalid']);
    assert.deepEqual(code(await post(cookie, '', integration({ office: { kind: 'SATKER', id: randomUUID() } }))), [
      404,
      'not_found',
    ]);
    const { key } = await made(pkn, { office, scopes: ['order.list'] });
    assert.deepEqual(code(await read(key)), [403, 'not_your_role']);
    // Whatever the row says: what an office may not is out of reach of its keys.
    await owner.query(
      "UPDATE identity.service_account SET scopes = '{budget.read,payment.approve}' WHERE vendor_id = $1",
      [vendorId],
    );
    assert.deepEqual(code(await read(key)), [403, 'not_your_role']);
    assert.ok((await listed(pkn)).items.some((item: { office: { id: string } }) => item.office.id === vendorId));
    assert.ok(!(await listed()).items.some((item: { office: { id: string } }) => item.office.id === vendorId));
  });

  it('of one satker are not seen, rotated or revoked by another', async () => {
    const { id } = await made();
    const stranger = await world.someone({ role: 'ADMIN_SATKER', satkerId: foreignId });
    assert.deepEqual((await listed(stranger)).items, []);
    const cookie = await cookieOf(stranger);
    assert.deepEqual(code(await post(cookie, `/${id}/rotate`, {})), [404, 'not_found']);
    assert.deepEqual(code(await post(cookie, `/${id}/revoke`, { reason: 'bukan milik saya' })), [404, 'not_found']);
    const seen = await readAs(world.servePool, { satkerId: foreignId }, (db) =>
      db.query('SELECT 1 FROM identity.service_account a JOIN identity.service_key k ON k.account_id = a.id'),
    );
    assert.equal(seen.rows.length, 0);
    const own = await readAs(world.servePool, { satkerId }, (db) => db.query('SELECT 1 FROM identity.service_key'));
    assert.ok(own.rows.length > 0, 'control');
  });

  it('open no door that binds, pays, writes, is for people, or was not given', async () => {
    const { key } = await made(admin, { scopes: ['order.list'] });
    const authorization = `Bearer ${key}`;
    world.pass(2);
    for (const url of ['/api/v1/budget/lines', '/api/v1/me', '/api/v1/service-keys'])
      assert.deepEqual(code(await read(key, HERE, url)), [403, 'not_your_role'], url);
    const { key: budget } = await made(admin, { scopes: ['budget.read'] });
    for (const [url, bearer] of [
      ['/api/v1/probe/pay', authorization],
      ['/api/v1/probe/write', `Bearer ${budget}`],
      ['/api/v1/service-keys', authorization],
      ['/api/v1/sign-in', authorization],
    ] as const) {
      const answer = await inject({
        method: 'POST',
        url,
        headers: { ...json, authorization: bearer, 'idempotency-key': randomUUID() },
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
    const cookie = await cookieOf(admin);
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

  it('are rotated with an overlap of at most seven days, and end at their time', async () => {
    const { id, key: first } = await made();
    for (const overlapHours of [169, -1]) {
      const answer = await post(await cookieOf(admin), `/${id}/rotate`, { overlapHours });
      assert.deepEqual(code(answer), [422, 'input_invalid']);
    }
    const second = (await confirmed(admin, `/${id}/rotate`, { overlapHours: 48, validDays: 30 })).json();
    assert.notEqual(second.key, first);
    for (const key of [first, second.key]) assert.equal((await read(key)).statusCode, 200);
    world.pass(47 * 60);
    assert.equal((await read(first)).statusCode, 200);
    world.pass(61);
    assert.deepEqual(code(await read(first)), [401, 'service_key_invalid']);
    assert.equal((await read(second.key)).statusCode, 200);
    assert.deepEqual(
      (await events('service_key.refused', id)).map(({ why }) => why),
      ['expired'],
    );
    // Twice in a row: only the newest before the new one lives on.
    const third = (await confirmed(admin, `/${id}/rotate`, { overlapHours: 24 })).json();
    const fourth = (await confirmed(admin, `/${id}/rotate`, { overlapHours: 24 })).json();
    world.pass(1);
    assert.equal((await read(second.key)).statusCode, 401);
    for (const key of [third.key, fourth.key]) assert.equal((await read(key)).statusCode, 200);
    assert.deepEqual((await events('service_key.rotated', id)).length, 3);
    const { keys } = (await listed()).items.find((item: { id: string }) => item.id === id);
    assert.deepEqual(
      keys.map(({ state }: { state: string }) => state),
      ['ENDED', 'ENDED', 'LIVING', 'LIVING'],
    );
    assert.ok(!JSON.stringify(keys).includes(fourth.key.split('_')[3]));
  });

  it('that two admins rotate at the same moment leave no more than two alive', async () => {
    const { id } = await made();
    const second = await world.someone({ role: 'ADMIN_SATKER', satkerId });
    const cookies = [await cookieOf(admin), await cookieOf(second)];
    world.pass(1);
    const answers = await Promise.all(
      [admin, second].map(async (who, i) => {
        const cookie = cookies[i] ?? '';
        const { digest } = (await post(cookie, `/${id}/rotate`, {})).json().confirm;
        return post(cookie, `/${id}/rotate`, { stepUp: { digest, code: who.code() } });
      }),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    world.pass(1);
    const { keys } = (await listed()).items.find((item: { id: string }) => item.id === id);
    assert.equal(keys.filter(({ state }: { state: string }) => state === 'LIVING').length, 2);
  });

  it('that are revoked end at once, for good', async () => {
    const { id, key } = await made();
    assert.equal((await read(key)).statusCode, 200);
    const cookie = await cookieOf(admin);
    assert.equal((await post(cookie, `/${id}/revoke`, { reason: 'x' })).statusCode, 422);
    assert.equal((await post(cookie, `/${id}/revoke`, { reason: 'Kunci bocor di surel' })).statusCode, 204);
    assert.deepEqual(code(await read(key)), [401, 'service_key_invalid']);
    assert.deepEqual(
      (await events('service_key.refused', id)).map(({ why }) => why),
      ['revoked'],
    );
    assert.deepEqual(
      (await events('service_key.revoked', id)).map(({ reason }) => reason),
      ['Kunci bocor di surel'],
    );
    assert.deepEqual(code(await post(cookie, `/${id}/rotate`, {})), [409, 'already_done']);
    assert.deepEqual(code(await post(cookie, `/${id}/revoke`, { reason: 'sekali lagi' })), [409, 'already_done']);
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
