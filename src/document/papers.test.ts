import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { approved, billed, type Cast, castOf, orderIn, transferApproved } from '../../test/support/purchase.ts';
import { type Json, startWorld, type World } from '../../test/support/world.ts';

const SHOP = { vendorSlug: 'pena-lintas-kota', rail: 'CMS' } as const;

describe('the papers of an order', () => {
  let world: World;
  let cast: Cast;
  let done: Json;
  before(async () => {
    world = await startWorld();
    cast = await castOf(world);
    const order = await billed(world, cast, { ...SHOP, quantity: 80 });
    await transferApproved(world, cast, order);
    done = await orderIn(cast.pemesan, order.id, 'COMPLETED');
  });
  after(() => world.close());

  const page = async (kind: string): Promise<string> =>
    (await cast.bendahara.get<string>(`/api/v1/orders/${done.id}/papers/${kind}`)).replaceAll('&#39;', "'");

  /** Minimum fields of the papers that treasurers must keep. */
  const needed: Readonly<Record<string, readonly string[]>> = {
    'surat-pesanan': ['PS-', 'CV Pena Lintas Kota', 'Tempat penyerahan', 'WA.4257', '1/1000', 'Siti Rahmawati'],
    'surat-jalan': ['SJ-', 'PS-', 'Diantar sendiri', '80 lusin'],
    bast: ['BAST-', 'PS-', 'Sesuai', 'Agus Prasetyo'],
    tagihan: ['TAG-', 'Dasar Pengenaan Pajak', 'PPN', 'Terbilang', '020601000101307', '01002600000000001'],
    spby: ['SPBY-', 'tiga juta dua ratus ribu rupiah', 'Atas dasar', 'WA.4257', 'Siti Rahmawati', 'Rina Kusumastuti'],
    kuitansi: ['KW-', 'Sudah terima dari', 'tiga juta dua ratus ribu rupiah', 'Setuju dibayar', 'lunas pada'],
    'lembar-pajak': ['TAG-', 'PPh Pasal 22', '1,5%', 'PMK', 'Disetor bendahara'],
  };
  for (const [kind, fields] of Object.entries(needed)) {
    it(`${kind} says what it must`, async () => {
      const text = await page(kind);
      for (const field of fields) assert.ok(text.includes(field), `${kind} lacks ${field}`);
      assert.match(text, /<html lang="id">/);
      assert.match(text, /CONTOH – data rekaan/);
      assert.doesNotMatch(text, /<script/);
    });
  }

  it('come as pages that may run nothing and are kept nowhere', async () => {
    const answer = await world.app.inject({
      url: `/api/v1/orders/${done.id}/papers/kuitansi`,
      headers: { cookie: cast.bendahara.cookie },
    });
    const style = /<style>([\s\S]*?)<\/style>/.exec(answer.body)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    assert.equal(
      answer.headers['content-security-policy'],
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    );
    assert.equal(answer.headers['cache-control'], 'private, no-store');
    assert.match(String(answer.headers['content-type']), /^text\/html/);
  });

  it('are not there for strangers, other offices and unknown kinds', async () => {
    const path = `/api/v1/orders/${done.id}/papers`;
    const other = await world.signIn('rahmat@kantor-contoh.example');
    const competitor = await cast.vendor('sumber-tinta-ungaran');
    for (const stranger of [other, competitor]) {
      const { status, body } = await stranger.send('GET', `${path}/surat-pesanan`);
      assert.deepEqual([status, body.code], [404, 'not_found']);
    }
    assert.equal((await cast.ppk.send('GET', `${path}/surat-cinta`)).status, 422);
    const nobody = await world.app.inject({ url: `${path}/surat-pesanan` });
    assert.equal(nobody.statusCode, 401);
  });

  it('the vendor reads the kuitansi of what it was paid, with the name of whoever paid', async () => {
    const vendor = await cast.vendor(SHOP.vendorSlug);
    const text = await vendor.get<string>(`/api/v1/orders/${done.id}/papers/kuitansi`);
    for (const said of ['Lunas dibayar', 'Rina Kusumastuti', 'Rujukan bank']) assert.ok(text.includes(said), said);
    assert.doesNotMatch(text, /RANCANGAN/);
  });

  it('are there for those who may have them, from the act that makes them', async () => {
    const vendor = await cast.vendor(SHOP.vendorSlug);
    const kinds = (order: Json) => order.papers.map((paper: Json) => paper.kind);
    assert.ok(!kinds(await vendor.get(`/api/v1/orders/${done.id}`)).includes('spby'));
    assert.equal((await vendor.send('GET', `/api/v1/orders/${done.id}/papers/spby`)).status, 404);
    const fresh = await approved(world, cast, { ...SHOP, quantity: 40 });
    assert.deepEqual(kinds(fresh), ['surat-pesanan']);
    assert.equal((await cast.ppk.send('GET', `/api/v1/orders/${fresh.id}/papers/bast`)).status, 404);
  });

  it('let nothing that people typed become markup', async () => {
    const order = await approved(world, cast, { ...SHOP, quantity: 41 });
    const vendor = await cast.vendor(SHOP.vendorSlug);
    await vendor.post(`/api/v1/orders/${order.id}/accept`);
    await vendor.post(`/api/v1/orders/${order.id}/ship`, { carrier: '<img src=x onerror=alert(1)>' });
    const text = await vendor.get<string>(`/api/v1/orders/${order.id}/papers/surat-jalan`);
    assert.ok(text.includes('&lt;img src=x'));
    assert.ok(!text.includes('<img'));
  });
});
