/** What strangers send: from other sites, too much, too deep, with keys that are none, slowly, and from behind proxies. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type http from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { type App, createApp } from './app.ts';
import { ownOrigins } from './cross-site.ts';
import { listener } from './listener.ts';

const permissions = {
  'test.anyone': { roles: 'anyone', on: '', what: '' },
} as const;
const anyone = { config: { action: 'test.anyone' } };
const own = { 'x-digipay': '1', 'content-type': 'application/json' };

describe('requests of strangers', () => {
  let app: App;
  let asked: string[] = [];
  before(async () => {
    app = await createApp({
      permissions,
      authenticate: async ({ headers }) => {
        asked.push(headers.cookie ?? '');
        return null;
      },
      webDir: null,
      secure: true,
      log: false,
      perMinute: 50,
      publicUrl: 'https://digipay.example',
      trustedProxies: ['10.1.0.0/16'],
    });
    app.post('/api/v1/echo', { ...anyone, schema: { body: z.record(z.string(), z.unknown()) } }, async () => ({}));
    app.get('/api/v1/seen', anyone, async (request) => ({ ip: request.ip }));
  });
  after(() => app.close());

  const post = (headers: Record<string, string>, payload = '{}', remoteAddress = '203.0.113.1') =>
    app.inject({ method: 'POST', url: '/api/v1/echo', headers: { ...own, ...headers }, payload, remoteAddress });

  it('are refused when another site is behind them, by each of three signs', async () => {
    const cases: readonly [Record<string, string>, number][] = [
      [{}, 200],
      [{ origin: 'https://digipay.example', 'sec-fetch-site': 'same-origin' }, 200],
      [{ origin: 'https://evil.example' }, 403],
      [{ origin: 'null' }, 403],
      [{ origin: 'https://digipay.example.evil.example' }, 403],
      [{ origin: 'http://digipay.example' }, 403],
      [{ 'sec-fetch-site': 'cross-site' }, 403],
      [{ 'sec-fetch-site': 'same-site' }, 403],
      [{ 'x-digipay': '2' }, 403],
    ];
    for (const [headers, status] of cases) {
      const answer = await post(headers);
      assert.equal(answer.statusCode, status, JSON.stringify(headers));
      if (status === 403) assert.equal(answer.json().code, 'foreign_request');
    }
    const read = (headers: Record<string, string>) =>
      app.inject({ url: '/api/v1/seen', headers, remoteAddress: '203.0.113.2' });
    assert.equal((await read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).statusCode, 403);
    assert.equal((await read({ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).statusCode, 200);
    assert.deepEqual(ownOrigins('http://127.0.0.1:9'), ['http://127.0.0.1:9', 'http://localhost:9', 'http://[::1]:9']);
  });

  it('reach no database with credentials made up, whose number an address is held to', async () => {
    asked = [];
    const send = (cookie: string) =>
      app.inject({ url: '/api/v1/seen', headers: { cookie }, remoteAddress: '203.0.113.3' });
    for (let i = 0; i < 20; i += 1) await send('digipay_session=same');
    assert.equal(asked.length, 1);
    const answers = [];
    for (let i = 0; i < 700; i += 1) answers.push((await send(`digipay_session=guess${i}`)).statusCode);
    assert.ok(answers.includes(429));
    assert.ok(asked.length <= 241, `${asked.length} look-ups of 720 requests`);
  });

  it('end before the database when an address sends more than many people would', async () => {
    asked = [];
    const send = (i: number) => app.inject({ url: `/api/v1/none-${i}`, remoteAddress: '203.0.113.4' });
    for (let i = 0; i < 1_500; i += 1) await send(i);
    assert.ok(asked.length <= 1_000, `${asked.length} of 1500`);
    const last = await send(1_501);
    assert.deepEqual(
      [last.statusCode, last.json().code, last.headers['retry-after']],
      [429, 'too_many_requests', '60'],
    );
  });

  it('are refused when they are deep, wide, reach for prototypes or hold what is no text', async () => {
    const nested = (n: number) => `${'{"a":'.repeat(n)}1${'}'.repeat(n)}`;
    const bad = [
      nested(21),
      `{"a":${'['.repeat(400_000)}`,
      `{"a":[${'1,'.repeat(20_002)}1]}`,
      '{"__proto__":{"role":"KPA"}}',
      '{"a":{"constructor":{"prototype":{"role":"KPA"}}}}',
      '{"a":"\\u0000"}',
      '{"\\ud800":1}',
    ];
    for (const payload of bad) {
      const answer = await post({}, payload, '203.0.113.5');
      assert.ok([400, 422].includes(answer.statusCode), `${payload.slice(0, 60)}: ${answer.statusCode}`);
      assert.equal(answer.json().code, 'input_invalid');
    }
    const good = [nested(18), '{"a":"{[{[{[{[{[{[{[{[{[{[{["}', '{"a":"\\\\u0000 \\" [[[ "}'];
    for (const payload of good) assert.equal((await post({}, payload, '203.0.113.6')).statusCode, 200, payload);
  });

  it('are refused at odd addresses', async () => {
    for (const url of ['/api/v1/seen?a=%00', '/api/v1/%00', `/api/v1/seen?${'a=1&'.repeat(70)}`]) {
      const answer = await app.inject({ url, remoteAddress: '203.0.113.7' });
      assert.equal(answer.statusCode, 404, url.slice(0, 40));
      assert.equal(answer.json().code, 'not_found');
    }
  });

  it('come from where a trusted proxy says, and from nowhere else', async () => {
    const ip = async (remoteAddress: string, forwarded: string) =>
      (await app.inject({ url: '/api/v1/seen', remoteAddress, headers: { 'x-forwarded-for': forwarded } })).json().ip;
    assert.equal(await ip('10.1.2.3', '198.51.100.7'), '198.51.100.7');
    assert.equal(await ip('10.1.2.3', '1.1.1.1, 198.51.100.7'), '198.51.100.7');
    assert.equal(await ip('203.0.113.8', '198.51.100.7'), '203.0.113.8');
  });

  it('have answers that nobody keeps, with what bounds them', async () => {
    const { headers } = await app.inject({ url: '/api/v1/seen', remoteAddress: '203.0.113.9' });
    assert.equal(headers['cache-control'], 'no-store');
    assert.match(String(headers['strict-transport-security']), /max-age=63072000/);
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin');
    assert.match(String(headers['content-security-policy']), /sandbox/);
  });
});

/** A test that waits for a line to end waits no longer. */
const PATIENCE_MS = 10_000;

describe('slow and broken lines', () => {
  let server: http.Server;
  let port: number;
  before(async () => {
    server = listener({
      tls: null,
      perAddress: true,
      times: { headersMs: 300, requestMs: 600, silenceMs: 900, keepAliveMs: 300, lookMs: 50 },
    })((request, response) => {
      request.resume();
      request.on('end', () => response.end('done'));
    }, {}) as http.Server;
    server.on('clientError', (_error, socket) => socket.destroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  /** How long the server bears a line that says this, and then one letter every 40 ms. */
  async function borne(first: string): Promise<number> {
    const began = Date.now();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(first);
    const drip = setInterval(() => socket.write('a'), 40);
    socket.resume();
    await once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) }).finally(() => clearInterval(drip));
    return Date.now() - began;
  }

  it('are ended: headers that never end, bodies that never end', async () => {
    assert.ok((await borne('GET / HTTP/1.1\r\nHost: x\r\nX-A: ')) < 900);
    assert.ok((await borne('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n')) < 1_200);
    // Control: an ordinary request is answered.
    const answer = await fetch(`http://127.0.0.1:${port}/`);
    assert.equal(await answer.text(), 'done');
  });

  it('are ended when they say nothing, and number no more than an address may have', async () => {
    const silent = connect(port, '127.0.0.1');
    silent.on('error', () => {});
    silent.resume();
    await once(silent, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
    const sockets = Array.from({ length: 1_050 }, () => connect(port, '127.0.0.1'));
    for (const socket of sockets) socket.on('error', () => {});
    await new Promise((go) => setTimeout(go, 250));
    const [open] = [await new Promise<number>((go) => server.getConnections((_error, count) => go(count)))];
    assert.ok(open <= 1_000, `${open} lines open`);
    for (const socket of sockets) socket.destroy();
  });
});
