import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { splittable } from './checks.ts';
import { openActions } from './decide.ts';
import type { Order } from './order.ts';
import {
  act,
  attempt,
  buyers,
  codeOf,
  factsOf,
  type Outcome,
  orderUpTo,
  type Stage,
  sellers,
  stage,
  testLine,
  testProduct,
  testSatker,
  testVendor,
} from './testing.ts';

const satker = testSatker();
const { pp, ppk } = buyers(satker.id);
const pkp = testVendor('pena-lintas-kota');
/** Not a PKP and certified for the final tax: what the order says is what it costs. */
const small = testVendor('karya-guyub-bersama', { acceptsCard: true });
const approve = { splitReason: '' };

/** A shop whose one product has this price without PPN. */
const selling = (price: bigint, vendor = small, own: Partial<Stage> = {}): Stage =>
  stage({ vendor, products: [testProduct(vendor, 'barang', { price, priceIncludesPpn: false })], ...own });
const refusalOf = (outcome: Outcome) => (outcome.ok ? null : { code: outcome.code, ...outcome.params });
const one = { quantity: 1 };

function checkout(at: Stage, rail: 'CMS' | 'KKP' = 'CMS'): Outcome {
  const order = act(at, pp, orderUpTo(at, 'REQUESTED', one), 'setDetails', { budgetLineId: at.line.id });
  return attempt(at, pp, order, 'checkout', { ppkAssignmentId: ppk.assignmentId, rail, note: '' });
}

describe('room on the budget line', () => {
  it('to the rupiah, PPN included: enough is enough, one less is not', () => {
    const at = selling(1_000_000n, pkp);
    const order = orderUpTo(at, 'WAIT_PPK', one);
    const withRoom = (room: bigint): Stage => ({ ...at, line: testLine(satker.id, room) });
    assert.equal(act(withRoom(1_110_000n), ppk, order, 'approve', approve).commitment?.amount, 1_110_000n);
    const short = attempt(withRoom(1_109_999n), ppk, order, 'approve', approve);
    assert.deepEqual(refusalOf(short), { code: 'budget_insufficient', mak: '521111', left: 1_109_999n, short: 1n });
    assert.equal(codeOf(checkout(withRoom(1_109_999n))), 'budget_insufficient', 'told already at checkout');
  });

  it('is shown beside the button before anything is typed', () => {
    const at = selling(1_000_000n);
    const order = orderUpTo(at, 'WAIT_PPK', one);
    const poor: Stage = { ...at, line: testLine(satker.id, 0n) };
    const [open] = openActions(order, factsOf(poor, ppk, order));
    assert.deepEqual([open?.action, open?.blockedBy?.code], ['approve', 'budget_insufficient']);
  });

  it('a line has to be chosen, and to be the satker’s', () => {
    const at = selling(1_000_000n);
    const order = orderUpTo(at, 'REQUESTED', one);
    const to = { ppkAssignmentId: ppk.assignmentId, rail: 'CMS', note: '' };
    assert.equal(codeOf(attempt(at, pp, order, 'checkout', to)), 'budget_line_required');
    const foreign: Stage = { ...at, line: testLine('another satker') };
    assert.equal(
      codeOf(attempt(foreign, pp, order, 'setDetails', { budgetLineId: at.line.id })),
      'budget_line_unknown',
    );
    assert.equal(codeOf(attempt(at, pp, order, 'setDetails', { budgetLineId: 'none' })), 'budget_line_unknown');
  });

  it('an approved order commits once, with an id that follows from the command', () => {
    const at = selling(1_000_000n);
    const order = orderUpTo(at, 'WAIT_PPK', one);
    const again = factsOf(at, ppk, order);
    const [a, b] = [1, 2].map(() => attempt(at, ppk, order, 'approve', approve, { cause: again.cause }));
    assert.deepEqual(a?.ok && a.transfers, b?.ok && b.transfers);
    assert.deepEqual(a?.ok && a.transfers.map((t) => t.kind), ['hold']);
  });
});

describe('ceilings', () => {
  it('by CMS 200 juta: at it yes, above it no', () => {
    assert.equal(codeOf(checkout(selling(200_000_000n))), 'decided order.checked_out');
    assert.deepEqual(refusalOf(checkout(selling(200_000_001n))), {
      code: 'limit_exceeded',
      amount: 200_000_001n,
      limit: 200_000_000n,
    });
  });

  it('by card 50 juta, for domestic goods of small vendors 200 juta', () => {
    assert.equal(codeOf(checkout(selling(50_000_001n), 'KKP')), 'decided order.checked_out');
    const medium = testVendor('cakra-data-nusadaya', { pkp: false });
    assert.equal(codeOf(checkout(selling(50_000_000n, medium), 'KKP')), 'decided order.checked_out');
    assert.deepEqual(refusalOf(checkout(selling(50_000_001n, medium), 'KKP')), {
      code: 'limit_exceeded',
      amount: 50_000_001n,
      limit: 50_000_000n,
    });
  });

  it('the card pays only what its akun allows, at vendors who take it', () => {
    const stamps = { line: testLine(satker.id, undefined, { akun: '521813' }) };
    assert.deepEqual(refusalOf(checkout(selling(1_000_000n, small, stamps), 'KKP')), {
      code: 'akun_not_for_card',
      akun: '521813',
    });
    const cashOnly = testVendor('karya-guyub-bersama', { acceptsCard: false });
    assert.equal(codeOf(checkout(selling(1_000_000n, cashOnly), 'KKP')), 'rail_not_available');
  });
});

describe('the threshold of Rp2.000.000 without PPN (PMK 59/2022)', () => {
  const billed = (price: bigint) =>
    orderUpTo(selling(price, testVendor('cakra-data-nusadaya')), 'BILLED', one).bill?.tax;

  it('exactly at it the vendor deposits its own PPN and nothing is withheld (E3)', () => {
    const tax = billed(2_000_000n);
    assert.deepEqual(
      [tax?.ppn, tax?.ppnCollectedBy, tax?.net, tax?.treasurerDeposits],
      [220_000n, 'VENDOR', 2_220_000n, 0n],
    );
  });

  it('one rupiah above it the treasurer collects PPN and PPh 22 (E4)', () => {
    const tax = billed(2_000_001n);
    assert.deepEqual(
      [tax?.ppn, tax?.ppnCollectedBy, tax?.net, tax?.treasurerDeposits],
      [220_000n, 'TREASURER', 1_970_001n, 250_000n],
    );
    assert.equal(tax?.gross, 2_220_001n);
  });
});

describe('orders that look like one package', () => {
  /** What was ordered before, as the splitting rule is told. */
  const after = (at: Stage, orders: readonly Order[]): Stage => ({
    ...at,
    recent: orders.map((order) => splittable(order, factsOf(at, ppk, order))),
  });

  it('three times 1,9 juta to one vendor: without a reason taxed as the package, with one as it is (E13)', () => {
    const at = selling(1_900_000n, testVendor('cakra-data-nusadaya'));
    const earlier = [orderUpTo(at, 'WAIT_VENDOR', one), orderUpTo(at, 'WAIT_VENDOR', one)];
    const third = orderUpTo(after(at, earlier), 'WAIT_PPK', one);
    const silent = act(after(at, earlier), ppk, third, 'approve', approve);
    assert.equal(silent.packageExcl, 5_700_000n);
    const reasoned = act(after(at, earlier), ppk, third, 'approve', { splitReason: 'Kebutuhan berbeda' });
    assert.deepEqual([reasoned.packageExcl, reasoned.splitReason], [null, 'Kebutuhan berbeda']);
    const whole = orderUpTo(after(at, earlier), 'BILLED', one);
    assert.deepEqual([whole.bill?.tax.ppnCollectedBy, whole.bill?.tax.treasurerDeposits], ['TREASURER', 237_500n]);
    const apart = orderUpTo(after(at, earlier), 'BILLED', { ...one, splitReason: 'Kebutuhan berbeda' });
    assert.deepEqual([apart.bill?.tax.ppnCollectedBy, apart.bill?.tax.treasurerDeposits], ['VENDOR', 0n]);
  });

  it('above the thresholds of rail and method the PPK has to give a reason', () => {
    const at = selling(30_000_000n);
    const earlier = after(at, [orderUpTo(at, 'WAIT_VENDOR', one)]);
    const order = orderUpTo(earlier, 'WAIT_PPK', one);
    assert.deepEqual(refusalOf(attempt(earlier, ppk, order, 'approve', approve)), {
      code: 'split_reason_required',
      sum: 60_000_000n,
      days: 7,
    });
    const told = { splitReason: 'Dua kegiatan yang berbeda' };
    assert.equal(act(earlier, ppk, order, 'approve', told).state, 'WAIT_VENDOR');
  });

  it('a price moved into the delivery fee still counts', () => {
    const at = selling(1_100_000n);
    const negotiated = (): Order => {
      const fee = { prices: [], deliveryFee: 900_000n, deliveryDate: null, note: '' };
      const nego = act(at, pp, orderUpTo(at, 'REQUESTED', one), 'negotiate', fee);
      const agreed = act(at, sellers(at.vendor.id).vendor, nego, 'acceptOffer');
      const detailed = act(at, pp, agreed, 'setDetails', { budgetLineId: at.line.id });
      return act(at, pp, detailed, 'checkout', { ppkAssignmentId: ppk.assignmentId, rail: 'CMS', note: '' });
    };
    const first = act(at, ppk, negotiated(), 'approve', approve);
    const second = act(after(at, [first]), ppk, negotiated(), 'approve', approve);
    assert.equal(second.packageExcl, 4_000_000n);
  });
});

describe('an order keeps the rules of its day', () => {
  it('ordered on the last day of PPN 10%, billed after the rise: 10%', () => {
    const line = testLine(satker.id, undefined, { year: 2022 });
    const at = selling(10_000_000n, pkp, { line, now: new Date('2022-03-31T02:00:00Z') });
    const next: Stage = { ...at, now: new Date('2022-04-01T02:00:00Z') };
    const old = orderUpTo(at, 'RECEIVED', one);
    const { vendor } = sellers(pkp.id);
    const faktur = { vendorNumber: '', faktur: '' };
    assert.equal(act(next, vendor, old, 'bill', faktur).bill?.tax.ppn, 1_000_000n);
    assert.equal(act(next, vendor, orderUpTo(next, 'RECEIVED', one), 'bill', faktur).bill?.tax.ppn, 1_100_000n);
  });

  it('a rise of the price, a withdrawal or another name of the product do not touch it', () => {
    const at = selling(1_000_000n);
    const order = orderUpTo(at, 'PROCESSING', one);
    const changed: Stage = {
      ...at,
      products: at.products.map((product) => ({
        ...product,
        price: 9_000_000n,
        state: 'DRAFT',
        name: 'Lain',
        stock: 0,
      })),
    };
    const { vendor } = sellers(at.vendor.id);
    const shipped = act(changed, vendor, order, 'ship', { carrier: 'Kurir', trackingNo: '', note: '' });
    assert.deepEqual([shipped.lines[0]?.name, shipped.lines[0]?.price], ['barang', 1_000_000n]);
  });
});
