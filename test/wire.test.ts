/** What stands on the wire: where one request ends and the next begins, what every answer carries, and what of it reaches the log. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { type App, createApp } from '../src/platform/http/app.ts';

const permissions = { 'test.anyone': { roles: 'anyone', on: '', what: '' } } as const;
const anyone = { config: { action: 'test.anyone' } };
const SECRETS = ['rahasia-sekali', '3174012345678901', 'siti@kantor.example', 'k4ta-sandi'];

let app: App;
let port: number;
let webDir: string;
let logged = '';

before(async () => {
  webDir = mkdtempSync(join(tmpdir(), 'digipay-wire-'));
  mkdirSync(join(webDir, 'assets'));
  writeFileSync(join(webDir, 'index.html'), '<!doctype html><title>Digipay Satu</title>');
  writeFileSync(join(webDir, 'assets/main-1.js'), 'export {};');
  const log = new Writable({
    write(chunk, _encoding, done) {
      logged += String(chunk);
      done();
    },
  });
  app = await createApp({ permissions, authenticate: async () => null, webDir, secure: true, log });
  app.get('/api/v1/things', { ...anyone, schema: { querystring: z.object({ q: z.string() }) } }, async (request) => ({
    q: request.query.q,
  }));
  app.post('/api/v1/things', { ...anyone, schema: { body: z.object({ q: z.string() }) } }, async ({ body }) => body);
  app.get('/api/v1/drawing', anyone, (_request, reply) => reply.type('image/svg+xml; charset=utf-8').send('<svg/>'));
  app.post('/api/v1/broken', anyone, async () => {
    throw Object.assign(new Error(`bad row of ${SECRETS[2]}\nINFO a line of its own`), {
      detail: `Key (nik)=(${SECRETS[1]}) exists`,
      parameters: [SECRETS[3]],
    });
  });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
after(async () => {
  await app.close();
  rmSync(webDir, { recursive: true, force: true });
});

/** What the server says to these bytes until it closes the line, or for a second. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      said += String(chunk);
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(said));
    setTimeout(() => socket.destroy(), 1_000).unref();
  });
}
const post = (headers: string, body: string) =>
  raw(
    `POST /api/v1/things HTTP/1.1\r\nHost: x\r\nX-Digipay: 1\r\nContent-Type: application/json\r\n${headers}\r\n${body}`,
  );

describe('the end of a request', () => {
  it('is never in doubt: two lengths, a length beside chunks, and broken chunks are refused', async () => {
    const smuggled = 'GET /api/v1/things?q=smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
    const doubtful: readonly [string, string][] = [
      ['Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggled}`],
      ['Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', `0\r\n\r\n${smuggled}`],
      ['Content-Length: 9\r\nContent-Length: 0\r\n', `{"q":"a"}${smuggled}`],
      ['Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`],
      ['Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`],
      ['Transfer-Encoding : chunked\r\n', `0\r\n\r\n${smuggled}`],
      ['Transfer-Encoding: chunked\r\n', `Z\r\n\r\n${smuggled}`],
      ['Content-Length: +9\r\n', `{"q":"a"}${smuggled}`],
      ['X-A: b\rContent-Length: 0\r\n', smuggled],
    ];
    for (const [headers, body] of doubtful) {
      const answer = await post(headers, body);
      assert.match(answer, /^HTTP\/1\.1 4\d\d /, JSON.stringify(headers));
      assert.doesNotMatch(answer, /smuggled/, JSON.stringify(headers));
    }
    // Control: one length, one answer.
    assert.match(
      await post('Content-Length: 9\r\nConnection: close\r\n', '{"q":"a"}'),
      /^HTTP\/1\.1 200 [\s\S]*"q":"a"/,
    );
  });

  it('comes with no TRACE, which would tell a script what headers it sent', async () => {
    const answer = await raw(
      'TRACE /api/v1/things HTTP/1.1\r\nHost: x\r\nCookie: a=secret\r\nConnection: close\r\n\r\n',
    );
    assert.match(answer, /^HTTP\/1\.1 4\d\d /);
    assert.doesNotMatch(answer, /secret/);
  });
});

describe('every answer', () => {
  const asked: readonly [string, string, number][] = [
    ['/', 'text/html', 200],
    ['/pesanan/1', 'text/html', 200],
    ['/assets/main-1.js', '*/*', 200],
    ['/assets/none.js', '*/*', 404],
    ['/api/v1/things?q=a', 'application/json', 200],
    ['/api/v1/things', 'application/json', 422],
    ['/api/v1/drawing', 'image/*', 200],
    ['/api/v1/nothing', 'application/json', 404],
    ['/api/%zz', 'application/json', 404],
  ];

  it('says what it is, in which alphabet, and is bounded, whatever was asked', async () => {
    for (const [url, accept, status] of asked) {
      const { headers, statusCode } = await app.inject({ url, headers: { accept, origin: 'https://evil.example' } });
      assert.equal(statusCode, status, url);
      const type = String(headers['content-type']);
      assert.match(
        type,
        /^(text\/html|application\/javascript|text\/javascript|image\/svg\+xml|application\/(problem\+)?json)/,
        url,
      );
      // JSON has one alphabet (RFC 8259 §8.1); what else is text names it.
      if (!/json/.test(type)) assert.match(type, /charset=utf-8/i, url);
      assert.equal(headers['x-content-type-options'], 'nosniff', url);
      assert.equal(headers['referrer-policy'], 'same-origin', url);
      assert.match(String(headers['strict-transport-security']), /max-age=\d{8}; includeSubDomains/, url);
      assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, url);
      assert.deepEqual(
        Object.keys(headers).filter((name) => name.startsWith('access-control-')),
        [],
        url,
      );
    }
  });

  it('gives nobody of another origin leave to ask', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await app.inject({ method: 'OPTIONS', url: '/api/v1/things', headers });
    assert.ok(answer.statusCode >= 400);
    assert.equal(answer.headers['access-control-allow-origin'], undefined);
  });

  it('lists no folder, and gives nothing of the repository', async () => {
    for (const url of [
      '/assets/',
      '/assets',
      '/.git/config',
      '/.git/HEAD',
      '/package.json',
      '/src/main.ts',
      '/.env',
      '/.vite/inventory.json',
    ]) {
      const answer = await app.inject({ url });
      assert.equal(answer.statusCode, 404, url);
      assert.doesNotMatch(answer.body, /main-1\.js/, url);
    }
  });

  it('takes a name given twice for a list and no text', async () => {
    for (const url of ['/api/v1/things?q=a&q=b', '/api/v1/things?q[]=a', '/api/v1/things?q[a]=b'])
      assert.equal((await app.inject({ url })).statusCode, 422, url);
  });
});

describe('the log', () => {
  it('tells of an unexpected fault in one line under the reference that was answered, and of no secret', async () => {
    logged = '';
    const answer = await app.inject({
      method: 'POST',
      url: `/api/v1/broken?token=${SECRETS[0]}`,
      headers: { 'x-digipay': '1', cookie: `digipay_session=${SECRETS[0]}`, authorization: `Bearer ${SECRETS[0]}` },
      payload: { password: SECRETS[3], nik: SECRETS[1], email: SECRETS[2] },
    });
    assert.equal(answer.statusCode, 500);
    const lines = logged.trim().split('\n');
    assert.equal(lines.length, 1, logged);
    const line = JSON.parse(lines[0] ?? '');
    assert.equal(line.reference, answer.json().reference);
    assert.ok(line.time > 1_700_000_000_000, 'milliseconds of UTC');
    assert.match(line.err.stack, /wire\.test/);
    for (const secret of SECRETS) assert.ok(!logged.includes(secret), secret);
  });
});
