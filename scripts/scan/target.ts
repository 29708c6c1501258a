/**
 * What `scripts/scan.sh` scans: the whole platform on loopback, once plain and once over TLS, with one purchase in it. Writes what
 * the scanners need into the folder named and stays until it is told to end. Nobody's requests are counted, so that scanners come as
 * far as the rules; that the limits hold is tested elsewhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '../../src/platform/http/app.ts';
import { freePort } from '../../src/platform/postgres.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { authority } from '../../test/support/certificates.ts';
import { endpointsOf, type OpenApi } from '../../test/support/fuzz/requests.ts';
import { sendersOf } from '../../test/support/fuzz/senders.ts';
import { billed, castOf } from '../../test/support/purchase.ts';
import { sample } from '../../test/support/sample.ts';
import { startWorld } from '../../test/support/world.ts';
import { startWeak } from './weak.ts';

/** Of the test client that signs in: a session that comes from another kind of browser is ended. */
const AGENT = 'lightMyRequest';
const webDir = join(import.meta.dirname, '../../dist/web');
const serve = { perMinute: Number.POSITIVE_INFINITY };

const out = process.argv[2] ?? '';
if (out === '') throw new Error('name a folder');
mkdirSync(out, { recursive: true });
const file = (name: string, text: string): string => {
  writeFileSync(join(out, name), text, { mode: 0o600 });
  return join(out, name);
};

/** The reference of a refusal differs each time; sqlmap would take that for a sign. */
const alwaysTheSame = (app: App) =>
  void app.addHook('onSend', async (_request, _reply, payload) =>
    typeof payload === 'string' ? payload.replace(/DS-[0-9A-F]{8}/g, 'DS-00000000') : payload,
  );
const world = await startWorld({ webDir, serve, plant: alwaysTheSame });
const order = await billed(world, await castOf(world), { rail: 'CMS', vendorSlug: 'pena-lintas-kota' });
const weak = await startWeak(world.pool);

const trusted = authority();
const issued = trusted.issue(['localhost', '127.0.0.1'], 'server', 90);
const tlsPort = await freePort();
const sealed = await buildServe({
  settings: settingsOf('serve', {
    ...world.env,
    DIGIPAY_DEMO: '0',
    DIGIPAY_PUBLIC_URL: `https://localhost:${tlsPort}`,
    DIGIPAY_TLS_CERT: file('cert.pem', issued.cert + trusted.cert),
    DIGIPAY_TLS_KEY: file('key.pem', issued.key),
  }),
  webDir,
  ...serve,
});
await sealed.listen({ port: tlsPort, host: '127.0.0.1' });
file('ca.pem', trusted.cert);

// Every address that takes something, with what it takes marked for sqlmap, each as somebody who comes past the door.
const NOT_SCANNED = /sign-out|sessions|\/demo/;
const endpoints = endpointsOf(world.app.swagger() as unknown as OpenApi).filter(
  ({ path }) => path.startsWith('/api/v1/') && !NOT_SCANNED.test(path),
);
const senders: { role: string; cookie: string }[] = [];
for (const { role, cookie } of await sendersOf(world)) senders.push({ role, cookie: (await cookie()) ?? '' });

async function askerFor(method: 'GET' | 'POST', url: string, payload?: string) {
  let best = senders[0] ?? { role: 'nobody', cookie: '' };
  for (const [i, sender] of senders.entries()) {
    const { statusCode: status } = await world.app.inject({
      method,
      url,
      headers: {
        'x-digipay': '1',
        'user-agent': AGENT,
        cookie: sender.cookie,
        'idempotency-key': `scan-look-${i}`,
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    if (status < 400) return sender;
    if (status !== 401 && status !== 403) best = sender;
  }
  return best;
}

const filled = (path: string): string =>
  path.replace(/\{\w+\}/g, (name) => (/id/i.test(name) ? `${order.id}*` : 'pena-lintas-kota*'));
const bare = (marked: string): string => marked.replaceAll('*', '');

const byRole = new Map<string, string[]>();
const starts: string[] = [];
for (const { method, path, parameters } of endpoints) {
  const query = parameters
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`);
  if (method !== 'GET' || (!path.includes('{') && query.length === 0)) continue;
  const url = `${filled(path)}${query.length > 0 ? `?${query.join('&')}` : ''}`;
  const { role } = await askerFor('GET', bare(url));
  byRole.set(role, [...(byRole.get(role) ?? []), world.url + url]);
  starts.push(world.url + bare(url));
}
for (const [role, urls] of byRole) {
  file(`gets-${role}.txt`, `${urls.join('\n')}\n`);
  file(`cookie-${role}`, senders.find((one) => one.role === role)?.cookie ?? '');
}

for (const [i, { method, path, body }] of endpoints.entries()) {
  const json = JSON.stringify(body === null ? null : sample(body));
  if (method !== 'POST' || json === '{}' || json === 'null') continue;
  const { cookie } = await askerFor('POST', bare(filled(path)), json);
  const head = [
    `POST ${filled(path)} HTTP/1.1`,
    `Host: ${new URL(world.url).host}`,
    'X-Digipay: 1',
    `Idempotency-Key: scan-${i}-key`,
    `User-Agent: ${AGENT}`,
    `Cookie: ${cookie}`,
    'Content-Type: application/json',
  ];
  file(`post-${String(i).padStart(3, '0')}.txt`, `${head.join('\r\n')}\r\n\r\n${json}`);
}

const pages = ['/', '/masuk', '/katalog', '/api/docs', `/api/v1/orders/${order.id}`];
file('starts.txt', `${[...starts, ...pages.map((path) => world.url + path)].join('\n')}\n`);
const names = {
  PLAIN: world.url,
  SEALED: `https://localhost:${tlsPort}`,
  PLAIN_PORT: new URL(world.url).port,
  TLS_PORT: tlsPort,
  COOKIE: senders.find(({ role }) => role === 'PPK')?.cookie ?? '',
  WEAK: weak.url,
  WEAK_TLS: weak.tlsUrl,
  AGENT,
};
file(
  'env',
  Object.entries(names)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join(''),
);
console.log('ready');

process.once('SIGTERM', async () => {
  weak.close();
  await sealed.close();
  await world.close();
  process.exit(0);
});
