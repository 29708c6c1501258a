import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transfer } from '../kernel/decision.ts';
import { openActions } from './decide.ts';
import type { Order } from './order.ts';
import {
  act,
  attempt,
  buyers,
  codeOf,
  factsOf,
  type Outcome,
  orderIn,
  orderUpTo,
  type Person,
  type Stage,
  sellers,
  stage,
  system,
  testId,
  why,
} from './testing.ts';

const at = stage();
const { pemesan, pp, ppk } = buyers(at.satker.id);
const { vendor, staff } = sellers(at.vendor.id);
const moves = (outcome: Outcome): string[] => (outcome.ok ? outcome.transfers.map((t: Transfer) => t.reason) : []);
const later = (days: number, from: Stage = at): Stage => ({
  ...from,
  now: new Date(from.now.getTime() + days * 86_400_000),
});
const offer = (price: bigint, deliveryFee = 0n) => ({
  prices: [{ no: 1, price }],
  deliveryFee,
  deliveryDate: null,
  note: '',
});
const openTo = (order: Order, person: Person, when: Stage = at): string[] =>
  openActions(order, factsOf(when, person, order)).map((open) => open.action);

describe('before the budget is bound', () => {
  it('a cart is for one vendor and holds what is for sale, in stock and enough of it', () => {
    const product = at.products[0];
    assert.ok(product);
    const add = (own: Partial<typeof product>, quantity = 1) => {
      const other: Stage = { ...at, products: [{ ...product, ...own }] };
      return attempt(other, pemesan, null, 'addItem', { items: [{ productId: product.id, quantity }] });
    };
    assert.equal(codeOf(add({ vendorId: testId('other') })), 'other_vendor');
    assert.equal(codeOf(add({ state: 'DRAFT' })), 'product_not_ready');
    assert.equal(codeOf(add({ stock: 3 }, 4)), 'out_of_stock');
    const few = add({ minOrder: 5, unit: 'dus' }, 4);
    assert.deepEqual(!few.ok && [few.code, few.params], ['below_minimum_order', { min: 5, unit: 'dus' }]);
    const suspended: Stage = { ...at, vendor: { ...at.vendor, state: 'SUSPENDED' } };
    assert.equal(
      codeOf(attempt(suspended, pemesan, null, 'addItem', { items: [{ productId: product.id, quantity: 1 }] })),
      'vendor_not_active',
    );
  });

  it('a product named twice is one line, and its stock is looked at once', () => {
    const cart = orderUpTo(at, 'CART', { quantity: 10 });
    const productId = at.products[0]?.id;
    const twice = {
      lines: [
        { productId, quantity: 600 },
        { productId, quantity: 600 },
      ],
    };
    assert.equal(codeOf(attempt(at, pemesan, cart, 'setItems', twice)), 'out_of_stock');
    const added = act(at, pemesan, cart, 'addItem', { items: [{ productId, quantity: 5 }] });
    assert.deepEqual(
      added.lines.map(({ no, quantity }) => [no, quantity]),
      [[1, 15]],
    );
  });

  it('a dearer price is told with both prices, and accepted by setting the items again', () => {
    const cart = orderUpTo(at, 'CART');
    const dearer: Stage = { ...at, products: at.products.map((one) => ({ ...one, price: 120_000n })) };
    const refused = attempt(dearer, pemesan, cart, 'request', { note: '', needDate: null });
    assert.deepEqual(!refused.ok && refused.params, { before: 100_000n, now: 120_000n });
    const lines = cart.lines.map(({ productId, quantity }) => ({ productId, quantity }));
    const repriced = act(dearer, pemesan, cart, 'setItems', { lines });
    assert.equal(act(dearer, pemesan, repriced, 'request', { note: '', needDate: null }).state, 'REQUESTED');
  });

  it('a discarded cart ends, moves nothing and was never the vendor’s to see', () => {
    const outcome = attempt(at, pemesan, orderUpTo(at, 'CART'), 'discard');
    assert.equal(orderIn(outcome).state, 'CANCELLED');
    assert.equal(orderIn(outcome).ended?.by, 'PEMESAN');
    assert.deepEqual(moves(outcome), []);
    assert.equal(outcome.ok && outcome.rows[0]?.columns.vendor_sees, false);
  });

  it('an order sent back comes back to the same official, at list prices', () => {
    const nego = act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', offer(90_000n, 20_000n));
    const agreed = act(at, vendor, nego, 'acceptOffer');
    assert.deepEqual([agreed.state, agreed.lines[0]?.price, agreed.deliveryFee], ['NEGO_DONE', 90_000n, 20_000n]);
    const back = act(at, pp, agreed, 'sendBack', why);
    assert.deepEqual(
      [back.state, back.lines[0]?.price, back.deliveryFee, back.pp?.personId],
      ['CART', 100_000n, 0n, pp.personId],
    );
    assert.equal(back.offers[0]?.outcome, 'ACCEPTED', 'the evidence stays');
  });

  it('what was agreed can be checked out though the list price rose, and sent back when it is sold out', () => {
    const nego = act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', offer(90_000n));
    const agreed = act(at, pp, act(at, vendor, nego, 'acceptOffer'), 'setDetails', { budgetLineId: at.line.id });
    const dearer: Stage = { ...at, products: at.products.map((one) => ({ ...one, price: 150_000n })) };
    const to = { ppkAssignmentId: ppk.assignmentId, rail: 'CMS', note: '' };
    assert.equal(act(dearer, pp, agreed, 'checkout', to).state, 'WAIT_PPK');
    const soldOut: Stage = { ...at, products: at.products.map((one) => ({ ...one, stock: 0 })) };
    assert.equal(codeOf(attempt(soldOut, pp, agreed, 'checkout', to)), 'out_of_stock');
    assert.equal(act(soldOut, pp, agreed, 'sendBack', why).state, 'CART');
  });
});

describe('negotiation', () => {
  const nego = act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', offer(80_000n));

  it('goes by turns: who made the open offer waits', () => {
    const mine = attempt(at, pp, nego, 'offer', offer(70_000n));
    assert.deepEqual(!mine.ok && [mine.code, mine.params.who], ['not_your_turn', at.vendor.name]);
    assert.deepEqual(openTo(nego, pp), []);
    assert.deepEqual(openTo(nego, vendor), ['acceptOffer', 'counterOffer', 'declineOffer']);
    const countered = act(at, vendor, nego, 'counterOffer', offer(95_000n, 5_000n));
    assert.deepEqual(openTo(countered, vendor), []);
    assert.equal(act(at, pp, countered, 'acceptOffer').lines[0]?.price, 95_000n);
    assert.deepEqual(
      countered.offers.map((one) => one.outcome),
      ['COUNTERED', 'OPEN'],
    );
  });

  it('refuses a price above the list, a price of nothing, a fee above the goods, a line that is not there', () => {
    const start = orderUpTo(at, 'REQUESTED');
    const tried = (input: unknown) => attempt(at, pp, start, 'negotiate', input);
    const above = tried(offer(100_001n));
    assert.deepEqual(!above.ok && [above.code, above.params], ['offer_above_list', { list: 100_000n }]);
    assert.equal(codeOf(tried(offer(0n))), 'amount_invalid');
    assert.equal(codeOf(tried(offer(100_000n, 1_000_001n))), 'amount_invalid');
    assert.equal(codeOf(tried({ ...offer(1n), prices: [{ no: 7, price: 1n }] })), 'line_unknown');
    assert.equal(codeOf(tried({ ...offer(1n), deliveryDate: '2026-11-23' })), 'date_in_past');
  });

  it('ends without a price when it is declined or nobody answers, and may begin anew', () => {
    const declined = act(at, staff, nego, 'declineOffer', why);
    assert.deepEqual(
      [declined.state, declined.offers[0]?.outcome, declined.offers[0]?.reason],
      ['REQUESTED', 'DECLINED', why.reason],
    );
    const silent = act(later(10), system, nego, 'expire');
    assert.deepEqual([silent.state, silent.offers[0]?.outcome], ['REQUESTED', 'EXPIRED']);
    assert.equal(act(later(10), pp, silent, 'negotiate', offer(80_000n)).state, 'NEGO');
  });

  it('lasts at most five rounds', () => {
    let order = nego;
    for (let round = 2; round <= 5; round += 1) {
      order = act(at, vendor, order, 'counterOffer', offer(99_000n));
      order = act(at, pp, order, 'offer', offer(80_000n));
    }
    order = act(at, vendor, order, 'counterOffer', offer(99_000n));
    const sixth = attempt(at, pp, order, 'offer', offer(80_000n));
    assert.deepEqual(!sixth.ok && [sixth.code, sixth.params], ['too_many_rounds', { max: 5 }]);
    assert.equal(act(at, pp, order, 'acceptOffer').state, 'NEGO_DONE');
  });
});
