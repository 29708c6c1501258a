import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import type { Permissions } from '../../kernel/permission.ts';
import { type App, createApp } from './app.ts';
import type { Asker } from './asker.ts';
import { askerOf } from './asker.ts';

const asker = (personId: string): Asker => ({
  personId,
  assignmentId: 'a',
  name: 'Orang Contoh',
  role: 'PPK',
  satkerId: 's',
  vendorId: null,
  officeCode: null,
  officeName: 'Kantor Contoh',
  officeKind: 'SATKER',
  zone: 'WIB',
});

const open = { action: 'open' };
const permissions: Permissions = {
  open: { roles: 'anyone', on: 'all', what: 'a test' },
  mine: { roles: 'signed-in', on: 'self', what: 'a test' },
  kpa: { roles: ['KPA'], on: 'self', what: 'a test' },
};

describe('the doors of the server', () => {
  let app: App;
  let webDir: string;
  before(async () => {
    webDir = mkdtempSync(join(tmpdir(), 'digipay-web-'));
    mkdirSync(join(webDir, 'assets'));
    writeFileSync(join(webDir, 'index.html'), '<!doctype html><p>Digipay');
    writeFileSync(join(webDir, 'assets', 'main-abc123.js'), 'export {}');
    writeFileSync(join(webDir, 'simpul.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    app = await createApp({
      authenticate: async ({ headers }) => (typeof headers['x-who'] === 'string' ? asker(headers['x-who']) : null),
      webDir,
      secure: false,
      log: false,
      perMinute: 30,
      permissions,
    });
    app.post('/api/v1/echo', { config: open, schema: { body: z.object({ note: z.string() }) } }, async () => ({
      done: true,
    }));
    app.post('/bank/v1.0/notice', async () => ({ done: true }));
    app.get('/api/v1/mine', { config: { action: 'mine' } }, async (request) => ({ who: askerOf(request).personId }));
    app.get('/api/v1/kpa', { config: { action: 'kpa' } }, async (request) => ({ who: askerOf(request).personId }));
    app.get('/api/v1/things/:id', { config: open, schema: { params: z.object({ id: z.uuid() }) } }, async () => ({
      done: true,
    }));
  });
  after(async () => {
    await app.close();
    rmSync(webDir, { recursive: true, force: true });
  });

  const json = { 'content-type': 'application/json' };
  const isProblem = (answer: { headers: Record<string, unknown> }) =>
    assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);

  it('do not open to another spelling of a path', async () => {
    for (const url of ['/%61pi/v1/echo', '/%61%70%69/v1/echo', '/api/v1/%65cho', 'http://other.example/api/v1/echo']) {
      const answer = await app.inject({ method: 'POST', url, headers: json, payload: '{"note":"x"}' });
      assert.deepEqual([answer.statusCode, answer.json().code], [403, 'foreign_request'], url);
      assert.match(answer.json().detail, /X-Digipay/);
    }
    const signedIn = await app.inject({ url: '/%61pi/v1/mine', headers: { 'x-who': 'p' } });
    assert.deepEqual(signedIn.json(), { who: 'p' });
  });

  it('let the bank in, which sends no header of ours', async () => {
    assert.equal((await app.inject({ method: 'POST', url: '/bank/v1.0/notice' })).statusCode, 200);
  });

  it('answer a broken or endless path with a problem', async () => {
    for (const url of ['/api/%zz', '/api/v1/things/%', `/api/v1/things/${'9'.repeat(3_000)}`, '/api/v1/things/1']) {
      const answer = await app.inject({ url });
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${url.slice(0, 40)}: ${answer.statusCode}`);
      isProblem(answer);
    }
  });

  it('say how large a request may be', async () => {
    const payload = JSON.stringify({ note: 'x'.repeat(1_100_000) });
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/echo',
      headers: { ...json, 'x-digipay': '1' },
      payload,
    });
    assert.equal(answer.statusCode, 413);
    assert.match(answer.json().detail, /\b1 MB/);
  });

  it('take JSON and nothing that a form of another site can send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const headers = { 'content-type': type, 'x-digipay': '1' };
      const answer = await app.inject({ method: 'POST', url: '/api/v1/echo', headers, payload: '{"note":"x"}' });
      assert.equal(answer.statusCode, 415, type);
      isProblem(answer);
    }
  });

  it('say who must sign in, and who holds another role', async () => {
    assert.equal((await app.inject({ url: '/api/v1/mine' })).statusCode, 401);
    const other = await app.inject({ url: '/api/v1/kpa', headers: { 'x-who': 'p' } });
    assert.deepEqual(
      [other.statusCode, other.json().code, other.json().type],
      [403, 'not_your_role', '/problems/not_your_role'],
    );
  });

  it('do not start with a route that names no action of the matrix', async () => {
    for (const config of [{}, { action: 'unknown' }])
      assert.throws(
        () => app.get(`/api/v1/${'action' in config ? 'a' : 'b'}`, { config }, async () => ({})),
        /permission matrix|already listening/,
      );
  });

  it('name the faulty field in the language of the asker', async () => {
    const headers = { ...json, 'x-digipay': '1' };
    const ask = async (language: string) =>
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/echo',
          headers: { ...headers, 'accept-language': language },
          payload: '{}',
        })
      ).json();
    const [indonesian, english, other] = [await ask('id-ID'), await ask('en-US,en;q=0.9'), await ask('fr')];
    assert.equal(indonesian.errors[0].path, 'note');
    assert.notEqual(indonesian.errors[0].message, english.errors[0].message);
    assert.deepEqual({ ...other, reference: '' }, { ...indonesian, reference: '' });
  });

  it('count requests by person, so that one does not use up the share of another at the same address', async () => {
    const ask = (who: string) => app.inject({ url: '/api/v1/mine', headers: { 'x-who': who } });
    for (let n = 0; n < 30; n += 1) assert.equal((await ask('busy')).statusCode, 200);
    assert.equal((await ask('busy')).statusCode, 429);
    assert.equal((await ask('quiet')).statusCode, 200);
  });

  it('let no inline script or style attribute run, on any answer', async () => {
    for (const url of ['/', '/api/v1/mine', '/api/v1/nothing', '/assets/main-abc123.js']) {
      const policy = String(
        (await app.inject({ url, headers: { accept: 'text/html' } })).headers['content-security-policy'],
      );
      assert.doesNotMatch(policy, /unsafe|\*|data:|https?:/, url);
      const rules = url.startsWith('/api/')
        ? ["default-src 'none'", 'sandbox', "base-uri 'none'", "form-action 'none'"]
        : ["default-src 'none'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"];
      for (const rule of rules) assert.ok(policy.includes(rule), `${url}: ${rule}`);
    }
  });

  it('keep built files for a year and the page itself not at all', async () => {
    const cache = async (url: string) =>
      (await app.inject({ url, headers: { accept: 'text/html,*/*' } })).headers['cache-control'];
    assert.equal(await cache('/assets/main-abc123.js'), 'public, max-age=31536000, immutable');
    for (const url of ['/', '/pesanan/1', '/simpul.svg']) assert.equal(await cache(url), 'no-cache', url);
  });

  it('give the page for screens alone: not for what looks like a file left behind', async () => {
    const page = async (url: string, accept = 'text/html') =>
      (await app.inject({ url, headers: { accept } })).statusCode;
    for (const url of ['/katalog', '/pesanan/0f8fad5b-d9cb-469f-a165-70867728950e?a=b', '/toko/pena-lintas'])
      assert.equal(await page(url), 200, url);
    assert.equal(await page('/', '*/*'), 200);
    for (const url of [
      '/katalog.bak',
      '/katalog~',
      '/.env',
      '/.git/config',
      '/backup.sql',
      '/wp-login.php',
      '/assets/none',
      '/api/x',
      '/bank/x',
    ])
      assert.equal(await page(url), 404, url);
  });

  it('give no page for what only a program asks, and no file outside the folder', async () => {
    for (const url of [
      '/pesanan/1',
      '/assets/none.js',
      '/../package.json',
      '/%2e%2e/package.json',
      '/..%2fpackage.json',
    ]) {
      const answer = await app.inject({ url, headers: { accept: '*/*' } });
      assert.ok([400, 403, 404].includes(answer.statusCode), `${url}: ${answer.statusCode}`);
      assert.doesNotMatch(answer.body, /digipay-satu"/);
    }
  });
});
