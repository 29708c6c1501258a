import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { plainCodec } from '../journal/codec.ts';
import { readAs } from '../platform/database.ts';
import { endAllSessions } from './incident.ts';
import { officialsOf } from './person.store.ts';
import { FROM, type IdentityWorld, PASSWORD, type Someone, startIdentity } from './testing.ts';

const PROOFS = [
  'credential',
  'factor',
  'password_history',
  'recovery_code',
  'email_code',
  'ceremony',
  'proof_use',
  'link',
  'tries',
  'session',
  'session_token',
  'ticket',
];

describe('a session', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  const lives = async (token: string) => (await world.identity.session(token)) !== null;

  it('ends after an hour without use', async () => {
    const token = await world.signIn(await world.someone());
    world.pass(59);
    assert.ok(await lives(token));
    world.pass(59);
    assert.ok(await lives(token), 'it was used in between');
    world.pass(61);
    assert.equal(await lives(token), false);
  });

  it('ends after twelve hours however much it is used', async () => {
    const token = await world.signIn(await world.someone());
    for (let hours = 0; hours < 11; hours += 0.5) {
      world.pass(30);
      assert.ok(await lives(token));
    }
    world.pass(30);
    world.pass(31);
    assert.equal(await lives(token), false);
  });

  it('that is over leaves no row behind once somebody signs in', async () => {
    const old = await world.signIn(await world.someone());
    world.pass(13 * 60);
    await world.signIn(await world.someone());
    const { rows } = await world.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM identity.session_token WHERE hash = sha256(convert_to($1, 'UTF8'))",
      [old],
    );
    assert.equal(rows[0]?.n, 0);
  });

  it('is kept as a hash: the table does not hold what the cookie holds', async () => {
    const token = await world.signIn(await world.someone());
    const { rows } = await world.pool.query<{ text: string }>(
      'SELECT s::text || t::text AS text FROM identity.session s JOIN identity.session_token t ON t.session_id = s.id',
    );
    assert.ok(rows.length > 0);
    for (const { text } of rows) assert.ok(!text.includes(token) && !text.includes(Buffer.from(token).toString('hex')));
  });

  it('ends with a new password, and so does a sign-in that was half done', async () => {
    const who = await world.someone();
    const token = await world.signIn(who);
    const half = await world.identity.signIn(who.person.email, PASSWORD, FROM);
    await world.identity.setCredential(who.person.id, 'kata-sandi-baru', 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP');
    assert.equal(await lives(token), false);
    assert.ok(half.ok);
    const outcome = await world.identity.signInCode(half.ticket, who.code(), FROM);
    assert.equal(outcome.ok ? 'ok' : outcome.code, 'ticket_expired');
  });

  it('holds on the days of the office, by the clock of the office', async () => {
    // Midnight of 25 November in Semarang (WIB) is 17.00 UTC of the 24th, in Jayapura (WIT) 15.00 UTC.
    for (const [zone, midnight] of [
      ['WIB', '2026-11-24T17:00:00Z'],
      ['WIT', '2026-11-24T15:00:00Z'],
    ] as const) {
      const minute = (n: number) => new Date(Date.parse(midnight) + n * 60_000);
      const from = await world.someone({ zone, validFrom: '2026-11-25' });
      const until = await world.someone({ zone, validTo: '2026-11-24' });
      world.setClock(minute(-30));
      const token = await world.signIn(until);
      const early = await world.identity.signIn(from.person.email, PASSWORD, FROM);
      assert.ok(early.ok);
      const tooEarly = await world.identity.signInCode(early.ticket, from.code(), FROM);
      assert.equal(tooEarly.ok, false, `${zone}: not appointed yet`);
      world.setClock(minute(-1));
      assert.ok(await lives(token), `${zone}: last minute in office`);
      world.setClock(minute(1));
      assert.equal(await lives(token), false, `${zone}: the office ended at midnight`);
      assert.ok(await lives(await world.signIn(from)), `${zone}: first minutes in office`);
    }
  });

  it('tells who asks and for which office', async () => {
    const who = await world.someone({ role: 'BENDAHARA', zone: 'WITA' });
    const asker = await world.identity.session(await world.signIn(who));
    assert.deepEqual(asker, {
      personId: who.person.id,
      assignmentId: who.assignment.id,
      name: who.person.name,
      role: 'BENDAHARA',
      satkerId: who.assignment.satkerId,
      vendorId: null,
      officeCode: null,
      officeName: 'Kantor Contoh',
      officeKind: 'SATKER',
      zone: 'WITA',
    });
  });
});

describe('the token of a session', () => {
  let world: IdentityWorld;
  let who: Someone;
  before(async () => {
    world = await startIdentity();
  });
  beforeEach(async () => {
    who = await world.someone();
  });
  after(() => world.close());

  const resume = (token: string, from = FROM) => world.identity.resume(token, from);
  const renewedAt = async (token: string, minutes: number) => {
    world.pass(minutes);
    const resumed = await resume(token);
    assert.ok(resumed);
    return resumed.renewed;
  };
  const types = async () => (await world.events(who)).map(({ type }) => type);

  it('changes every quarter of an hour, and the old one ends a minute after the new one is used', async () => {
    const first = await world.signIn(who);
    assert.equal(await renewedAt(first, 14), null);
    const second = (await renewedAt(first, 2)) ?? '';
    assert.match(second, /^[\w-]{43}$/);
    assert.ok(await resume(second));
    world.pass(0.5);
    assert.ok(await resume(first), 'requests that were under way');
    assert.ok(await resume(second));
    world.pass(10);
    assert.ok(await resume(second));
    assert.ok(!(await types()).includes('identity.session_stolen'));
  });

  it('is offered to one of those who ask at the same moment', async () => {
    const token = await world.signIn(who);
    world.pass(16);
    const renewed = (await Promise.all([1, 2, 3, 4].map(() => resume(token)))).map((one) => one?.renewed ?? null);
    assert.equal(renewed.filter((one) => one !== null).length, 1);
  });

  it('is offered again when the answer was lost, and nobody is signed out for it', async () => {
    const token = await world.signIn(who);
    const lost = await renewedAt(token, 16);
    assert.ok(lost);
    assert.equal(await renewedAt(token, 0.5), null);
    const again = await renewedAt(token, 2);
    assert.ok(again && again !== lost);
    for (let n = 0; n < 20; n += 1) assert.ok(await resume(token));
    assert.ok(await resume(again));
  });

  it('that comes back after it was replaced is a copy: all sessions end, the person is told, the journal knows', async () => {
    const stolen = await world.signIn(who);
    const elsewhere = await world.signIn(who);
    const next = (await renewedAt(stolen, 16)) ?? '';
    assert.ok(await resume(next));
    world.pass(2);
    assert.equal(await resume(stolen), null);
    assert.equal(await resume(next), null, 'whoever holds the new one is out too');
    assert.equal(await resume(elsewhere), null);
    assert.equal((await types()).filter((type) => type === 'identity.session_stolen').length, 1);
    assert.equal(await resume(stolen), null);
    assert.equal((await types()).filter((type) => type === 'identity.session_stolen').length, 1, 'told once');
    assert.ok(
      (await world.mails(who)).some(({ subject }) => subject === 'Kami mengeluarkan Anda dari semua perangkat'),
    );
  });

  it('is a copy in whichever hands the new one is', async () => {
    const token = await world.signIn(who);
    const thief = (await renewedAt(token, 16)) ?? '';
    assert.ok(await resume(thief));
    world.pass(2);
    assert.equal(await resume(token), null, 'the owner’s next request shows it');
    assert.equal(await resume(thief), null);
  });

  it('is refused from another kind of browser, and not from a newer version of the same', async () => {
    const chrome = (version: number, system = 'Android 14') => ({
      ...FROM,
      agent: `Mozilla/5.0 (Linux; ${system}) AppleWebKit/537.36 Chrome/${version}.0.0.0 Mobile Safari/537.36`,
    });
    const first = await world.identity.signIn(who.person.email, PASSWORD, chrome(141));
    assert.ok(first.ok);
    world.pass(0.5);
    const second = await world.identity.signInCode(first.ticket, who.code(), chrome(141));
    assert.ok(second.ok);
    assert.ok(await resume(second.token, chrome(142, 'Android 15')));
    const firefox = { ...FROM, agent: 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0' };
    assert.equal(await resume(second.token, firefox), null);
    assert.equal(await resume(second.token, chrome(142)), null, 'the session is over');
    const refused = (await world.events(who)).find(({ type }) => type === 'identity.session_refused');
    assert.equal(refused?.payload.reason, 'agent');
  });

  it('ends with everybody’s in an incident, and the journal keeps why', async () => {
    const tokens = [await world.signIn(await world.someone()), await world.signIn(await world.someone())];
    const ended = await endAllSessions(world.pool, world.committer, 'latihan insiden', world.clock());
    assert.ok(ended >= tokens.length);
    for (const token of tokens) assert.equal(await world.identity.session(token), null);
    const { rows } = await world.workPool.query("SELECT FROM journal.event WHERE type = 'identity.all_sessions_ended'");
    assert.equal(rows.length, 1);
  });

  it('is one of at most ten; the one used longest ago ends first', async () => {
    const tokens: string[] = [];
    for (let n = 0; n < 11; n += 1) tokens.push(await world.signIn(who));
    assert.equal(await resume(tokens[0] ?? ''), null);
    for (const token of tokens.slice(1)) assert.ok(await resume(token));
  });

  it('tells the person of a sign-in from a browser that is new to them, and of no other', async () => {
    const first = await world.identity.signIn(who.person.email, PASSWORD, FROM);
    assert.ok(first.ok);
    const { device } = (await world.identity.signInCode(first.ticket, who.code(), FROM)) as { device: string };
    const again = await world.identity.signIn(who.person.email, PASSWORD, { ...FROM, device });
    assert.ok(again.ok);
    world.pass(0.5);
    assert.ok((await world.identity.signInCode(again.ticket, who.code(), { ...FROM, device })).ok);
    const mails = (await world.mails(who)).filter(({ subject }) => subject === 'Masuk dari perangkat baru');
    assert.equal(mails.length, 1);
    assert.match(mails[0]?.text ?? '', /alamat 192\.0\.2\.7, .*2026.* WIB/);
  });
});

describe('people in the database', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  it('are seen by colleagues and by nobody else', async () => {
    const satkerId = randomUUID();
    const one = await world.someone({ satkerId });
    const two = await world.someone({ satkerId, role: 'KPA' });
    const stranger = await world.someone();
    const seen = (scope: object) =>
      readAs(world.servePool, scope, async (db) => {
        const { rows } = await db.query<{ id: string }>('SELECT id FROM identity.person');
        return rows.map(({ id }) => id).toSorted();
      });
    const both = [one.person.id, two.person.id].toSorted();
    assert.deepEqual(await seen({ satkerId, personId: one.person.id }), both);
    assert.deepEqual(await seen({ personId: stranger.person.id }), [stranger.person.id]);
    assert.deepEqual(await seen({}), []);
    const officials = await readAs(world.servePool, { satkerId }, (db) => officialsOf(db, plainCodec, satkerId));
    assert.deepEqual(officials.map(({ role, name }) => `${role} ${name}`).toSorted(), [
      `KPA ${two.person.name}`,
      `PPK ${one.person.name}`,
    ]);
  });

  it('hold one office at a time', async () => {
    const who = await world.someone();
    await assert.rejects(world.someone({ personId: who.person.id }), /assignment_one_open/);
  });

  it('are not written past the door: no role of the application may', async () => {
    const who = await world.someone();
    for (const pool of [world.servePool, world.workPool, world.pool]) {
      for (const sql of [
        'UPDATE identity.person SET active = false WHERE id = $1',
        'DELETE FROM identity.assignment WHERE person_id = $1',
        "INSERT INTO identity.person (id, version, email_key, active, body) VALUES ($1, 1, 'x', true, '')",
      ])
        await assert.rejects(pool.query(sql, [who.person.id]), /permission denied/);
    }
  });

  it('keep their proofs from serve and work, to read and to write', async () => {
    for (const pool of [world.servePool, world.workPool]) {
      for (const table of PROOFS) {
        await assert.rejects(pool.query(`SELECT 1 FROM identity.${table}`), /permission denied/);
        await assert.rejects(pool.query(`DELETE FROM identity.${table}`), /permission denied/);
      }
    }
  });

  it('are the only business rows the role of sign-in sees', async () => {
    const { rows } = await world.pool.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
         AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
       ORDER BY 1`,
    );
    assert.deepEqual(
      rows.map(({ name }) => name).filter((name) => !name.startsWith('identity.')),
      [],
    );
  });
});
