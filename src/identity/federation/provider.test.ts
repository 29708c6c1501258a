import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import type { Issuer } from './issuers.ts';
import { startProvider } from './testing-provider.ts';
import { json, redirectUri, startFederation } from './testing-world.ts';

const federation = await startFederation();
const { ministry, university, way, issuerOf, serve, enter, whyRefused, refusedWith, instead } = federation;

describe('an identity provider', () => {
  after(() => federation.close());
  beforeEach(() => federation.fresh());

  it('says that a silent provider is silent, and comes back by itself', async () => {
    const fresh = await serve([issuerOf('kementerian', ministry)]);
    const ask = () =>
      fresh.inject({ method: 'POST', url: '/api/v1/sign-in/federated/kementerian', headers: json, payload: '{}' });
    way.silent = true;
    const answer = await ask();
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'federated_unreachable']);
    way.silent = false;
    assert.equal((await ask()).statusCode, 200);
    await fresh.close();
  });

  it('refuses a provider that is not who it says, or does not name itself among several', async () => {
    const start = async (issuers: readonly Issuer[], id: string) => {
      const built = await serve(issuers);
      const url = `/api/v1/sign-in/federated/${id}`;
      const answer = await built.inject({ method: 'POST', url, headers: json, payload: '{}' });
      await built.close();
      return answer.statusCode === 200 ? 'ok' : answer.json().code;
    };
    const old = await startProvider({ redirectUri, namesItself: false });
    const alone = issuerOf('lama', old);
    assert.equal(await start([alone], 'lama'), 'ok', 'alone it cannot be mixed up');
    assert.equal(await start([alone, issuerOf('kampus', university)], 'lama'), 'federated_refused');
    await old.close();
    assert.equal(await start([issuerOf('kampus', university)], 'kampus'), 'ok');
    for (const said of [
      { issuer: ministry.issuer },
      { authorization_endpoint: `${ministry.issuer}/auth` },
      { code_challenge_methods_supported: ['plain'] },
    ]) {
      way.pretend = said;
      assert.equal(await start([issuerOf('kampus', university)], 'kampus'), 'federated_refused', JSON.stringify(said));
    }
  });

  it('calls no endpoint outside the hosts of the provider, whatever its metadata say', async () => {
    for (const name of ['token_endpoint', 'jwks_uri', 'userinfo_endpoint']) {
      way.pretend = { [name]: `${university.issuer}/inside` };
      await instead([issuerOf('kementerian', ministry, { emailDomains: ['contoh.example'] })], async () => {
        ministry.be({ sub: randomUUID(), email: 'a@contoh.example', emailVerified: true, amr: ['mfa'] });
        refusedWith((await enter('kementerian', ministry)).reply, 'federated_refused');
        assert.equal(await whyRefused(), 'foreign_endpoint', name);
        const there = way.called.filter((url) => url.startsWith(university.issuer));
        assert.deepEqual(there, [], name);
      });
    }
  });
});
