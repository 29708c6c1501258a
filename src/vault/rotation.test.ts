import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { systemActor } from '../journal/actor.ts';
import { type Codec, plainCodec } from '../journal/codec.ts';
import { type Committer, createCommitter } from '../journal/commit.ts';
import { ownerOfParties } from '../journal/owner.ts';
import { accountIds } from '../ledger/accounts.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { KeyDestroyed, SealRefused } from './errors.ts';
import { createKeyRing, openKeyRing } from './key-ring.ts';
import type { KeyStore } from './key-store.ts';
import { keysCommand } from './keys-command.ts';
import { sealOldRows } from './seal-old.ts';
import { fileKeyStore } from './stores/file.ts';
import { inRole, keyFile } from './testing.ts';
import { createVaultCodec } from './vault-codec.ts';

const table = 'organisation.vendor';
const ids = accountIds(Buffer.from('key of this test'));

/** Writes a vendor through the one door, as any room does. */
async function write(committer: Committer, id: string, version: number, body: { name: string }): Promise<void> {
  const result = await committer.commit({
    decision: {
      ok: true,
      events: [{ type: 'vendor.written', aggregate: 'vendor', aggregateId: id, payload: { ...body } }],
      rows: [{ table, id, expectedVersion: version, columns: { slug: `toko-${id}`, state: 'ACTIVE' }, body }],
      transfers: [],
      jobs: [],
    },
    actor: { ...systemActor, origin: { address: '192.0.2.7' } },
    parties: { satkerId: null, vendorId: id },
    at: new Date(),
    cause: randomUUID(),
    idempotency: { key: `k:${id}:${version}`, requestHash: 'h', response: { ...body } },
  });
  if (result.kind !== 'committed') throw new Error(result.kind);
}

const read = (codec: Codec, row: { id: string; body: Buffer }) =>
  codec.decode<{ name: string }>(row.body, {
    table,
    id: row.id,
    column: 'body',
    owner: { kind: 'VENDOR', id: row.id },
  });

describe('keys that change', () => {
  let database: TestDatabase;
  let serve: Pool;
  let work: Pool;
  let keys: Pool;
  let owner: Pool;
  let store: KeyStore;
  const file = keyFile();
  const said: string[] = [];
  before(async () => {
    database = await testDatabase();
    serve = openPool(database.serveUrl, 4);
    work = openPool(database.workUrl, 4);
    keys = openPool(inRole(database.ownerUrl, 'digipay_keys'), 3);
    owner = openPool(database.ownerUrl, 2);
    store = fileKeyStore(file.path);
  });
  after(async () => {
    await Promise.all([serve.end(), work.end(), keys.end(), owner.end()]);
    await database.drop();
    file.remove();
  });

  const SETTLE_MS = 400;
  const command = (...args: string[]) => {
    said.length = 0;
    const options = { settleMs: SETTLE_MS, pauseMs: 50 };
    return keysCommand(args, {
      db: keys,
      store: fileKeyStore(file.path),
      say: (line) => said.push(line),
      reseal: options,
    });
  };
  const rowsOf = async () => (await work.query<{ id: string; body: Buffer }>(`SELECT id, body FROM ${table}`)).rows;
  /** Rows of a table sealed with keys that are not the current ones. */
  const stale = async (name: string, column: string) => {
    const { rows } = await owner.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${name} t
       LEFT JOIN platform.data_key k ON k.id = encode(substring(t.${column} FROM 2 FOR 16), 'hex')::uuid
       WHERE get_byte(t.${column}, 0) <> 2 OR k.state IS DISTINCT FROM 'ACTIVE'`,
    );
    return rows[0]?.n;
  };

  it('are exchanged while others write and read: no failure, every row under the new key', async () => {
    const vendors = Array.from({ length: 60 }, () => ({ id: randomUUID(), version: 0 }));
    // Two processes with caches of their own.
    const rings = [1, 2].map(() => openKeyRing(database.serveUrl, fileKeyStore(file.path), { maxAgeMs: 150 }));
    const [writing, reading] = rings.map((ring) => createVaultCodec(ring)) as [Codec, Codec];
    const committer = createCommitter(serve, writing, ids);
    await Promise.all(vendors.map((v) => write(committer, v.id, v.version++, { name: 'Toko 0' })));
    let on = true;
    const counts = { writes: 0, reads: 0 };
    const writer = (async () => {
      while (on) {
        const some = vendors.filter(() => Math.random() < 0.2);
        await Promise.all(some.map((v) => write(committer, v.id, v.version, { name: `Toko ${v.version++}` })));
        counts.writes += some.length;
      }
    })();
    const reader = (async () => {
      while (on) {
        const rows = await rowsOf();
        for (const { name } of await Promise.all(rows.map((row) => read(reading, row))))
          assert.match(name, /^Toko \d+$/);
        counts.reads += rows.length;
      }
    })();
    assert.equal(await command('rotate-kek'), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', /^done: 61 data keys wrapped anew, 61 under file:2/);
    assert.equal(await command('rotate-data', '--all'), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', /^done: 61 owners have a new data key/);
    assert.equal(await command('reseal'), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', /^done: \d+ rows sealed anew, 0 broken/);
    on = false;
    await Promise.all([writer, reader]);
    await committer.idle();
    assert.ok(counts.writes > 100 && counts.reads > 500, JSON.stringify(counts));
    assert.equal(await stale(table, 'body'), 0);
    assert.equal(await stale('journal.idempotency', 'response'), 0);
    // The journal is never rewritten: its first events are still under the first keys, and open.
    assert.ok(Number(await stale('journal.event', 'payload')) >= 60);
    const { rows: events } = await work.query<{ id: string; payload: Buffer; vendor_id: string }>(
      'SELECT id, payload, vendor_id FROM journal.event',
    );
    for (const e of events)
      await reading.decode(e.payload, {
        table: 'journal.event',
        id: e.id,
        column: 'payload',
        owner: ownerOfParties(null, e.vendor_id),
      });
    // No write was lost and no version invented.
    const { rows: versions } = await work.query<{ id: string; version: number }>(`SELECT id, version FROM ${table}`);
    for (const row of versions) assert.equal(row.version, vendors.find((v) => v.id === row.id)?.version);
    const [old] = (await owner.query("SELECT count(*)::int AS n FROM platform.data_key WHERE kek = 'file:1'")).rows;
    assert.deepEqual(old, { n: 0 });
    console.log(`during the exchange: ${counts.writes} writes, ${counts.reads} rows read`);
    for (const ring of rings) await ring.close();
  });

  it('control: the same check finds a row that was left under the old key', async () => {
    const [row] = await rowsOf();
    assert.equal(await command('rotate-data', '--owner', `VENDOR:${row?.id}`), 0, said.join('\n'));
    assert.equal(await stale(table, 'body'), 1);
    await command('reseal');
    assert.equal(await stale(table, 'body'), 0);
  });

  it('go on after the process that changes them was killed', async () => {
    const committer = createCommitter(serve, createVaultCodec(createKeyRing(serve, store)), ids);
    await Promise.all(Array.from({ length: 2_500 }, () => write(committer, randomUUID(), 0, { name: 'Toko 0' })));
    const script = `
      import { openPool } from ${JSON.stringify(new URL('../platform/database.ts', import.meta.url).href)};
      import { keysCommand } from ${JSON.stringify(new URL('./keys-command.ts', import.meta.url).href)};
      import { fileKeyStore } from ${JSON.stringify(new URL('./stores/file.ts', import.meta.url).href)};
      const db = openPool(process.env.KEYS_DB, 3);
      process.exitCode = await keysCommand(process.argv.slice(1), { db, store: fileKeyStore(process.env.KEYS_FILE), say: console.log });`;
    const kill = async (kind: string, ...args: string[]) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...args], {
        env: { ...process.env, KEYS_DB: inRole(database.ownerUrl, 'digipay_keys'), KEYS_FILE: file.path },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      for (;;) {
        const { rows } = await owner.query<{ done: string }>(
          'SELECT done FROM platform.key_work WHERE kind = $1 AND finished_at IS NULL',
          [kind],
        );
        if (Number(rows[0]?.done ?? 0) > 0) break;
        assert.equal(child.exitCode, null, `${args} ended before it was killed`);
        await pause(1);
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
      const { rows } = await owner.query<{ done: string }>(
        'SELECT done FROM platform.key_work WHERE kind = $1 AND finished_at IS NULL',
        [kind],
      );
      return Number(rows[0]?.done);
    };
    const total = (await owner.query("SELECT FROM platform.data_key WHERE state = 'ACTIVE'")).rowCount ?? 0;
    const rewrapped = await kill('REWRAP', 'rotate-kek');
    assert.equal(await command('rotate-kek'), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', / under file:3/);
    const rotated = await kill('ROTATE', 'rotate-data', '--all');
    assert.ok(rotated < total);
    assert.equal(await command('rotate-data', '--all'), 0, said.join('\n'));
    assert.match(said.at(-1) ?? '', new RegExp(`^done: ${total} owners`));
    const resealed = await kill('RESEAL', 'reseal');
    assert.equal(await command('reseal'), 0, said.join('\n'));
    assert.match(said[0] ?? '', /^going on after \d+ rows/);
    assert.equal(await stale(table, 'body'), 0);
    assert.equal(await stale('journal.idempotency', 'response'), 0);
    console.log(
      `killed after ${rewrapped} keys wrapped, ${rotated} of ${total} rotated, ${resealed} rows sealed; all completed`,
    );
  });

  it('destroyed: unreadable to the commands that ask for it twice, others unharmed', async () => {
    const [gone, kept] = await rowsOf();
    assert.ok(gone && kept);
    const name = `VENDOR:${gone.id}`;
    assert.equal(await command('destroy', '--owner', name), 1);
    assert.match(said.at(-1) ?? '', /repeat: --confirm/);
    assert.equal(await command('destroy', '--owner', 'PLATFORM:all', '--confirm', 'PLATFORM:all'), 1);
    assert.equal(await command('destroy', '--owner', name, '--confirm', name), 0, said.join('\n'));
    const codec = createVaultCodec(createKeyRing(serve, store));
    await assert.rejects(read(codec, gone), KeyDestroyed);
    assert.match((await read(codec, kept)).name, /^Toko/);
    assert.equal(await command('rotate-data', '--owner', name), 1);
    assert.equal(await command('reseal'), 0, said.join('\n'));
    assert.equal(await command('status'), 0);
    assert.ok(said.some((line) => /^VENDOR DESTROYED -: /.test(line)));
    // Someone who never had a key gets none afterwards.
    const never = { kind: 'PERSON', id: randomUUID() } as const;
    assert.equal(await command('destroy', '--owner', `PERSON:${never.id}`, '--confirm', `PERSON:${never.id}`), 0);
    await assert.rejects(createKeyRing(serve, store).toSeal(never), KeyDestroyed);
  });

  it('leave rows that do not open as they are, and say which', async () => {
    const codec = createVaultCodec(createKeyRing(serve, store));
    const all = await Promise.all(
      (await rowsOf()).map(async (row) => ((await read(codec, row).catch(() => null)) ? row : null)),
    );
    const spoilt = all.find((row) => row !== null);
    assert.ok(spoilt);
    const bytes = Buffer.from(spoilt.body);
    bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
    await owner.query(`UPDATE ${table} SET body = $2 WHERE id = $1`, [spoilt.id, bytes]);
    await command('rotate-data', '--owner', `VENDOR:${spoilt.id}`);
    assert.equal(await command('reseal'), 1);
    assert.deepEqual(said.at(-2), `does not open: ${table} ${spoilt.id}`);
    const { rows } = await owner.query<{ body: Buffer }>(`SELECT body FROM ${table} WHERE id = $1`, [spoilt.id]);
    assert.deepEqual(rows[0]?.body, bytes);
  });

  it('do not let the keeper of keys put another owner’s bytes, or plain ones, into a row', async () => {
    const [a, b] = (await rowsOf()).slice(-2) as [{ id: string; body: Buffer }, { id: string; body: Buffer }];
    const swap = (fresh: Buffer) =>
      keys.query<{ n: number }>('SELECT journal.reseal($1, $2, $3, $4, $5) AS n', [
        table,
        'body',
        [a.id],
        [a.body],
        [fresh],
      ]);
    assert.equal((await swap(b.body)).rows[0]?.n, 0);
    const plain = await plainCodec.encode(
      { name: 'x' },
      { table, id: a.id, column: 'body', owner: { kind: 'VENDOR', id: a.id } },
    );
    assert.equal((await swap(plain)).rows[0]?.n, 0);
    assert.equal((await swap(a.body)).rows[0]?.n, 1);
    await assert.rejects(
      keys.query("SELECT journal.reseal('identity.credential', 'totp_secret', '{}', '{}', '{}')"),
      /not resealable/,
    );
    await assert.rejects(
      keys.query("SELECT journal.reseal('journal.event', 'payload', '{}', '{}', '{}')"),
      /not resealable/,
    );
  });

  it('say what is wrong with a command', async () => {
    for (const args of [
      ['rotate-data'],
      ['rotate-data', '--all', '--owner', 'PERSON:x'],
      ['destroy'],
      ['what'],
      ['destroy', '--owner', 'NOBODY:x'],
    ]) {
      assert.equal(await command(...args), 1, args.join(' '));
      assert.ok(said.length > 0);
    }
  });
});

describe('rows of a version before the vault', () => {
  it('are sealed once, the journal too, and nothing plain is taken afterwards', async () => {
    const database = await testDatabase();
    const file = keyFile();
    const serve = openPool(database.serveUrl, 2);
    const work = openPool(database.workUrl, 2);
    const owner = openPool(database.ownerUrl, 1);
    const before = createCommitter(serve, plainCodec, ids);
    const vendors = Array.from({ length: 450 }, () => randomUUID());
    await Promise.all(vendors.map((id) => write(before, id, 0, { name: `Toko ${id}` })));
    const plainCount = async () => {
      const counts = [];
      for (const [name, column] of [
        [table, 'body'],
        ['journal.event', 'payload'],
        ['journal.event', 'origin'],
        ['journal.idempotency', 'response'],
      ])
        counts.push((await owner.query(`SELECT FROM ${name} WHERE get_byte(${column}, 0) = 1`)).rowCount);
      return counts;
    };
    assert.deepEqual(await plainCount(), [450, 450, 450, 450]);
    const ring = createKeyRing(serve, fileKeyStore(file.path));
    const codec = createVaultCodec(ring);
    assert.equal(await sealOldRows(database.ownerUrl, codec, ids, () => {}), 1_800);
    assert.deepEqual(await plainCount(), [0, 0, 0, 0]);
    const { rows } = await work.query<{ id: string; body: Buffer }>(`SELECT id, body FROM ${table}`);
    for (const row of rows) assert.equal((await read(codec, row)).name, `Toko ${row.id}`);
    await assert.rejects(owner.query("UPDATE journal.event SET role = 'KPA'"), /not allowed/);
    // A plain row that somebody plants afterwards is neither read nor sealed.
    const planted = await plainCodec.encode(
      { name: 'Palsu' },
      { table, id: 'x', column: 'body', owner: { kind: 'VENDOR', id: 'x' } },
    );
    await owner.query(`UPDATE ${table} SET body = $2 WHERE id = $1`, [vendors[0], planted]);
    assert.equal(await sealOldRows(database.ownerUrl, codec, ids, () => {}), 0);
    await assert.rejects(read(codec, { id: vendors[0] ?? '', body: planted }), SealRefused);
    await Promise.all([serve.end(), work.end(), owner.end()]);
    await database.drop();
    file.remove();
  });
});
