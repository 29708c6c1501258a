import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startWorld, type World } from '../../test/support/world.ts';
import { systemActor } from '../journal/actor.ts';
import { plainCodec } from '../journal/codec.ts';
import { createCommitter } from '../journal/commit.ts';
import { accountIds } from '../ledger/accounts.ts';
import { openPool } from '../platform/database.ts';
import { demoProducts } from './demo/products.ts';
import { demoVendor, shopOf } from './demo/vendors.ts';
import { type Product, productId } from './product.ts';
import { productRow } from './product-row.ts';

const BUYER = 'dewi@balai-contoh.example';
const PAPER = 'pena-lintas-kota';

describe('the catalogue over HTTP', () => {
  let world: World;
  before(async () => {
    world = await startWorld({ bank: false, work: false });
  });
  after(() => world.close());

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await world.app.inject({ method: 'GET', url: path, headers });
    const json = String(response.headers['content-type']).includes('json');
    return { status: response.statusCode, headers: response.headers, body: json ? response.json() : response.body };
  };
  const found = async (query: string) => (await ask(`/api/v1/products?${query}`)).body;

  const drafted = async (product: Product) => {
    const pool = openPool(world.database.serveUrl, 1);
    const result = await createCommitter(pool, plainCodec, accountIds(Buffer.from('shop test'))).commit({
      decision: {
        ok: true,
        events: [{ type: 'product.drafted', aggregate: 'product', aggregateId: product.id, payload: {} }],
        rows: [productRow(product, shopOf(demoVendor(PAPER)), ['CMS'], 0)],
        transfers: [],
        jobs: [],
      },
      actor: systemActor,
      parties: { satkerId: null, vendorId: product.vendorId },
      at: new Date(),
      cause: product.id,
    });
    await pool.end();
    assert.equal(result.kind, 'committed');
  };

  it('answers pages of twenty to anyone, one after another, without repeating a product', async () => {
    const seen = new Set<string>();
    let cursor = '';
    for (let page = 0; page < 3; page += 1) {
      const { items, next } = await found(`sort=PRICE${cursor === '' ? '' : `&cursor=${cursor}`}`);
      assert.equal(items.length, 20);
      for (const item of items) {
        assert.ok(!seen.has(item.id));
        seen.add(item.id);
        assert.match(item.price, /^\d+$/);
      }
      cursor = next;
    }
  });

  it('puts a typing mistake right and says what it searched for', async () => {
    const { items, corrected } = await found('text=kretas');
    assert.equal(corrected, 'kertas');
    assert.match(items[0].name, /^Kertas/);
  });

  it('says so when nothing holds all the words', async () => {
    const { items, loose } = await found('text=kertas+terbang+luar+angkasa');
    assert.ok(items.length > 0);
    assert.equal(loose, true);
    assert.equal((await found('text=kertas')).loose, false);
  });

  it('narrows by every filter, and the facets count the same', async () => {
    const query = 'text=kertas&category=KERTAS&min=50000&max=60000&pdn=true&inStock=true&rail=KKP&minTkdn=40&maxLead=7';
    const [{ items }, facets] = [await found(query), (await ask(`/api/v1/products/facets?${query}`)).body];
    assert.ok(items.length > 0);
    assert.equal(facets.total, items.length);
    for (const item of items) {
      assert.equal(item.category, 'KERTAS');
      assert.ok(BigInt(item.price) >= 50_000n && BigInt(item.price) <= 60_000n);
      assert.ok(item.pdn && item.tkdnPercent >= 40 && item.stock > 0 && item.leadTimeDays <= 7);
      assert.ok(item.rails.includes('KKP'));
    }
  });

  it('says of a price whether PPN is inside it, comes on top, or is not due at all', async () => {
    const every: Record<string, { pkp: boolean; ppn: string }[]> = {};
    for (const text of ['kertas', 'nasi kotak', 'toner', 'beras', 'spanduk', 'laptop', 'meja'])
      every[text] = (await found(`text=${encodeURIComponent(text)}`)).items.map(
        (item: { ppn: string; vendor: { pkp: boolean } }) => ({ pkp: item.vendor.pkp, ppn: item.ppn }),
      );
    const all = Object.values(every).flat();
    assert.ok(all.every(({ pkp, ppn }) => pkp || ppn === 'NONE'));
    assert.ok(
      every['nasi kotak']?.every(({ ppn }) => ppn === 'NONE'),
      'catering bears a regional tax, not PPN',
    );
    assert.deepEqual(new Set(all.map(({ ppn }) => ppn)), new Set(['INCLUDED', 'EXCLUDED', 'NONE']));
  });

  it('suggests from the second letter on', async () => {
    const { queries, categories, shops } = (await ask('/api/v1/products/suggest?text=ker')).body;
    assert.ok(queries.some((query: string) => query.startsWith('kertas')));
    assert.deepEqual(categories[0], { code: 'KERTAS', name: 'Kertas dan Amplop' });
    assert.deepEqual(shops, []);
    const one = (await ask('/api/v1/products/suggest?text=k')).body;
    assert.deepEqual(one, { queries: [], categories: [], shops: [] });
  });

  it('names categories in the language of the reader', async () => {
    const paper = async (language: string) => {
      const { body } = await ask('/api/v1/categories', { 'accept-language': language });
      return body.groups[0].categories.find((category: { code: string }) => category.code === 'KERTAS').name;
    };
    assert.equal(await paper('id'), 'Kertas dan Amplop');
    assert.equal(await paper('en'), 'Paper and envelopes');
  });

  it('tells the tax of each rail to a satker, and not to the public', async () => {
    const { items } = await found(`text=kertas+hvs&vendor=${PAPER}`);
    const path = `/api/v1/products/${items[0].slug}`;
    const open = (await ask(path)).body;
    assert.equal(open.tax, null);
    assert.equal(open.delivery, null);
    const buyer = await world.signIn(BUYER);
    const seen = await buyer.get(path);
    assert.equal(seen.delivery.town, 'Semarang');
    for (const rail of ['CMS', 'KKP']) {
      const tax = seen.tax[rail];
      assert.ok(BigInt(tax.gross) >= BigInt(tax.net));
      assert.ok(tax.why.length > 0);
    }
    assert.match(seen.earliestDelivery, /^\d{4}-\d{2}-\d{2}$/);
    assert.ok(seen.similar.length > 0);
  });

  it('finds what is nearest to the satker of the asker, and asks the public for a town', async () => {
    const buyer = await world.signIn(BUYER);
    const { items } = await buyer.get('/api/v1/products?text=kertas&sort=NEAREST');
    assert.equal(items[0].vendor.town, 'Semarang');
    assert.equal((await buyer.get('/api/v1/products/facets')).near, 'Semarang');
    assert.equal((await ask('/api/v1/products/facets')).body.near, null);
    assert.equal((await ask('/api/v1/products?text=kertas&sort=NEAREST')).status, 422);
  });

  it('shows a shop with what it has for sale', async () => {
    const { body } = await ask(`/api/v1/shops/${PAPER}`);
    const mine = demoProducts.filter((product) => product.vendorId === demoVendor(PAPER).id);
    assert.equal(body.name, 'CV Pena Lintas Kota');
    assert.equal(body.products, mine.filter((product) => product.state === 'READY').length);
    assert.ok(body.acceptsCard && body.sold > 0);
  });

  it('answers what does not exist, or was bent by hand, with a problem', async () => {
    for (const path of [
      '/api/v1/products/no-such-thing',
      '/api/v1/shops/no-such-shop',
      '/api/v1/pictures/cat/0/10.svg',
    ])
      assert.equal((await ask(path)).status, 404, path);
    for (const query of [
      'min=free',
      'maxLead=-1',
      'umk=perhaps',
      'sort=BEST',
      'cursor=bent',
      `text=${'x'.repeat(121)}`,
    ]) {
      const { status, body } = await ask(`/api/v1/products?${query}`);
      assert.ok(status === 400 || status === 422, `${query} gave ${status}`);
      assert.equal(body.code, 'input_invalid', query);
    }
  });

  it('shows a draft to its own shop alone', async () => {
    const made = demoProducts.find((product) => product.vendorId === demoVendor(PAPER).id);
    assert.ok(made);
    const draft: Product = { ...made, id: productId('konsep-map'), slug: 'konsep-map', state: 'DRAFT' };
    await drafted(draft);
    const path = '/api/v1/products/konsep-map';
    assert.equal((await ask(path)).status, 404);
    const [buyer, other, owner] = [
      await world.signIn(BUYER),
      await world.signIn(demoVendor('dapur-bu-ratmi').email),
      await world.signIn(demoVendor(PAPER).email),
    ];
    assert.equal((await buyer.send('GET', path)).status, 404);
    assert.equal((await other.send('GET', path)).status, 404);
    assert.equal((await owner.get(path)).state, 'DRAFT');
  });

  it('draws a product, for ever', async () => {
    const { status, headers, body } = await ask('/api/v1/pictures/paper/1/200.svg?size=320');
    assert.equal(status, 200);
    assert.match(String(headers['content-type']), /^image\/svg\+xml/);
    assert.match(String(headers['cache-control']), /immutable/);
    assert.match(body, /^<svg [^>]*width="320"/);
  });
});
