import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { type IdentityWorld, PASSWORD, type Someone, startIdentity } from './testing.ts';
import { delayAfter, LONGEST_DELAY_MS } from './tries.ts';

type Outcome = { ok: true } | { ok: false; code: string };
const codeOf = (outcome: Outcome | null) => (outcome === null || outcome.ok ? 'ok' : outcome.code);

describe('the delay after wrong tries', () => {
  it('is nothing at first, then doubles, and never passes a quarter of an hour', () => {
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 12, 13, 40].map((n) => delayAfter(n, 2) / 1000),
      [0, 0, 0, 1, 2, 4, 512, 900, 900],
    );
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(100), (failures, free) => {
        const delay = delayAfter(failures, free);
        assert.ok(delay >= 0 && delay <= LONGEST_DELAY_MS && delay <= delayAfter(failures + 1, free));
      }),
    );
  });
});

describe('wrong tries', () => {
  let world: IdentityWorld;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  const SECOND = 1 / 60;
  let FROM = { address: '', agent: 'test' };
  let tests = 0;
  beforeEach(() => {
    tests += 1;
    FROM = { address: `192.0.2.${tests}`, agent: 'test' };
  });
  const wrong = (who: Someone, from = FROM) => world.identity.signIn(who.person.email, 'salah', from);
  const right = (who: Someone, from: object = FROM) =>
    world.identity.signIn(who.person.email, PASSWORD, { ...FROM, ...from });
  /** Tries as often as the delay lets them. */
  const hammer = async (who: Someone, times: number) => {
    for (let n = 0; n < times; n += 1) {
      const outcome = await wrong(who);
      if (!outcome.ok && outcome.code === 'too_many_tries') world.pass(Number(outcome.params.seconds) * SECOND);
    }
  };
  const enter = async (who: Someone, from = FROM) => {
    const first = await right(who, from);
    assert.ok(first.ok);
    world.pass(0.5);
    const second = await world.identity.signInCode(first.ticket, who.code(), from);
    assert.ok(second.ok);
    return second;
  };

  it('count each other when they are sent at the same moment', async () => {
    const who = await world.someone();
    const outcomes = (await Promise.all(Array.from({ length: 20 }, () => wrong(who)))).map(codeOf);
    assert.equal(outcomes.filter((code) => code === 'credentials_wrong').length, 3);
    assert.equal(outcomes.filter((code) => code === 'too_many_tries').length, 17);
  });

  it('count each other for codes too', async () => {
    const who = await world.someone();
    const ask = (n: number) => ({ personId: who.person.id, code: wrongCode(who), digest: 'd', command: `c${n}` });
    const outcomes = (await Promise.all(Array.from({ length: 20 }, (_, n) => world.identity.takeCode(ask(n))))).map(
      codeOf,
    );
    assert.equal(outcomes.filter((code) => code === 'code_wrong').length, 3);
    assert.equal(outcomes.filter((code) => code === 'too_many_tries').length, 17);
  });

  it('make a stranger wait as they make a person wait, so that the wait tells nothing', async () => {
    const stranger = () => world.identity.signIn('tidak-ada@contoh.example', 'salah', FROM);
    for (let n = 0; n < 3; n += 1) assert.equal(codeOf(await stranger()), 'credentials_wrong');
    assert.deepEqual(await stranger(), { ok: false, code: 'too_many_tries', params: { seconds: 1 } });
  });

  it('wait longer each time, and refuse the right password until the wait is over', async () => {
    const who = await world.someone();
    const waits: number[] = [];
    for (let n = 0; n < 16; n += 1) {
      const outcome = await wrong(who);
      if (outcome.ok || outcome.code !== 'too_many_tries') continue;
      waits.push(Number(outcome.params.seconds));
      assert.equal(codeOf(await right(who)), 'too_many_tries');
      world.pass(Number(outcome.params.seconds) * SECOND);
    }
    assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64]);
    assert.equal(codeOf(await right(who)), 'ok');
  });

  it('are forgotten after a day', async () => {
    const who = await world.someone();
    await hammer(who, 20);
    world.pass(25 * 60);
    for (let n = 0; n < 3; n += 1) assert.equal(codeOf(await wrong(who)), 'credentials_wrong');
  });

  it('are not counted for a right password whose code is still to come', async () => {
    const who = await world.someone();
    for (let n = 0; n < 8; n += 1) assert.equal(codeOf(await right(who)), 'ok');
  });

  it('let the owner in from a browser they used before while somebody hammers on the account', async () => {
    const who = await world.someone();
    const { device } = await enter(who);
    await hammer(who, 40);
    assert.equal(codeOf(await wrong(who)), 'credentials_wrong', 'the hammer has just struck');
    assert.equal(codeOf(await right(who)), 'too_many_tries', 'a browser that nobody knows has to wait');
    assert.equal(codeOf(await right(who, { device })), 'ok', 'the owner does not');
    const first = await right(who, { device });
    assert.ok(first.ok);
    world.pass(0.5);
    assert.equal(codeOf(await world.identity.signInCode(first.ticket, who.code(), { ...FROM, device })), 'ok');
  });

  it('of a known browser are counted for it alone, and only for who signed in there', async () => {
    const [who, other] = [await world.someone(), await world.someone()];
    const { device } = await enter(who);
    for (let n = 0; n < 3; n += 1) await wrong(who, { ...FROM, device } as typeof FROM);
    assert.equal(codeOf(await right(who, { device })), 'too_many_tries');
    assert.equal(codeOf(await right(who)), 'ok', 'another browser is not touched');
    await hammer(other, 10);
    await wrong(other);
    assert.equal(codeOf(await right(other, { device })), 'too_many_tries', 'the device of somebody else helps nobody');
    for (const forged of [device.replace(/.$/, (c) => (c === '0' ? '1' : '0')), 'x.9999999999.0', '', '~~~'])
      assert.equal(codeOf(await right(other, { device: forged })), 'too_many_tries');
  });

  it('keep several people of one computer apart, and forget the device in the end', async () => {
    const [one, two] = [await world.someone(), await world.someone()];
    const first = await enter(one);
    const second = await enter(two, { ...FROM, device: first.device } as typeof FROM);
    for (const who of [one, two]) {
      await hammer(who, 10);
      await wrong(who);
      assert.equal(codeOf(await right(who, { device: second.device })), 'ok');
      assert.equal(codeOf(await right(who)), 'too_many_tries');
    }
    world.pass(181 * 24 * 60);
    await hammer(one, 10);
    await wrong(one);
    assert.equal(codeOf(await right(one, { device: second.device })), 'too_many_tries');
  });

  it('make an address wait that fails for many people, and nobody else', async () => {
    const from = { address: '198.51.100.9', agent: 'test' };
    for (let n = 0; n < 31; n += 1) await world.identity.signIn(`orang-${n}@contoh.example`, 'salah', from);
    const who = await world.someone();
    assert.equal(codeOf(await right(who, from)), 'too_many_tries');
    assert.equal(codeOf(await right(who)), 'ok');
    world.pass(2);
    for (let n = 0; n < 2; n += 1)
      assert.equal(codeOf(await world.identity.signIn(`${n}@contoh.example`, 'salah', from)), 'credentials_wrong');
  });

  it('of codes behind a known password do not bar the owner’s acts, and the owner is told', async () => {
    const who = await world.someone();
    await enter(who);
    const first = await right(who);
    assert.ok(first.ok);
    for (let n = 0; n < 9; n += 1) {
      const outcome = await world.identity.signInCode(first.ticket, wrongCode(who), FROM);
      assert.ok(!outcome.ok);
      if (outcome.code === 'too_many_tries') world.pass(Number(outcome.params.seconds) * SECOND);
    }
    world.pass(0.5);
    const act = { personId: who.person.id, code: who.code(), digest: 'pay', command: 'one' };
    assert.equal(codeOf(await world.identity.takeCode(act)), 'ok');
    const subjects = (await world.mails(who)).map(({ subject }) => subject);
    assert.equal(subjects.filter((subject) => subject === 'Seseorang mencoba menebak kode Anda').length, 1);
  });

  it('are kept without anybody’s address', async () => {
    await world.identity.signIn('rahasia@contoh.example', 'salah', { address: '203.0.113.77', agent: 'test' });
    const { rows } = await world.pool.query<{ text: string }>('SELECT t::text AS text FROM identity.tries t');
    assert.ok(rows.length > 0);
    for (const { text } of rows) assert.doesNotMatch(text, /203\.0\.113|contoh/);
  });
});

/** Six digits that are right at none of the three accepted steps. */
function wrongCode(who: Someone): string {
  const right = [-30, 0, 30].map((offset) => who.code(offset));
  return ['000000', '111111', '222222', '333333'].find((code) => !right.includes(code)) ?? '';
}
