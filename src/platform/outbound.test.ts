import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { after, describe, it } from 'node:test';
import { authority } from '../../test/support/certificates.ts';
import { mayCall, rangesOf } from './addresses.ts';
import { createOutbound, type OutboundRules } from './outbound.ts';

const ask = { method: 'POST', headers: {}, body: '{}', timeoutMs: 1_500, maxBytes: 1_000 } as const;
const open: Server[] = [];
after(() => {
  for (const server of open) server.close();
});

async function listening(server: Server): Promise<number> {
  open.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function failure(rules: OutboundRules, url: string): Promise<string> {
  return createOutbound(rules)
    .call(url, ask)
    .then(
      ({ status }) => `answered ${status}`,
      (error: { code: string; mayHaveLeft: boolean }) => `${error.code}${error.mayHaveLeft ? ' (may have left)' : ''}`,
    );
}

describe('addresses that lead inside', () => {
  const none = rangesOf([]);
  it('may not be called, in any spelling', () => {
    const inside = [
      '127.0.0.1',
      '127.255.255.254',
      '0.0.0.0',
      '10.0.0.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '100.64.0.1',
      '169.254.169.254',
      '192.0.0.192',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::127.0.0.1',
      '::ffff:10.0.0.1',
      '[::1]',
      'fe80::1',
      'fe80::1%eth0',
      'fc00::1',
      'fd00:ec2::254',
      'ff02::1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      '2001:0:1::1',
      '2001:db8::1',
      'localhost',
      '127.1',
      '2130706433',
      '',
    ];
    for (const address of inside) assert.equal(mayCall(address, none), false, address);
    for (const address of ['8.8.8.8', '103.10.66.1', '172.32.0.1', '100.128.0.1', '::ffff:8.8.8.8', '2606:4700::1111'])
      assert.equal(mayCall(address, none), true, address);
  });

  it('may be called when a setting opens them, but never where a cloud tells secrets', () => {
    const opened = rangesOf(['10.20.0.0/16', '127.0.0.0/8', '0.0.0.0/0', '::/0']);
    assert.equal(mayCall('10.20.3.4', opened), true);
    assert.equal(mayCall('::ffff:127.0.0.1', opened), true);
    for (const address of ['169.254.169.254', '::ffff:169.254.169.254', '100.100.100.200', 'fd00:ec2::254', 'fe80::1'])
      assert.equal(mayCall(address, opened), false, address);
  });
});

describe('calls to others', () => {
  it('go nowhere but to hosts that were named, by the web, without credentials', async () => {
    const rules = { hosts: ['bank.example'], ranges: [], resolve: async () => ['127.0.0.1'] };
    const cases: readonly [string, string][] = [
      ['https://other.example/', 'OUTBOUND_HOST'],
      ['https://bank.example.evil.example/', 'OUTBOUND_HOST'],
      ['https://bank.example:8443/', 'OUTBOUND_HOST'],
      ['https://bank.example@evil.example/', 'OUTBOUND_CREDENTIALS'],
      ['https://user:secret@bank.example/', 'OUTBOUND_CREDENTIALS'],
      ['file:///etc/passwd', 'OUTBOUND_SCHEME'],
      ['gopher://bank.example/', 'OUTBOUND_SCHEME'],
      ['//bank.example', 'OUTBOUND_NO_ADDRESS'],
      ['https://BANK.example/', 'OUTBOUND_ADDRESS'],
    ];
    for (const [url, why] of cases) assert.equal(await failure(rules, url), why, url);
  });

  it('go nowhere inside, however the address is written or a name is answered', async () => {
    const spelt = [
      'http://127.0.0.1',
      'http://2130706433',
      'http://0x7f.1',
      'http://0177.0.0.1',
      'http://127.1',
      'http://[::1]',
      'http://[::ffff:127.0.0.1]',
      'http://0',
      'http://%31%32%37.0.0.1',
      'http://169.254.169.254',
    ];
    for (const url of spelt)
      assert.equal(await failure({ hosts: [new URL(url).host], ranges: [] }, `${url}/`), 'OUTBOUND_ADDRESS', url);
    const answers = [['10.0.0.1'], ['8.8.8.8', '127.0.0.1'], ['::ffff:192.168.0.1'], ['169.254.169.254'], []];
    for (const found of answers) {
      const rules = { hosts: ['bank.example'], ranges: [], resolve: async () => found };
      assert.equal(await failure(rules, 'https://bank.example/'), 'OUTBOUND_ADDRESS', found.join());
    }
    // Control: the same call to this machine when a setting opens it.
    const port = await listening(http.createServer((_request, response) => response.end('here')));
    const url = `http://127.0.0.1:${port}/`;
    const rules = { hosts: [new URL(url).host], ranges: ['127.0.0.0/8'] };
    assert.equal(await failure(rules, url), 'answered 200');
    assert.equal(await failure({ ...rules, ranges: [] }, url), 'OUTBOUND_ADDRESS');
  });

  it('are connected to the address that was checked, not to what a name says a moment later', async () => {
    const port = await listening(http.createServer((request, response) => response.end(String(request.headers.host))));
    let asked = 0;
    const outbound = createOutbound({
      hosts: [`rebind.example:${port}`],
      ranges: ['127.0.0.0/8'],
      resolve: async () => {
        asked += 1;
        return asked === 1 ? ['127.0.0.1'] : ['169.254.169.254'];
      },
    });
    const answer = await outbound.call(`http://rebind.example:${port}/`, ask);
    assert.equal(answer.body?.toString(), `rebind.example:${port}`);
    assert.equal(asked, 1);
    await assert.rejects(outbound.call(`http://rebind.example:${port}/`, ask), { code: 'OUTBOUND_ADDRESS' });
  });

  it('are not plain outside this machine', async () => {
    const rules = { hosts: ['bank.example'], ranges: ['10.0.0.0/8'], resolve: async () => ['10.0.0.1'] };
    assert.equal(await failure(rules, 'http://bank.example/'), 'OUTBOUND_PLAINTEXT');
  });

  it('follow no redirect, read no more than allowed, and wait no longer', async () => {
    const port = await listening(
      http.createServer((request, response) => {
        if (request.url === '/moved') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
        else if (request.url === '/large') response.end('x'.repeat(5_000));
        else if (request.url === '/endless') setInterval(() => response.write('x'.repeat(100)), 20).unref();
        else if (request.url === '/headers') response.writeHead(200, { 'x-a': 'y'.repeat(40_000) }).end();
        else if (request.url !== '/silent') response.end('ok');
      }),
    );
    const url = `http://127.0.0.1:${port}`;
    const outbound = createOutbound({ hosts: [new URL(url).host], ranges: ['127.0.0.0/8'] });
    assert.equal((await outbound.call(`${url}/moved`, ask)).status, 302);
    assert.equal((await outbound.call(`${url}/large`, ask)).body, null);
    assert.equal((await outbound.call(`${url}/endless`, ask)).body, null);
    await assert.rejects(outbound.call(`${url}/headers`, ask), { code: 'HPE_HEADER_OVERFLOW' });
    const began = Date.now();
    await assert.rejects(outbound.call(`${url}/silent`, { ...ask, timeoutMs: 300 }), {
      code: 'OUTBOUND_TIMEOUT',
      mayHaveLeft: true,
    });
    assert.ok(Date.now() - began < 1_000);
    assert.equal(await (await outbound.fetch(`${url}/`)).text(), 'ok');
  });
});

describe('TLS to a bank', () => {
  const trusted = authority();
  const stranger = authority('Otoritas Lain');
  const bank = trusted.issue(['bank.example'], 'server');
  const us = trusted.issue(['digipay.example'], 'client');

  async function peer(options: https.ServerOptions): Promise<(tls: object) => Promise<string>> {
    const server = https.createServer({ ...bank, ...options }, (request, response) => {
      const subject = (request.socket as import('node:tls').TLSSocket).getPeerCertificate().subject;
      response.end(String(subject?.CN));
    });
    server.on('tlsClientError', () => {});
    const port = await listening(server);
    return async (tls) => {
      const host = `bank.example:${port}`;
      const outbound = createOutbound({
        hosts: [host],
        ranges: ['127.0.0.0/8'],
        resolve: async () => ['127.0.0.1'],
        tls: { [host]: tls },
      });
      return outbound.call(`https://${host}/`, ask).then(
        ({ body }) => String(body),
        (error: { code: string }) => error.code,
      );
    };
  }
  const buffers = ({ cert, key }: { cert: string; key: string }) => ({
    cert: Buffer.from(cert),
    key: Buffer.from(key),
  });
  const ca = Buffer.from(trusted.cert);

  it('shows our certificate to a bank that asks for one, and is not served without', async () => {
    const call = await peer({ requestCert: true, rejectUnauthorized: true, ca: trusted.cert });
    assert.equal(await call({ ca, ...buffers(us) }), 'digipay.example');
    assert.match(await call({ ca }), /ECONNRESET|ERR_SSL|EPIPE/);
    assert.match(
      await call({ ca, ...buffers(stranger.issue(['digipay.example'], 'client')) }),
      /ECONNRESET|ERR_SSL|EPIPE/,
    );
  });

  it('speaks to nobody whom the authority does not vouch for, by that name', async () => {
    assert.match(await (await peer({}))({}), /UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|SELF_SIGNED/);
    assert.match(
      await (await peer({}))({ ca: Buffer.from(stranger.cert) }),
      /UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|SELF_SIGNED|ERR_/,
    );
    assert.equal(
      await (await peer(trusted.issue(['other.example'], 'server')))({ ca }),
      'ERR_TLS_CERT_ALTNAME_INVALID',
    );
    assert.match(
      await (await peer({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }))({ ca }),
      /EPROTO|ERR_SSL|ECONNRESET/,
    );
  });
});
