import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type IdentityWorld, type Someone, startIdentity } from './testing.ts';

describe('a one-time code', () => {
  let world: IdentityWorld;
  let who: Someone;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());

  const take = async (code: string, digest: string, command: string) =>
    (await world.identity.takeCode({ personId: who.person.id, code, digest, command }))?.code ?? 'ok';

  it('serves one act, and again the same act when it is retried', async () => {
    who = await world.someone();
    const code = who.code();
    assert.equal(await take(code, 'pay 1', 'first'), 'ok');
    assert.equal(await take(code, 'pay 1', 'first'), 'ok');
    assert.equal(await take(code, 'pay 2', 'first'), 'code_used', 'another act under the same command');
    assert.equal(await take(code, 'pay 1', 'second'), 'code_used', 'the same act asked anew');
  });

  it('serves one act when two ask at the same moment', async () => {
    who = await world.someone();
    const code = who.code();
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((command) => take(code, 'pay', command)));
    assert.deepEqual(outcomes.toSorted(), ['code_used', 'code_used', 'code_used', 'ok']);
  });

  it('may be one step early or late, not two', async () => {
    who = await world.someone();
    assert.equal(await take(who.code(-30), 'a', '1'), 'ok');
    assert.equal(await take(who.code(30), 'b', '2'), 'ok');
    assert.equal(await take(who.code(-60), 'c', '3'), 'code_wrong');
    assert.equal(await take(who.code(60), 'd', '4'), 'code_wrong');
  });

  it('of one person is wrong for another, and for one who has no authenticator', async () => {
    who = await world.someone();
    const other = await world.someone();
    assert.equal(await take(other.code(), 'a', '1'), 'code_wrong');
    const { rows } = await world.pool.query('DELETE FROM identity.credential WHERE person_id = $1 RETURNING 1', [
      who.person.id,
    ]);
    assert.equal(rows.length, 1);
    assert.equal(await take(who.code(), 'a', '1'), 'code_wrong');
  });

  it('tells how many tries are left, and a right one clears the wrong ones', async () => {
    who = await world.someone();
    const ask = (code: string, command: string) =>
      world.identity.takeCode({ personId: who.person.id, code, digest: 'a', command });
    const left = async () => (await ask(who.code(600), 'x'))?.params.left;
    assert.deepEqual([await left(), await left()], [4, 3]);
    assert.equal(await ask(who.code(), 'y'), null);
    assert.equal(await left(), 4);
  });
});
