import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { plainCodec } from '../journal/codec.ts';
import { createCommitter } from '../journal/commit.ts';
import type { RowWrite } from '../kernel/decision.ts';
import { accountIds } from '../ledger/accounts.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { rulesOn } from '../regulation/rules.ts';
import { demoProducts } from './demo/products.ts';
import { demoVendors, shopOf } from './demo/vendors.ts';
import { lowestPriceLike, productById, productBySlug, similar, suggest } from './product.store.ts';
import { railsOf } from './product.ts';
import type { ProductCard } from './product-card.ts';
import { productRow } from './product-row.ts';
import {
  facets,
  PRODUCTS_PER_PAGE,
  type ProductPage,
  type ProductSearch,
  searchProducts,
} from './product-search.store.ts';

let database: TestDatabase;
let pool: Pool;

function demoRows(): readonly RowWrite[] {
  const rules = rulesOn('APBN', '2026-11-02');
  const vendors = new Map(demoVendors.map((vendor) => [vendor.id, shopOf(vendor)]));
  return demoProducts.flatMap((product) => {
    const shop = vendors.get(product.vendorId);
    return shop ? [productRow(product, shop, railsOf(product, shop, rules), 0)] : [];
  });
}

async function write(rows: readonly RowWrite[], cause: string): Promise<string> {
  const owner = openPool(database.ownerUrl, 1);
  const committer = createCommitter(owner, plainCodec, accountIds(Buffer.from('catalogue test')));
  const result = await committer.commit({
    decision: {
      ok: true,
      rows,
      events: [{ type: 'catalogue.seeded', aggregate: 'catalogue', aggregateId: cause, payload: {} }],
      transfers: [],
      jobs: [],
    },
    actor: { personId: null, assignmentId: null, role: 'SYSTEM', satkerId: null, vendorId: null, origin: {} },
    parties: { satkerId: null, vendorId: null },
    at: new Date('2026-11-02T02:00:00Z'),
    cause,
  });
  await owner.end();
  return result.kind;
}

const seeding = '00000000-0000-8000-8000-000000000001';

before(async () => {
  database = await testDatabase();
  assert.equal(await write(demoRows(), seeding), 'committed');
  pool = openPool(database.serveUrl, 2);
});

after(async () => {
  await pool?.end();
  await database?.drop();
});

async function page(search: ProductSearch): Promise<ProductPage> {
  const result = await searchProducts(pool, search);
  assert.ok(result.ok, result.ok ? '' : result.code);
  return result;
}

async function everyPage(search: ProductSearch): Promise<readonly ProductCard[]> {
  const all: ProductCard[] = [];
  let cursor: string | undefined;
  do {
    const { products, nextCursor } = await page({ ...search, cursor });
    all.push(...products);
    cursor = nextCursor ?? undefined;
  } while (cursor);
  return all;
}

/** Typed, and what one of the first ten names must say. */
const queries: readonly (readonly [typed: string, wanted: RegExp])[] = [
  // as written
  ['kertas a4 80 gsm', /^Kertas HVS A4 80 gsm/],
  ['hvs f4', /^Kertas HVS F4/],
  ['toner 85a', /^Toner Printer Laser Gelap 85A/],
  ['laptop 16 gb', /^Laptop .*16 GB/],
  ['ac 1 pk', /^AC Split Sejuk 1 PK/],
  ['ac 1/2 pk', /^AC Split Sejuk 1\/2 PK/],
  ['nasi kotak ayam', /^Nasi Kotak Ayam/],
  ['beras 5kg', /^Beras .*5 kg/],
  ['lampu led 14 watt', /^Lampu LED Terang 14 W/],
  ['pulpen 0,5 mm biru', /^Pulpen Gel .*0.5 mm Biru/],
  ['monitor 24 inch', /^Monitor LED .*24 inci/],
  ['sewa mobil sopir', /^Sewa Mobil/],
  ['meterai 10.000', /^Meterai/],
  ['bengkel roda prima', /^(Servis|Ban|Aki|Oli|Kampas)/],
  // one typing mistake
  ['kretas', /^Kertas/],
  ['kertsa hvs', /^Kertas HVS/],
  ['printr', /^Printer/],
  ['toenr', /^Toner/],
  ['spedol', /^Spidol/],
  ['stpler', /^Stapler/],
  ['laptpo', /^Laptop/],
  ['proyketor', /^Proyektor/],
  ['kalkulatr', /^Kalkulator/],
  ['guntign', /^Gunting/],
  ['metrai', /^Meterai/],
  ['spandk', /^Cetak Spanduk/],
  ['flasdisk', /^Flashdisk/],
  ['vitmain c', /^Vitamin C/],
  ['dispensr', /^Dispenser/],
  ['sewa tneda', /^Sewa Tenda/],
  ['snak box', /^Snack Box/],
  // word forms
  ['staples', /^(Isi Staples|Stapler)/],
  ['penghapus', /^Penghapus/],
  ['menghapus papan tulis', /^(Penghapus|Spidol) Papan Tulis/],
  ['cetakan spanduk', /^Cetak Spanduk/],
  ['mencetak buku', /^Cetak Buku/],
  ['pembersih', /^Pembersih/],
  ['bersih lantai', /^Pembersih Lantai/],
  ['membersihkan kaca', /^Pembersih Kaca/],
  ['pengharum', /^Pengharum/],
  ['penyewaan kursi', /^Sewa Kursi/],
  ['menyewa bus', /^Sewa Bus/],
  ['melubangi kertas', /^Pelubang Kertas/],
  ['pemotong', /^(Cutter|Isi Tajam|Gunting|Mesin Penghancur)/],
  ['mengirim dokumen', /^Jasa Kirim Dokumen/],
  ['merawat komputer', /^Perawatan Komputer/],
  // other words for it
  ['ink', /^(Tinta|Cartridge)/],
  ['pc', /^Komputer PC/],
  ['usb', /^Flashdisk/],
  ['print spanduk', /^Cetak Spanduk/],
  ['pendingin ruangan', /^AC Split/],
  ['infokus', /^Proyektor/],
  ['bolpen', /^(Bolpoin|Pulpen)/],
  ['materai', /^Meterai/],
  ['kaos', /^Kaus/],
  ['tissue', /^Tisu/],
  ['tv', /^Televisi/],
  ['hekter', /^Stapler/],
  ['rental mobil', /^Sewa Mobil/],
  ['batre aa', /^Baterai Alkaline AA/],
  ['selotip', /^Lakban/],
  ['cleaning service', /^Jasa Kebersihan/],
  ['event organizer', /^Jasa Penyelenggara/],
  ['hand sanitiser', /^Hand Sanitizer/],
  ['lunch box', /^Nasi Kotak/],
  ['bbm', /^(Bensin|Solar)/],
];

describe('finding a product', () => {
  it('shows what was meant among the first ten for at least 95 of 100 written queries', async () => {
    const missed: string[] = [];
    for (const [typed, wanted] of queries) {
      const { products } = await page({ text: typed });
      const names = products.slice(0, 10).map((p) => p.name);
      if (!names.some((name) => wanted.test(name))) missed.push(`${typed} → ${names.slice(0, 3).join(' | ')}`);
    }
    assert.ok(queries.length >= 40);
    assert.ok(missed.length <= queries.length * 0.05, missed.join('\n'));
  });

  it('puts the right kind of thing first', async () => {
    const firsts: readonly (readonly [string, RegExp])[] = [
      ['kertas', /^Kertas/],
      ['printer', /^Printer/],
      ['meja', /^Meja/],
      ['kursi', /^Kursi/],
      ['laptop', /^Laptop/],
      ['sapu', /^Sapu/],
      ['kopi', /^Kopi/],
    ];
    for (const [typed, wanted] of firsts) assert.match((await page({ text: typed })).products[0]?.name ?? '', wanted);
  });

  it('says how it read a mistyped word, and searches words as typed when they are found', async () => {
    const mistyped = await page({ text: 'kretas a4' });
    assert.deepEqual([mistyped.breadth, mistyped.corrected], ['SPELLING', 'kertas a4']);
    const right = await page({ text: 'kertas a4' });
    assert.deepEqual([right.breadth, right.corrected], ['EXACT', null]);
  });

  it('answers an empty page, not an error, for what is not there and for signs', async () => {
    for (const text of ['zzzzqqqq', `';--`, '☕', '%', "'a' & | ! :*", '\\', '\u0000']) {
      const { products } = await page({ text });
      if (text === 'zzzzqqqq') assert.deepEqual(products, []);
    }
  });
});

describe('pages', () => {
  for (const sort of ['RELEVANCE', 'PRICE', 'NEAREST', 'SOLD', 'RATING'] as const) {
    it(`show every match exactly once in the order of ${sort}`, async () => {
      const search: ProductSearch = { text: 'kertas', sort, near: 'Semarang' };
      const all = await everyPage(search);
      const { total } = await facets(pool, search);
      assert.equal(new Set(all.map((p) => p.id)).size, all.length);
      assert.equal(all.length, total);
      assert.ok(all.length > PRODUCTS_PER_PAGE);
      for (const [i, product] of all.entries()) {
        const next = all[i + 1];
        if (!next) continue;
        if (sort === 'PRICE') assert.ok(product.price <= next.price);
        if (sort === 'SOLD') assert.ok(product.sold >= next.sold);
        if (sort === 'RATING') assert.ok((product.ratingTenths ?? 0) >= (next.ratingTenths ?? 0));
        if (sort === 'NEAREST') assert.ok(product.town === 'Semarang' || next.town !== 'Semarang');
      }
    });
  }

  it('walk the whole catalogue without words', async () => {
    assert.equal((await everyPage({ text: '', sort: 'PRICE' })).length, demoProducts.length);
  });

  it('refuse a cursor of another order, a made-up one, and the nearest to nowhere', async () => {
    const { nextCursor } = await page({ text: '', sort: 'PRICE' });
    for (const search of [
      { text: '', sort: 'SOLD', cursor: nextCursor ?? '' },
      { text: '', cursor: 'made-up' },
      { text: '', sort: 'NEAREST' },
    ] as const) {
      const result = await searchProducts(pool, search);
      assert.equal(result.ok ? 'ok' : result.code, 'input_invalid');
    }
  });
});

describe('filters and their counts', () => {
  it('show only what passes all of them', async () => {
    const filters = {
      category: 'KANTOR',
      umk: true,
      pkp: true,
      pdn: true,
      minTkdnPercent: 40,
      minPrice: 20_000n,
      maxPrice: 60_000n,
      inStock: true,
      rail: 'KKP',
      kind: 'GOODS',
      town: 'Jakarta Pusat',
      deliversTo: 'Palu',
      maxLeadTimeDays: 2,
      vendorSlug: 'pena-lintas-kota',
    } as const;
    const all = await everyPage({ text: '', filters });
    assert.ok(all.length > 10);
    for (const p of all) {
      assert.ok(
        p.umk && p.pkp && p.pdn && (p.tkdnPercent ?? 0) >= 40 && p.price >= 20_000n && p.price <= 60_000n,
        p.name,
      );
      assert.ok(
        p.rails.includes('KKP') && p.kind === 'GOODS' && p.town === 'Jakarta Pusat' && p.leadTimeDays <= 2,
        p.name,
      );
    }
  });

  it('count for each value what choosing it would leave', async () => {
    const filters = { category: 'ATK', umk: true } as const;
    const { total, capped, counts } = await facets(pool, { text: '', filters });
    assert.equal(capped, false);
    assert.equal(total, (await everyPage({ text: '', filters })).length);
    for (const { value, count } of counts.category) {
      assert.equal(count, (await everyPage({ text: '', filters: { ...filters, category: value } })).length, value);
    }
    for (const { value, count } of counts.town) {
      assert.equal(count, (await everyPage({ text: '', filters: { ...filters, town: value } })).length, value);
    }
    const kkp = counts.rail.find(({ value }) => value === 'KKP');
    assert.equal(kkp?.count, (await everyPage({ text: '', filters: { ...filters, rail: 'KKP' } })).length);
  });

  it('find nothing in a category that does not exist', async () => {
    assert.deepEqual((await page({ text: '', filters: { category: 'NONE' } })).products, []);
  });
});

describe('suggestions', () => {
  it('come from names, categories and shops', async () => {
    const { queries: words, categories, shops } = await suggest(pool, 'kert');
    assert.ok(words.includes('kertas hvs'), words.join());
    assert.deepEqual(
      categories.map((c) => c.code),
      ['KERTAS'],
    );
    assert.deepEqual(shops, []);
    assert.deepEqual(
      (await suggest(pool, 'dapur')).shops.map((s) => s.slug),
      ['dapur-bu-ratmi'],
    );
  });

  it('forgive a typing mistake and say nothing for one letter or a sign of the pattern', async () => {
    assert.ok((await suggest(pool, 'stpler')).queries.some((q) => q.startsWith('stapler')));
    assert.deepEqual(await suggest(pool, 'k'), { queries: [], categories: [], shops: [] });
    assert.deepEqual((await suggest(pool, '%%a')).shops, []);
  });
});

describe('one product', () => {
  it('is found by slug and by id as it was written', async () => {
    const [wanted] = demoProducts;
    assert.ok(wanted);
    assert.deepEqual((await productBySlug(pool, plainCodec, wanted.slug))?.product, wanted);
    const found = await productById(pool, plainCodec, wanted.id);
    assert.deepEqual([found?.version, found?.product.price, found?.card.price], [1, wanted.price, wanted.price]);
    assert.equal(await productBySlug(pool, plainCodec, 'none'), null);
  });

  it('has its like: same category, the other shop with the same thing first', async () => {
    const wanted = demoProducts.find((p) => p.name.startsWith('Kertas HVS A4 80 gsm'));
    assert.ok(wanted);
    const like = await similar(pool, wanted);
    assert.equal(like[0]?.name, wanted.name);
    assert.ok(like.every((p) => p.category === 'KERTAS' && p.id !== wanted.id));
    assert.ok(((await lowestPriceLike(pool, wanted)) ?? 0n) > 0n);
  });

  it('leaves the search when it is no longer ready, and its page stays', async () => {
    const wanted = demoProducts.find((p) => p.name.startsWith('Mesin Fotokopi'));
    const vendor = demoVendors.find((v) => v.id === wanted?.vendorId);
    assert.ok(wanted && vendor);
    const stopped = { ...wanted, state: 'PUBLISHED' } as const;
    assert.equal(
      await write([productRow(stopped, shopOf(vendor), ['CMS'], 1)], '00000000-0000-8000-8000-000000000002'),
      'committed',
    );
    const { products } = await page({ text: 'mesin fotokopi' });
    assert.ok(!products.some((p) => p.id === wanted.id));
    assert.equal((await productBySlug(pool, plainCodec, wanted.slug))?.version, 2);
  });
});
