import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, it } from 'node:test';
import { SESSION_COOKIE } from '../identity.routes.ts';
import { cookieOf, json, startFederation } from './testing-world.ts';

const federation = await startFederation();
const { world, owner, ministry, inject, enter, ask, confirmedBy, link, me, refusedWith } = federation;

describe('an account at an institution', () => {
  after(() => federation.close());
  beforeEach(() => federation.fresh());

  it('links an account to one person, and a person to one account at an institution', async () => {
    const [one, two] = [await world.someone(), await world.someone()];
    const [first, second] = [randomUUID(), randomUUID()];
    ministry.be({ sub: first, amr: ['mfa'] });
    assert.match(String((await link(one, 'kementerian', ministry)).headers.location), /tertaut/);
    refusedWith(await link(two, 'kementerian', ministry), 'federated_other_person');
    ministry.be({ sub: second, amr: ['mfa'] });
    assert.match(String((await link(one, 'kementerian', ministry)).headers.location), /tertaut/);
    ministry.be({ sub: first, amr: ['mfa'] });
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
  });

  it('ends the other sessions of whoever links or unlinks, and tells them by mail', async () => {
    const who = await world.someone();
    const elsewhere = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    assert.equal((await me(elsewhere)).statusCode, 200);
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    assert.equal((await me(elsewhere)).statusCode, 401);
    const cookie = cookieOf((await enter('kementerian', ministry)).reply, SESSION_COOKIE);
    const other = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).json().done, true);
    assert.deepEqual([(await me(cookie)).statusCode, (await me(other)).statusCode], [200, 401]);
    await world.identity.idle();
    const { rows } = await owner.query<{ text: string }>(
      "SELECT convert_from(body, 'UTF8') AS text FROM mail.outbox WHERE person_id = $1",
      [who.person.id],
    );
    assert.equal(rows.filter(({ text }) => text.includes('Lembaga kementerian')).length, 2);
  });

  it('links and unlinks only with a fresh factor for exactly that', async () => {
    const who = await world.someone();
    ministry.be({ sub: randomUUID(), amr: ['mfa'] });
    await link(who, 'kementerian', ministry);
    const cookie = `${SESSION_COOKIE}=${await world.signIn(who)}`;
    const other = (await ask(cookie, 'kampus/unlink', {})).json().confirm;
    const asked = (await ask(cookie, 'kementerian/unlink', {})).json();
    assert.equal(asked.done, false);
    assert.deepEqual(asked.confirm.says, [{ what: 'institution', value: 'Lembaga kementerian' }]);
    world.pass(1);
    const code = who.code();
    const foreign = await ask(cookie, 'kementerian/unlink', { stepUp: { digest: other.digest, code } });
    assert.equal(foreign.json().code, 'code_for_other');
    const spent = await world.identity.takeProof({
      personId: who.person.id,
      proof: { code },
      digest: 'another act',
      command: 'x',
    });
    assert.equal(spent, null);
    for (const path of ['kementerian', 'kementerian/unlink'])
      assert.equal((await confirmedBy(who, cookie, path, code)).json().code, 'code_used');
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink', who.code(600))).json().code, 'code_wrong');
    const listed = await inject({ url: '/api/v1/security/federated', headers: { cookie } });
    assert.deepEqual(
      listed.json().map((own: { issuer: string }) => own.issuer),
      ['kementerian'],
    );
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).json().done, true);
    refusedWith((await enter('kementerian', ministry)).reply, 'federated_not_linked');
    world.pass(1);
    assert.equal((await confirmedBy(who, cookie, 'kementerian/unlink')).statusCode, 404);
    for (const url of ['/api/v1/security/federated/kementerian', '/api/v1/security/federated/kementerian/unlink']) {
      const stranger = await inject({ method: 'POST', url, headers: json, payload: '{}' });
      assert.equal(stranger.statusCode, 401);
    }
  });
});
