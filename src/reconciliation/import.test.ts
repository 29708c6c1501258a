import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import type { Json } from '../../test/support/world.ts';
import { type Core, openCore } from '../core.ts';
import { demoSatkers } from '../demo/people.ts';
import type { Satker } from '../organisation/satker.ts';
import { openPool, type Pool } from '../platform/database.ts';
import { type App, createApp } from '../platform/http/app.ts';
import type { Asker } from '../platform/http/asker.ts';
import { type TrialSecrets, trialSecrets } from '../platform/secrets.ts';
import { camt053, type Movement, mt940, type Statement } from './files/testing-statements.ts';
import { importDeps } from './import.jobs.ts';
import { type ImportDeps, importFile, sweepImports } from './import.ts';
import type { IdentifiedLine } from './keep-file.ts';
import { statementFilePermissions } from './statement-file.permissions.ts';
import { statementFileRoutes } from './statement-file.routes.ts';
import { testOffice } from './testing-bank.ts';
import type { ImportRun } from './testing-import.ts';

/** Lines of the long file; with DIGIPAY_LONG=1 as many as the month of a large office has. */
const LONG = process.env.DIGIPAY_LONG === '1' ? 100_000 : 6_000;

const people: { readonly [who: string]: Asker } = Object.fromEntries(
  (
    [
      ['bendahara', 'BENDAHARA', 0],
      ['bpp', 'BPP', 0],
      ['kpa', 'KPA', 0],
      ['ppk', 'PPK', 0],
      ['other', 'BENDAHARA', 1],
      ['auditor', 'AUDITOR', null],
    ] as const
  ).map(([who, role, satker]) => [
    who,
    {
      personId: randomUUID(),
      assignmentId: randomUUID(),
      name: `Orang Contoh ${who}`,
      role,
      satkerId: satker === null ? null : (demoSatkers[satker]?.id ?? null),
      vendorId: null,
      officeCode: null,
      officeName: 'Kantor Contoh',
      officeKind: satker === null ? 'OVERSIGHT' : 'SATKER',
      zone: 'WIB',
    },
  ]),
);

describe('a statement file', () => {
  let database: TestDatabase;
  let home: string;
  let secrets: TrialSecrets;
  let keys: string;
  let serve: Core;
  let work: Core;
  let owner: Pool;
  let app: App;
  let satker: Satker;
  let url: string;
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const deps = (over: Partial<ImportDeps> = {}): ImportDeps => ({ ...importDeps({ ...work, clock }), ...over });

  before(async () => {
    database = await testDatabase();
    home = mkdtempSync(join(tmpdir(), 'digipay-import-'));
    secrets = trialSecrets(join(home, 'secrets.json'));
    keys = pathToFileURL(join(home, 'keys.json')).href;
    serve = await openCore({ databaseUrl: database.serveUrl, poolSize: 4, keys, secrets });
    work = await openCore({ databaseUrl: database.workUrl, poolSize: 4, keys, secrets });
    owner = openPool(database.ownerUrl, 2);
    satker = await testOffice(work.committer);
    await testOffice(work.committer, () => [], 1);
    app = await createApp({
      authenticate: async ({ headers }) => people[String(headers['x-who'])] ?? null,
      permissions: statementFilePermissions,
      webDir: null,
      secure: false,
      log: false,
    });
    statementFileRoutes(app, { ...serve, clock });
    await app.listen({ port: 0, host: '127.0.0.1' });
    url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/statements/files`;
  });
  after(async () => {
    await app.close();
    await Promise.all([serve.close(), work.close(), owner.end()]);
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  const bring = async (content: string | readonly Uint8Array[], who = 'bendahara', name = 'rk.txt') => {
    const form = new FormData();
    form.set('file', new Blob([content].flat() as string[]), name);
    const headers = { 'x-who': who, 'x-digipay': '1', 'idempotency-key': randomUUID() };
    const answer = await fetch(url, { method: 'POST', headers, body: form });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const see = async (id: string, who = 'bendahara') => {
    const answer = await fetch(`${url}/${id}`, { headers: { 'x-who': who } });
    return { status: answer.status, body: (await answer.json()) as Json };
  };
  const count = async (sql: string): Promise<number> =>
    Number((await owner.query(`SELECT count(*) AS n FROM ${sql}`)).rows[0].n);
  const linesKept = () => count('payment.statement_line');
  const chunksOf = () => count('reconciliation.statement_chunk');
  const cash = async (): Promise<bigint> =>
    BigInt(
      (
        await owner.query(
          "SELECT coalesce(sum(debits_posted - credits_posted), 0) AS n FROM ledger.account WHERE kind = 'bank.cash'",
        )
      ).rows[0].n,
    );

  const day = (on: string, opening: bigint, movements: Iterable<Movement>): Statement => ({
    accountNo: satker.account.accountNo,
    reference: `STM${on.slice(2).replaceAll('-', '')}`,
    sequence: 1,
    on,
    opening,
    movements,
  });
  const some = (on: string, n: number, from = 0): Movement[] =>
    Array.from({ length: n }, (_, i) => ({
      on,
      direction: i % 4 === 0 ? 'CREDIT' : 'DEBIT',
      sen: BigInt(1_000_00 + i * 100),
      reference: '',
      bankReference: i % 3 === 0 ? '' : `${on.replaceAll('-', '')}${String(from + i).padStart(8, '0')}`,
      // Equal lines, told apart by the balance after them alone.
      remark: i % 6 === 0 ? 'BIAYA SKN' : `TRF CV CONTOH INV-${from + i}`,
    }));
  const total = (movements: readonly Movement[]) =>
    movements.reduce((sum, { direction, sen }) => sum + (direction === 'CREDIT' ? sen : -sen), 0n);
  const OPENING = 500_000_000_00n;
  const first = some('2026-11-23', 40);

  it('is taken over line by line, and is there once', async () => {
    const content = [...mt940([day('2026-11-23', OPENING, first)])];
    const brought = await bring(content, 'bendahara', '../../etc/rk-23.txt');
    assert.equal(brought.status, 200, JSON.stringify(brought.body));
    const { id, isNew } = brought.body;
    assert.equal(isNew, true);
    assert.partialDeepStrictEqual((await see(id)).body, { state: 'RECEIVED', percent: 0, name: 'rk-23.txt' });
    await importFile(deps(), id);
    const done = (await see(id)).body;
    assert.partialDeepStrictEqual(done, {
      state: 'DONE',
      percent: 100,
      lines: { done: 40, total: 40, kept: 40, known: 0 },
    });
    assert.equal(done.statements[0].closing.amount, `${(OPENING + total(first)) / 100n}.00`);
    assert.equal(await linesKept(), 40);

    assert.deepEqual((await bring(content, 'bpp')).body, { id, isNew: false });
    await importFile(deps(), id);
    assert.equal(await linesKept(), 40);
    assert.equal(await cash(), (OPENING + total(first)) / 100n);
  });

  it('of another day that tells known lines again adds the new ones alone', async () => {
    const more = some('2026-11-24', 10, 100);
    const both = [day('2026-11-23', OPENING, first), day('2026-11-24', OPENING + total(first), more)];
    const { id } = (await bring([...mt940(both, { envelope: true })])).body;
    await importFile(deps(), id);
    assert.partialDeepStrictEqual((await see(id)).body.lines, { kept: 10, known: 40 });
    assert.equal(await linesKept(), 50);
    assert.equal(await cash(), (OPENING + total(first) + total(more)) / 100n);
  });

  it('in another format tells the same lines', async () => {
    const { id } = (await bring([...camt053(day('2026-11-23', OPENING, first), '08')])).body;
    await importFile(deps(), id);
    assert.partialDeepStrictEqual((await see(id)).body, { state: 'DONE', lines: { kept: 0, known: 40 } });
    assert.equal(await linesKept(), 50);
  });

  it('that is broken is refused whole, with its line and its reason', async () => {
    const lines = await linesKept();
    const broken = Buffer.concat([...mt940([day('2026-11-25', OPENING, some('2026-11-25', 700))])])
      .toString()
      .replace(/:62F:C(\d{6})IDR\d/, ':62F:C$1IDR9');
    const { id } = (await bring(broken)).body;
    await importFile(deps(), id);
    const { body } = await see(id);
    assert.equal(body.state, 'REFUSED');
    assert.equal(body.refusal.reason, 'BALANCE');
    assert.equal(body.refusal.line, broken.split('\n').findIndex((line) => line.startsWith(':62F:')) + 1);
    assert.match(body.refusal.sentence, /Saldo awal/);
    assert.equal(await linesKept(), lines);
    await importFile(deps(), id);
    assert.equal((await see(id)).body.state, 'REFUSED');
  });

  it('of another account, or of none, is refused', async () => {
    const foreign = { ...day('2026-11-25', 0n, some('2026-11-25', 3)), accountNo: '5550001234' };
    const { id } = (await bring([...mt940([foreign])])).body;
    await importFile(deps(), id);
    assert.partialDeepStrictEqual((await see(id)).body.refusal, { line: 1, reason: 'ACCOUNT', found: '5550001234' });
    const table = (await bring('tanggal;uraian;jumlah\n')).body;
    await importFile(deps(), table.id);
    assert.partialDeepStrictEqual((await see(table.id)).body.refusal, { line: 1, reason: 'FORMAT_UNKNOWN' });
  });

  it('is brought by treasurers alone, and seen by their own office and the auditors', async () => {
    const content = [...mt940([day('2026-11-26', OPENING, some('2026-11-26', 2))])];
    for (const who of ['kpa', 'ppk', 'auditor']) assert.equal((await bring(content, who)).status, 403, who);
    assert.equal((await bring(content, 'nobody')).status, 401);
    const { id } = (await bring(content)).body;
    for (const who of ['bendahara', 'bpp', 'kpa', 'auditor']) assert.equal((await see(id, who)).status, 200, who);
    assert.equal((await see(id, 'ppk')).status, 403);
    assert.equal((await see(id, 'other')).status, 404);
    const list = async (who: string) =>
      ((await (await fetch(url, { headers: { 'x-who': who } })).json()) as Json).items.length;
    assert.ok((await list('bendahara')) >= 5);
    assert.equal(await list('other'), 0);
    // The same content of another office is another file.
    assert.equal((await bring(content, 'other')).body.isNew, true);
  });

  it('that is too large, or holds what no statement holds, is not kept', async () => {
    const chunks = await chunksOf();
    const large = await bring([Buffer.alloc(61 * 1024 * 1024, ':20:A\n')]);
    assert.deepEqual([large.status, large.body.code], [413, 'body_too_large']);
    assert.equal((await bring([randomBytes(16 * 1024 * 1024)])).body.code, 'file_invalid');
    assert.equal((await bring('')).body.code, 'file_invalid');
    const plain = await fetch(url, {
      method: 'POST',
      headers: {
        'x-who': 'bendahara',
        'x-digipay': '1',
        'idempotency-key': randomUUID(),
        'content-type': 'application/json',
      },
      body: '{}',
    });
    assert.equal(((await plain.json()) as Json).code, 'file_invalid');
    assert.equal(await chunksOf(), chunks);
  });

  it('lies sealed in the database', async () => {
    const { rows } = await owner.query<{ body: Buffer }>('SELECT body FROM reconciliation.statement_chunk');
    assert.ok(rows.length > 0);
    for (const { body } of rows) {
      assert.notEqual(body[0], 1, 'plain JSON');
      assert.ok(!body.includes('base64') && !body.includes('H4sI'));
    }
  });

  it('is tried again when it could not go on, and taken up by the sweep', async () => {
    const { id } = (await bring([...mt940([day('2026-11-27', OPENING, some('2026-11-27', 3, 900))])])).body;
    const silent = deps({
      keepLines: async () => {
        throw new Error('the database is away');
      },
    });
    await assert.rejects(importFile(silent, id), /away/);
    assert.equal((await see(id)).body.state, 'IMPORTING');
    const swept: unknown[] = [];
    const sweep = () => sweepImports({ pool: work.pool, clock }, async (job) => swept.push(job.payload.id));
    await sweep();
    assert.ok(!swept.includes(id), 'not at once');
    ahead += 3_600_000;
    await sweep();
    assert.ok(swept.includes(id));
  });

  it('is worked on by one run at a time', async () => {
    const { id } = (await bring([...mt940([day('2026-11-28', OPENING, some('2026-11-28', 1_200, 2_000))])])).body;
    let meanwhile: Promise<void> | null = null;
    let calls = 0;
    const counting = (over: Partial<ImportDeps> = {}) => {
      const real = deps();
      return deps({
        keepLines: (source, lines) => {
          calls += 1;
          return real.keepLines(source, lines);
        },
        ...over,
      });
    };
    const slow = counting({
      keepLines: async (source, lines: readonly IdentifiedLine[]) => {
        calls += 1;
        meanwhile ??= importFile(counting(), id);
        await meanwhile;
        return deps().keepLines(source, lines);
      },
    });
    await importFile(slow, id);
    assert.equal(calls, 3);
    assert.equal((await see(id)).body.state, 'DONE');
  });

  it(`of ${LONG} lines survives kill -9, in bounded memory, and its second bringing changes nothing`, {
    timeout: 900_000,
  }, async (t) => {
    const movements = some('2026-12-01', LONG, 10_000);
    const kept = await linesKept();
    const before = await cash();
    const content = [...mt940([day('2026-12-01', OPENING * 100n, movements)])];
    const { id } = (await bring(content)).body;
    const percents: number[] = [];
    const run = (aheadMs: number): ChildProcess => {
      const options: ImportRun = {
        databaseUrl: database.workUrl,
        keys,
        accountKey: secrets.accountKey,
        fileId: id,
        aheadMs,
      };
      return spawn(
        process.execPath,
        ['--max-old-space-size=128', join(import.meta.dirname, 'testing-import.ts'), JSON.stringify(options)],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
    };
    let kills = 0;
    for (; kills < 3; kills += 1) {
      const child = run(ahead);
      const from = await linesKept();
      while ((await linesKept()) < from + 500 && child.exitCode === null)
        await new Promise((resolve) => setTimeout(resolve, 20));
      child.kill('SIGKILL');
      await new Promise((resolve) => child.on('close', resolve));
      percents.push((await see(id)).body.percent);
      ahead += 60_000;
    }
    const last = run(ahead);
    let out = '';
    last.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    const watch = setInterval(async () => percents.push((await see(id)).body.percent), 500);
    assert.equal(await new Promise((resolve) => last.on('close', resolve)), 0);
    clearInterval(watch);
    const { ms, rss } = JSON.parse(out);
    const done = (await see(id)).body;
    percents.push(done.percent);
    t.diagnostic(
      `${LONG} lines, ${kills} kills, last run ${ms} ms, peak RSS ${rss} MB, percents ${[...new Set(percents)].join(' ')}`,
    );
    assert.equal(done.state, 'DONE');
    assert.equal((await linesKept()) - kept, LONG);
    assert.equal((await cash()) - before, total(movements) / 100n);
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    );

    assert.deepEqual((await bring(content)).body, { id, isNew: false });
    await importFile(deps(), id);
    assert.equal((await linesKept()) - kept, LONG);
  });

  it('would lack lines if a batch were called kept that is not: the same count shows it', async () => {
    const movements = some('2026-12-03', 700, 500_000);
    const kept = await linesKept();
    let calls = 0;
    const lossy = deps({
      keepLines: async (source, lines) => {
        calls += 1;
        return calls === 2 ? { kept: lines.length, known: 0 } : deps().keepLines(source, lines);
      },
    });
    const { id } = (await bring([...mt940([day('2026-12-03', OPENING, movements)])])).body;
    await importFile(lossy, id);
    assert.equal((await linesKept()) - kept, 500);
  });

  it('would double its lines if identities were lost: the same count shows it', async () => {
    const movements = some('2026-12-02', 20, 400_000);
    const content = [...mt940([day('2026-12-02', OPENING, movements)])];
    const kept = await linesKept();
    const forgetful = deps();
    const blind = deps({
      keepLines: (source, lines) =>
        forgetful.keepLines(
          source,
          lines.map((line) => ({ ...line, id: randomUUID(), references: [randomUUID()], remark: randomUUID() })),
        ),
    });
    const { id } = (await bring(content)).body;
    await importFile(blind, id);
    // The same day in another file, as a bank that sends its statement again does.
    const again = (await bring([...camt053(day('2026-12-02', OPENING, movements), '02')])).body;
    await importFile(blind, again.id);
    assert.equal((await linesKept()) - kept, 40);
  });
});
