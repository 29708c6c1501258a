import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { refuse } from '../../kernel/decision.ts';
import type { Permissions } from '../../kernel/permission.ts';
import { type App, createApp } from './app.ts';
import { Refused } from './problem.ts';
import { cursorOf, fromCursor } from './wire.ts';

const config = { action: 'open' };
const permissions: Permissions = { open: { roles: 'anyone', on: 'all', what: 'a test' } };

describe('HTTP', () => {
  let app: App;
  let webDir: string;
  const style = 'body{margin:0}';
  before(async () => {
    webDir = mkdtempSync(join(tmpdir(), 'digipay-web-'));
    writeFileSync(join(webDir, 'index.html'), `<!doctype html><style>${style}</style><p>Digipay`);
    app = await createApp({
      authenticate: async () => null,
      webDir,
      secure: true,
      log: false,
      perMinute: 40,
      permissions,
    });
    app.post(
      '/api/v1/echo',
      {
        config,
        schema: { body: z.object({ quantity: z.int().min(1) }), response: { 200: z.object({ quantity: z.int() }) } },
      },
      async (request) => request.body,
    );
    app.get('/api/v1/broken', { config }, async () => {
      throw new Error('secret detail');
    });
    app.get('/api/v1/refused', { config }, async () => {
      throw new Refused(refuse('budget_insufficient', { mak: '521111', left: 1_000n, short: 5n }));
    });
  });
  after(async () => {
    await app.close();
    rmSync(webDir, { recursive: true, force: true });
  });

  const post = (payload: string, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/v1/echo',
      payload,
      headers: { 'x-digipay': '1', 'content-type': 'application/json', ...headers },
    });

  it('answers nonsense with a problem that names the field, never with a fault of ours', async () => {
    for (const payload of [
      '{"quantity":0}',
      '{"quantity":"a"}',
      '{}',
      '[]',
      '"x"',
      'null',
      '{',
      '{"quantity":1e999}',
    ]) {
      const answer = await post(payload);
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${payload}: ${answer.statusCode}`);
      assert.match(String(answer.headers['content-type']), /application\/problem\+json/);
      assert.equal(answer.json().code, 'input_invalid');
    }
    assert.equal((await post('{"quantity":0}')).json().errors[0].path, 'quantity');
  });

  it('speaks the language of the asker', async () => {
    const ask = (language: string) => app.inject({ url: '/api/v1/refused', headers: { 'accept-language': language } });
    assert.match((await ask('id')).json().detail, /Sisa pagu 521111 tinggal Rp1\.000,00/);
    assert.match((await ask('en-GB')).json().detail, /521111/);
    assert.notEqual((await ask('en')).json().detail, (await ask('id')).json().detail);
  });

  it('says nothing of an unexpected fault but a reference', async () => {
    const answer = await app.inject({ url: '/api/v1/broken' });
    assert.equal(answer.statusCode, 500);
    assert.doesNotMatch(answer.body, /secret detail|at \w+ \(|\.ts/);
    assert.match(answer.json().detail, /DS-[0-9A-F]{8}/);
  });

  it('refuses writes that a page of another site could send', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/echo', payload: { quantity: 1 } });
    assert.deepEqual([answer.statusCode, answer.json().code], [403, 'foreign_request']);
    assert.equal(answer.json().errors.length, 0);
  });

  it('allows the page its own style and no other, and no foreign frame', async () => {
    const page = await app.inject({ url: '/pesanan/1', headers: { accept: 'text/html' } });
    assert.equal(page.statusCode, 200);
    const policy = String(page.headers['content-security-policy']);
    assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`));
    assert.match(policy, /frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
    assert.ok(page.headers['strict-transport-security']);
  });

  it('gives a problem, not a page, where the API knows no path', async () => {
    const answer = await app.inject({ url: '/api/v1/nothing', headers: { accept: 'text/html' } });
    assert.equal(answer.statusCode, 404);
    assert.equal(answer.json().code, 'not_found');
  });

  it('describes itself in OpenAPI 3.1', async () => {
    const document = (await app.inject({ url: '/api/openapi.json' })).json();
    assert.equal(document.openapi, '3.1.0');
    assert.ok(document.paths['/api/v1/echo'].post.requestBody);
    assert.equal((await app.inject({ url: '/api/docs' })).statusCode, 200);
  });

  it('refuses a cursor that is none of ours', () => {
    assert.deepEqual(fromCursor(cursorOf(['a', 'b'])), ['a', 'b']);
    for (const bad of ['x', 'e30', Buffer.from('[1]').toString('base64url')])
      assert.throws(() => fromCursor(bad), Refused);
  });

  it('stops a flood', async () => {
    const answers = await Promise.all(Array.from({ length: 60 }, () => app.inject({ url: '/api/v1/refused' })));
    const stopped = answers.filter((answer) => answer.statusCode === 429);
    assert.ok(stopped.length > 0);
    assert.equal(stopped[0]?.json().code, 'too_many_requests');
  });
});
