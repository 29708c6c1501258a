import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { fromHex } from '../src/core.ts';
import { demoPeople } from '../src/demo/people.ts';
import { totpSecretOf } from '../src/demo/secrets.ts';
import { DEMO_PASSWORD } from '../src/demo/seed.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { emailKey } from '../src/identity/person.ts';
import { addDays, localDate } from '../src/kernel/time.ts';
import { createOutbox, type Mail } from '../src/mail/outbox.ts';
import { sweepVendorPapers } from '../src/organisation/vendor.jobs.ts';
import { openPool, readAs } from '../src/platform/database.ts';
import { type Client, eventually, type Json, startWorld, type World } from './support/world.ts';

const PP = 'budi@balai-contoh.example';
const KPPN = 'kirana@perbendaharaan-contoh.example';
const PKN = 'lestari@perbendaharaan-contoh.example';
const today = localDate(new Date(), 'WIB');
const profile = {
  name: 'Toko Uji Sembilan',
  legalForm: 'PERORANGAN',
  class: 'MICRO',
  owner: { name: 'Sri Contoh', nik: '9903014101800009' },
  phone: '081200000999',
  address: 'Jalan Contoh Sembilan 9, Semarang',
  town: 'Semarang',
  province: 'Jawa Tengah',
  zone: 'WIB',
  pkp: false,
  npwp: null,
  licence: { kind: 'NIB', number: '9990001112223', validTo: null },
  suket: { number: 'S-9/KET/2026', validFrom: '2026-01-01', validTo: addDays(today, 3) },
  declaration500: false,
  acceptsCard: false,
};
const account = { bankCode: '002', accountNo: '002101999123456', name: 'TOKO UJI SEMBILAN' };
const checks = { identity: true, business: true, account: true };

describe('vendors and work units', () => {
  let world: World;
  let pp: Client;
  let kppn: Client;
  before(async () => {
    world = await startWorld({ bank: false, work: false });
    pp = await world.signIn(PP);
    kppn = await world.signIn(KPPN);
  });
  after(() => world.close());

  /** The proof is set as the demo sets it, since links go by mail alone. */
  async function activated(email: string): Promise<Client> {
    const key = emailKey(fromHex(world.secrets.emailKey), email);
    const { rows } = await world.pool.query<{ id: string }>('SELECT id FROM identity.person WHERE email_key = $1', [
      key,
    ]);
    const pool = openPool(world.database.identityUrl, 1);
    const keys = { email: fromHex(world.secrets.emailKey), totp: fromHex(world.secrets.totpKey) };
    const identity = createIdentity({ pool, codec: world.codec, keys, clock: () => new Date() });
    await identity.setCredential(rows[0]?.id ?? '', DEMO_PASSWORD, totpSecretOf(fromHex(world.secrets.demoKey), email));
    await pool.end();
    return world.signIn(email);
  }
  async function lettersTo(email: string): Promise<Mail[]> {
    const { rows } = await world.pool.query<{ id: string; body: Buffer }>('SELECT id, body FROM mail.outbox');
    const mails = await Promise.all(
      rows.map(({ id, body }) => world.codec.decode<Mail>(body, { table: 'mail.outbox', id, column: 'body' })),
    );
    return mails.filter((mail) => mail.to === email);
  }
  /** An active vendor that this satker brought in. */
  async function active(n: number): Promise<{ id: string; email: string; own: Client }> {
    const email = `toko${n}@uji-contoh.example`;
    const { id } = await pp.post('/api/v1/vendors', {
      email,
      contactName: 'Sri Contoh',
      businessName: `Toko Uji ${n}`,
    });
    const own = await activated(email);
    const act = (action: string, body: object = {}) => own.post(`/api/v1/vendors/${id}/${action}`, body);
    await act('accept');
    await act('saveProfile', profile);
    await setAccount(own, email, id, account);
    await act('submit');
    await pp.post(`/api/v1/vendors/${id}/verify`, { checks, suket: 'VALID' });
    return { id, email, own };
  }
  async function setAccount(own: Client, email: string, id: string, to: typeof account): Promise<Json> {
    const path = `/api/v1/vendors/${id}/setAccount`;
    const asked = await own.post(path, { account: to });
    assert.deepEqual([asked.vendor, asked.confirm.says[1].value], [null, to.accountNo]);
    const stepUp = { digest: asked.confirm.digest, code: world.freshCode(email) };
    return own.post(path, { account: to, stepUp });
  }

  it('a vendor is invited, records its business, is verified by the satker that invited it, and may sell', async () => {
    const email = 'toko@uji-contoh.example';
    const invited = await pp.post('/api/v1/vendors', { email, contactName: 'Sri Contoh', businessName: 'Toko Uji' });
    assert.deepEqual([invited.state, invited.origin, invited.actions], ['INVITED', 'INVITED', ['remind']]);
    assert.equal((await lettersTo(email)).length, 1);
    const twice = await pp.send('POST', '/api/v1/vendors', { email, contactName: 'Sri', businessName: 'Toko Lain' });
    assert.equal(twice.body.code, 'email_taken');
    const own = await activated(email);
    const path = `/api/v1/vendors/${invited.id}`;
    await own.post(`${path}/accept`);
    const incomplete = await own.send('POST', `${path}/submit`, {});
    assert.match(incomplete.body.detail, /profile, owner\.nik, licence, account/);
    await own.post(`${path}/saveProfile`, profile);
    await setAccount(own, email, invited.id, account);
    const sent = await own.post(`${path}/submit`);
    assert.deepEqual([sent.vendor.state, sent.vendor.owner.nikMasked], ['WAITING_VERIFICATION', '************0009']);
    assert.equal((await own.send('POST', `${path}/verify`, { checks, suket: 'VALID' })).status, 403, 'not by itself');
    const back = await pp.post(`${path}/reject`, { reason: 'Alamat belum lengkap' });
    assert.equal(back.vendor.reason, 'Alamat belum lengkap');
    // Whoever buys for the government does not sell to it, whichever mailbox they write from.
    const official = demoPeople.find(({ person }) => person.email === PP)?.person.nik;
    const disguised = { ...profile, owner: { ...profile.owner, nik: official } };
    await own.post(`${path}/saveProfile`, disguised);
    await own.post(`${path}/submit`);
    const caught = await pp.send('POST', `${path}/verify`, { checks, suket: 'VALID' });
    assert.equal(caught.body.code, 'owner_in_office');
    await pp.post(`${path}/reject`, { reason: 'Pemilik memegang jabatan' });
    await own.post(`${path}/saveProfile`, profile);
    await own.post(`${path}/submit`);
    const done = await pp.post(`${path}/verify`, { checks, suket: 'VALID', note: 'Diperiksa di tempat' });
    assert.deepEqual(
      [done.vendor.state, done.vendor.businessVerified, done.vendor.suketVerified, done.vendor.suket.number],
      ['ACTIVE', true, true, profile.suket.number],
    );
    assert.deepEqual(
      (await lettersTo(email))
        .map((mail) => mail.subject)
        .filter((subject) => subject.includes('toko'))
        .toSorted(),
      [
        'Pendaftaran toko Anda disetujui',
        'Pendaftaran toko Anda perlu diperbaiki',
        'Pendaftaran toko Anda perlu diperbaiki',
      ],
    );
  });

  it('another satker, another KPPN and another vendor see nothing of a registration and do nothing to it', async () => {
    const { id } = await active(1);
    const path = `/api/v1/vendors/${id}`;
    for (const email of [
      'nurhayati@kantor-contoh.example',
      'amiruddin@perbendaharaan-contoh.example',
      'toko@pena-lintas-kota.example',
    ]) {
      const other = await world.signIn(email);
      assert.equal((await other.send('GET', path)).status, 404, email);
      const { status } = await other.send(
        'POST',
        `${path}/${email.startsWith('toko') ? 'setAccount' : email.startsWith('nur') ? 'reject' : 'suspend'}`,
        {
          reason: 'Percobaan dari luar',
          account,
        },
      );
      assert.ok([403, 404].includes(status), `${email}: ${status}`);
    }
    const listed = (await (await world.signIn('nurhayati@kantor-contoh.example')).get('/api/v1/vendors')).items;
    assert.deepEqual(listed, []);
    assert.ok((await pp.get('/api/v1/vendors')).items.some((one: Json) => one.id === id));
    assert.ok((await kppn.get('/api/v1/vendors?state=ACTIVE')).items.some((one: Json) => one.id === id));
  });

  it('a change of account needs a code for that account, is told to every admin, and noted for payers', async () => {
    const { id, email, own } = await active(2);
    const path = `/api/v1/vendors/${id}/setAccount`;
    const next = { ...account, accountNo: '002101999000001' };
    const asked = await own.post(path, { account: next });
    const stepUp = { digest: asked.confirm.digest, code: world.freshCode(email) };
    const bent = await own.send('POST', path, { account: { ...next, accountNo: '002101999666666' }, stepUp });
    assert.equal(bent.body.code, 'code_for_other');
    const done = await own.post(path, { account: next, stepUp });
    assert.deepEqual([done.vendor.account.accountNo, done.vendor.accountChanged.at], [next.accountNo, today]);
    const seen = await kppn.get(`/api/v1/vendors/${id}`);
    assert.equal(seen.account.accountNo, next.accountNo, 'whoever looks after it sees it whole');
    assert.ok((await lettersTo(email)).some((mail) => mail.text.includes('BRI, berakhir 0001')));
    const { rows } = await world.pool.query('SELECT payload FROM journal.event WHERE aggregate_id = $1', [id]);
    for (const { payload } of rows) assert.ok(!payload.toString('latin1').includes(account.accountNo), 'sealed');
  });

  it('is suspended, lifted and blocked with reasons, and a sanction ends', async () => {
    const { id } = await active(3);
    const reason = 'Barang tidak dikirim berulang kali';
    assert.equal((await pp.send('POST', `/api/v1/vendors/${id}/suspend`, { reason })).status, 403);
    assert.equal((await kppn.send('POST', `/api/v1/vendors/${id}/suspend`, {})).status, 422, 'a reason');
    assert.equal((await kppn.post(`/api/v1/vendors/${id}/suspend`, { reason })).vendor.state, 'SUSPENDED');
    assert.equal(
      (await kppn.post(`/api/v1/vendors/${id}/lift`, { reason: 'Sudah diselesaikan' })).vendor.state,
      'ACTIVE',
    );
    assert.equal(
      (await kppn.post(`/api/v1/vendors/${id}/block`, { reason, listing: 'LKPP-2026-1' })).vendor.state,
      'BLOCKED',
    );
    const pkn = await world.signIn(PKN);
    assert.equal(
      (await pkn.post(`/api/v1/vendors/${id}/endSanction`, { reason: 'Masa sanksi habis' })).vendor.state,
      'SUSPENDED',
    );
  });

  it('a letter that runs out drops the half per cent, once, with a notice', async () => {
    const { id, email } = await active(4);
    const later = new Date(Date.now() + 5 * 86_400_000);
    const deps = {
      pool: world.pool,
      codec: world.codec,
      committer: world.committer,
      mail: createOutbox(world.pool, world.codec),
    };
    assert.equal(await sweepVendorPapers({ ...deps, clock: () => new Date() }), 0);
    assert.ok((await sweepVendorPapers({ ...deps, clock: () => later })) > 0);
    assert.equal(await sweepVendorPapers({ ...deps, clock: () => later }), 0);
    const seen = await kppn.get(`/api/v1/vendors/${id}`);
    assert.deepEqual([seen.suket, seen.suketVerified, seen.state], [null, false, 'ACTIVE']);
    assert.equal((await lettersTo(email)).filter((mail) => mail.subject.startsWith('Surat keterangan')).length, 1);
  });

  it('registering oneself gives the same answer to all, and one letter to whoever is new', async () => {
    const ask = (email: string) =>
      world.app.inject({
        method: 'POST',
        url: '/api/v1/vendors/register',
        headers: { 'x-digipay': '1', 'content-type': 'application/json' },
        payload: JSON.stringify({
          email,
          contactName: 'Joko Contoh',
          businessName: 'Warung Uji',
          town: 'Semarang',
          kppnCode: '026',
        }),
      });
    const email = 'warung@uji-contoh.example';
    const answers = [await ask(email), await ask('siti@balai-contoh.example')];
    for (const answer of answers) assert.deepEqual([answer.statusCode, answer.body], [202, '{}']);
    await eventually('registered', async () => (await lettersTo(email)).length === 1);
    await ask(email);
    const made = (await kppn.get('/api/v1/vendors?state=INVITED')).items.filter(
      (one: Json) => one.name === 'Warung Uji',
    );
    assert.deepEqual(
      made.map((one: Json) => one.origin),
      ['SELF'],
    );
    assert.equal((await lettersTo('siti@balai-contoh.example')).length, 0);
    assert.equal((await lettersTo(email)).length, 1, 'nobody’s mailbox is filled from here');
    const flood = await Promise.all(Array.from({ length: 6 }, () => ask(email)));
    assert.ok(flood.some((answer) => answer.statusCode === 429));
    // Nobody of a satker sees it before it is verified by its KPPN.
    assert.equal((await pp.send('GET', `/api/v1/vendors/${made[0].id}`)).status, 404);
  });

  it('the centre records offices; a satker is active once its people are in office and have activated', async () => {
    const pkn = await world.signIn(PKN);
    const code = {
      code: '027',
      name: 'KPPN Purworejo',
      kanwil: { code: '13', name: 'Kanwil DJPb Provinsi Jawa Tengah' },
      town: 'Purworejo',
      zone: 'WIB',
    };
    await pkn.post('/api/v1/kppns', code);
    assert.equal((await pkn.send('POST', '/api/v1/kppns', code)).body.code, 'code_taken');
    assert.equal((await kppn.send('POST', '/api/v1/kppns', { ...code, code: '028' })).status, 403);
    const satker = {
      code: '999003',
      name: 'Kantor Uji Purworejo',
      ministry: 'Kementerian Contoh',
      kppnCode: '027',
      regime: 'APBN',
      zone: 'WIB',
      town: 'Purworejo',
      province: 'Jawa Tengah',
    };
    const made = await pkn.post('/api/v1/satkers', satker);
    assert.deepEqual(
      [made.status.active, made.status.missing.length, made.status.profileComplete, made.admin],
      [false, 6, false, null],
    );
    const kanwil = await world.signIn('surya@perbendaharaan-contoh.example');
    const codes = async (who: Client) => (await who.get('/api/v1/satkers')).items.map((one: Json) => one.code);
    assert.deepEqual(await codes(kanwil), ['999001', '999003']);
    assert.deepEqual(await codes(kppn), ['999001']);
    assert.deepEqual(await codes(pkn), ['999001', '999002', '999003']);
    assert.equal((await kppn.send('GET', `/api/v1/satkers/${made.id}`)).status, 404);
  });

  it('a query that forgets its WHERE shows a KPPN its own satker, people and vendors and no others', async () => {
    const pool = openPool(world.database.serveUrl, 1);
    const counted = (scope: object) =>
      readAs(pool, scope, async (db) => {
        const one = async (sql: string) => (await db.query<{ n: string }>(sql)).rows.map((row) => row.n);
        return {
          satker: await one('SELECT DISTINCT kppn_code AS n FROM organisation.satker'),
          vendor: await one('SELECT DISTINCT kppn_code AS n FROM organisation.vendor'),
          offices: await one(
            `SELECT DISTINCT coalesce(a.office_code, s.kppn_code, v.kppn_code) AS n FROM identity.assignment a
             LEFT JOIN organisation.satker s ON s.id = a.satker_id LEFT JOIN organisation.vendor v ON v.id = a.vendor_id`,
          ),
        };
      });
    assert.deepEqual(await counted({ kppnCode: '026' }), { satker: ['026'], vendor: ['026'], offices: ['026'] });
    assert.deepEqual(await counted({}), { satker: [], vendor: [], offices: [] });
    assert.equal((await counted({ kanwilCode: '23' })).satker.join(), '054');
    // The control: the same query under a policy that lets all through.
    const owner = openPool(world.database.ownerUrl, 1);
    await owner.query('CREATE POLICY hole ON organisation.satker FOR SELECT TO digipay_serve USING (true)');
    assert.equal((await counted({ kppnCode: '026' })).satker.length, 3);
    await owner.query('DROP POLICY hole ON organisation.satker');
    await owner.end();
    await pool.end();
  });
});
