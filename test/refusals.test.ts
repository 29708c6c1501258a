/** What somebody tries and is not let do: refused, without a trace in the business, and with one in the journal. */
import assert from 'node:assert/strict';
import { createSign, generateKeyPairSync, randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { ownerOfParties } from '../src/journal/owner.ts';
import { transactionStringToSign } from '../src/payment/rails/snap/signature.ts';
import { BANK_PARTNER_ID } from '../src/sandbox.ts';
import { approved, type Cast, castOf, mail, productOf } from './support/purchase.ts';
import { type Client, eventually, type Json, startWorld, type World } from './support/world.ts';

const SHOP = 'pena-lintas-kota';
const STRANGER = 'rahmat@kantor-contoh.example';

interface Refused {
  readonly person: string | null;
  readonly payload: Json;
  readonly origin: Json;
}

describe('refused, and in the journal', () => {
  let world: World;
  let cast: Cast;
  let order: Json;
  let other: Json;

  before(async () => {
    world = await startWorld({ work: false, bank: false });
    cast = await castOf(world);
    order = await waiting(1);
    other = await waiting(3);
  });
  after(() => world?.close());

  /** An order that waits for the PPK. */
  async function waiting(times: number): Promise<Json> {
    const { product } = productOf(SHOP);
    const quantity = product.minOrder * times;
    const step = (client: Client, id: string, act: string, body: object) =>
      client.post(`/api/v1/orders/${id}/${act}`, body);
    const cart = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity });
    await step(cast.pemesan, cart.id, 'request', { note: 'Kebutuhan rapat' });
    const { lines } = await cast.pp.get('/api/v1/budget/lines');
    const line = lines.find((one: Json) => one.akun === product.suggestedAkun);
    const seen = await step(cast.pp, cart.id, 'setDetails', { budgetLineId: line.id });
    const ppkAssignmentId = seen.ppkChoices[0].assignmentId;
    return step(cast.pp, cart.id, 'checkout', { ppkAssignmentId, rail: 'CMS', note: '' });
  }

  const digestOf = async (id: string): Promise<string> => {
    const seen = await cast.ppk.get(`/api/v1/orders/${id}`);
    return seen.actions.find((one: Json) => one.action === 'approve').stepUp.digest;
  };
  const approve = (id: string, stepUp: object) =>
    cast.ppk.send('POST', `/api/v1/orders/${id}/approve`, { stepUp, splitReason: 'Kebutuhan dua kegiatan' });
  const stateOf = async (id: string) => (await cast.ppk.get(`/api/v1/orders/${id}`)).state;
  const idOf = async (email: string) => (await world.signIn(email)).get('/api/v1/me').then((me: Json) => me.person.id);

  async function events(type: string): Promise<Refused[]> {
    const { rows } = await world.pool.query<Json>('SELECT * FROM journal.event WHERE type = $1 ORDER BY seq', [type]);
    return Promise.all(
      rows.map(async (row: Json) => ({
        person: row.person_id,
        payload: await world.codec.decode<Json>(row.payload, {
          table: 'journal.event',
          id: row.id,
          column: 'payload',
          owner: ownerOfParties(row.satker_id, row.vendor_id),
        }),
        origin: row.origin,
      })),
    );
  }
  const noted = (like: object): Promise<Refused> =>
    eventually(`security.refused ${JSON.stringify(like)}`, async () =>
      (await events('security.refused')).find(({ payload }) =>
        Object.entries(like).every(([key, value]) => payload[key] === value),
      ),
    );

  it('the id of another office’s order', async () => {
    const stranger = await world.signIn(STRANGER);
    const seen = await stranger.send('GET', `/api/v1/orders/${order.id}`);
    assert.equal(seen.status, 404);
    const tried = await stranger.send('POST', `/api/v1/orders/${order.id}/reject`, {
      why: 'OTHER',
      reason: 'Bukan pesanan kantor kami',
    });
    assert.equal(tried.status, 404);
    const event = await noted({ kind: 'foreign-object', action: 'order.read', object: order.id });
    assert.equal(event.person, await idOf(STRANGER));
    assert.equal(event.payload.reference, seen.body.reference);
    await noted({ kind: 'foreign-object', action: 'order.reject', object: order.id });
    assert.equal(await stateOf(order.id), 'WAIT_PPK');
  });

  it('an act of another role', async () => {
    const tried = await cast.pemesan.send('POST', `/api/v1/orders/${order.id}/approve`, {});
    assert.deepEqual([tried.status, tried.body.code], [403, 'not_your_role']);
    await noted({ kind: 'role', action: 'order.approve', object: order.id, code: 'not_your_role' });
  });

  it('a code that was given for another amount', async () => {
    const stepUp = { code: world.freshCode(mail.ppk), digest: await digestOf(other.id) };
    const tried = await approve(order.id, stepUp);
    assert.equal(tried.body.code, 'code_for_other');
    await noted({ kind: 'code', action: 'order.approve', object: order.id, code: 'code_for_other' });
    assert.equal(await stateOf(order.id), 'WAIT_PPK');
  });

  it('a code that served already', async () => {
    const code = world.freshCode(mail.ppk);
    const first = await approve(order.id, { code, digest: await digestOf(order.id) });
    assert.equal(first.status, 200, JSON.stringify(first.body));
    const again = await approve(other.id, { code, digest: await digestOf(other.id) });
    assert.equal(again.body.code, 'code_used');
    await noted({ kind: 'code', action: 'order.approve', object: other.id, code: 'code_used' });
    assert.equal(await stateOf(other.id), 'WAIT_PPK');
  });

  it('a message in the name of the bank', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const body = JSON.stringify({
      originalPartnerReferenceNo: 'DS000000000000000000000000',
      originalReferenceNo: '1',
      latestTransactionStatus: '00',
    });
    const timestamp = `${new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
    const url = '/bank/v1.0/debit/notify';
    const signed = transactionStringToSign({ method: 'POST', endpointUrl: url, body: Buffer.from(body), timestamp });
    const answer = await world.app.inject({
      method: 'POST',
      url,
      headers: {
        'content-type': 'application/json',
        'x-timestamp': timestamp,
        'x-signature': createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64'),
        'x-partner-id': BANK_PARTNER_ID,
        'x-external-id': '1',
        'channel-id': '00009',
      },
      payload: body,
    });
    assert.equal(answer.statusCode, 401);
    const event = await noted({ kind: 'forged-callback', action: 'bank.notice', code: answer.json().responseCode });
    assert.equal(event.person, null);
    assert.equal((await world.pool.query('SELECT FROM payment.notice')).rowCount, 0);
  });

  it('a request that a page of another site has sent', async () => {
    const answer = await world.app.inject({
      method: 'POST',
      url: `/api/v1/orders/${other.id}/approve`,
      headers: { cookie: cast.ppk.cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      payload: '{}',
    });
    assert.equal(answer.statusCode, 403);
    await noted({ kind: 'cross-site', action: 'order.approve', object: other.id });
  });

  it('a stolen session: the copy of a token that has been replaced', async () => {
    const owner = await world.signIn(mail.kpa);
    for (let step = 0; step < 32; step += 1) world.freshCode(mail.kpa);
    const renewed = await world.app.inject({ url: '/api/v1/me', headers: { cookie: owner.cookie } });
    const cookie = String(renewed.headers['set-cookie'] ?? '').split(';')[0] ?? '';
    assert.match(cookie, /^digipay_session=/);
    const goesOn = () => world.app.inject({ url: '/api/v1/me', headers: { cookie } });
    assert.equal((await goesOn()).statusCode, 200);
    for (let step = 0; step < 3; step += 1) world.freshCode(mail.kpa);
    const thief = await world.app.inject({ url: '/api/v1/me', headers: { cookie: owner.cookie } });
    assert.equal(thief.statusCode, 401);
    assert.equal((await goesOn()).statusCode, 401, 'who brings which of the two cannot be known: both end');
    const told = await eventually('identity.session_stolen', async () => (await events('identity.session_stolen'))[0]);
    assert.equal(told.person, await idOf(mail.kpa));
  });

  it('a flood of them does not fill it, and is answered all the same', async () => {
    const stranger = await world.signIn(STRANGER);
    const before = (await events('security.refused')).length;
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => stranger.send('GET', `/api/v1/orders/${other.id}`)),
    );
    assert.ok(answers.every(({ status }) => status === 404));
    await new Promise((go) => setTimeout(go, 300));
    const more = (await events('security.refused')).length - before;
    assert.ok(more <= 10, `${more} events for 200 refusals`);
  });

  it('the right ones pass and leave none', async () => {
    const before = (await events('security.refused')).length;
    await approved(world, cast, { rail: 'CMS', vendorSlug: SHOP });
    assert.equal((await events('security.refused')).length, before);
  });
});
