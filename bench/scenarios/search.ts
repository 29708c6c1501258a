/** Search in a catalogue of a million products, as the shop of the web asks for it; yardstick one product by its key. */

import type { ProductFilters } from '../../src/catalogue/filters.ts';
import { cardColumns } from '../../src/catalogue/product-card.ts';
import { shownProducts } from '../../src/catalogue/product-row.ts';
import { facets, type ProductSearch, searchProducts } from '../../src/catalogue/product-search.store.ts';
import { normalised } from '../../src/catalogue/search.ts';
import { openPool, type Pool, readAs, readByKey } from '../../src/platform/database.ts';
import { testDatabase } from '../../test/support/database.ts';
import { latencies } from '../harness/latency.ts';
import { processorTime, since, type Watched } from '../harness/processes.ts';
import { closedLoop } from '../harness/producers.ts';
import type { Case, Scenario } from '../harness/scenario.ts';
import { postmaster } from '../load/books.ts';
import { loadCatalogue, PRODUCTS } from '../load/catalogue.ts';
import { type Ask, bestSellers, mistypedNames, searches } from '../load/searches.ts';

const CLIENTS = 8;
/** Each client asks for its page and for the counts of the filters at the same moment, as the browser does. */
const CONNECTIONS = 2 * CLIENTS;
/** Every so many searches ask for the counts too: another order or page does not ask for them again. */
const WITH_COUNTS = 3;
const FAR = 20;
const FAR_SEARCHES = 24;
const QUALITY_QUERIES = 200;
const SHOWN_FIRST = 10;

export const searchScenario: Scenario = {
  name: 'search',
  about: 'first and 20th page of a million products with mistakes, filters and counts; yardstick a product by key',
  async open({ scale, say }) {
    const database = await testDatabase();
    const owner = openPool(database.ownerUrl, 4);
    const pool = openPool(database.serveUrl, CONNECTIONS);
    const products = Math.round(PRODUCTS * scale);
    const began = performance.now();
    const names = await loadCatalogue(owner, products);
    say(`  ${products.toLocaleString('en')} products loaded in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    const watched: readonly Watched[] = [
      { name: 'search', pid: process.pid },
      { name: 'postgres', pid: await postmaster(owner), withChildren: true },
    ];
    const next = searches(await bestSellers(owner));
    const far = await farPages(pool, next);
    let [turn, shares] = [0, { found: 0 }];
    const cases: readonly Case[] = [
      {
        name: `first page ${CLIENTS}`,
        unit: 'searches',
        run: (ms) =>
          counting(watched, ms, () => {
            turn += 1;
            const ask = next();
            return turn % WITH_COUNTS === 0 ? withCounts(pool, ask) : pageOf(pool, ask).then(() => 0);
          }),
      },
      {
        name: `with counts ${CLIENTS}`,
        unit: 'searches',
        run: (ms) => counting(watched, ms, () => withCounts(pool, next())),
      },
      {
        name: `page ${FAR} ${CLIENTS}`,
        unit: 'pages',
        run: (ms) =>
          counting(watched, ms, async () => {
            turn += 1;
            await pageOf(pool, far[turn % far.length] as ProductSearch);
            return 0;
          }),
      },
      {
        name: `by key ${CLIENTS}`,
        unit: 'products',
        run: (ms) =>
          counting(watched, ms, async () => {
            turn += 1;
            await byKey(pool, 2 + ((turn * 7919) % (products - 2)));
            return 0;
          }),
      },
    ];
    return {
      cases,
      async verify() {
        shares = { found: await foundAmongFirst(pool, owner, products) };
        return `${await checkCounts(pool, owner, names.brands[0] ?? '')}; ${QUALITY_QUERIES} mistyped names, ${(shares.found * 100).toFixed(1)}% found among the first ${SHOWN_FIRST}`;
      },
      bars: (of) => [
        ...[`first page ${CLIENTS}`, `page ${FAR} ${CLIENTS}`].map((name) => ({
          what: `p95 of ${name}`,
          value: of(name).latency?.p95 ?? NaN,
          most: 40,
          unit: ' ms',
        })),
        { what: 'mistyped names found among the first ten', value: shares.found, least: 0.95 },
      ],
      async close() {
        await pool.end();
        await owner.end();
        await database.drop();
      },
    };
  },
};

async function counting(watched: readonly Watched[], ms: number, work: () => Promise<number>) {
  const before = processorTime(watched);
  const others = latencies();
  const measured = await closedLoop(CLIENTS, ms, async () => {
    const other = await work();
    if (other > 0) others.add(other);
  });
  const processor = since(before, processorTime(watched));
  return {
    ...measured,
    processor,
    ...(others.count > 0 ? { figures: { 'counts p95 ms': others.summary().p95 } } : {}),
  };
}

async function pageOf(pool: Pool, search: ProductSearch) {
  const page = await readAs(pool, {}, (db) => searchProducts(db, search));
  if (!page.ok) throw new Error(`${search.text}: ${page.code}`);
  return page;
}

/** A new view of the shop: the page and the counts of its filters, done when both are there. Answers how long the counts took. */
async function withCounts(pool: Pool, { text, filters, sort, near }: Ask): Promise<number> {
  const began = performance.now();
  const [took] = await Promise.all([
    readAs(pool, {}, (db) => facets(db, { text, filters })).then(() => performance.now() - began),
    pageOf(pool, { text, filters, sort, near }),
  ]);
  return took;
}

/** Searches with so many matches that there is a twentieth page, each with the cursor that leads to it. */
async function farPages(pool: Pool, next: () => Ask): Promise<readonly ProductSearch[]> {
  const far: ProductSearch[] = [];
  for (let tried = 0; far.length < FAR_SEARCHES && tried < 50 * FAR_SEARCHES; tried += 1) {
    let search: ProductSearch | null = next();
    for (let page = 1; page < FAR && search !== null; page += 1) {
      const { nextCursor } = await pageOf(pool, search);
      search = nextCursor === null ? null : { ...search, cursor: nextCursor };
    }
    if (search) far.push(search);
  }
  if (far.length === 0) throw new Error(`no search has ${FAR} pages`);
  return far;
}

async function byKey(pool: Pool, n: number): Promise<void> {
  await readByKey(pool, {}, (db) =>
    db.query(`SELECT ${cardColumns} FROM ${shownProducts} p WHERE p.id = md5('product ' || $1::bigint)::uuid`, [n]),
  );
}

/** Share of written queries, each with one mistake, that show the product meant among the first ten. */
async function foundAmongFirst(pool: Pool, owner: Pool, products: number): Promise<number> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT name FROM catalogue.product WHERE state = 'READY' AND slug = ANY ($1::text[]) ORDER BY slug`,
    [
      Array.from(
        { length: QUALITY_QUERIES },
        (_, n) => `barang-${2 + 100 * Math.floor((n * products) / QUALITY_QUERIES / 100)}`,
      ),
    ],
  );
  if (rows.length !== QUALITY_QUERIES) throw new Error(`${rows.length} products to look for`);
  let found = 0;
  for (const { name, text } of mistypedNames(rows.map((row) => row.name))) {
    const page = await pageOf(pool, { text });
    if (page.products.slice(0, SHOWN_FIRST).some((product) => product.name === name)) found += 1;
  }
  return found / QUALITY_QUERIES;
}

/** Words are as the platform writes them; counts of the filters are those of a look at every row, or, capped, no more than those. */
async function checkCounts(pool: Pool, owner: Pool, brand: string): Promise<string> {
  const { rows } = await owner.query<{ name: string; words: string }>(
    'SELECT name, words FROM catalogue.product ORDER BY id LIMIT 1000',
  );
  const other = rows.find(({ name, words }) => normalised(name).join(' ') !== words);
  if (other) throw new Error(`${other.name} has the words ${other.words}`);
  let exact = 0;
  for (const text of [brand, `${brand} biru`, 'biru', 'merah'])
    for (const filters of [{}, { town: 'Semarang' }, { town: 'Kudus', umk: true }]) {
      const { total, capped } = await readAs(pool, {}, (db) => facets(db, { text, filters }));
      const real = await everyRow(owner, text, filters);
      if (real === 0) continue;
      if (capped ? total > real : total !== real)
        throw new Error(`${text}: ${capped ? 'more than ' : ''}${total} counted, ${real} there`);
      exact += capped ? 0 : 1;
    }
  return `${exact} exact counts are those of a look at every row, the others no more`;
}

async function everyRow(owner: Pool, text: string, { town, umk }: ProductFilters): Promise<number> {
  const client = await owner.connect();
  try {
    await client.query('SET enable_bitmapscan = off; SET enable_indexscan = off');
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM catalogue.product p WHERE p.state = 'READY' AND ($2::text IS NULL OR p.town = $2)
         AND ($3::boolean IS NULL OR p.umk = $3) AND p.document @@ plainto_tsquery('pg_catalog.indonesian', $1)`,
      [text, town ?? null, umk ?? null],
    );
    return rows[0]?.count ?? 0;
  } finally {
    client.release(true);
  }
}
