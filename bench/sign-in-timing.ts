/**
 * Does the time of an answer tell whether somebody is known? Measures wrong passwords and forgotten passwords, of people and of strangers,
 * in turn, over the whole way of a request. The last line has the medians and their ratios; ends with 1 when one is beyond 1.1.
 *
 *   node bench/sign-in-timing.ts [pairs]
 */

import { identityPermissions } from '../src/identity/identity.permissions.ts';
import { authenticateBy, identityRoutes } from '../src/identity/identity.routes.ts';
import { startIdentity } from '../src/identity/testing.ts';
import { type App, createApp } from '../src/platform/http/app.ts';

const PAIRS = Number(process.argv[2] ?? 200);
const MOST = 1.1;
const WARM_UP = 10;
/** After a day without another try none of them counts: what is measured is the way to the password. */
const A_DAY_AND_MORE = 25 * 60;

const world = await startIdentity();
const app = await createApp({
  authenticate: authenticateBy(world.identity),
  permissions: identityPermissions,
  webDir: null,
  secure: false,
  log: false,
  perMinute: 1_000_000,
});
identityRoutes(app, { identity: world.identity, secure: false, demo: false });
const known = (await world.someone()).person.email;

const median = (times: number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

let requests = 0;
/** Each request comes from an address of its own: the limits of one address are not what is measured. */
function nextAddress(): string {
  requests += 1;
  return `10.${(requests >> 16) & 255}.${(requests >> 8) & 255}.${requests & 255}`;
}

async function timeOf(path: string, payload: object, status: number): Promise<number> {
  const remoteAddress = nextAddress();
  const started = process.hrtime.bigint();
  const answer = await (app as App).inject({
    method: 'POST',
    url: path,
    remoteAddress,
    headers: { 'x-digipay': '1' },
    payload,
  });
  const took = Number(process.hrtime.bigint() - started) / 1e6;
  if (answer.statusCode !== status) throw new Error(`${path}: ${answer.statusCode} ${answer.body}`);
  await world.identity.idle();
  await world.committer.idle();
  return took;
}

async function compare(name: string, path: string, body: (email: string) => object, status: number) {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let n = 0; n < PAIRS + WARM_UP; n += 1) {
    const unknown = `orang-${n}@tidak-ada.example`;
    // Whoever comes first changes, so that what comes second has no part in it.
    const order = n % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const who of order) {
      world.pass(A_DAY_AND_MORE);
      const took = await timeOf(path, body(who === 'known' ? known : unknown), status);
      if (n >= WARM_UP) times[who].push(took);
    }
  }
  const [one, other] = [median(times.known), median(times.unknown)];
  return { name, one, other, ratio: Math.max(one, other) / Math.min(one, other) };
}

const results = [
  await compare('sign-in', '/api/v1/sign-in', (email) => ({ email, password: 'salah sekali' }), 401),
  await compare('forgotten', '/api/v1/password/forgotten', (email) => ({ email }), 202),
];
await app.close();
await world.close();
console.log(
  results
    .map(
      ({ name, one, other, ratio }) =>
        `${name}: known ${one.toFixed(2)} ms, unknown ${other.toFixed(2)} ms, ratio ${ratio.toFixed(3)}`,
    )
    .join('; '),
);
process.exitCode = results.every(({ ratio }) => ratio <= MOST) ? 0 : 1;
