import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { issuersFrom } from './issuers.ts';

const SECRET = 'rahasia-klien-contoh';

describe('the file of identity providers', () => {
  let home: string;
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'digipay-issuers-'));
    writeFileSync(join(home, 'klien.secret'), `${SECRET}\n`);
    writeFileSync(join(home, 'kosong.secret'), '\n');
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const one = {
    id: 'kemcontoh',
    name: 'Kementerian Contoh',
    issuer: 'https://sso.kemcontoh.example/realms/pegawai',
    clientId: 'digipay-satu',
    clientSecretFile: 'klien.secret',
  };
  const read = (...issuers: object[]) => {
    const file = join(home, 'issuers.json');
    writeFileSync(file, JSON.stringify({ issuers }));
    return issuersFrom(file);
  };

  it('is read with the secret of the file beside it, and asks for a factor of ours unless told otherwise', () => {
    const [issuer] = read(one);
    assert.equal(issuer?.clientSecret, SECRET);
    assert.deepEqual(issuer?.secondFactor, { acr: [], amr: [] });
    assert.equal(issuer?.signingAlgorithm, 'RS256');
    assert.deepEqual(issuersFrom(undefined), []);
  });

  it('cannot say a weak algorithm, an issuer without TLS, or what nobody knows', () => {
    for (const [fault, field] of [
      [{ signingAlgorithm: 'none' }, 'signingAlgorithm'],
      [{ signingAlgorithm: 'HS256' }, 'signingAlgorithm'],
      [{ issuer: 'http://sso.kemcontoh.example' }, 'issuer'],
      [{ issuer: 'https://sso.kemcontoh.example/?tenant=1' }, 'issuer'],
      [{ issuer: 'https://user:word@sso.kemcontoh.example' }, 'issuer'],
      [{ emailDomains: ['example'] }, 'emailDomains'],
      [{ maxAgeSeconds: 86_400 }, 'maxAgeSeconds'],
      [{ skipChecks: true }, 'skipChecks'],
    ] as const)
      assert.throws(() => read({ ...one, ...fault }), new RegExp(field), JSON.stringify(fault));
    assert.equal(
      read({ ...one, issuer: 'http://127.0.0.1:9000' }).length,
      1,
      'a provider on this machine, for a trial',
    );
  });

  it('pins a domain to one issuer, names each once, and shows no secret when it complains', () => {
    const other = { ...one, id: 'kampus', issuer: 'https://sso.kampus.example' };
    assert.equal(read(one, other).length, 2);
    for (const [pair, fault] of [
      [[one, { ...other, id: one.id }], /id twice/],
      [[one, { ...other, issuer: one.issuer }], /issuer twice/],
      [
        [
          { ...one, emailDomains: ['Contoh.example'] },
          { ...other, emailDomains: ['contoh.example'] },
        ],
        /emailDomains twice/,
      ],
      [[{ ...one, clientSecretFile: 'kosong.secret' }], /clientSecretFile/],
    ] as const)
      assert.throws(
        () => read(...pair),
        (error: Error) => fault.test(error.message) && !error.message.includes(SECRET),
      );
  });
});
