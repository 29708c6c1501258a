import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type SoftAuthenticator, softAuthenticator } from '../src/identity/testing-authenticator.ts';
import { billed, type Cast, castOf, mail, payeeSaid } from './support/purchase.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

const VENDOR = 'pena-lintas-kota';

describe('a binding act', () => {
  let world: World;
  let cast: Cast;
  let kpa: Client;
  let key: SoftAuthenticator;
  /** Two instructions that differ in their amount. */
  let small: string;
  let large: string;
  before(async () => {
    world = await startWorld({ work: false, bank: false });
    cast = await castOf(world);
    key = softAuthenticator(world.url.replace('127.0.0.1', 'localhost'));
    const { ceremony, options } = await cast.kpa.post('/api/v1/security/passkeys/begin');
    const proof = { code: world.freshCode(mail.kpa) };
    const body = { ceremony, response: key.create(options), label: 'Laptop KPA', proof };
    const added = await cast.kpa.send('POST', '/api/v1/security/passkeys/finish', body);
    assert.equal(added.status, 200, JSON.stringify(added.body));
    // Every session of hers but one goes on under another token.
    kpa = await world.signIn(mail.kpa);
    const path = async (quantity: number) => {
      const order = await billed(world, cast, { rail: 'CMS', vendorSlug: VENDOR, quantity });
      const { paymentId } = await cast.bendahara.post(`/api/v1/orders/${order.id}/startPayment`);
      await payeeSaid(world, paymentId);
      return `/api/v1/payments/${paymentId}`;
    };
    [small, large] = [await path(41), await path(60)];
  });
  after(() => world.close());

  const digestOf = async (path: string): Promise<string> =>
    (await kpa.get(path)).actions.find((one: Json) => one.action === 'approve').stepUp.digest;
  const signed = async (digest: string) => {
    const { ceremony, options } = await kpa.post('/api/v1/step-up/passkey', { digest });
    return { ceremony, response: key.get(options) };
  };
  const approve = (path: string, stepUp: object, as: string = randomUUID()) =>
    kpa.send('POST', `${path}/approve`, { stepUp }, as);
  const refused = async () => {
    await new Promise((go) => setTimeout(go, 200));
    const { rows } = await world.pool.query<{ n: number }>(
      "SELECT count(*)::int AS n FROM journal.event WHERE type = 'identity.proof_refused'",
    );
    return rows[0]?.n ?? 0;
  };

  it('refuses a code and a passkey for another amount, a code that served, and no proof at all; each is in the journal', async () => {
    const [digest, other] = [await digestOf(small), await digestOf(large)];
    const before = await refused();

    const code = world.freshCode(mail.kpa);
    assert.equal((await approve(small, { digest: other, code })).body.code, 'code_for_other');
    assert.equal((await approve(small, { digest: other, proof: { code } })).body.code, 'code_for_other');
    const proof = await signed(other);
    assert.equal((await approve(small, { digest, proof })).body.code, 'code_for_other', 'signed for another amount');
    assert.equal((await approve(small, { digest: other, proof })).body.code, 'code_for_other');
    assert.equal((await approve(small, { digest })).status, 422);
    assert.equal((await refused()) - before, 4);
    assert.notEqual((await kpa.get(small)).state, 'APPROVED');
  });

  it('takes a passkey that signed for exactly this act; the same answer serves no second one', async () => {
    const digest = await digestOf(small);
    const proof = await signed(digest);
    const as = randomUUID();
    const done = await approve(small, { digest, proof }, as);
    assert.equal(done.status, 200, JSON.stringify(done.body));
    assert.equal((await approve(small, { digest, proof }, as)).status, 200, 'the same request again');
    const before = await refused();
    const replayed = await approve(large, { digest: await digestOf(large), proof });
    assert.equal(replayed.body.code, 'code_used');
    assert.equal((await refused()) - before, 1);
  });

  it('takes a code in either place, once', async () => {
    const digest = await digestOf(large);
    const code = world.freshCode(mail.kpa);
    assert.equal((await approve(large, { digest, proof: { code } })).status, 200);
  });
});
