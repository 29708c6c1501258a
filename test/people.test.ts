import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { fromHex } from '../src/core.ts';
import { totpSecretOf } from '../src/demo/secrets.ts';
import { DEMO_PASSWORD } from '../src/demo/seed.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { addDays, localDate } from '../src/kernel/time.ts';
import { createOutbox } from '../src/mail/outbox.ts';
import { sweepHandovers } from '../src/people/handover.ts';
import { tellOverdueCorrections } from '../src/people/overdue.ts';
import { openPool } from '../src/platform/database.ts';
import { type Cast, castOf, productOf } from './support/purchase.ts';
import { type Client, eventually, type Json, startWorld, type World } from './support/world.ts';

const ADMIN = 'wahyu@balai-contoh.example';
const OTHER_ADMIN = 'hasanuddin@kantor-contoh.example';
const KPPN = 'kirana@perbendaharaan-contoh.example';
const OTHER_KPPN = 'amiruddin@perbendaharaan-contoh.example';
const today = localDate(new Date(), 'WIB');
/** Midnight comes an hour earlier to Makassar. */
const todayInMakassar = localDate(new Date(), 'WITA');
const decree = { number: 'KEP-7/CONTOH/2026', date: addDays(today, -3) };

let serial = 0;
/** NIK of a region that is not given out. */
function newcomer(name: string, over: object = {}) {
  serial += 1;
  const n = String(serial).padStart(4, '0');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}.${n}@baru-contoh.example`;
  return { name, nik: `990201010185${n}`, nip: null, email, phone: null, ...over };
}

describe('people and offices', () => {
  let world: World;
  let admin: Client;
  let kppn: Client;
  let cast: Cast;
  before(async () => {
    world = await startWorld({ bank: false });
    admin = await world.signIn(ADMIN);
    kppn = await world.signIn(KPPN);
    cast = await castOf(world);
  });
  after(() => world.close());

  /** Asks what is to be confirmed, then confirms it. */
  async function confirmedAs(who: Client, email: string, path: string, body: object): Promise<Json> {
    const asked = await who.post(path, body);
    assert.equal(asked.id ?? null, null, 'nothing is done without a code');
    const stepUp = { digest: asked.confirm.digest, code: world.freshCode(email) };
    return who.post(path, { ...body, stepUp });
  }
  const register = async (who: Client, query = ''): Promise<Json[]> => (await who.get(`/api/v1/people${query}`)).items;
  const holder = async (role: string, name?: string) => {
    const found = (await register(admin)).find((one) => one.role === role && (name === undefined || one.name === name));
    assert.ok(found, role);
    return found;
  };
  /** What the mail server of the trial received under a subject. */
  const lettersOf = (subject: string) =>
    eventually(subject, async () => {
      const { body } = await world.app.inject('/demo/surat');
      const found = body.split('<article>').filter((one) => one.startsWith(`<h2>${subject}<`));
      return found.length > 0 ? found : null;
    });
  const satkerId = async () => (await admin.get('/api/v1/me')).office.id as string;

  it('an official is appointed by decree, with a fresh code for exactly that, and is invited', async () => {
    const person = newcomer('Rudi Hartono');
    const body = { role: 'PENERIMA', person, decree, validFrom: today };
    const asked = await admin.post('/api/v1/people', body);
    assert.deepEqual(
      asked.confirm.says.map((row: Json) => row.what),
      ['name', 'nik', 'email', 'role', 'office', 'decree', 'from'],
    );
    assert.ok(!JSON.stringify(asked).includes(person.nik), 'the NIK is masked');
    assert.ok(!(await register(admin)).some((one) => one.name === person.name));
    // A code for this does not serve for another role.
    const stepUp = { digest: asked.confirm.digest, code: world.freshCode(ADMIN) };
    const bent = await admin.send('POST', '/api/v1/people', { ...body, role: 'PPK', stepUp });
    assert.equal(bent.body.code, 'code_for_other');
    const key = randomUUID();
    const made = await admin.post('/api/v1/people', { ...body, stepUp }, key);
    assert.deepEqual(await admin.post('/api/v1/people', { ...body, stepUp }, key), made, 'a retry does it once');
    const view = await holder('PENERIMA', person.name);
    assert.deepEqual(
      [view.state, view.nikMasked, view.actions.includes('invite')],
      ['INVITED', `************${person.nik.slice(-4)}`, true],
    );
    await eventually('the invitation arrives', async () =>
      (await (await fetch(`${world.url}/demo/surat`)).text()).includes(person.email),
    );
  });

  it('one person holds one role, under one address, wherever they are', async () => {
    const person = newcomer('Tuti Lestari');
    const body = { role: 'PEMESAN', person, decree, validFrom: today };
    await confirmedAs(admin, ADMIN, '/api/v1/people', body);
    const again = await admin.send('POST', '/api/v1/people', { ...body, role: 'PPK' });
    assert.equal(again.body.code, 'holds_office');
    const otherAddress = { ...person, email: 'lain@baru-contoh.example' };
    const other = await world.signIn(OTHER_ADMIN);
    for (const [who, of, code] of [
      [admin, otherAddress, 'nik_known'],
      [other, otherAddress, 'nik_known'],
      [other, { ...newcomer('Orang Lain'), email: person.email }, 'email_taken'],
      [other, person, 'holds_office'],
    ] as const) {
      const { body: answer } = await who.send('POST', '/api/v1/people', {
        ...body,
        role: 'PPK',
        person: of,
        validFrom: who === other ? todayInMakassar : today,
      });
      assert.equal(answer.code, code);
      assert.ok(!JSON.stringify(answer).includes('Balai'), 'nothing of the other office is told');
    }
  });

  it('one who is appointed twice at the same moment gets one office', async () => {
    const person = newcomer('Cepat Sekali');
    const bodies = await Promise.all(
      ['PEMESAN', 'PENERIMA'].map(async (role) => {
        const body = { role, person, decree, validFrom: today };
        const { confirm } = await admin.post('/api/v1/people', body);
        return { ...body, digest: confirm.digest as string };
      }),
    );
    const ready = bodies.map(({ digest, ...body }) => ({ ...body, stepUp: { digest, code: world.freshCode(ADMIN) } }));
    // Each code is fresh while the clock stands at the later one: one step back is allowed.
    const answers = await Promise.all(ready.map((body) => admin.send('POST', '/api/v1/people', body)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 422]);
    assert.equal(answers.find(({ status }) => status === 422)?.body.code, 'holds_office');
  });

  it('nobody reaches the register of another office, whatever id they know', async () => {
    const other = await world.signIn(OTHER_ADMIN);
    const otherKppn = await world.signIn(OTHER_KPPN);
    const ppk = await holder('PPK');
    const own = await satkerId();
    for (const who of [other, otherKppn]) {
      assert.equal((await who.send('GET', `/api/v1/people/${ppk.id}`)).status, 404);
      assert.equal((await register(who, `?satkerId=${own}`)).length, 0);
      const end = { on: today, reason: 'Percobaan dari luar' };
      assert.equal((await who.send('POST', `/api/v1/people/${ppk.id}/end`, end)).status, 404);
    }
    // KPPN sees its satker, and appoints there the admin alone.
    assert.ok((await register(kppn, `?satkerId=${own}`)).some((one) => one.id === ppk.id));
    assert.equal(
      (await kppn.send('POST', `/api/v1/people/${ppk.id}/end`, { on: today, reason: 'Bukan tugas KPPN' })).status,
      403,
    );
    for (const client of [cast.ppk, cast.pemesan, cast.bendahara])
      assert.equal((await client.send('GET', '/api/v1/people')).status, 403);
  });

  it('KPPN replaces the Admin Satker by a new decree; the former is out', async () => {
    const makassar = await world.signIn(OTHER_KPPN);
    const former = await world.signIn(OTHER_ADMIN);
    const [seat] = await register(makassar);
    assert.equal(seat.role, 'ADMIN_SATKER');
    const person = newcomer('Sitti Aminah', { nip: '198001012005012002' });
    const body = { person, decree, from: todayInMakassar };
    assert.equal(
      (await makassar.send('POST', `/api/v1/people/${seat.id}/replace`, { ...body, person: { ...person, nip: null } }))
        .body.code,
      'nip_required',
    );
    await confirmedAs(makassar, OTHER_KPPN, `/api/v1/people/${seat.id}/replace`, body);
    assert.equal((await former.send('GET', '/api/v1/people')).status, 401);
    const [satker] = (await makassar.get('/api/v1/satkers')).items;
    assert.deepEqual(
      [satker.admin.name, satker.admin.activated, satker.status.active, satker.status.waiting],
      [person.name, false, false, ['ADMIN_SATKER']],
    );
    const semarang = (await kppn.get('/api/v1/satkers')).items;
    assert.deepEqual(
      semarang.map((one: Json) => [one.code, one.status.active]),
      [['999001', true]],
    );
  });

  it('rotation in the middle of an order: the successor sees and finishes the task, the former cannot', async () => {
    const { product } = productOf('pena-lintas-kota');
    let order = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: product.minOrder });
    order = await cast.pemesan.post(`/api/v1/orders/${order.id}/request`, { note: 'Rotasi' });
    const { lines } = await cast.pp.get('/api/v1/budget/lines');
    const line = lines.find((one: Json) => one.akun === product.suggestedAkun);
    order = await cast.pp.post(`/api/v1/orders/${order.id}/setDetails`, { budgetLineId: line.id });
    const siti = await holder('PPK');
    order = await cast.pp.post(`/api/v1/orders/${order.id}/checkout`, {
      ppkAssignmentId: siti.id,
      rail: 'CMS',
      note: '',
    });
    // A second PPK, who is not the successor, does not get the task.
    const person = newcomer('Bima Prakoso');
    await confirmedAs(admin, ADMIN, `/api/v1/people/${siti.id}/replace`, { person, decree, from: today });
    const successor = (await holder('PPK', person.name)) as Json;
    const seen = await eventually('the task has passed', async () => {
      const now = await cast.pp.get(`/api/v1/orders/${order.id}`);
      return now.turn.name === person.name ? now : null;
    });
    assert.deepEqual([seen.people.ppk.name, seen.turn.role], [person.name, 'PPK']);
    assert.ok(
      seen.timeline.some(
        (entry: Json) => entry.type === 'order.handed_over' && entry.note.endsWith(`→ ${person.name}`),
      ),
    );
    assert.equal((await cast.ppk.send('GET', `/api/v1/orders/${order.id}`)).status, 401, 'the former is out');
    // The successor activates; here the proof is set as the demo sets it.
    const bima = await asNew(world, successor.personId, person.email);
    const view = await bima.get(`/api/v1/orders/${order.id}`);
    const approve = view.actions.find((one: Json) => one.action === 'approve');
    const stepUp = { digest: approve.stepUp.digest, code: world.freshCode(person.email) };
    const done = await bima.post(`/api/v1/orders/${order.id}/approve`, {
      stepUp,
      splitReason: 'Kebutuhan yang berbeda',
    });
    assert.deepEqual([done.state, done.people.ppk.name], ['WAIT_VENDOR', person.name]);
  });

  it('a stand-in finishes what waits, but not what they negotiated themselves, and the holder returns', async () => {
    // Of the other satker, which the tests before left alone; its admin is new.
    const boss = await asNew(world, (await adminOf(world)).personId, (await adminOf(world)).email);
    const people = await register(boss);
    const of = (role: string) => people.find((one) => one.role === role);
    const [ppk, pp] = [of('PPK'), of('PP')];
    const bossEmail = (await adminOf(world)).email;
    const from = localDate(new Date(), 'WITA');
    const body = { as: 'PLH', assignmentId: pp.id, decree, from, to: addDays(from, 4) };
    const refused = await boss.send('POST', `/api/v1/people/${ppk.id}/standIn`, { ...body, assignmentId: ppk.id });
    assert.equal(refused.body.code, 'wrong_official');

    const pemesan = await world.signIn('andi@kantor-contoh.example');
    const before = await world.signIn('nurhayati@kantor-contoh.example');
    const { product } = productOf('pena-lintas-kota');
    const cart = await pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: product.minOrder });
    let order = await pemesan.post(`/api/v1/orders/${cart.id}/request`, { note: 'Plh' });
    const { lines } = await before.get('/api/v1/budget/lines');
    const line = lines.find((one: Json) => one.akun === product.suggestedAkun);
    order = await before.post(`/api/v1/orders/${order.id}/setDetails`, { budgetLineId: line.id });
    order = await before.post(`/api/v1/orders/${order.id}/checkout`, {
      ppkAssignmentId: ppk.id,
      rail: 'CMS',
      note: '',
    });

    await confirmedAs(boss, bossEmail, `/api/v1/people/${ppk.id}/standIn`, body);
    const holderGone = await world.signIn('rahmat@kantor-contoh.example').then(
      () => 'in',
      () => 'out',
    );
    assert.equal(holderGone, 'out', 'whoever is stood in for does not act meanwhile');
    const acting = await world.signIn('nurhayati@kantor-contoh.example');
    assert.equal((await acting.get('/api/v1/me')).role, 'PPK');
    const seen = await acting.get(`/api/v1/orders/${order.id}`);
    assert.deepEqual(
      seen.actions.filter((one: Json) => ['approve', 'reject'].includes(one.action)),
      [],
      'checked it out, so does not approve it',
    );
    const temporary = (await register(boss)).find((one) => one.kind === 'TEMPORARY');
    assert.equal(temporary.name, pp.name);
    await boss.post(`/api/v1/people/${temporary.id}/recall`, { on: addDays(from, -1) });
    const back = await world.signIn('rahmat@kantor-contoh.example');
    const again = await back.get(`/api/v1/orders/${order.id}`);
    assert.ok(again.actions.some((one: Json) => one.action === 'approve'));
  });

  it('a task whose job was lost passes with the next sweep, once', async () => {
    const budi = await holder('PP');
    const cart = await cast.pemesan.post(
      '/api/v1/cart/items',
      (({ product }) => ({ productId: product.id, quantity: product.minOrder }))(productOf('karya-guyub-bersama')),
    );
    let order = await cast.pemesan.post(`/api/v1/orders/${cart.id}/request`, { note: 'Sapu' });
    const { lines } = await cast.pp.get('/api/v1/budget/lines');
    order = await cast.pp.post(`/api/v1/orders/${order.id}/setDetails`, { budgetLineId: lines[0].id });
    const person = newcomer('Galih Pratama');
    await confirmedAs(admin, ADMIN, `/api/v1/people/${budi.id}/replace`, { person, decree, from: today });
    const deps = { pool: world.pool, codec: world.codec, committer: world.committer, clock: () => new Date() };
    // `work` does it too, at the same moment: whoever comes second finds nothing to do.
    await Promise.all([sweepHandovers(deps), sweepHandovers(deps)]);
    const passed = await eventually('passed', async () => {
      const now = await cast.pemesan.get(`/api/v1/orders/${order.id}`);
      return now.people.pp?.name === person.name ? now : null;
    });
    assert.equal(passed.timeline.filter((entry: Json) => entry.type === 'order.handed_over').length, 1);
    assert.equal(await sweepHandovers(deps), 0);
  });

  it('a wrong NIK is corrected: asked with a reason, decided by another, the old one kept in the journal', async () => {
    const person = newcomer('Wulan Sari');
    await confirmedAs(admin, ADMIN, '/api/v1/people', { role: 'PEMESAN', person, decree, validFrom: today });
    const view = await holder('PEMESAN', person.name);
    const wulan = await asNew(world, view.personId, person.email);
    const right = '9902010303859991';
    const ask = { personId: view.personId, field: 'nik', value: right, reason: 'Salah ketik saat pendaftaran' };
    assert.equal(
      (await wulan.send('POST', '/api/v1/corrections', { ...ask, value: person.nik })).body.code,
      'nothing_changed',
    );
    assert.equal((await cast.bendahara.send('POST', '/api/v1/corrections', ask)).body.code, 'not_yours');
    const asked = await wulan.post('/api/v1/corrections', ask);
    assert.deepEqual(
      [asked.after, asked.decidedByRole, asked.actions],
      ['************9991', 'ADMIN_SATKER', ['withdraw']],
    );
    assert.equal((await wulan.send('POST', `/api/v1/corrections/${asked.id}/approve`, {})).status, 403);
    // Not decided within three days: told once, to whoever is above the office that decides.
    const { pool, codec, committer } = world;
    const tell = (hours: number) =>
      tellOverdueCorrections({
        pool,
        codec,
        committer,
        mail: createOutbox(pool, codec),
        clock: () => new Date(Date.parse(asked.askedAt) + hours * 3_600_000),
      });
    assert.equal(Date.parse(asked.dueAt) - Date.parse(asked.askedAt), 72 * 3_600_000);
    assert.equal(await tell(71.9), 0);
    assert.deepEqual([await tell(72), await tell(73)], [1, 0]);
    const above = await lettersOf('Perbaikan data melewati batas waktu');
    assert.equal(above.length, 1);
    assert.match(above[0] ?? '', new RegExp(`Kepada ${KPPN}`));
    const open = (await admin.get('/api/v1/corrections?view=decide')).items;
    assert.deepEqual(
      open.map((one: Json) => one.id),
      [asked.id],
    );
    await confirmedAs(admin, ADMIN, `/api/v1/corrections/${asked.id}/approve`, {});
    assert.equal((await holder('PEMESAN', person.name)).nikMasked, '************9991');
    const { rows } = await world.pool.query("SELECT id, payload FROM journal.event WHERE type = 'correction.approved'");
    const kept = await world.codec.decode<Json>(rows[0].payload, {
      table: 'journal.event',
      id: rows[0].id,
      column: 'payload',
    });
    assert.deepEqual([kept.before, kept.after], [person.nik, right]);
    assert.ok(!rows[0].payload.toString('latin1').includes(person.nik), 'sealed');
    // What an admin asks, KPPN decides.
    const own = await admin.post('/api/v1/corrections', { ...ask, field: 'name', value: 'Wulan Sari Dewi' });
    assert.equal(own.decidedByRole, 'ADMIN_KPPN');
    assert.equal((await admin.send('POST', `/api/v1/corrections/${own.id}/approve`, {})).status, 403);
    const other = await world.signIn(OTHER_KPPN);
    assert.equal((await other.send('POST', `/api/v1/corrections/${own.id}/approve`, {})).status, 404);
    await kppn.post(`/api/v1/corrections/${own.id}/reject`, { reason: 'Nama sesuai KTP yang lama' });
    // Whom it is about is told what was decided.
    const approved = await lettersOf('Data Anda sudah diperbaiki');
    assert.equal(approved.length, 1);
    assert.match(approved[0] ?? '', new RegExp(`Kepada ${person.email}`));
    const [rejected = ''] = await lettersOf('Permintaan perbaikan data ditolak');
    assert.match(rejected, /perbaikan nama ditolak[\s\S]*Alasan: Nama sesuai KTP yang lama/);
  });
});

async function adminOf(world: World): Promise<Json> {
  const makassar = await world.signIn(OTHER_KPPN);
  return (await makassar.get('/api/v1/people')).items[0];
}

/** Somebody who has activated: the proof is set as the demo sets it, since links go by mail alone. */
async function asNew(world: World, personId: string, email: string): Promise<Client> {
  const pool = openPool(world.database.identityUrl, 1);
  const keys = { email: fromHex(world.secrets.emailKey), totp: fromHex(world.secrets.totpKey) };
  const identity = createIdentity({ pool, codec: world.codec, keys, clock: () => new Date() });
  await identity.setCredential(personId, DEMO_PASSWORD, totpSecretOf(fromHex(world.secrets.demoKey), email));
  await pool.end();
  return world.signIn(email);
}
