import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { authenticateBy, SESSION_COOKIE } from '../identity/identity.routes.ts';
import { assignmentRow } from '../identity/person.ts';
import { FROM, type IdentityWorld, type Someone, startIdentity } from '../identity/testing.ts';
import { systemActor } from '../journal/actor.ts';
import { plainCodec } from '../journal/codec.ts';
import { createOutbox } from '../mail/outbox.ts';
import { readAs } from '../platform/database.ts';
import { type App, createApp } from '../platform/http/app.ts';
import { draftBreach } from './breach-command.ts';
import { followErasures, forgetPerson } from './privacy.jobs.ts';
import { privacyPermissions } from './privacy.permissions.ts';
import { privacyRoutes } from './privacy.routes.ts';

const key = Buffer.alloc(32, 5);

describe('one’s own data', () => {
  let world: IdentityWorld;
  let app: App;
  let who: Someone;
  let cookie: string;

  const ask = (method: 'GET' | 'POST', url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { cookie, 'x-digipay': '1', 'idempotency-key': randomUUID(), 'user-agent': FROM.agent },
      ...(payload === undefined ? {} : { payload }),
    });

  before(async () => {
    world = await startIdentity();
    const { servePool: pool, committer, clock } = world;
    app = await createApp({
      authenticate: authenticateBy(world.identity),
      permissions: privacyPermissions,
      webDir: null,
      secure: false,
      log: false,
    });
    privacyRoutes(app, { pool, codec: plainCodec, committer, clock });
    who = await world.someone();
    cookie = `${SESSION_COOKIE}=${await world.signIn(who)}`;
  });
  after(async () => {
    await app.close();
    await world.close();
  });

  it('are shown with purpose, ground and time', async () => {
    const { categories, retentionYears, answerHours, erasure } = (await ask('GET', '/api/v1/privacy')).json();
    assert.deepEqual([retentionYears, answerHours, erasure], [10, 72, null]);
    const [person, office] = categories;
    assert.deepEqual(person.rows[0], { what: 'Nama', value: who.person.name });
    assert.match(office.rows[0].value, /Kantor Contoh/);
    for (const { purpose, basis, kept } of categories) assert.ok(purpose && basis && kept);
  });

  it('are taken along as a file, and nobody else’s with them', async () => {
    const other = await world.someone();
    const answer = await ask('GET', '/api/v1/privacy/copy');
    assert.match(String(answer.headers['content-disposition']), /attachment/);
    const copy = answer.json();
    assert.equal(copy.person.email, who.person.email);
    assert.equal(copy.offices.length, 1);
    assert.ok(!answer.body.includes(other.person.email));
    // The control: under the other's scope the same query tells of the other.
    const seen = await readAs(world.servePool, { personId: other.person.id }, (db) =>
      db.query('SELECT FROM identity.person WHERE id = $1', [other.person.id]),
    );
    assert.equal(seen.rowCount, 1);
  });

  it('are not for strangers', async () => {
    const stranger = await app.inject({ url: '/api/v1/privacy' });
    assert.equal(stranger.statusCode, 401);
  });

  it('are erased after the office: asked once, reduced when it is over, the signer kept by law', async () => {
    const asked = await ask('POST', '/api/v1/privacy/erasure', { reason: 'pensiun' });
    assert.equal(asked.json().erasure.state, 'HELD');
    assert.equal((await ask('POST', '/api/v1/privacy/erasure', {})).json().code, 'erasure_asked');
    const jobs = {
      pool: world.workPool,
      codec: plainCodec,
      committer: world.committer,
      emailKey: key,
      clock: world.clock,
    };
    assert.equal(await followErasures(jobs), 0, 'still in office');

    const ended = assignmentRow({ ...who.assignment, validTo: '2026-11-23' }, 1);
    const done = await world.committer.commit({
      decision: {
        ok: true,
        events: [{ type: 'test.ended', aggregate: 'person', aggregateId: who.person.id, payload: {} }],
        rows: [ended],
        transfers: [],
        jobs: [],
      },
      actor: systemActor,
      parties: { satkerId: null, vendorId: null },
      at: world.clock(),
      cause: randomUUID(),
    });
    assert.equal(done.kind, 'committed');
    assert.equal(await followErasures(jobs), 1);
    assert.equal(await followErasures(jobs), 0, 'once');

    const { rows } = await world.workPool.query<{ id: string; body: Buffer; active: boolean }>(
      'SELECT id, body, active FROM identity.person WHERE id = $1',
      [who.person.id],
    );
    const body = await plainCodec.decode<Record<string, unknown>>(rows[0]?.body ?? Buffer.of(), {
      table: 'identity.person',
      id: who.person.id,
      column: 'body',
    });
    assert.equal(rows[0]?.active, false);
    assert.deepEqual(body, {
      name: who.person.name,
      email: `erased:${who.person.id}`,
      nip: null,
      nik: null,
      phone: null,
    });
    // What `work` does next: everything that proves them goes, and one letter tells so.
    const { rows: waiting } = await world.workPool.query<{ payload: Record<string, unknown> }>(
      `SELECT j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = 'privacy.forget'`,
    );
    assert.equal(waiting.length, 1);
    const queue = createOutbox(world.workPool, plainCodec);
    await queue.queue(who.person.id, { to: who.person.email, subject: 'Lama', text: '' }, new Date('2100-01-01'));
    assert.ok((await world.mails(who)).some(({ subject }) => subject === 'Lama'));
    for (let turn = 0; turn < 2; turn += 1) await forgetPerson(world.workPool, waiting[0]?.payload ?? {});
    const [letter, ...others] = await world.mails(who);
    assert.deepEqual([letter?.to, others], [who.person.email, []]);
    assert.equal(letter?.subject, 'Data pribadi Anda sudah dihapus');
    assert.match(letter?.text ?? '', new RegExp(`${who.person.name}[\\s\\S]*wajib disimpan sampai 31 Desember 2036`));
    const proofs = await world.pool.query('SELECT FROM identity.credential WHERE person_id = $1', [who.person.id]);
    assert.equal(proofs.rowCount, 0);
    assert.equal((await ask('GET', '/api/v1/privacy')).statusCode, 401);
    const { rows: requests } = await world.workPool.query('SELECT state, hold_until::text FROM privacy.erasure');
    assert.deepEqual(requests, [{ state: 'REDUCED', hold_until: '2036-12-31' }]);
  });

  it('of somebody in office cannot be forgotten by mistake', async () => {
    const other = await world.someone();
    await assert.rejects(world.workPool.query('SELECT identity.forget($1)', [other.person.id]), /may still sign in/);
  });

  it('are told about when their protection failed: the draft counts from the journal', async () => {
    const draft = await draftBreach(
      world.workPool,
      { cause: 'account', from: '2026-11-01T00:00:00Z', to: '2100-01-01T00:00:00Z', found: '2026-11-24T05:00:00Z' },
      world.clock(),
    );
    assert.match(draft, /Batas penyampaian: \*\*.*27 November 2026/);
    assert.match(draft, /Nomor jurnal 1 sampai \d+/);
    assert.match(draft, /Yang terdampak\*\*: 3 orang/);
    await assert.rejects(draftBreach(world.workPool, { cause: 'none' }, world.clock()), /--cause/);
  });
});
