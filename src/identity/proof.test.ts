import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { addPasskey } from './factors/factor.store.ts';
import { askPasskey, madePasskey, offerPasskey } from './factors/passkey.ts';
import type { Proof } from './proof.schema.ts';
import { type IdentityWorld, ORIGIN, type Someone, startIdentity } from './testing.ts';
import { type SoftAuthenticator, type Spoilt, softAuthenticator } from './testing-authenticator.ts';

describe('a one-time code', () => {
  let world: IdentityWorld;
  let who: Someone;
  before(async () => {
    world = await startIdentity();
  });
  beforeEach(async () => {
    who = await world.someone();
  });
  after(() => world.close());

  const take = async (code: string, digest: string, command: string) =>
    (await world.identity.takeCode({ personId: who.person.id, code, digest, command }))?.code ?? 'ok';

  it('serves one act, and again the same act when it is retried', async () => {
    const code = who.code();
    assert.equal(await take(code, 'pay 1', 'first'), 'ok');
    assert.equal(await take(code, 'pay 1', 'first'), 'ok');
    assert.equal(await take(code, 'pay 2', 'first'), 'code_used', 'another act under the same command');
    assert.equal(await take(code, 'pay 1', 'second'), 'code_used', 'the same act asked anew');
  });

  it('serves one act when two ask at the same moment', async () => {
    const code = who.code();
    const outcomes = await Promise.all(['a', 'b'].map((command) => take(code, 'pay', command)));
    assert.deepEqual(outcomes.toSorted(), ['code_used', 'ok']);
  });

  it('may be one step early or late, not two', async () => {
    assert.equal(await take(who.code(-30), 'a', '1'), 'ok');
    assert.equal(await take(who.code(30), 'b', '2'), 'ok');
    assert.equal(await take(who.code(-60), 'c', '3'), 'code_wrong');
    assert.equal(await take(who.code(60), 'd', '4'), 'code_wrong');
  });

  it('of one person is wrong for another, and for one who has no authenticator', async () => {
    const other = await world.someone();
    assert.equal(await take(other.code(), 'a', '1'), 'code_wrong');
    const { rowCount } = await world.pool.query('DELETE FROM identity.factor WHERE person_id = $1', [who.person.id]);
    assert.equal(rowCount, 1);
    assert.equal(await take(who.code(), 'a', '1'), 'code_wrong');
  });

  it('is refused when the person was shown something else, before it is used up', async () => {
    const code = who.code();
    const asked = { personId: who.person.id, code, digest: 'pay 2', command: 'one' };
    assert.equal((await world.identity.takeCode({ ...asked, seen: 'pay 1' }))?.code, 'code_for_other');
    assert.equal(await world.identity.takeCode({ ...asked, seen: 'pay 2' }), null);
  });

  it('leaves a line in the journal each time that it is refused, and says whose act it was', async () => {
    const by = {
      personId: who.person.id,
      assignmentId: who.assignment.id,
      role: 'PPK',
      satkerId: who.assignment.satkerId,
      vendorId: null,
      origin: {},
    };
    const code = who.code();
    for (const [digest, command] of [
      ['pay 1', 'a'],
      ['pay 2', 'b'],
    ] as const)
      await world.identity.takeCode({ personId: who.person.id, code, digest, command, by });
    await world.identity.takeCode({ personId: who.person.id, code, digest: 'x', seen: 'y', command: 'c', by });
    const refused = (await world.events(who)).filter(({ type }) => type === 'identity.proof_refused');
    assert.deepEqual(
      refused.map(({ role, payload }) => [role, payload.code, payload.digest]),
      [
        ['PPK', 'code_used', 'pay 2'],
        ['PPK', 'code_for_other', 'x'],
      ],
    );
    for (const event of refused) assert.ok(!JSON.stringify(event).includes(code));
  });
});

describe('a passkey that confirms an act', () => {
  let world: IdentityWorld;
  let who: Someone;
  let key: SoftAuthenticator;
  before(async () => {
    world = await startIdentity();
  });
  after(() => world.close());
  beforeEach(async () => {
    who = await world.someone();
    key = await passkeyFor(who);
  });

  async function passkeyFor(someone: Someone, options: { counts?: boolean } = {}): Promise<SoftAuthenticator> {
    const { deps } = world.identity;
    const authenticator = softAuthenticator(ORIGIN, options);
    const { ceremony, options: asked } = await offerPasskey(deps, someone.person, 'add');
    const response = authenticator.create(asked);
    const made = await madePasskey(deps, { ceremony, response, personId: someone.person.id, digest: 'add' });
    assert.ok(made);
    assert.ok(await addPasskey(deps, world.pool, someone.person.id, { ...made, label: 'Ponsel' }));
    return authenticator;
  }
  const signed = async (digest: string, spoilt: Spoilt = {}, by = key): Promise<Proof> => {
    const { ceremony, options } = await askPasskey(world.identity.deps, 'act', who.person.id, digest);
    return { ceremony, response: by.get(options, spoilt) };
  };
  const take = async (proof: Proof, digest: string, command = 'one') =>
    (await world.identity.takeProof({ personId: who.person.id, proof, digest, command }))?.code ?? 'ok';
  const reasons = async () =>
    (await world.events(who))
      .filter(({ type }) => type === 'identity.proof_refused')
      .map(({ payload }) => payload.reason);

  it('serves that act, and again the same command with the same answer', async () => {
    const proof = await signed('pay 1');
    assert.equal(await take(proof, 'pay 1'), 'ok');
    assert.equal(await take(proof, 'pay 1'), 'ok', 'the connection was lost and the command comes again');
    assert.equal(await take(proof, 'pay 1', 'two'), 'code_used');
    assert.deepEqual(await reasons(), ['code_used']);
  });

  it('does not serve another amount', async () => {
    const proof = await signed('pay Rp1.000');
    assert.equal(await take(proof, 'pay Rp9.000'), 'code_for_other');
    assert.deepEqual(await reasons(), ['other-digest']);
    assert.equal(await take(proof, 'pay Rp1.000'), 'ok', 'it still serves what it was signed for');
  });

  it('does not serve another amount either when somebody changes what the table says it is for', async () => {
    const proof = await signed('pay Rp1.000');
    await world.pool.query("UPDATE identity.ceremony SET digest = 'pay Rp9.000'");
    assert.equal(await take(proof, 'pay Rp9.000'), 'passkey_wrong');
    assert.deepEqual(await reasons(), ['signature']);
  });

  it('serves once when two ask at the same moment', async () => {
    const proof = await signed('pay');
    const outcomes = await Promise.all(['a', 'b', 'c'].map((command) => take(proof, 'pay', command)));
    assert.equal(outcomes.filter((outcome) => outcome === 'ok').length, 1, String(outcomes));
  });

  it('is refused from another site, for another site, without the person verified, or signed by another key', async () => {
    const spoilt: Spoilt[] = [
      { origin: 'https://digipay-satu.example' },
      { rpId: 'digipay-satu.example' },
      { userVerified: false },
      { otherKey: true },
      { challenge: Buffer.alloc(32).toString('base64url') },
    ];
    for (const one of spoilt)
      assert.equal(await take(await signed('pay', one), 'pay'), 'passkey_wrong', JSON.stringify(one));
    assert.deepEqual(
      await reasons(),
      spoilt.map(() => 'signature'),
    );
    assert.equal(await take(await signed('pay'), 'pay'), 'ok', 'the control: an honest one');
  });

  it('is refused when it belongs to somebody else, or is unknown', async () => {
    const other = await passkeyFor(await world.someone());
    assert.equal(await take(await signed('pay', {}, other), 'pay'), 'passkey_wrong');
    assert.equal(await take(await signed('pay', {}, softAuthenticator(ORIGIN)), 'pay'), 'passkey_wrong');
    assert.deepEqual(await reasons(), ['other-person', 'unknown']);
  });

  it('is refused when the key has signed less often than we know: a copy', async () => {
    const copy = key.copy();
    assert.equal(await take(await signed('pay 1'), 'pay 1', 'a'), 'ok');
    assert.equal(await take(await signed('pay 2'), 'pay 2', 'b'), 'ok');
    assert.equal(await take(await signed('pay 3', {}, copy), 'pay 3', 'c'), 'passkey_wrong');
    assert.deepEqual(await reasons(), ['counter']);
  });

  it('need not count: synced ones do not', async () => {
    const synced = await passkeyFor(who, { counts: false });
    for (const digest of ['pay 1', 'pay 2'])
      assert.equal(await take(await signed(digest, {}, synced), digest, digest), 'ok');
  });

  it('is worth nothing after five minutes', async () => {
    const proof = await signed('pay');
    world.pass(5.1);
    assert.equal(await take(proof, 'pay'), 'passkey_wrong');
    assert.deepEqual(await reasons(), ['expired']);
  });
});
