/** Every route as everybody, on their own things and on those of others, compared with the matrix. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { checkRoutes } from '../src/permission/check.ts';
import { matrix } from '../src/permission/matrix.ts';
import { openPool } from '../src/platform/database.ts';
import { routeTable } from '../src/platform/http/permission.ts';
import { tryEverything } from './support/permission-cells.ts';
import { type GuardedWorld, startGuarded } from './support/permission-world.ts';

describe('every route as everybody', () => {
  let guarded: GuardedWorld;
  before(async () => {
    guarded = await startGuarded();
  });
  after(() => guarded?.close());

  it('every action of the matrix is carried out by some route', () => {
    assert.deepEqual(checkRoutes(matrix, routeTable(guarded.app)), []);
  });

  it('answers as the matrix says', async (t) => {
    const tried = await tryEverything(guarded);
    t.diagnostic(guarded.summary(tried));
    assert.deepEqual(tried.faults, []);
    assert.ok(tried.cells > 1_000);
  });
});

describe('the same trial, with a fault planted', () => {
  let guarded: GuardedWorld;
  before(async () => {
    guarded = await startGuarded({
      plant(app) {
        // Forgets whose it is.
        app.get('/api/v1/orders/:id/planted', { config: { action: 'order.approve' } }, async () => ({ open: true }));
        // Names an action that more people may do than is right.
        app.get('/api/v1/planted', { config: { action: 'session.read' } }, async () => ({ open: true }));
        // Is tried on nothing that the test knows.
        app.get('/api/v1/planted/:thing', { config: { action: 'order.read' } }, async () => ({ open: true }));
      },
    });
  });
  after(() => guarded?.close());

  it('finds each', async () => {
    const strict = { ...matrix, 'session.read': { roles: ['KPA'], on: 'x', what: 'x' } } as const;
    const only = (url: string) => ({
      ...guarded,
      permissions: strict,
      only: (route: { readonly url: string }) => route.url === url,
    });
    const open = await tryEverything(only('/api/v1/orders/:id/planted'));
    assert.ok(
      open.faults.some((fault) => /as ppk@b\.example: expected hidden, got 200/.test(fault)),
      open.faults.join('\n'),
    );
    const wide = await tryEverything(only('/api/v1/planted'));
    assert.ok(
      wide.faults.some((fault) => /as courier@a\.example: expected role, got 200/.test(fault)),
      wide.faults.join('\n'),
    );
    const unknown = await tryEverything(only('/api/v1/planted/:thing'));
    assert.match(unknown.faults.join('\n'), /what is it tried on/);
  });

  it('finds that row-level security is off', async () => {
    const owner = openPool(guarded.database.ownerUrl, 1);
    try {
      await owner.query('ALTER TABLE purchasing.file DISABLE ROW LEVEL SECURITY');
      const tried = await tryEverything({ ...guarded, only: ({ url }) => url === '/api/v1/files/:id' });
      assert.ok(tried.faults.length > 10, `${tried.faults.length} foreign photos shown`);
    } finally {
      await owner.end();
    }
  });
});
