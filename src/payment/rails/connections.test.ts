import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createOutbound } from '../../platform/outbound.ts';
import { configsBy, hostsOf, profileWith, readConnections, readTrusts } from './connections.ts';
import type { SnapBankConfig } from './snap/config.ts';
import { keys } from './testing/recording-bank.ts';

const home = mkdtempSync(join(tmpdir(), 'digipay-banks-'));
after(() => rmSync(home, { recursive: true }));

const SECRET = 'rahasia-yang-tidak-dicetak';
for (const [name, text] of Object.entries({
  'client.secret': `${SECRET}\n`,
  'api.secret': 'rahasia-api',
  'callback.secret': 'rahasia-bersama',
  'our.key': keys.privateKey,
  'bank.pub': keys.publicKey,
  'tls.pem': 'SERTIFIKAT',
})) {
  writeFileSync(join(home, name), text);
}

const bca = {
  bankCodes: ['014', '536'],
  oneHouse: true,
  url: 'https://api.bca.example/',
  profile: 'bca',
  changes: { cutOff: { '23': '14:00' } },
  clientId: 'klien',
  clientSecretFile: 'client.secret',
  partnerId: 'KORPORASI',
  channelId: '95051',
  privateKeyFile: 'our.key',
  bankPublicKeyFile: 'bank.pub',
  caFile: 'tls.pem',
  callback: { clientId: 'bca', clientSecretFile: 'callback.secret' },
};

function listed(...connections: object[]): string {
  const file = join(home, 'banks.json');
  writeFileSync(file, JSON.stringify({ connections }));
  return file;
}

const otherwise = { baseUrl: 'http://sandbox' } as SnapBankConfig;
const means = {
  outbound: createOutbound({ hosts: [], ranges: [] }),
  timeoutMs: 5_000,
  nextExternalId: async () => 1n,
};

describe('the list of connections', () => {
  it('gives each bank its own, with the secrets of its files, and the rest the other one', () => {
    const read = readConnections(listed(bca));
    const configOf = configsBy(read, means, otherwise);
    const config = configOf('014');
    assert.equal(configOf('536'), config);
    assert.equal(configOf('002'), otherwise);
    assert.equal(config.clientSecret, SECRET);
    assert.equal(config.baseUrl, 'https://api.bca.example');
    assert.deepEqual(config.sameBankCodes, ['014', '536']);
    assert.equal(config.profile?.cutOff['23'], '14:00');
    assert.equal(config.profile?.urlCanonicalisation, 'bca');
    assert.equal(hostsOf(read)['api.bca.example']?.ca?.toString(), 'SERTIFIKAT');
  });

  it('tells who may bring notices without the secrets that are for calling', () => {
    const withoutOurs = { ...bca, clientSecretFile: 'tidak-ada', privateKeyFile: 'tidak-ada' };
    const trust = readTrusts(listed(withoutOurs), Buffer.alloc(32, 1)).get('014');
    assert.equal(trust?.symmetric?.clientSecret, 'rahasia-bersama');
    assert.deepEqual([trust?.partnerId, trust?.skewSeconds], ['KORPORASI', 300]);
    const { callback: _callback, ...without } = bca;
    assert.throws(() => readTrusts(listed(without), Buffer.alloc(32, 1)), /bank 014, 536 signs notices with HMAC/);
  });

  const wrong: readonly (readonly [string, object[], RegExp])[] = [
    ['a bank twice', [bca, { ...bca, bankCodes: ['014'] }], /014 has two connections/],
    ['a profile nobody knows', [{ ...bca, profile: 'bcaa' }], /profile/],
    ['a key that no profile has', [{ ...bca, changes: { cutoff: {} } }], /no key cutoff/],
    ['a value of another kind', [{ ...bca, changes: { cutOff: '14:00' } }], /cutOff is a object/],
    ['a name of no meaning', [{ ...bca, secret: 'x' }], /Unrecognized|secret/],
    ['half a certificate', [{ ...bca, clientCertFile: 'tls.pem' }], /belong together/],
    ['a file that is not there', [{ ...bca, apiSecretFile: 'tidak-ada' }], /ENOENT/],
  ];
  for (const [name, connections, fault] of wrong) {
    it(`is refused with ${name}, and no secret is said`, () => {
      const list = listed(...connections);
      assert.throws(
        () => readConnections(list),
        (error: Error) => fault.test(error.message) && !error.message.includes(SECRET),
      );
    });
  }

  it('is refused when a profile wants what it does not give', () => {
    const read = readConnections(listed({ ...bca, bankCodes: ['009'], profile: 'bni', changes: {} }));
    assert.throws(() => configsBy(read, means, otherwise), /bank 009 lacks apiKey, apiSecret, device/);
  });
});

it('a change adds to a table of a profile and replaces a list', () => {
  const profile = profileWith('bri', { paths: { '18': '/lain' }, channels: ['INTRABANK'] });
  assert.equal(profile.paths['18'], '/lain');
  assert.equal(profile.paths['23'], '/snap/v1.0/transfer-sknbi');
  assert.deepEqual(profile.channels, ['INTRABANK']);
});
