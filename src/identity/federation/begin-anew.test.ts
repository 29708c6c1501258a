/** Beginning anew after an account was lost: whoever had it may have linked an account of their own at an institution. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, it } from 'node:test';
import { SESSION_COOKIE } from '../identity.routes.ts';
import { FEDERATED_COOKIE } from './federation.routes.ts';
import { cookieOf, startFederation } from './testing-world.ts';

const { world, ministry, enter, link, begin, back, confirmedBy, me, refusedWith, fresh, close } =
  await startFederation();

describe('an account that is begun anew', () => {
  after(() => close());

  it('is not entered by what was linked before', async () => {
    fresh();
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['pwd', 'mfa'] });
    await link(who, 'kementerian', ministry);
    const before = (await enter('kementerian', ministry)).reply;
    assert.equal((await me(cookieOf(before, SESSION_COOKIE))).json().person.id, who.person.id, 'control');
    await world.identity.resetFactors(who.person.id);
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
  });

  it('nor is a linking finished that was begun before all sessions ended', async () => {
    fresh();
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['pwd', 'mfa'] });
    const cookie = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    world.pass(1);
    const asked = await confirmedBy(who, cookie, 'kementerian');
    await world.identity.disable(who.person.id);
    const answer = await ministry.walk(asked.json().url);
    refusedWith(await back(answer, cookieOf(asked, FEDERATED_COOKIE)), 'federated_expired');
    assert.ok((await begin('kementerian')).url, 'others go on');
  });
});
