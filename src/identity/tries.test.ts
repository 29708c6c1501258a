import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { FROM, type IdentityWorld, PASSWORD, type Someone, startIdentity } from './testing.ts';

describe('wrong tries', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  const wrong = (who: Someone) => world.identity.signIn(who.person.email, 'salah', FROM);
  const codesOf = (outcomes: readonly ({ ok: true } | { ok: false; code: string })[]) =>
    outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.code));

  it('count each other when they are sent at the same moment', async () => {
    const who = await world.someone();
    const outcomes = codesOf(await Promise.all(Array.from({ length: 20 }, () => wrong(who))));
    assert.equal(outcomes.filter((code) => code === 'credentials_wrong').length, 5);
    assert.equal(outcomes.filter((code) => code === 'too_many_tries').length, 15);
  });

  it('count each other for codes too', async () => {
    const who = await world.someone();
    const ask = (n: number) => ({ personId: who.person.id, code: wrongCode(who), digest: 'd', command: `c${n}` });
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => world.identity.takeCode(ask(n))));
    assert.equal(outcomes.filter((refusal) => refusal?.code === 'code_wrong').length, 5);
    assert.equal(outcomes.filter((refusal) => refusal?.code === 'too_many_tries').length, 15);
  });

  it('bar a stranger as they bar a person, so that the bar tells nothing', async () => {
    const stranger = () => world.identity.signIn('tidak-ada@contoh.example', 'salah', FROM);
    for (let n = 0; n < 5; n += 1) assert.deepEqual(codesOf([await stranger()]), ['credentials_wrong']);
    assert.deepEqual(codesOf([await stranger()]), ['too_many_tries']);
  });

  it('are forgotten after fifteen minutes', async () => {
    const who = await world.someone();
    for (let n = 0; n < 5; n += 1) await wrong(who);
    world.pass(14);
    assert.deepEqual(codesOf([await world.identity.signIn(who.person.email, PASSWORD, FROM)]), ['too_many_tries']);
    world.pass(2);
    assert.deepEqual(codesOf([await world.identity.signIn(who.person.email, PASSWORD, FROM)]), ['ok']);
  });

  it('are not counted for a right password whose code is still to come', async () => {
    const who = await world.someone();
    for (let n = 0; n < 8; n += 1) {
      assert.deepEqual(codesOf([await world.identity.signIn(who.person.email, PASSWORD, FROM)]), ['ok']);
    }
  });

  it('bar an address that fails for many people, and nobody else', async () => {
    const from = { address: '198.51.100.9', agent: 'test' };
    for (let n = 0; n < 50; n += 1) await world.identity.signIn(`orang-${n}@contoh.example`, 'salah', from);
    const who = await world.someone();
    assert.deepEqual(codesOf([await world.identity.signIn(who.person.email, PASSWORD, from)]), ['too_many_tries']);
    assert.deepEqual(codesOf([await world.identity.signIn(who.person.email, PASSWORD, FROM)]), ['ok']);
  });
});

/** Six digits that are right at none of the three accepted steps. */
function wrongCode(who: Someone): string {
  const right = [-30, 0, 30].map((offset) => who.code(offset));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code)) ?? '';
}
