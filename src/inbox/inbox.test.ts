import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import type { Json } from '../../test/support/world.ts';
import { type Core, openCore } from '../core.ts';
import { systemActor } from '../journal/actor.ts';
import type { RowWrite } from '../kernel/decision.ts';
import { satkerRow } from '../organisation/satker.ts';
import { vendorRow } from '../organisation/vendor.ts';
import { importedLife } from '../organisation/vendor-life.ts';
import { matrix } from '../permission/matrix.ts';
import { type App, createApp } from '../platform/http/app.ts';
import type { Asker } from '../platform/http/asker.ts';
import { trialSecrets } from '../platform/secrets.ts';
import type { OrderState } from '../purchasing/order.machine.ts';
import { orderRoutes } from '../purchasing/order.routes.ts';
import { buyers, orderUpTo, type Person, stage, testSatker } from '../purchasing/testing.ts';
import { orderRow } from '../purchasing/transition.ts';
import { inboxRoutes } from './inbox.routes.ts';

const at = stage({ now: new Date() });
const people = buyers(at.satker.id);
const other = testSatker({ id: randomUUID(), code: '999009' });
const MINUTE_MS = 60_000;
const NEWER = 60;

const askerOf = ({ personId, assignmentId, name, role }: Person, satkerId = at.satker.id): Asker => ({
  ...{ personId, assignmentId, name, role, satkerId, vendorId: null },
  ...{ officeCode: null, officeName: 'Kantor Contoh', officeKind: 'SATKER', zone: 'WIB' },
});
const askers: Readonly<Record<string, Asker>> = {
  ppk: askerOf(people.ppk),
  pp: askerOf(people.pp),
  stranger: askerOf(people.ppk, other.id),
};

describe('what waits for whom in a busy office', () => {
  let database: TestDatabase;
  let home: string;
  let core: Core;
  let app: App;
  const idOf = new Map<string, string>();

  const write = async (rows: readonly RowWrite[]) => {
    const event = { type: 'test.made', aggregate: 'test', aggregateId: at.satker.id, payload: {} };
    const done = await core.committer.commit({
      decision: { ok: true, events: [event], rows, transfers: [], jobs: [] },
      actor: systemActor,
      parties: { satkerId: at.satker.id, vendorId: null },
      at: at.now,
      cause: randomUUID(),
    });
    assert.equal(done.kind, 'committed');
  };
  const order = (label: string, state: OrderState, minutesAgo: number): RowWrite => {
    const id = randomUUID();
    idOf.set(label, id);
    const createdAt = new Date(at.now.getTime() - minutesAgo * MINUTE_MS).toISOString();
    return orderRow({ ...orderUpTo(at, state), id, number: `PS-${label}`, createdAt }, 0);
  };
  const get = async (who: string, url: string): Promise<Json> => {
    const answer = await app.inject({ url, headers: { 'x-who': who } });
    assert.equal(answer.statusCode, 200, answer.body);
    return answer.json();
  };

  before(async () => {
    database = await testDatabase();
    home = mkdtempSync(join(tmpdir(), 'digipay-inbox-'));
    const keys = pathToFileURL(join(home, 'keys.json')).href;
    core = await openCore({
      databaseUrl: database.serveUrl,
      poolSize: 2,
      keys,
      secrets: trialSecrets(join(home, 's.json')),
    });
    const vendor = { ...at.vendor, life: { ...importedLife, kppnCode: '026' } };
    await write([satkerRow(at.satker, 0), satkerRow(other, 0), vendorRow(vendor, 0)]);
    await write([order('old', 'WAIT_PPK', 20_000)]);
    await write([order('asked', 'REQUESTED', 19_000)]);
    await write(Array.from({ length: NEWER }, (_, n) => order(`new-${n}`, 'SHIPPED', n)));
    app = await createApp({
      authenticate: async ({ headers }) => askers[String(headers['x-who'])] ?? null,
      permissions: matrix,
      webDir: null,
      secure: false,
      log: false,
    });
    const deps = { ...core, clock: () => at.now };
    inboxRoutes(app, deps);
    orderRoutes(app, { ...deps, verifyCode: async () => null });
  });
  after(async () => {
    await app.close();
    await core.close();
    await database.drop();
    rmSync(home, { recursive: true, force: true });
  });

  it('is told however much came later', async () => {
    const tasksOf = async (who: string) => {
      const { today, next } = await get(who, '/api/v1/tasks');
      return [...today, ...next].map(({ id, action }: Json) => `${id} ${action}`);
    };
    assert.deepEqual(await tasksOf('ppk'), [`${idOf.get('old')} approve`]);
    assert.deepEqual(await tasksOf('pp'), [`${idOf.get('asked')} setDetails`]);
    assert.deepEqual(await tasksOf('stranger'), []);
  });

  it('is a list of its own', async () => {
    const { items, next } = await get('ppk', '/api/v1/orders?view=mine');
    assert.deepEqual([items.map(({ id }: Json) => id), next], [[idOf.get('old')], null]);
  });

  it('stands among what runs, newest first, page by page, each once', async () => {
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Json = await get('ppk', `/api/v1/orders?view=running${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }: Json) => id));
      cursor = page.next;
    }
    const wanted = [...Array.from({ length: NEWER }, (_, n) => `new-${n}`), 'asked', 'old'].map((label) =>
      idOf.get(label),
    );
    assert.deepEqual(seen, wanted);
    assert.deepEqual((await get('stranger', '/api/v1/orders?view=running')).items, []);
  });
});
