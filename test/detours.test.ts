/** What does not go straight: a price that is negotiated, a delivery that is held, an order that is rejected and asked again. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { approved, type Cast, castOf, ledgerFaults, productOf } from './support/purchase.ts';
import { type Client, type Json, startWorld, type World } from './support/world.ts';

const SLUG = 'pena-lintas-kota';

describe('detours of an order, through the API', () => {
  let world: World;
  let cast: Cast;
  let vendor: Client;
  before(async () => {
    world = await startWorld({ work: false, bank: false });
    cast = await castOf(world);
    vendor = await cast.vendor(SLUG);
  });
  after(() => world.close());

  const act = (client: Client, order: Json, action: string, body: object = {}): Promise<Json> =>
    client.post(`/api/v1/orders/${order.id}/${action}`, body);
  const codeOf = async (client: Client, order: Json, action: string, body: object = {}): Promise<string> =>
    (await client.send('POST', `/api/v1/orders/${order.id}/${action}`, body)).body.code;

  /** A multipart body with one file. */
  async function send(client: Client, order: Json, bytes: Buffer, type: string) {
    const edge = `edge${randomUUID()}`;
    const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="foto"\r\ncontent-type: ${type}\r\n\r\n`;
    return world.app.inject({
      method: 'POST',
      url: `/api/v1/orders/${order.id}/files`,
      headers: {
        cookie: client.cookie,
        'x-digipay': '1',
        'idempotency-key': randomUUID(),
        'content-type': `multipart/form-data; boundary=${edge}`,
      },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${edge}--\r\n`)]),
    });
  }

  it('is bought at the price and delivery fee that both sides agreed on', async () => {
    const { product } = productOf(SLUG);
    let order = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: 50 });
    order = await act(cast.pemesan, order, 'request', {});
    const offer = (price: bigint, fee: string) => ({
      prices: [{ no: 1, price: price.toString() }],
      deliveryFee: fee,
      note: '',
    });
    const above = await codeOf(cast.pp, order, 'negotiate', offer(product.price + 1n, '0'));
    assert.equal(above, 'offer_above_list');
    await act(cast.pp, order, 'negotiate', offer(product.price - 4_000n, '0'));
    assert.equal(await codeOf(cast.pp, order, 'acceptOffer'), 'not_your_turn');
    await act(vendor, order, 'counterOffer', offer(product.price - 2_000n, '15000'));
    order = await act(cast.pp, order, 'acceptOffer');
    assert.equal(order.state, 'NEGO_DONE');
    assert.equal(BigInt(order.totals.goods), (product.price - 2_000n) * 50n);
    assert.equal(order.totals.deliveryFee, '15000');
    assert.deepEqual(
      order.offers.map((one: Json) => one.outcome),
      ['COUNTERED', 'ACCEPTED'],
    );
  });

  it('is held with photos, and received in part: the bill is for what was accepted, the rest of the budget is free', async () => {
    const order = await approved(world, cast, { rail: 'CMS', vendorSlug: SLUG, quantity: 60 });
    await act(vendor, order, 'accept');
    await act(vendor, order, 'ship', { carrier: 'Diantar sendiri' });
    const short = { lines: [{ no: 1, accepted: 45, condition: 'DAMAGED', reason: '15 lusin basah' }] };
    assert.equal(await codeOf(cast.penerima, order, 'hold', { ...short, photos: [] }), 'photo_required');
    const picture = await sharp({ create: { width: 2000, height: 900, channels: 3, background: '#c33' } })
      .jpeg()
      .toBuffer();
    const kept = await send(cast.penerima, order, picture, 'image/jpeg');
    assert.equal(kept.statusCode, 200);
    await act(cast.penerima, order, 'hold', { ...short, photos: [kept.json().id] });
    const received = await act(cast.penerima, order, 'receivePart', { ...short, photos: [] });
    assert.equal(received.receipt.partial, true);
    const billed = await act(vendor, order, 'bill', { faktur: '01002600000000001' });
    const { product } = productOf(SLUG);
    assert.equal(BigInt(billed.tax.CMS.gross), product.price * 45n);

    const photo = await world.app.inject({ url: kept.json().url, headers: { cookie: vendor.cookie } });
    assert.equal(photo.headers['content-type'], 'image/webp');
    const { width, exif } = await sharp(photo.rawPayload).metadata();
    assert.deepEqual([width, exif], [1600, undefined]);
    const stranger = await world.signIn('fitri@kantor-contoh.example');
    assert.equal(
      (await world.app.inject({ url: kept.json().url, headers: { cookie: stranger.cookie } })).statusCode,
      404,
    );
  });

  it('takes no file that is not a picture', async () => {
    const order = await approved(world, cast, { rail: 'CMS', vendorSlug: SLUG, quantity: 10 });
    const answer = await send(vendor, order, Buffer.from('<svg onload=alert(1)>'), 'image/png');
    assert.equal(answer.json().code, 'file_invalid');
    assert.equal((await send(cast.pp, order, Buffer.from('x'), 'image/png')).json().code, 'not_your_role');
  });

  it('is rejected with a reason that stays with the satker, leaves the budget alone, and can be asked for again', async () => {
    const { product } = productOf(SLUG);
    const budget = async () => (await cast.ppk.get('/api/v1/budget/lines')).lines;
    let order = await cast.pemesan.post('/api/v1/cart/items', { productId: product.id, quantity: 12 });
    order = await act(cast.pemesan, order, 'request', {});
    const line = (await budget()).find((one: Json) => one.akun === product.suggestedAkun);
    order = await act(cast.pp, order, 'setDetails', { budgetLineId: line.id });
    const ppkAssignmentId = order.ppkChoices[0].assignmentId;
    order = await act(cast.pp, order, 'checkout', { ppkAssignmentId, rail: 'CMS', note: '' });
    assert.equal(await codeOf(cast.ppk, order, 'reject', { why: 'OTHER', reason: '' }), 'input_invalid');
    order = await act(cast.ppk, order, 'reject', {
      why: 'PRICE_TOO_HIGH',
      reason: 'Terlalu mahal untuk kebutuhan ini',
    });
    assert.equal((await budget()).find((one: Json) => one.id === line.id).available, line.available);
    assert.equal((await vendor.send('GET', `/api/v1/orders/${order.id}`)).status, 404);
    const again = await act(cast.pemesan, order, 'reorder');
    assert.equal(again.state, 'CART');
    assert.equal(again.lines[0].quantity, 12);
  });

  it('is cancelled with the vendor’s consent, and what was committed is free again', async () => {
    const before = (await cast.ppk.get('/api/v1/budget/lines')).lines;
    const order = await approved(world, cast, { rail: 'CMS', vendorSlug: SLUG, quantity: 15 });
    await act(vendor, order, 'accept');
    await act(cast.pp, order, 'askCancel', { reason: 'Kegiatan ditiadakan' });
    const refused = await act(vendor, order, 'refuseCancel', { reason: 'Barang sudah disiapkan' });
    assert.equal(refused.state, 'PROCESSING');
    await act(cast.pp, order, 'askCancel', { reason: 'Kegiatan benar ditiadakan' });
    const ended = await act(vendor, order, 'consentCancel');
    assert.equal(ended.state, 'CANCELLED');
    assert.deepEqual((await cast.ppk.get('/api/v1/budget/lines')).lines, before);
    assert.deepEqual(await ledgerFaults(world), []);
  });
});
