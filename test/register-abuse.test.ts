/** What a keeper of a register must not be able to do: name themselves, fill one office twice, act again without a new proof. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { addDays, localDate } from '../src/kernel/time.ts';
import { openPool } from '../src/platform/database.ts';
import { buildServe } from '../src/serve.ts';
import { settingsOf } from '../src/settings.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

const ADMIN = 'wahyu@balai-contoh.example';
const today = localDate(new Date(), 'WIB');
const decree = { number: 'KEP-9/CONTOH/2026', date: addDays(today, -3) };

let serial = 0;
/** NIK of a region that is not given out. */
function newcomer(name: string) {
  serial += 1;
  const n = String(serial).padStart(4, '0');
  return { name, nik: `990301010185${n}`, nip: null, email: `baru.${n}@uji-contoh.example`, phone: null };
}

describe('a keeper of the register', () => {
  let world: World;
  let admin: Client;
  before(async () => {
    world = await startWorld({ bank: false, work: false });
    admin = await world.signIn(ADMIN);
  });
  after(() => world.close());

  const register = async (): Promise<Json[]> => (await admin.get('/api/v1/people')).items;
  const holder = async (role: string): Promise<Json> => (await register()).find((one) => one.role === role);
  const proofOf = (digest: string) => ({ digest, code: world.freshCode(ADMIN) });

  it('fills an office that one person holds once, also when two are named at the same moment', async () => {
    const bodies = [];
    for (const name of ['Satu Orang', 'Dua Orang']) {
      const body = { role: 'KKP_ADMIN', person: newcomer(name), decree, validFrom: today };
      const { confirm } = await admin.post('/api/v1/people', body);
      bodies.push({ body, digest: confirm.digest as string });
    }
    const ready = bodies.map(({ body, digest }) => ({ ...body, stepUp: proofOf(digest) }));
    const owner = openPool(world.database.ownerUrl, 2);
    const held = await owner.connect();
    try {
      // Both are decided before either is written.
      await held.query('BEGIN');
      await held.query('SELECT FROM journal.head FOR UPDATE');
      const sent = ready.map((body) => admin.send('POST', '/api/v1/people', body));
      await new Promise((go) => setTimeout(go, 2_000));
      await held.query('COMMIT');
      const answers = await Promise.all(sent);
      assert.deepEqual(answers.map(({ status, body }) => [status, body.code ?? 'done']).sort(), [
        [200, 'done'],
        [422, 'office_taken'],
      ]);
    } finally {
      held.release();
      await owner.end();
    }
    assert.equal((await register()).filter((one) => one.role === 'KKP_ADMIN').length, 1);
  });

  it('never gives an office to themselves: not as a stand-in, not as a successor', async () => {
    const own = await holder('ADMIN_SATKER');
    for (const role of ['KPA', 'PPK', 'BENDAHARA']) {
      const target = await holder(role);
      const body = { assignmentId: own.id, as: 'PLH', decree, from: today, to: addDays(today, 2) };
      const { status, body: answer } = await admin.send('POST', `/api/v1/people/${target.id}/standIn`, body);
      assert.deepEqual([role, status, answer.code], [role, 422, 'register_own']);
    }
    const { rows } = await world.pool.query<{ id: string; body: Buffer }>(
      'SELECT id, body FROM identity.person WHERE id = $1',
      [own.personId],
    );
    const me = await world.codec.decode<{ nik: string; name: string; email: string }>(rows[0]?.body ?? Buffer.of(), {
      table: 'identity.person',
      id: own.personId,
      column: 'body',
    });
    const person = { name: me.name, nik: me.nik, nip: own.nip, email: me.email, phone: null };
    const asSuccessor = await admin.send('POST', `/api/v1/people/${(await holder('KPA')).id}/replace`, {
      person,
      decree,
      from: addDays(today, 1),
    });
    assert.equal(asSuccessor.body.code, 'register_own');
    const other = await admin.send('POST', `/api/v1/people/${(await holder('KPA')).id}/standIn`, {
      assignmentId: (await holder('PEMESAN')).id,
      as: 'PLH',
      decree,
      from: today,
      to: addDays(today, 2),
    });
    assert.ok(other.body.confirm, 'control: somebody else may stand in');
  });

  it('takes nobody’s factors a second time by sending the old request again', async () => {
    const target = await holder('PENERIMA');
    const path = `/api/v1/people/${target.id}/resetFactors`;
    const reason = 'Ponsel hilang di jalan';
    const { confirm } = await admin.post(path, { reason });
    const body = { reason, stepUp: proofOf(confirm.digest) };
    const key = randomUUID();
    const proofs = async () => {
      const { rows } = await world.pool.query<{ n: number }>(
        "SELECT count(*)::int AS n FROM journal.event WHERE type = 'identity.factors_reset' AND aggregate_id = $1",
        [target.personId],
      );
      return rows[0]?.n;
    };
    await admin.post(path, body, key);
    assert.equal(await proofs(), 1);
    await admin.post(path, body, key);
    assert.equal(await proofs(), 2, 'control: a retry within minutes ends what a killed process began');
    const later = await buildServe({
      settings: settingsOf('serve', { ...world.env, DIGIPAY_MAILBOX_PORT: undefined }),
      clock: () => new Date(Date.now() + 20 * 60_000),
      identityClock: world.now,
      webDir: null,
    });
    const again = await later.inject({
      method: 'POST',
      url: path,
      headers: { cookie: admin.cookie, 'x-digipay': '1', 'idempotency-key': key },
      payload: body,
    });
    await later.close();
    assert.equal(again.statusCode, 200, again.body);
    assert.equal(await proofs(), 2, 'an old answer does nothing any more');
  });
});
