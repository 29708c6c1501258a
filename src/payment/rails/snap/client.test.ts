import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, test } from 'node:test';
import { createOutbound } from '../../../platform/outbound.ts';
import { createSnapClient } from './client.ts';
import type { SnapBankConfig } from './config.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

interface Call {
  readonly path: string;
  readonly externalId: string;
  readonly body: string;
}

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function bankThat(answer: (path: string, response: ServerResponse, request: IncomingMessage) => void) {
  const calls: Call[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const path = request.url ?? '';
      calls.push({ path, externalId: String(request.headers['x-external-id'] ?? ''), body });
      answer(path, response, request);
    });
  });
  const listening = server;
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  const address = listening.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { calls, config: configFor(port) };
}

function configFor(port: number): SnapBankConfig {
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    prefix: '/snap/v1.0',
    clientId: 'klien',
    clientSecret: 'rahasia-rahasia-rahasia',
    partnerId: 'MITRA',
    channelId: '00009',
    privateKeyPem: privateKey,
    bankPublicKeyPem: publicKey,
    outbound: createOutbound({ hosts: [`127.0.0.1:${port}`], ranges: ['127.0.0.0/8'] }),
    timeoutMs: 500,
    pageHosts: [],
  };
}

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const token = (response: ServerResponse, accessToken = 't1') =>
  json(response, 200, { responseCode: '2007300', accessToken, tokenType: 'Bearer', expiresIn: '900' });
const isToken = (path: string) => path.endsWith('/access-token/b2b');

test('one token serves many calls, also when they start together, and is renewed at 80 % of its life', async () => {
  const { calls, config } = await bankThat((path, response) =>
    isToken(path) ? token(response) : json(response, 200, { responseCode: '2001100' }),
  );
  let now = Date.now();
  const client = createSnapClient(config, () => new Date(now));
  await Promise.all(Array.from({ length: 10 }, () => client.call('11', {})));
  assert.equal(calls.filter((call) => isToken(call.path)).length, 1);
  now += 719_000;
  await client.call('11', {});
  assert.equal(calls.filter((call) => isToken(call.path)).length, 1);
  now += 2_000;
  await client.call('11', {});
  assert.equal(calls.filter((call) => isToken(call.path)).length, 2);
  const ids = calls.map((call) => call.externalId).filter((id) => id !== '');
  assert.equal(new Set(ids).size, ids.length);
});

test('a refused token is renewed once and the same body sent again under a new X-EXTERNAL-ID', async () => {
  let issued = 0;
  const { calls, config } = await bankThat((path, response, request) => {
    if (isToken(path)) {
      issued += 1;
      return token(response, `t${issued}`);
    }
    if (request.headers.authorization === 'Bearer t1') return json(response, 401, { responseCode: '4011701' });
    return json(response, 200, { responseCode: '2001700', referenceNo: 'R' });
  });
  const exchange = await createSnapClient(config).call('17', { a: 1 });
  assert.equal(exchange.kind === 'answered' && exchange.httpStatus, 200);
  const sent = calls.filter((call) => !isToken(call.path));
  assert.equal(sent.length, 2);
  assert.equal(sent[0]?.body, sent[1]?.body);
  assert.notEqual(sent[0]?.externalId, sent[1]?.externalId);
});

test('a bank that keeps refusing the token is asked twice and no more', async () => {
  const { calls, config } = await bankThat((path, response) =>
    isToken(path) ? token(response) : json(response, 401, { responseCode: '4011703' }),
  );
  const exchange = await createSnapClient(config).call('17', {});
  assert.equal(exchange.kind === 'answered' && exchange.httpStatus, 401);
  assert.equal(calls.filter((call) => !isToken(call.path)).length, 2);
});

test('a bank that is asked too often is asked once more after a while, and then left alone', async () => {
  let busy = 1;
  const { calls, config } = await bankThat((path, response) => {
    if (isToken(path)) return token(response);
    busy -= 1;
    return busy >= 0
      ? json(response, 429, { responseCode: '4291700' })
      : json(response, 200, { responseCode: '2001700' });
  });
  const pauses: number[] = [];
  const client = createSnapClient(
    config,
    () => new Date(),
    async (ms) => pauses.push(ms),
  );
  const exchange = await client.call('17', { a: 1 });
  assert.equal(exchange.kind === 'answered' && exchange.httpStatus, 200);
  const sent = calls.filter((call) => !isToken(call.path));
  assert.equal(sent[0]?.body, sent[1]?.body);
  assert.notEqual(sent[0]?.externalId, sent[1]?.externalId);
  assert.ok(pauses.length === 1 && (pauses[0] ?? 0) >= 1_000);
  busy = 9;
  const refused = await client.call('17', {});
  assert.equal(refused.kind === 'answered' && refused.httpStatus, 429);
  assert.equal(calls.filter((call) => !isToken(call.path)).length, 4);
});

test('a bank that stopped listening after giving a token: the order was not sent', async () => {
  const { calls, config } = await bankThat((path, response) => {
    response.setHeader('Connection', 'close');
    if (isToken(path)) token(response);
    else json(response, 200, { responseCode: '2001100' });
  });
  const client = createSnapClient(config);
  assert.equal((await client.call('11', {})).kind, 'answered');
  await new Promise((resolve) => {
    server?.close(resolve);
  });
  assert.deepEqual(await client.call('17', {}), { kind: 'not_sent', message: 'ECONNREFUSED' });
  assert.equal(calls.length, 2);
});

test('no token, no call: whatever happened to the token, the order was not sent', async () => {
  for (const answer of [
    (response: ServerResponse) => json(response, 401, { responseCode: '4017300' }),
    (response: ServerResponse) => response.destroy(),
    (response: ServerResponse) => json(response, 200, { responseCode: '2007300' }),
  ]) {
    const { calls, config } = await bankThat((_path, response) => {
      answer(response);
    });
    assert.equal((await createSnapClient(config).call('17', {})).kind, 'not_sent');
    assert.ok(calls.every((call) => isToken(call.path)));
    server?.closeAllConnections();
    server?.close();
  }
});

test('a connection cut, or silence, after sending is lost and not repeated', async () => {
  for (const answer of [(response: ServerResponse) => response.destroy(), () => undefined]) {
    const { calls, config } = await bankThat((path, response) => {
      if (isToken(path)) token(response);
      else answer(response);
    });
    assert.equal((await createSnapClient(config).call('17', {})).kind, 'lost');
    assert.equal(calls.filter((call) => !isToken(call.path)).length, 1);
    server?.closeAllConnections();
    server?.close();
  }
});

test('a redirect is not followed: it would repeat the order elsewhere', async () => {
  const { calls, config } = await bankThat((path, response) => {
    if (isToken(path)) token(response);
    else response.writeHead(307, { Location: '/lain' }).end();
  });
  const exchange = await createSnapClient(config).call('17', {});
  assert.equal(exchange.kind === 'answered' && exchange.httpStatus, 307);
  assert.equal(calls.filter((call) => call.path === '/lain').length, 0);
});
