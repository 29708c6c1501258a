import assert from 'node:assert/strict';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { connect, type TLSSocket } from 'node:tls';
import { authority, type Issued } from '../../test/support/certificates.ts';
import { settingsOf } from '../settings.ts';
import { openPool } from './database.ts';
import { type App, createApp } from './http/app.ts';
import { freePort, startTrialServer, type TrialServer } from './postgres.ts';
import { cidrList, serverTls, withDatabaseCa } from './tls.ts';

const PASSWORD = 'only-for-this-test';
const ours = authority();
const theirs = authority('Otoritas Lain');

describe('TLS to PostgreSQL', () => {
  let home: string;
  let sealed: TrialServer;
  let misnamed: TrialServer;
  let plain: TrialServer;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'digipay-tls-'));
    chmodSync(home, 0o711);
    writeFileSync(join(home, 'ours.pem'), ours.cert);
    writeFileSync(join(home, 'theirs.pem'), theirs.cert);
    [sealed, misnamed, plain] = await Promise.all([
      started('sealed', ours.issue(['localhost'], 'server')),
      started('misnamed', ours.issue(['other.example'], 'server')),
      started('plain', null),
    ]);
  });
  after(async () => {
    await Promise.all([sealed, misnamed, plain].map((server) => server?.stop()));
    rmSync(home, { recursive: true, force: true });
  });

  async function started(name: string, issued: Issued | null): Promise<TrialServer> {
    const folder = join(home, name);
    mkdirSync(folder, { mode: 0o711 });
    const data = join(folder, 'data');
    const port = await freePort();
    if (!issued) return startTrialServer(data, port, PASSWORD);
    for (const [file, text] of [
      ['cert.pem', issued.cert],
      ['key.pem', issued.key],
      ['hba', 'hostssl all all all scram-sha-256\n'],
    ] as const) {
      const path = join(folder, file);
      writeFileSync(path, text, { mode: 0o600 });
      if (process.getuid?.() === 0) chownSync(path, 65534, 65534);
    }
    const flags = {
      ssl: 'on',
      ssl_cert_file: join(folder, 'cert.pem'),
      ssl_key_file: join(folder, 'key.pem'),
      hba_file: join(folder, 'hba'),
    };
    return startTrialServer(
      data,
      port,
      PASSWORD,
      Object.entries(flags).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    );
  }

  /** What the server says of the line, or why there is none. */
  async function line(url: string): Promise<string> {
    const pool = openPool(url, 1);
    try {
      const { rows } = await pool.query<{ version: string | null }>(
        'SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      return rows[0]?.version ?? 'not encrypted';
    } catch (error) {
      return error instanceof Error ? error.message : '';
    } finally {
      await pool.end();
    }
  }
  const named = (server: TrialServer) => server.url().replace('127.0.0.1', 'localhost');
  /** As a process would have it from its settings. */
  const settled = (url: string, ca: string) =>
    settingsOf('work', {
      DIGIPAY_WORK_DATABASE: url,
      DIGIPAY_DATABASE_CA: join(home, ca),
      DIGIPAY_SECRETS: join(home, 'secrets.json'),
      DIGIPAY_KEYS: `file:${join(home, 'keys')}`,
      DIGIPAY_BANK_URL: 'http://127.0.0.1:1',
      DIGIPAY_PUBLIC_URL: 'http://127.0.0.1:1',
    }).DIGIPAY_WORK_DATABASE;

  it('is 1.3 with the authority that the setting names', async () => {
    assert.equal(await line(settled(named(sealed), 'ours.pem')), 'TLSv1.3');
  });

  it('is refused by us: another authority, another name, a server without TLS', async () => {
    assert.match(await line(settled(named(sealed), 'theirs.pem')), /self.signed|unable to (verify|get)/i);
    assert.match(await line(settled(named(misnamed), 'ours.pem')), /Hostname\/IP does not match/);
    assert.match(await line(settled(named(plain), 'ours.pem')), /does not support SSL/);
    // Control: that server is reached without the setting.
    assert.equal(await line(named(plain)), 'not encrypted');
  });

  it('is refused by the server when it is plain', async () => {
    assert.match(await line(named(sealed)), /no pg_hba.conf entry .*no encryption/);
  });

  it('cannot be weakened by the address itself', () => {
    const ca = join(home, 'ours.pem');
    for (const mode of ['disable', 'prefer', 'require', 'no-verify', 'verify-ca'])
      assert.throws(() => withDatabaseCa(`postgres://u@db.example/d?sslmode=${mode}`, ca), /sslmode/);
    assert.throws(() => withDatabaseCa('postgres://u@10.0.0.1/d', ca), /host name/);
    assert.throws(() => withDatabaseCa('postgres://u@db.example/d', join(home, 'none.pem')), /DIGIPAY_DATABASE_CA/);
  });
});

describe('TLS to browsers', () => {
  const issued = ours.issue(['digipay.example'], 'server');
  let app: App;
  let port: number;
  before(async () => {
    app = await createApp({
      permissions: {},
      authenticate: async () => null,
      webDir: null,
      secure: true,
      log: false,
      tls: issued,
    });
    await app.listen({ port: 0, host: '127.0.0.1' });
    port = (app.server.address() as AddressInfo).port;
  });
  after(() => app.close());

  const shake = (options: object) =>
    new Promise<string>((done) => {
      const socket: TLSSocket = connect(
        { port, host: '127.0.0.1', servername: 'digipay.example', ca: ours.cert, ...options },
        () => {
          done(String(socket.getProtocol()));
          socket.destroy();
        },
      );
      socket.once('error', (error: NodeJS.ErrnoException) => done(String(error.code)));
    });

  it('is 1.3 and nothing older', async () => {
    assert.equal(await shake({}), 'TLSv1.3');
    // The server refuses, not the client: an older version is all that this one offers.
    assert.match(await shake({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }), /PROTOCOL_VERSION/);
  });

  it('tells browsers to stay with it', async () => {
    const headers = await new Promise<Record<string, unknown>>((done, fail) => {
      https
        .get(
          { port, host: '127.0.0.1', path: '/api/v1/nothing', servername: 'digipay.example', ca: ours.cert },
          (response) => {
            response.resume();
            done(response.headers);
          },
        )
        .on('error', fail);
    });
    assert.match(String(headers['strict-transport-security']), /max-age=63072000; includeSubDomains/);
  });

  it('wants certificate and key together', () => {
    assert.equal(serverTls(undefined, undefined), null);
    assert.throws(() => serverTls('cert.pem', undefined), /belong together/);
    assert.throws(() => serverTls('/none/cert.pem', '/none/key.pem'), /DIGIPAY_TLS_CERT/);
  });
});

it('ranges of addresses are read as such or not at all', () => {
  assert.deepEqual(cidrList('10.0.0.0/8, ::1/128'), ['10.0.0.0/8', '::1/128']);
  assert.deepEqual(cidrList(''), []);
  for (const bad of ['10.0.0.0', '10.0.0.0/33', 'x/8', '10.0.0.0/8/8', '10.0.0.0/-1', '::/129'])
    assert.equal(cidrList(bad), null, bad);
});
