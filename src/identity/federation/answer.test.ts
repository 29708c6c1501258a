import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { startFederation } from './testing-world.ts';

const federation = await startFederation();
const { world, ministry, university, way, begin, back, enter, link, events, whyRefused, refusedWith } = federation;

describe('the answer of an institution', () => {
  after(() => federation.close());
  beforeEach(() => federation.fresh());

  it('takes an answer once, from the browser that asked, within ten minutes', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const good = await enter('kementerian', ministry);
    assert.equal(good.reply.headers.location, '/');
    const before = (await events('identity.federation_refused')).length;
    for (let n = 0; n < 3; n += 1) refusedWith(await back(good.answer, good.cookie), 'federated_expired');
    const replays = (await events('identity.federation_refused')).slice(before);
    assert.deepEqual(
      replays.map(({ why }) => why),
      ['replayed'],
      'written down once',
    );

    const { url, cookie } = await begin('kementerian');
    const answer = await ministry.walk(url);
    refusedWith(await back(answer, ''), 'federated_expired');
    const other = await begin('kementerian');
    refusedWith(await back(answer, other.cookie), 'federated_refused');
    assert.equal(await whyRefused(), 'state');
    assert.equal((await back(answer, cookie)).headers.location, '/', 'the browser that asked is served all the same');

    const late = await begin('kementerian');
    const lateAnswer = await ministry.walk(late.url);
    world.pass(10.1);
    refusedWith(await back(lateAnswer, late.cookie), 'federated_expired');
  });

  it('gives a code that was used, or is for another attempt, no second life', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const good = await enter('kementerian', ministry);
    const stolen = await (async () => {
      const { url } = await begin('kementerian');
      return ministry.walk(url);
    })();
    for (const code of [good.answer.searchParams.get('code'), stolen.searchParams.get('code')]) {
      const { url, cookie } = await begin('kementerian');
      const mixed = await ministry.walk(url);
      mixed.searchParams.set('code', code ?? '');
      refusedWith(await back(mixed, cookie), 'federated_refused');
      assert.equal(await whyRefused(), 'invalid_grant', 'PKCE: a code belongs to the attempt it was made for');
    }
  });

  it('notices an answer of another issuer, with and without its name', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    for (const [iss, why] of [
      [university.issuer, 'OAUTH_INVALID_RESPONSE'],
      [null, 'OAUTH_INVALID_RESPONSE'],
    ] as const) {
      const { url, cookie } = await begin('kementerian');
      const answer = await ministry.walk(url);
      if (iss === null) answer.searchParams.delete('iss');
      else answer.searchParams.set('iss', iss);
      way.called = [];
      refusedWith(await back(answer, cookie), 'federated_refused');
      assert.equal(await whyRefused(), why);
      assert.deepEqual(way.called, [], 'the code was shown to nobody');
    }
  });

  it('refuses an error, a doubled parameter and an answer without a code', async () => {
    for (const [change, why] of [
      [(to: URL) => to.searchParams.set('error', 'access_denied'), 'access_denied'],
      [(to: URL) => to.searchParams.append('code', 'another'), 'OAUTH_INVALID_RESPONSE'],
      [(to: URL) => to.searchParams.delete('code'), 'OAUTH_INVALID_RESPONSE'],
      [(to: URL) => to.searchParams.append('state', 'x'), 'OAUTH_INVALID_RESPONSE'],
    ] as const) {
      const { url, cookie } = await begin('kementerian');
      const answer = await ministry.walk(url);
      change(answer);
      refusedWith(await back(answer, cookie), 'federated_refused');
      assert.equal(await whyRefused(), why);
    }
  });
});
