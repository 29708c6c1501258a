/** The server with its log wide open: secrets and people's data go through good and bad paths, and none is in the log. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { Writable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { DEMO_PASSWORD } from '../src/demo/seed.ts';
import { openPool, type Pool } from '../src/platform/database.ts';
import { scrub } from '../src/platform/http/log.ts';
import { mail } from './support/purchase.ts';
import { type Client, startWorld, type World } from './support/world.ts';

/** Everything the process says: its log, and what is written past it. */
class Said extends Writable {
  text = '';
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('the log', { timeout: 120_000 }, () => {
  const said = new Said();
  const real = { out: process.stdout.write, err: process.stderr.write };
  let world: World;
  let owner: Pool;
  let client: Client;
  const secrets = new Map<string, string>();
  const secret = (name: string, value: string) => {
    secrets.set(`${name} ${secrets.size}`, value);
    return value;
  };
  before(async () => {
    world = await startWorld({ work: false, serve: { logTo: said } });
    world.app.log.level = 'trace';
    owner = openPool(world.database.ownerUrl, 1);
    for (const stream of [process.stderr, process.stdout]) {
      const write = stream.write.bind(stream) as (chunk: string | Uint8Array) => boolean;
      stream.write = ((chunk: string | Uint8Array) => {
        said.text += String(chunk);
        return write(chunk);
      }) as typeof stream.write;
    }
    client = await world.signIn(mail.pemesan);
    secret('cookie', client.cookie.split('=')[1] ?? '');
    secret('e-mail', mail.pemesan);
    secret('password', DEMO_PASSWORD);
  });
  after(async () => {
    process.stdout.write = real.out;
    process.stderr.write = real.err;
    await owner?.end();
    await world?.close();
  });

  const post = (path: string, payload: object | string, headers: Record<string, string> = {}) =>
    world.app.inject({
      method: 'POST',
      url: `/api/v1${path}`,
      headers: {
        'x-digipay': '1',
        'content-type': 'application/json',
        'idempotency-key': 'kunci-untuk-uji',
        ...headers,
      },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });

  /** Each of what people type in secret, through every way it can come. */
  async function everything(round: string): Promise<number[]> {
    const { cookie } = client;
    const password = secret('password', `Kuda-${round}-berlari-${randomInt(1e9)}`);
    const code = secret('code', String(randomInt(100_000, 999_999)));
    const token = secret('token', `${round}${'Zq7'.repeat(14)}`.slice(0, 43));
    const nik = secret('NIK', `33740101${String(randomInt(1e7, 9e7))}`.padEnd(16, '1'));
    const phone = secret('telephone', `0812${randomInt(1e7, 9e7)}`);
    const account = secret('account', `0021${randomInt(1e9, 9e9)}`);
    const email = secret('e-mail', `orang.${round}.${randomInt(1e6)}@contoh.example`);
    const person = {
      name: 'Orang Contoh',
      nik,
      phone,
      email,
      npwp: `0${nik}`,
      accountNumber: account,
      accountNo: account,
    };
    const bodies = [
      { email, password },
      { ticket: token, code },
      { token, password, code },
      { current: password, password, proof: { code } },
      person,
      { stepUp: { code, digest: token }, ...person },
    ];
    const paths = [
      '/sign-in',
      '/sign-in/code',
      '/password/forgotten',
      '/password/reset',
      '/activation/open',
      '/activation/password',
      '/security/password',
      '/people',
      '/vendors',
      '/cart/items',
      '/me/export',
    ];
    const answers = [];
    for (const path of paths)
      for (const body of bodies) {
        answers.push(await post(path, body, { cookie }));
        answers.push(await post(path, JSON.stringify(body).slice(0, -1), { cookie }));
        answers.push(await post(path, body, { cookie: `digipay_session=${token}`, authorization: `Bearer ${token}` }));
        answers.push(
          await post(path, new URLSearchParams(body as Record<string, string>).toString(), {
            'content-type': 'text/plain',
          }),
        );
      }
    for (const query of [`email=${email}&nik=${nik}`, `cursor=${token}`, `q=${encodeURIComponent(email)}`])
      answers.push(await world.app.inject({ url: `/api/v1/orders?${query}`, headers: { cookie } }));
    return answers.map(({ statusCode }) => statusCode);
  }

  it('holds no secret and nobody’s data, whether requests succeed, are refused, or fail for a fault of ours', async () => {
    await world.signIn(mail.ppk);
    const refused = await everything('a');
    // Faults of ours: tables that are not there, and a rule of the database that quotes values.
    await owner.query('ALTER TABLE identity.ticket RENAME TO ticket_away');
    await owner.query('ALTER TABLE purchasing.order RENAME TO order_away');
    const failed = await everything('b');
    await owner.query('ALTER TABLE identity.ticket_away RENAME TO ticket');
    await owner.query('ALTER TABLE purchasing.order_away RENAME TO "order"');
    // Control: the log was open, and told of the faults.
    assert.ok(refused.filter((status) => status >= 400).length > 100);
    assert.ok(failed.includes(500));
    assert.match(said.text, /"unexpected"/);
    assert.ok(said.text.split('\n').length > 500, `${said.text.split('\n').length} lines`);
    const found = [...secrets].filter(
      ([, value]) => said.text.includes(value) || said.text.includes(encodeURIComponent(value)),
    );
    console.log(
      `${secrets.size} secrets, ${refused.length + failed.length} requests, ${said.text.length} characters of log, ${found.length} hits`,
    );
    assert.deepEqual(
      found.map(([name]) => name),
      [],
    );
  });

  it('is searched so that a careless line is found (the control)', () => {
    const [name = '', value = ''] = [...secrets].at(-1) ?? [];
    process.stderr.write(`careless: ${value}\n`);
    assert.ok(said.text.includes(value), name);
  });

  it('leaves out what errors quote', () => {
    const quoted = [
      'Key (email_key)=(siti@balai-contoh.example) already exists.',
      'invalid input syntax for type uuid: "3374010101900001"',
      'password authentication failed, token AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE',
      'NIK 3374 0101 0190 0001, rekening 002-101-000123456',
    ].map(scrub);
    assert.doesNotMatch(quoted.join('\n'), /siti|3374|0101|AbCd|123456/);
    // An identifier leads to the row, and stays.
    assert.match(scrub('order 0f8fad5b-d9cb-469f-a165-70867728950e moved on'), /0f8fad5b-d9cb-469f-a165-70867728950e/);
  });
});
