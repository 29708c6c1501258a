/**
 * What a stolen database tells: after two purchases that were played to their end, nothing of the people, addresses, accounts and
 * numbers in it, and no price outside the catalogue and the ledger.
 */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { testCardNumber } from '../bank/cards/card.ts';
import { demoCards, demoPeople, demoSatkers, demoVendorRecords } from '../src/demo/people.ts';
import { seedDemo } from '../src/demo/seed.ts';
import { createIdentity } from '../src/identity/identity.ts';
import { type Codec, plainCodec } from '../src/journal/codec.ts';
import { createCommitter } from '../src/journal/commit.ts';
import { accountIds } from '../src/ledger/accounts.ts';
import { openPool } from '../src/platform/database.ts';
import { openVault } from '../src/vault/open.ts';
import { keyFile } from '../src/vault/testing.ts';
import { testDatabase } from './support/database.ts';
import { type Hit, type Secret, searchFiles, searchTables } from './support/dump.ts';
import { billed, cardPage, castOf, orderIn, payOnPage, productOf, transferApproved } from './support/purchase.ts';
import { type Json, startWorld, type World } from './support/world.ts';

/** Public by nature, so that everybody may read them without signing in. */
const PUBLIC = new Map([
  ['catalogue.product', 'what is for sale: product, list price, shop, town; anybody may look'],
  ['catalogue.shop', 'the shops that sell, by name and town; anybody may look'],
  ['catalogue.word', 'words that products are named with'],
  ['catalogue.slip', 'the same words without one letter, to find mistyped ones'],
]);
/** Whole rupiah on opaque account ids: the database itself sums and refuses (ARCHITECTURE.md). */
const NUMBERS = new Map([
  ['ledger.transfer', 'amounts without a name'],
  ['ledger.account', 'balances without a name'],
]);

const secretsOf = (entries: readonly (readonly [what: string, text: string | null])[]): Secret[] =>
  [...new Map(entries.map((entry) => [entry[1], entry])).values()].flatMap(([what, text]) =>
    text === null || text.length < 5 ? [] : [{ what: `${what}: ${text}`, text }],
  );

/** Street and number alone: the town stands in the catalogue. */
const street = (address: string): string => address.split(',')[0] ?? address;

/** Whoever and whatever must not be read out of the database. */
const people: readonly Secret[] = secretsOf([
  ...demoPeople.flatMap(({ person }) => [
    ['name', person.name] as const,
    ['e-mail', person.email] as const,
    ['NIP', person.nip] as const,
    ['NIK', person.nik ?? null] as const,
    ['phone', person.phone ?? null] as const,
  ]),
  ...demoVendorRecords.flatMap((vendor) => [
    ['owner', vendor.owner] as const,
    ['e-mail', vendor.email] as const,
    ['phone', vendor.phone] as const,
    ['phone', vendor.phone.replace('+62', '0')] as const,
    ['street', street(vendor.address)] as const,
    ['NPWP', vendor.npwp] as const,
    ['account', vendor.account.accountNo] as const,
  ]),
  ...demoSatkers.flatMap((satker) => [
    ['office', satker.name] as const,
    ['street', street(satker.address)] as const,
    ['NPWP', satker.npwp] as const,
    ['account', satker.account.accountNo] as const,
    ['account name', satker.account.name] as const,
  ]),
  ...demoCards.flatMap((card) => [
    ['card', card.token] as const,
    ['billing account', card.billingAccountNo] as const,
    ['card number', testCardNumber(card.token, card.last4)] as const,
  ]),
]);

/** Amounts anywhere in what the API shows of an order and its payment. */
function amountsIn(value: Json, found = new Set<string>()): Set<string> {
  if (typeof value === 'string' && /^\d{5,}$/.test(value)) found.add(value);
  else if (Array.isArray(value)) for (const one of value) amountsIn(one, found);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value))
      if (!/id$|number|faktur|akun|code/i.test(name)) amountsIn(one, found);
  return found;
}

const skipPublic = new Set(PUBLIC.keys());
const skipNumbers = new Set([...PUBLIC.keys(), ...NUMBERS.keys()]);

/** One line for each column and kind of secret that was found in it. */
const summary = (hits: readonly Hit[]): string[] => [
  ...new Set(hits.map(({ where, what }) => `${where}: ${what.split(':')[0]}`)),
];

describe('a dump of the database', () => {
  let world: World;
  let amounts: Secret[] = [];
  const typed = secretsOf([
    ['note', 'Kebutuhan rapat'],
    ['tax invoice', '01002600000000001'],
    ['carrier', 'Diantar sendiri'],
    ['reason', 'Kebutuhan dua kegiatan'],
  ]);
  before(async () => {
    world = await startWorld();
    const cast = await castOf(world);
    const seen: Json[] = [];
    for (const [rail, vendorSlug] of [
      ['CMS', 'pena-lintas-kota'],
      ['KKP', 'sumber-tinta-ungaran'],
    ] as const) {
      const quantity = Math.max(productOf(vendorSlug).product.minOrder, 80);
      const order = await billed(world, cast, { rail, vendorSlug, quantity });
      if (rail === 'CMS') await transferApproved(world, cast, order);
      else await payOnPage((await cardPage(cast, order)).cardPageUrl);
      const done = await orderIn(cast.pemesan, order.id, 'COMPLETED');
      seen.push(
        done,
        await cast.bendahara.get(`/api/v1/payments/${done.paymentId ?? order.paymentId}`).catch(() => null),
      );
    }
    amounts = [...amountsIn(seen)].map((text) => ({ what: `amount ${text}`, text }));
    assert.ok(amounts.length >= 4, `amounts of the purchases: ${amounts.length}`);
  });
  after(() => world.close());

  it('tells nothing of people, offices, addresses, accounts or numbers', async () => {
    const { hits, tables, values, bytes } = await searchTables(
      world.database.ownerUrl,
      [...people, ...typed],
      skipPublic,
    );
    console.log(
      `${people.length + typed.length} secrets in ${tables} tables, ${values} values, ${bytes} bytes: ${hits.length} hits`,
    );
    assert.ok(tables > 30 && values > 5_000);
    assert.deepEqual(summary(hits), []);
  });

  it('tells no price and no total outside the catalogue and the ledger', async () => {
    const { hits, tables, values } = await searchTables(world.database.ownerUrl, amounts, skipNumbers);
    console.log(`${amounts.length} amounts in ${tables} tables, ${values} values: ${hits.length} hits`);
    assert.deepEqual(summary(hits), []);
    // Control: in the ledger the same search finds them, so it would have elsewhere.
    const inLedger = await searchTables(world.database.ownerUrl, amounts, skipPublic);
    assert.ok(inLedger.hits.some((hit) => hit.where === 'ledger.transfer.amount'));
  });

  it('tells nothing in the server’s files either', async () => {
    const folder = await dataFolder(world.database.ownerUrl, `base/{oid}`);
    if (folder === null) return console.log('⚠ the data directory is not readable here: its files SKIP');
    const found = searchFiles(folder, [...people, ...typed]);
    console.log(
      `${people.length + typed.length} secrets in ${found.files} files, ${found.bytes} bytes: ${found.hits.length} hits`,
    );
    assert.ok(found.files > 200);
    assert.deepEqual(summary(found.hits), []);
    // Control: what is public is there.
    assert.ok(searchFiles(folder, [{ what: 'shop', text: 'Toko Sumber Tinta Ungaran' }]).hits.length > 0);
  });

  it('control: one value planted in plain is found, however it is written', async () => {
    const owner = new pg.Client({ connectionString: world.database.ownerUrl });
    await owner.connect();
    try {
      const name = demoPeople[0]?.person.name ?? '';
      await owner.query('CREATE TABLE platform.planted (a text, b bytea, c jsonb, d bigint)');
      for (const [column, value] of [
        ['a', `x${name.toUpperCase()}x`],
        ['a', Buffer.from(name).toString('base64')],
        ['a', Buffer.from(name).toString('hex')],
        ['b', Buffer.from(`\u0001${name}`)],
        ['c', JSON.stringify({ to: [name] })],
        ['d', amounts[0]?.text],
      ] as const) {
        await owner.query(`INSERT INTO platform.planted (${column}) VALUES ($1)`, [value]);
        const { hits } = await searchTables(world.database.ownerUrl, [...people, ...amounts], skipNumbers);
        assert.deepEqual(
          hits.map((hit) => hit.where),
          [`platform.planted.${column}`],
          `${column}: ${value}`,
        );
        await owner.query('TRUNCATE platform.planted');
      }
    } finally {
      await owner.query('DROP TABLE platform.planted');
      await owner.end();
    }
  });
});

describe('the same world', () => {
  /** The demo alone, on a server of its own, so that its write-ahead log is of this database and no other. */
  async function withDemo(
    openCodec: (url: string) => Promise<{ codec: Codec; close(): Promise<void> }>,
    look: (ownerUrl: string) => Promise<void>,
  ): Promise<void> {
    const given = process.env.DIGIPAY_TEST_PG;
    delete process.env.DIGIPAY_TEST_PG;
    const database = await testDatabase().finally(() => {
      if (given !== undefined) process.env.DIGIPAY_TEST_PG = given;
    });
    const [pool, identityPool] = [openPool(database.serveUrl, 2), openPool(database.identityUrl, 2)];
    try {
      const { codec, close } = await openCodec(database.workUrl);
      const keys = { email: randomBytes(32), totp: randomBytes(32) };
      const clock = () => new Date();
      await seedDemo({
        db: pool,
        committer: createCommitter(pool, codec, accountIds(randomBytes(32))),
        identity: createIdentity({ pool: identityPool, codec, keys, clock }),
        keys: { email: keys.email, demo: randomBytes(32) },
        clock,
        say: () => {},
      });
      await close();
      await look(database.ownerUrl);
    } finally {
      await Promise.all([pool.end(), identityPool.end()]);
      await database.drop();
    }
  }

  it('control: without the vault most of it lies open', () =>
    withDemo(
      async () => ({ codec: plainCodec, close: async () => {} }),
      async (url) => {
        const { hits } = await searchTables(url, people, skipPublic);
        const told = new Set(hits.map((hit) => hit.what));
        console.log(`without the vault: ${told.size} of ${people.length} secrets in ${hits.length} places`);
        assert.ok(told.size > people.length * 0.8, `${told.size} of ${people.length}`);
        const folder = await dataFolder(url, '');
        if (folder !== null) assert.ok(searchFiles(folder, people).hits.length > people.length);
      },
    ));

  it('tells nothing in the write-ahead log and the server’s own log', async () => {
    const file = keyFile();
    await withDemo(
      (url) => openVault(url, file.setting),
      async (url) => {
        const folder = await dataFolder(url, '');
        if (folder === null) return console.log('⚠ the data directory is not readable here: its log SKIPS');
        const found = searchFiles(folder, people);
        console.log(`${people.length} secrets in ${found.bytes} bytes of files and log: ${found.hits.length} hits`);
        assert.ok(found.bytes > 16 * 1024 * 1024);
        assert.deepEqual(summary(found.hits), []);
        const text = readFileSync(join(dirname(folder), 'postgres.log'), 'utf8');
        const told = people.filter((one) => text.includes(one.text)).map((one) => one.what);
        assert.deepEqual(told, []);
      },
    );
    file.remove();
  });
});

/** A folder of the server, written out; null where this process may not read it. `{oid}` is this database. */
async function dataFolder(url: string, below: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CHECKPOINT');
    const { rows } = await client.query<{ folder: string; oid: number }>(
      "SELECT current_setting('data_directory') AS folder, oid FROM pg_database WHERE datname = current_database()",
    );
    const folder = join(rows[0]?.folder ?? '', below.replace('{oid}', String(rows[0]?.oid)));
    return existsSync(join(folder, 'PG_VERSION')) ? folder : null;
  } finally {
    await client.end();
  }
}
