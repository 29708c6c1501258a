/** Offices whose treasurers bring statement files, over the real route, and imports of them in processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { openCore } from '../../src/core.ts';
import { expected } from '../../src/expected.ts';
import { systemActor } from '../../src/journal/actor.ts';
import type { Committer } from '../../src/journal/commit.ts';
import { derivedId } from '../../src/kernel/ids.ts';
import { type Satker, satkerRow } from '../../src/organisation/satker.ts';
import { openPool, type Pool } from '../../src/platform/database.ts';
import { createApp } from '../../src/platform/http/app.ts';
import type { Asker } from '../../src/platform/http/asker.ts';
import { trialSecrets } from '../../src/platform/secrets.ts';
import { testSatker } from '../../src/purchasing/testing.ts';
import { explainLines } from '../../src/reconciliation/explain.ts';
import { readStatementFile } from '../../src/reconciliation/files/read.ts';
import { type Movement, mt940, streamed } from '../../src/reconciliation/files/testing-statements.ts';
import { statementFilePermissions } from '../../src/reconciliation/statement-file.permissions.ts';
import { statementFileRoutes } from '../../src/reconciliation/statement-file.routes.ts';
import type { ImportRun } from '../../src/reconciliation/testing-import.ts';
import { subjects } from '../../src/subjects.ts';
import { testDatabase } from '../../test/support/database.ts';

const DAY = '2026-11-24';
const OPENING_SEN = 500_000_000_000_00n;

export interface Imported {
  readonly ms: number;
  /** The most memory that the process ever had, MB (10^6 bytes). */
  readonly peakMb: number;
  /** Processor time of the process. */
  readonly cpuMs: number;
  readonly kept: number;
  readonly known: number;
}

export interface StatementOffices {
  readonly owner: Pool;
  /** Brings the statement of an office with so many lines; answers the id of the file. `again` is the same content in another form. */
  bring(office: number, lines: number, again?: boolean): Promise<string>;
  /** Takes a file over in a process of its own, as `work` does. */
  take(fileId: string): Promise<Imported>;
  /** Reads a statement of so many lines and keeps nothing; answers how many it found. */
  read(lines: number): Promise<number>;
  /** One turn of `work` over the lines of an office that nobody has explained yet, half a minute at most. */
  explain(office: number): Promise<{ readonly lines: number; readonly ms: number }>;
  /** What the account of an office holds after so many lines, in rupiah. */
  cashAfter(lines: number): bigint;
  close(): Promise<void>;
}

export async function openStatementOffices(count: number): Promise<StatementOffices> {
  const database = await testDatabase();
  const home = mkdtempSync(join(tmpdir(), 'digipay-bench-'));
  const secrets = trialSecrets(join(home, 'secrets.json'));
  const keys = pathToFileURL(join(home, 'keys.json')).href;
  const core = await openCore({ databaseUrl: database.serveUrl, poolSize: 4, keys, secrets });
  const owner = openPool(database.ownerUrl, 2);
  const satkers = Array.from({ length: count }, (_, n) => officeOf(n));
  for (const satker of satkers) await written(core.committer, satker);
  const app = await createApp({
    authenticate: async ({ headers }) => treasurerOf(satkers[Number(headers['x-office'])]),
    permissions: statementFilePermissions,
    webDir: null,
    secure: false,
    log: false,
    perMinute: Number.POSITIVE_INFINITY,
  });
  statementFileRoutes(app, { ...core, clock: () => new Date() });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/v1/statements/files`;
  const fileOf = async (
    id: string,
  ): Promise<{ state: string; refusal: unknown; lines: { kept: number; known: number } }> => {
    for (let office = 0; office < count; office += 1) {
      const answer = await fetch(`${url}/${id}`, { headers: { 'x-office': String(office) } });
      if (answer.ok) return (await answer.json()) as Awaited<ReturnType<typeof fileOf>>;
    }
    throw new Error(`no file ${id}`);
  };
  return {
    owner,
    async bring(office, lines, again = false) {
      const satker = satkers[office];
      if (!satker) throw new RangeError(`no office ${office}`);
      const form = new FormData();
      form.set('file', new Blob([Buffer.concat(statementOf(satker, lines, again))]), 'rekening-koran.txt');
      const headers = { 'x-office': String(office), 'x-digipay': '1', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(url, { method: 'POST', headers, body: form });
      const { id, isNew } = (await answer.json()) as { id: string; isNew: boolean };
      if (!isNew) throw new Error(`the statement was not taken: ${answer.status}`);
      return id;
    },
    async take(fileId) {
      const options: ImportRun = {
        databaseUrl: database.workUrl,
        keys,
        accountKey: secrets.accountKey,
        fileId,
        aheadMs: 0,
      };
      const script = join(import.meta.dirname, '../../src/reconciliation/testing-import.ts');
      const flags = (process.env.BENCH_NODE ?? '').split(' ').filter(Boolean);
      const child = spawn(process.execPath, [...flags, script, JSON.stringify(options)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
      if (code !== 0) throw new Error(`the import ended with ${code}`);
      const { ms, rss, cpu } = JSON.parse(said) as { ms: number; rss: number; cpu: number };
      const { state, lines, refusal } = await fileOf(fileId);
      if (state !== 'DONE') throw new Error(`the file is ${state} after its import: ${JSON.stringify(refusal)}`);
      return { ms, peakMb: (rss * 1024 * 1024) / 1e6, cpuMs: cpu, kept: lines.kept, known: lines.known };
    },
    async read(lines) {
      let found = 0;
      for await (const event of readStatementFile(streamed(statementOf(officeOf(0), lines, false), 65_536)))
        if (event.kind === 'line') found += 1;
      return found;
    },
    async explain(office) {
      const untold = async (): Promise<number> => {
        const { rows } = await owner.query<{ n: number }>(
          "SELECT count(*)::int AS n FROM payment.statement_line WHERE status = 'TAKEN'",
        );
        return rows[0]?.n ?? 0;
      };
      const work = await openCore({ databaseUrl: database.workUrl, poolSize: 6, keys, secrets });
      const before = await untold();
      const began = performance.now();
      await explainLines({ ...work, clock: () => new Date(), subjects, expected }, officeOf(office).id);
      const ms = performance.now() - began;
      await work.close();
      return { lines: before - (await untold()), ms };
    },
    cashAfter: (lines) =>
      [...movementsOf(lines)].reduce(
        (sum, { direction, sen }) => sum + (direction === 'CREDIT' ? sen : -sen),
        OPENING_SEN,
      ) / 100n,
    async close() {
      await app.close();
      await core.close();
      await owner.end();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const officeOf = (n: number): Satker =>
  testSatker({
    id: derivedId('bench.statement', `satker ${n}`),
    code: String(960_000 + n),
    account: { bankCode: '002', accountNo: `64000000000${String(1_000 + n)}`, name: `BPG KANTOR REKENING ${n}` },
  });

async function written(committer: Committer, satker: Satker): Promise<void> {
  const answer = await committer.commit({
    decision: {
      ok: true,
      events: [{ type: 'bench.made', aggregate: 'bench', aggregateId: satker.id, payload: {} }],
      rows: [satkerRow(satker, 0)],
      transfers: [],
      jobs: [],
    },
    actor: systemActor,
    parties: { satkerId: satker.id, vendorId: null },
    at: new Date(),
    cause: derivedId('bench.statement', satker.id),
  });
  if (answer.kind !== 'committed') throw new Error(`${satker.name} was answered ${answer.kind}`);
}

const treasurerOf = (satker: Satker | undefined): Asker | null =>
  satker
    ? {
        personId: derivedId(satker.id, 'treasurer'),
        assignmentId: derivedId(satker.id, 'seat'),
        name: 'Bendahara Contoh',
        role: 'BENDAHARA',
        satkerId: satker.id,
        vendorId: null,
        officeCode: satker.code,
        officeName: satker.name,
        officeKind: 'SATKER',
        zone: 'WIB',
      }
    : null;

const statementOf = (satker: Satker, lines: number, again: boolean): Uint8Array[] => [
  ...mt940(
    [
      {
        accountNo: satker.account.accountNo,
        reference: 'STM261124',
        sequence: 1,
        on: DAY,
        opening: OPENING_SEN,
        movements: { [Symbol.iterator]: () => movementsOf(lines) },
      },
    ],
    { envelope: again },
  ),
];

/** A third without the bank's number, half of those equal but for the balance after them. */
function* movementsOf(lines: number): Generator<Movement> {
  for (let i = 0; i < lines; i += 1)
    yield {
      on: DAY,
      direction: i % 4 === 0 ? 'CREDIT' : 'DEBIT',
      sen: BigInt(1_000_00 + (i % 9_999) * 100),
      reference: '',
      bankReference: i % 3 === 0 ? '' : `${DAY.replaceAll('-', '')}${String(i).padStart(8, '0')}`,
      remark: i % 6 === 0 ? 'BIAYA SKN' : `TRF CV CONTOH INV-${i}`,
    };
}
