/** For tests of this room: two satker with a budget, the routes that keys open and some that they do not. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { InjectOptions } from 'fastify';
import { budgetRoutes } from '../../budget/budget.routes.ts';
import { lineRow } from '../../budget/line.ts';
import { grantPagu } from '../../budget/postings.ts';
import { systemActor } from '../../journal/actor.ts';
import { plainCodec } from '../../journal/codec.ts';
import type { RowWrite, Transfer } from '../../kernel/decision.ts';
import { accountIds } from '../../ledger/accounts.ts';
import { type Satker, satkerRow } from '../../organisation/satker.ts';
import { paymentRoutes } from '../../payment/payment.routes.ts';
import { matrix } from '../../permission/matrix.ts';
import { openPool, type Pool } from '../../platform/database.ts';
import { type App, createApp } from '../../platform/http/app.ts';
import { orderRoutes } from '../../purchasing/order.routes.ts';
import { subjects } from '../../subjects.ts';
import { authenticateBy, identityRoutes, SESSION_COOKIE } from '../identity.routes.ts';
import { FROM, type IdentityWorld, type Someone, startIdentity } from '../testing.ts';
import { createServiceDoor } from './door.ts';
import { withServices } from './scopes.ts';
import { serviceKeyPermissions } from './service-key.permissions.ts';
import { serviceKeyRoutes } from './service-key.routes.ts';

export const HERE = '192.0.2.10';
export const ELSEWHERE = '198.51.100.4';
export const PER_MINUTE = 8;
/** Outside the database: keys and places are hashed with it. */
export const secret = Buffer.alloc(32, 9);

export async function startKeys() {
  const permissions = withServices({ ...matrix, ...serviceKeyPermissions });

  const world: IdentityWorld = await startIdentity();
  const owner: Pool = openPool(world.database.ownerUrl, 2);
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
  const app: App = await createApp({
    authenticate: async (request) => (await door(request)) ?? session(request),
    permissions,
    webDir: null,
    secure: false,
    log: false,
  });
  identityRoutes(app, { identity, secure: false, demo: false });
  const ids = accountIds(Buffer.alloc(32, 5));
  const deps = { pool: servePool, codec, ids, committer, clock, verifyCode: identity.takeCode };
  budgetRoutes(app, deps);
  orderRoutes(app, deps);
  paymentRoutes(app, { ...deps, subjects });
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

  const admins: { now: Someone | null } = { now: null };
  const admin = (): Someone => {
    if (!admins.now) throw new Error('no admin yet');
    return admins.now;
  };

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
    who = admin(),
    over: object = {},
  ): Promise<{ id: string; key: string; keyId: string; validTo: string }> {
    const answer = await confirmed(who, '', integration(over));
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  }

  const read = (key: string, from = HERE, url = '/api/v1/budget/lines?year=2026') =>
    inject({ url, headers: { authorization: `Bearer ${key}` }, remoteAddress: from });

  const listed = async (who = admin()) =>
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

  const satkerId = await satker('999001');
  const foreignId = await satker('999002');

  return {
    world,
    owner,
    inject,
    json,
    satkerId,
    foreignId,
    /** The admin of the satker; another one after `fresh`, since routes are limited by person. */
    admin,
    async fresh() {
      // One at a time: the one before was never appointed.
      if (admins.now)
        await world.asOwner('UPDATE identity.assignment SET valid_to = valid_from - 1 WHERE id = $1', [
          admins.now.assignment.id,
        ]);
      admins.now = await world.someone({ role: 'ADMIN_SATKER', satkerId });
    },
    write,
    cookieOf,
    post,
    integration,
    confirmed,
    made,
    read,
    listed,
    events,
    code,
    async close() {
      await app.close();
      await owner.end();
      await world.close();
    },
  };
}
