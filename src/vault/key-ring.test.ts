import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Codec, type OwnedBinding, plainCodec } from '../journal/codec.ts';
import type { KeyOwner } from '../journal/owner.ts';
import { openPool, type Pool, readAs } from '../platform/database.ts';
import { KeyDestroyed, SealRefused } from './errors.ts';
import { createKeyRing, type KeyRing, openKeyRing } from './key-ring.ts';
import type { KeyStore } from './key-store.ts';
import { openVault } from './open.ts';
import { fileKeyStore } from './stores/file.ts';
import { inRole, keyFile } from './testing.ts';
import { createVaultCodec } from './vault-codec.ts';

describe('the key ring', () => {
  let database: TestDatabase;
  let serve: Pool;
  let keys: Pool;
  let owner: Pool;
  const file = keyFile();
  let store: KeyStore;
  before(async () => {
    database = await testDatabase();
    serve = openPool(database.serveUrl, 4);
    keys = openPool(inRole(database.ownerUrl, 'digipay_keys'), 2);
    owner = openPool(database.ownerUrl, 2);
    store = fileKeyStore(file.path);
  });
  after(async () => {
    await Promise.all([serve.end(), keys.end(), owner.end()]);
    await database.drop();
    file.remove();
  });

  const satker = (): KeyOwner => ({ kind: 'SATKER', id: randomUUID() });
  const bound = (to: KeyOwner, id = randomUUID()): OwnedBinding => ({
    table: 'purchasing.order',
    id,
    column: 'body',
    owner: to,
  });
  const countOf = async (of: KeyOwner, state = '%') =>
    (await owner.query('SELECT FROM platform.data_key WHERE owner_id = $1 AND state LIKE $2', [of.id, state])).rowCount;

  /** Counts what reaches the database and the key store. */
  function counted() {
    const seen = { queries: 0, unwraps: 0, unwrapped: 0 };
    const ring = createKeyRing(
      {
        query: (text, values) => {
          seen.queries += 1;
          return serve.query(text, values);
        },
      },
      {
        ...store,
        unwrap: (items) => {
          seen.unwraps += 1;
          seen.unwrapped += items.length;
          return store.unwrap(items);
        },
      },
    );
    return { ring, seen };
  }

  it('seals and opens, rupiah and all', async () => {
    const codec = createVaultCodec(createKeyRing(serve, store));
    const place = bound(satker());
    const value = { total: 12_345_678_901_234_567n, lines: [{ name: 'Kertas', qty: 3 }], none: null };
    const bytes = await codec.encode(value, place);
    assert.equal(bytes[0], 2);
    assert.ok(!bytes.includes('Kertas'));
    assert.deepEqual(await codec.decode(bytes, place), value);
    // Another process, which has only the database and the key store.
    assert.deepEqual(await createVaultCodec(createKeyRing(serve, fileKeyStore(file.path))).decode(bytes, place), value);
  });

  it('refuses the bytes of another owner, and plain ones', async () => {
    const codec = createVaultCodec(createKeyRing(serve, store));
    const place = bound(satker());
    const bytes = await codec.encode({ a: 1 }, place);
    await assert.rejects(codec.decode(bytes, { ...place, owner: satker() }), SealRefused);
    await assert.rejects(codec.decode(await plainCodec.encode({ a: 1 }, place), place), /not sealed/);
    await assert.rejects(codec.decode(Buffer.alloc(0), place), SealRefused);
    const unknown = Buffer.from(bytes);
    unknown.fill(7, 1, 17);
    await assert.rejects(codec.decode(unknown, place), /unknown data key/);
  });

  it('leaves the catalogue in plain, and nothing else', async () => {
    const codec = createVaultCodec(createKeyRing(serve, store));
    const open = { table: 'catalogue.product', id: 'p', column: 'body', owner: { kind: 'PUBLIC', id: 'all' } } as const;
    const bytes = await codec.encode({ a: 1 }, open);
    assert.equal(bytes[0], 1);
    assert.deepEqual(await codec.decode(bytes, { table: open.table, id: open.id, column: open.column }), { a: 1 });
    await assert.rejects(codec.encode({}, { ...bound(satker()), owner: open.owner }), /public/);
    await assert.rejects(codec.encode({}, { ...open, owner: satker() }), /public/);
    const sealed = await codec.encode({ a: 1 }, bound(satker()));
    await assert.rejects(codec.decode(sealed, open), SealRefused);
  });

  it('asks once for all that one turn needs, and not again for what it knows', async () => {
    const { ring: first } = counted();
    const owners = Array.from({ length: 40 }, satker);
    const places = owners.flatMap((one) => [bound(one), bound(one), bound(one)]);
    const sealedBy = createVaultCodec(first);
    const bytes = await Promise.all(places.map((place) => sealedBy.encode({ a: 1 }, place)));
    const { ring, seen } = counted();
    const codec = createVaultCodec(ring);
    const decodeAll = () => Promise.all(bytes.map((one, i) => codec.decode(one, places[i] as OwnedBinding)));
    await decodeAll();
    assert.deepEqual(seen, { queries: 1, unwraps: 1, unwrapped: 40 });
    await decodeAll();
    assert.deepEqual(seen, { queries: 1, unwraps: 1, unwrapped: 40 });
  });

  it('makes one key when many processes need the first at the same moment', async () => {
    const to = satker();
    const rings = Array.from({ length: 12 }, () => openKeyRing(database.serveUrl, store));
    const place = bound(to);
    const bytes = await Promise.all(rings.map((ring) => createVaultCodec(ring).encode({ a: 1 }, place)));
    assert.equal(await countOf(to), 1);
    const codec = createVaultCodec(createKeyRing(serve, store));
    for (const one of bytes) assert.deepEqual(await codec.decode(one, place), { a: 1 });
    await Promise.all(rings.map((ring) => ring.close()));
  });

  it('reads within a transaction that holds the only other connection', async () => {
    const to = satker();
    const place = bound(to);
    const bytes = await createVaultCodec(createKeyRing(serve, store)).encode({ a: 1 }, place);
    const single = openPool(database.serveUrl, 1);
    const ring = openKeyRing(database.serveUrl, store);
    const codec = createVaultCodec(ring);
    const read = await readAs(single, {}, () => codec.decode(bytes, place));
    assert.deepEqual(read, { a: 1 });
    await single.end();
    await ring.close();
  });

  describe('as time goes by', () => {
    let now = 1_000_000;
    let ring: KeyRing;
    let codec: Codec;
    before(() => {
      ring = createKeyRing(serve, store, { clock: () => now });
      codec = createVaultCodec(ring);
    });

    it('a destroyed key works until it is looked at again, and then nowhere; others are unharmed', async () => {
      const [gone, other] = [satker(), satker()];
      const [lost, kept] = [bound(gone), bound(other)];
      const [lostBytes, keptBytes] = [await codec.encode({ a: 1 }, lost), await codec.encode({ a: 2 }, kept)];
      const { rows } = await keys.query("SELECT platform.destroy_data_keys('SATKER', $1) AS n", [gone.id]);
      assert.deepEqual(rows, [{ n: 1 }]);
      now += 59_999;
      assert.deepEqual(await codec.decode(lostBytes, lost), { a: 1 });
      now += 1;
      await assert.rejects(codec.decode(lostBytes, lost), KeyDestroyed);
      await assert.rejects(codec.encode({ a: 3 }, lost), KeyDestroyed);
      assert.deepEqual(await codec.decode(keptBytes, kept), { a: 2 });
      await assert.rejects(createVaultCodec(createKeyRing(serve, store)).decode(lostBytes, lost), KeyDestroyed);
      const line = await owner.query('SELECT wrapped, state FROM platform.data_key WHERE owner_id = $1', [gone.id]);
      assert.deepEqual(line.rows, [{ wrapped: null, state: 'DESTROYED' }]);
    });

    it('a new version is used after a minute at most; the old one still opens', async () => {
      const to = satker();
      const place = bound(to);
      const before = await codec.encode({ a: 1 }, place);
      const id = randomUUID();
      const { wrapContext } = await import('./key-store.ts');
      const [wrapped] = await store.wrap([{ key: Buffer.alloc(32, 9), context: wrapContext(id, to) }]);
      await keys.query("SELECT FROM platform.rotate_data_key($1, 'SATKER', $2, $3, $4)", [
        id,
        to.id,
        wrapped?.kek,
        wrapped?.wrapped,
      ]);
      now += 60_000;
      const after = await codec.encode({ a: 2 }, place);
      assert.notDeepEqual(before.subarray(1, 17), after.subarray(1, 17));
      assert.deepEqual(await codec.decode(before, place), { a: 1 });
      assert.deepEqual(await codec.decode(after, place), { a: 2 });
    });

    it('a key is unwrapped anew after a quarter of an hour, not at every look', async () => {
      const place = bound(satker());
      let refusing = false;
      const strict: KeyStore = {
        ...store,
        unwrap: (items) => (refusing ? Promise.resolve(items.map(() => new Error('revoked'))) : store.unwrap(items)),
      };
      const own = createVaultCodec(createKeyRing(serve, strict, { clock: () => now }));
      const bytes = await own.encode({ a: 1 }, place);
      refusing = true;
      now += 60_000;
      assert.deepEqual(await own.decode(bytes, place), { a: 1 });
      now += 15 * 60_000;
      await assert.rejects(own.decode(bytes, place), /refused/);
    });
  });

  it('passes on to the next version when a key has sealed all it may (2^32 messages)', async () => {
    const to = satker();
    const place = bound(to);
    const codec = createVaultCodec(createKeyRing(serve, store, { block: 2 }));
    const first = await codec.encode({ a: 1 }, place);
    await owner.query('UPDATE platform.data_key SET reserved = 4294967296 - 1 WHERE owner_id = $1', [to.id]);
    await codec.encode({ a: 1 }, place);
    const third = await codec.encode({ a: 1 }, place);
    assert.notDeepEqual(first.subarray(1, 17), third.subarray(1, 17));
    assert.equal(await countOf(to, 'ACTIVE'), 1);
    assert.equal(await countOf(to, 'RETIRED'), 1);
    assert.deepEqual(await codec.decode(first, place), { a: 1 });
    await assert.rejects(
      owner.query('UPDATE platform.data_key SET reserved = 4294967297'),
      /check constraint|not allowed/,
    );
  });

  it('does not open a wrapped key under another owner’s name', async () => {
    const [mine, theirs] = [satker(), satker()];
    const codec = createVaultCodec(createKeyRing(serve, store));
    const place = bound(mine);
    const bytes = await codec.encode({ a: 1 }, place);
    await codec.encode({ a: 1 }, bound(theirs));
    await owner.query('ALTER TABLE platform.data_key DISABLE TRIGGER data_key_goes_forward');
    await owner.query(
      `UPDATE platform.data_key k SET wrapped = o.wrapped FROM platform.data_key o WHERE k.owner_id = $1 AND o.owner_id = $2`,
      [theirs.id, mine.id],
    );
    const fresh = createVaultCodec(createKeyRing(serve, store));
    await assert.rejects(fresh.encode({ a: 1 }, bound(theirs)), /refused/);
    // The line given to another owner as a whole: the context no longer fits.
    await owner.query("UPDATE platform.data_key SET owner_id = owner_id || 'x' WHERE owner_id = $1", [mine.id]);
    await assert.rejects(createVaultCodec(createKeyRing(serve, store)).decode(bytes, place), /refused/);
    await owner.query('ALTER TABLE platform.data_key ENABLE TRIGGER data_key_goes_forward');
  });

  it('is written by its functions alone', async () => {
    for (const role of ['digipay_serve', 'digipay_work', 'digipay_identity']) {
      const pool = openPool(inRole(database.ownerUrl, role), 1);
      for (const sql of [
        'SELECT FROM platform.data_key',
        "UPDATE platform.data_key SET state = 'RETIRED'",
        'DELETE FROM platform.data_key',
        "SELECT platform.destroy_data_keys('SATKER', 'x')",
        "SELECT platform.rewrap_data_key(gen_random_uuid(), '', '', '')",
        "SELECT platform.rotate_data_key(gen_random_uuid(), 'SATKER', 'x', 'k', '')",
        "SELECT journal.reseal('purchasing.order', 'body', '{}', '{}', '{}')",
        "SELECT FROM journal.stale_rows('purchasing.order', 'body', null, 1)",
      ])
        await assert.rejects(pool.query(sql), /permission denied/, `${role}: ${sql}`);
      await pool.end();
    }
    for (const sql of [
      'UPDATE platform.data_key SET wrapped = NULL',
      'DELETE FROM platform.data_key',
      'SELECT FROM purchasing."order"',
    ])
      await assert.rejects(keys.query(sql), /permission denied/, sql);
    await assert.rejects(owner.query('DELETE FROM platform.data_key'), /not deleted/);
    await assert.rejects(owner.query('TRUNCATE platform.data_key'), /not deleted/);
    await assert.rejects(
      owner.query("UPDATE platform.data_key SET state = 'ACTIVE' WHERE state = 'DESTROYED'"),
      /never goes back|check/,
    );
  });
});

describe('the key file', () => {
  it('says at the start that it does not open this database, and when others may read it', async () => {
    const database = await testDatabase();
    const file = keyFile();
    await (await openVault(database.serveUrl, file.setting)).close();
    await (await openVault(database.workUrl, file.setting)).close();
    chmodSync(file.path, 0o640);
    await assert.rejects(openVault(database.serveUrl, file.setting), /mode must be 600/);
    rmSync(file.path);
    await assert.rejects(openVault(database.serveUrl, file.setting), /refused/);
    await database.drop();
    file.remove();
  });
});
