import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import { SignJWT } from 'jose';
import type { Someone } from '../testing.ts';
import { type Forge, startFederation } from './testing-world.ts';

const federation = await startFederation();
const { world, ministry, university, way, enter, link, whyRefused, refusedWith } = federation;

describe('an ID token is read to the letter: sign-in', () => {
  after(() => federation.close());
  beforeEach(() => federation.fresh());

  let who: Someone;
  let sub: string;
  before(async () => {
    who = await world.someone();
    sub = randomUUID();
    ministry.be({ sub, amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
  });
  beforeEach(() => ministry.be({ sub, amr: ['mfa'] }));

  const signed =
    (change: (claims: Record<string, unknown>) => object): Forge =>
    (claims) =>
      new SignJWT({ ...claims, ...change(claims) })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .sign(ministry.privateKey);
  const bare = (header: object, claims: object) =>
    [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const hmac = (key: string | Buffer, header: object, claims: object) => {
    const said = bare(header, claims);
    return `${said}.${createHmac('sha256', key).update(said).digest('base64url')}`;
  };

  const forged: readonly (readonly [string, () => Forge, string])[] = [
    ['another nonce', () => signed(() => ({ nonce: 'x'.repeat(43) })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['no nonce', () => signed(() => ({ nonce: undefined })), 'OAUTH_INVALID_RESPONSE'],
    ['another issuer', () => signed(() => ({ iss: university.issuer })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['another audience', () => signed(() => ({ aud: 'other-client' })), 'OAUTH_JWT_CLAIM_COMPARISON_FAILED'],
    ['two audiences', () => signed(({ aud }) => ({ aud: [aud, 'other-client'], azp: aud })), 'several_audiences'],
    ['a past', () => signed(() => ({ exp: Math.floor(Date.now() / 1000) - 600 })), 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED'],
    [
      'a sign-in long ago',
      () => signed(() => ({ auth_time: Math.floor(Date.now() / 1000) - 9_000 })),
      'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
    ],
    ['no time of sign-in', () => signed(() => ({ auth_time: undefined })), 'OAUTH_INVALID_RESPONSE'],
    ['no signature (alg none)', () => async (claims) => `${bare({ alg: 'none' }, claims)}.`, 'OAUTH_INVALID_RESPONSE'],
    [
      'no signature under the right algorithm',
      () => async (claims) => `${bare({ alg: 'RS256', kid: 'one' }, claims)}.`,
      'OAUTH_INVALID_RESPONSE',
    ],
    [
      'HS256 by the public key',
      () => async (claims) => hmac(ministry.publicPem, { alg: 'HS256', kid: 'one' }, claims),
      'OAUTH_INVALID_RESPONSE',
    ],
    [
      'HS256 by the client secret',
      () => async (claims) => hmac(ministry.clientSecret, { alg: 'HS256' }, claims),
      'OAUTH_INVALID_RESPONSE',
    ],
    [
      'the key of somebody else',
      () => (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'one' })
          .sign(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
      'OAUTH_INVALID_RESPONSE',
    ],
    [
      'a key that it brings itself',
      () => (claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', jwk: university.publicJwk, kid: 'one' })
          .sign(university.privateKey),
      'OAUTH_INVALID_RESPONSE',
    ],
  ];
  for (const [name, make, why] of forged) {
    it(`refuses ${name}`, async () => {
      way.forge = make();
      refusedWith((await enter('kementerian', ministry)).reply, 'federated_refused');
      assert.equal(await whyRefused(), why);
    });
  }

  it('and takes the same forgery when nothing is changed (control)', async () => {
    way.forge = signed(() => ({}));
    assert.equal((await enter('kementerian', ministry)).reply.headers.location, '/');
  });
});
