/**
 * What `scripts/scan.sh` scans: the whole platform on loopback, once plain and once over TLS, with one purchase in it. Writes what
 * the scanners need into the folder named and stays until it is told to end. Limits of requests are wide, so that scanners come as
 * far as the rules; that the limits hold is tested elsewhere.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../src/platform/postgres.ts';
import { buildServe } from '../../src/serve.ts';
import { settingsOf } from '../../src/settings.ts';
import { authority } from '../../test/support/certificates.ts';
import { endpointsOf, type OpenApi } from '../../test/support/fuzz/requests.ts';
import { billed, castOf } from '../../test/support/purchase.ts';
import { sample } from '../../test/support/sample.ts';
import { startWorld } from '../../test/support/world.ts';

const out = process.argv[2] ?? '';
if (out === '') throw new Error('name a folder');
mkdirSync(out, { recursive: true });
const webDir = join(import.meta.dirname, '../../dist/web');
const serve = { perMinute: 10_000_000 };
const world = await startWorld({ webDir, serve });
const cast = await castOf(world);
const order = await billed(world, cast, { rail: 'CMS', vendorSlug: 'pena-lintas-kota' });

const trusted = authority();
const issued = trusted.issue(['localhost', '127.0.0.1'], 'server', 90);
const file = (name: string, text: string) => {
  writeFileSync(join(out, name), text, { mode: 0o600 });
  return join(out, name);
};
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

// Every address that takes something, with what it takes marked for sqlmap.
const endpoints = endpointsOf(world.app.swagger() as unknown as OpenApi).filter(({ path }) => path.startsWith('/api/'));
const filled = (path: string) =>
  path.replace(/\{\w+\}/g, (name) => (/id/i.test(name) ? `${order.id}*` : 'pena-lintas-kota*'));
const gets = endpoints.flatMap(({ method, path, parameters }) => {
  if (method !== 'GET') return [];
  const query = parameters
    .filter((one) => one.in === 'query')
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(sample(schema)))}`);
  if (!path.includes('{') && query.length === 0) return [];
  return [`${world.url}${filled(path)}${query.length > 0 ? `?${query.join('&')}` : ''}`];
});
const host = new URL(world.url).host;
const posts = endpoints.filter(({ method, body }) => method === 'POST' && body !== null);
for (const [i, { path, body }] of posts.entries()) {
  const json = JSON.stringify(sample(body ?? {}));
  if (json === '{}' || json === 'null') continue;
  const head = [
    `POST ${filled(path)} HTTP/1.1`,
    `Host: ${host}`,
    'X-Digipay: 1',
    `Idempotency-Key: scan-${i}-key`,
    'User-Agent: lightMyRequest',
    `Cookie: ${cast.pemesan.cookie}`,
    'Content-Type: application/json',
  ];
  file(`post-${String(i).padStart(3, '0')}.txt`, `${head.join('\r\n')}\r\n\r\n${json}`);
}
file('gets.txt', `${gets.join('\n')}\n`);
file(
  'starts.txt',
  `${[...gets.map((url) => url.replaceAll('*', '')), ...['/', '/masuk', '/katalog', '/api/docs', `/api/v1/orders/${order.id}`].map((path) => world.url + path)].join('\n')}\n`,
);
file(
  'env',
  `PLAIN=${world.url}\nSEALED=https://localhost:${tlsPort}\nPLAIN_PORT=${new URL(world.url).port}\nTLS_PORT=${tlsPort}\nCOOKIE='${cast.pemesan.cookie}'\n`,
);
console.log('ready');

process.once('SIGTERM', async () => {
  await sealed.close();
  await world.close();
  process.exit(0);
});
