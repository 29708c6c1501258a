/**
 * A database in which somebody with all its rights has moved ciphertexts: between rows, columns, tables and offices. Whatever was
 * moved is refused when it is read, by the stores and by the API; without associated data it would be believed.
 */
import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { type Codec, packPlain, unpackPlain } from '../src/journal/codec.ts';
import { satkersById, vendorsById } from '../src/organisation/organisation.store.ts';
import { instructionById } from '../src/payment/payment.store.ts';
import { orderById, orderHistory } from '../src/purchasing/order.store.ts';
import { SealRefused } from '../src/vault/errors.ts';
import { gcmOpen, gcmSeal, IV_BYTES } from '../src/vault/gcm.ts';
import { approved, billed, type Cast, castOf } from './support/purchase.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

describe('ciphertexts that were moved', () => {
  let world: World;
  let cast: Cast;
  let elsewhere: Client;
  let owner: pg.Client;
  /** Two orders of one office, one of another office. */
  let [mine, second, theirs]: Json[] = [];
  let refused = 0;
  before(async () => {
    world = await startWorld({ work: false, bank: false });
    cast = await castOf(world);
    elsewhere = await world.signIn('andi@kantor-contoh.example');
    mine = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota' });
    second = await approved(world, cast, { rail: 'CMS', vendorSlug: 'sumber-tinta-ungaran' });
    theirs = await elsewhere.post('/api/v1/cart/items', { productId: mine.lines[0].productId, quantity: 50 });
    owner = new pg.Client({ connectionString: world.database.ownerUrl });
    await owner.connect();
  });
  after(async () => {
    console.log(`${refused} moved ciphertexts read, ${refused} refused`);
    await owner?.end();
    await world?.close();
  });

  /** Changes the database, looks, and puts everything back as it was. */
  async function meddled(sql: readonly (readonly [text: string, values: unknown[]])[], look: () => Promise<void>) {
    const tables = [
      'purchasing."order"',
      'organisation.satker',
      'organisation.vendor',
      'identity.person',
      'journal.event',
    ];
    await owner.query("SET session_replication_role = 'replica'");
    for (const [i, table] of tables.entries()) await owner.query(`CREATE TABLE public.kept_${i} AS TABLE ${table}`);
    try {
      for (const [text, values] of sql) assert.ok(((await owner.query(text, values)).rowCount ?? 0) > 0, text);
      await look();
    } finally {
      await owner.query('DELETE FROM payment.instruction');
      for (const [i, table] of tables.entries()) {
        await owner.query(`DELETE FROM ${table}`);
        await owner.query(`INSERT INTO ${table} SELECT * FROM public.kept_${i}`);
        await owner.query(`DROP TABLE public.kept_${i}`);
      }
      await owner.query("SET session_replication_role = 'origin'");
    }
  }

  async function isRefused(read: () => Promise<unknown>): Promise<void> {
    await assert.rejects(read, SealRefused);
    refused += 1;
  }
  /** The API says that something is wrong and shows nothing of it. */
  async function apiRefuses(client: Client, path: string, ...untold: string[]): Promise<void> {
    const { status, body } = await client.send('GET', path);
    assert.equal(status, 500);
    for (const text of untold) assert.ok(!JSON.stringify(body).includes(text));
    refused += 1;
  }
  const order = (id: string) => () => orderById(world.pool, world.codec, id);
  const take = (table: string, from: string, to: string) =>
    [`UPDATE ${table} SET body = (SELECT body FROM ${table} WHERE id = $1) WHERE id = $2`, [from, to]] as [
      string,
      string[],
    ];
  const orders = 'purchasing."order"';

  it('are read as they are before anybody meddles', async () => {
    for (const one of [mine, second, theirs]) assert.equal((await order(one.id)())?.id, one.id);
    assert.equal((await cast.ppk.send('GET', `/api/v1/orders/${mine.id}`)).status, 200);
  });

  it('between rows of one office: refused', () =>
    meddled(
      [
        [
          `UPDATE ${orders} o SET body = x.body FROM ${orders} x WHERE (o.id, x.id) IN (($1, $2), ($2, $1))`,
          [mine.id, second.id],
        ],
      ],
      async () => {
        await isRefused(order(mine.id));
        await isRefused(order(second.id));
        await apiRefuses(cast.ppk, `/api/v1/orders/${mine.id}`, 'pena-lintas-kota', 'Pena Lintas Kota');
      },
    ));

  it('between offices: refused', () =>
    meddled([take(orders, mine.id, theirs.id)], async () => {
      await isRefused(order(theirs.id));
      await apiRefuses(elsewhere, `/api/v1/orders/${theirs.id}`, 'Kebutuhan rapat');
    }));

  it('with their row to another office, so that its people may see the row: refused', async () => {
    // Control: before, they may not.
    assert.equal((await elsewhere.send('GET', `/api/v1/orders/${mine.id}`)).status, 404);
    await meddled(
      [
        [
          `UPDATE ${orders} SET satker_id = (SELECT satker_id FROM ${orders} WHERE id = $2) WHERE id = $1`,
          [mine.id, theirs.id],
        ],
      ],
      async () => {
        await isRefused(order(mine.id));
        await apiRefuses(elsewhere, `/api/v1/orders/${mine.id}`, 'Kebutuhan rapat');
      },
    );
  });

  it('between events, and between the columns of one event: refused', async () => {
    const history = () => orderHistory(world.pool, world.codec, mine.id);
    assert.ok((await history()).length > 5);
    const { rows } = await owner.query<{ id: string }>(
      'SELECT id FROM journal.event WHERE aggregate_id = $1 ORDER BY seq LIMIT 2',
      [mine.id],
    );
    const events = rows.map((row) => row.id);
    await meddled(
      [['UPDATE journal.event SET payload = (SELECT payload FROM journal.event WHERE id = $1) WHERE id = $2', events]],
      () => isRefused(history),
    );
    await meddled([['UPDATE journal.event SET payload = origin WHERE id = $1', [events[0]]]], () => isRefused(history));
    await meddled([['UPDATE journal.event SET satker_id = $2 WHERE id = $1', [events[0], theirs.id]]], () =>
      isRefused(history),
    );
  });

  it('between tables, under the same id: refused', () =>
    meddled(
      [
        [
          `INSERT INTO payment.instruction (id, version, rail, state, satker_id, vendor_id, order_id, reference, created_at, body)
           SELECT id, 1, 'CMS', 'SENT', satker_id, vendor_id, id, 'MOVED', now(), body FROM ${orders} WHERE id = $1`,
          [mine.id],
        ],
      ],
      () => isRefused(() => instructionById(world.pool, world.codec, mine.id)),
    ));

  it('between people, vendors and offices: refused', async () => {
    const { rows: people } = await owner.query<{ id: string }>(
      "SELECT person_id AS id FROM identity.assignment WHERE satker_id = $1 AND role IN ('PPK', 'KPA') ORDER BY role DESC",
      [await satkerOf(mine.id)],
    );
    const [ppk, kpa] = people.map((row) => row.id) as [string, string];
    await meddled([take('identity.person', kpa, ppk)], async () => {
      const { status } = await cast.ppk.send('GET', '/api/v1/me');
      assert.equal(status, 500);
      refused += 1;
    });
    const pair = async (table: string) =>
      (await owner.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id LIMIT 2`)).rows.map((row) => row.id) as [
        string,
        string,
      ];
    const [vendorA, vendorB] = await pair('organisation.vendor');
    await meddled([take('organisation.vendor', vendorA, vendorB)], () =>
      isRefused(() => vendorsById(world.pool, world.codec, [vendorB])),
    );
    const [satkerA, satkerB] = await pair('organisation.satker');
    await meddled([take('organisation.satker', satkerA, satkerB)], () =>
      isRefused(() => satkersById(world.pool, world.codec, [satkerB])),
    );
  });

  it('in plain, put in the place of a sealed body: refused', () =>
    meddled(
      [
        [
          `UPDATE ${orders} SET body = $2 WHERE id = $1`,
          [mine.id, Buffer.concat([Buffer.of(1), packPlain({ id: mine.id })])],
        ],
      ],
      () => isRefused(order(mine.id)),
    ));

  it('control: without associated data the swap would be believed', async () => {
    const key = createSecretKey(randomBytes(32));
    const aad = Buffer.alloc(0);
    const encodeNow: Codec['encodeNow'] = (value) => {
      const iv = randomBytes(IV_BYTES);
      return Buffer.concat([iv, gcmSeal({ key, iv, aad }, packPlain(value))]);
    };
    const loose: Codec = {
      encodeNow,
      encode: async (value, binding) => encodeNow(value, binding) ?? Buffer.alloc(0),
      async decode<T>(bytes: Buffer) {
        return unpackPlain<T>(gcmOpen({ key, iv: bytes.subarray(0, IV_BYTES), aad }, bytes.subarray(IV_BYTES)));
      },
    };
    const [a, b] = [await order(mine.id)(), await order(second.id)()];
    assert.ok(a && b);
    const owned = { table: 'purchasing.order', column: 'body', owner: { kind: 'PLATFORM', id: 'all' } } as const;
    const bodies = await Promise.all([a, b].map((one) => loose.encode(one as never, { ...owned, id: one.id })));
    await meddled(
      [
        [`UPDATE ${orders} SET body = $2 WHERE id = $1`, [a.id, bodies[1]]],
        [`UPDATE ${orders} SET body = $2 WHERE id = $1`, [b.id, bodies[0]]],
      ],
      async () => {
        const believed = await orderById(world.pool, loose, a.id);
        assert.equal(believed?.id, b.id);
        assert.equal(believed?.vendorId, b.vendorId);
      },
    );
  });

  async function satkerOf(id: string): Promise<string> {
    const { rows } = await owner.query<{ satker_id: string }>(`SELECT satker_id FROM ${orders} WHERE id = $1`, [id]);
    return rows[0]?.satker_id ?? '';
  }
});
