import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { isLoopbackHost } from './loopback.ts';
import { type Sandbox, SOURCE, startSandbox } from './testing/sandbox.ts';

let here: Sandbox;
let open: Sandbox;
before(async () => {
  here = await startSandbox();
  open = await startSandbox({ host: '0.0.0.0' });
});
after(() => Promise.all([here?.close(), open?.close()]));

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `fetch` would not send a host of our choice. */
function ask(sandbox: Sandbox, { path, method = 'GET', headers = {}, body }: Asked): Promise<number> {
  const { port } = new URL(sandbox.url);
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, method, headers: { 'Content-Type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const DOORS: readonly Asked[] = [
  { path: '/simulation/clock', method: 'PUT', body: { at: null } },
  { path: '/simulation/credit', method: 'POST', body: { accountNo: SOURCE, amount: '1', remark: 'x' } },
  { path: '/simulation/return', method: 'POST', body: { partnerReferenceNo: 'x' } },
  { path: '/simulation/va', method: 'POST', body: {} },
  { path: '/simulation/va/pay', method: 'POST', body: {} },
  { path: `/simulation/statement?accountNo=${SOURCE}&from=2026-01-01&to=2026-01-02` },
  { path: '/simulation/pain002?msgId=x' },
  { path: '/simulation/faults' },
];

test('a bank that listens beyond this computer opens no simulation door; one that does not, opens each', async () => {
  for (const door of DOORS) {
    assert.equal(await ask(open, door), 403, door.path);
    assert.notEqual(await ask(here, door), 403, `the control: ${door.path}`);
  }
});

test('nor does it open to a proxy or to a page that names the bank by a host of its own', async () => {
  const [door] = DOORS;
  assert.ok(door);
  for (const headers of [
    { 'X-Forwarded-For': '203.0.113.9' },
    { Forwarded: 'for=203.0.113.9' },
    { Via: '1.1 proxy' },
    { Host: 'bank.example' },
  ]) {
    assert.equal(await ask(here, { ...door, headers }), 403);
  }
  assert.equal(await ask(here, { ...door, path: '//simulation/clock' }), 404, 'no other spelling reaches a door');
  assert.equal(await ask(here, { ...door, path: '/%73imulation/clock', headers: { Via: '1.1 proxy' } }), 403);
});

test('loopback addresses', () => {
  for (const host of ['localhost', '127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    assert.ok(isLoopbackHost(host));
  for (const host of ['0.0.0.0', '::', '10.0.0.1', 'bank.example', '128.0.0.1', '127.0.0.1.example']) {
    assert.ok(!isLoopbackHost(host));
  }
});
