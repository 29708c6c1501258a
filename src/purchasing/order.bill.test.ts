import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importedLife } from '../organisation/vendor-life.ts';
import { exemptionCategories } from '../regulation/tax-exemptions.ts';
import { grossOf, taxOf } from './amounts.ts';
import { billTests } from './bill.ts';
import { openActions } from './decide.ts';
import type { CheckedLine, Order, OrderLine } from './order.ts';
import { settleOrder } from './paying.ts';
import { stepUpOf } from './step-up.ts';
import {
  act,
  attempt,
  buyers,
  codeOf,
  FAKTUR,
  factsOf,
  momentOf,
  type Outcome,
  orderUpTo,
  type Stage,
  sellers,
  stage,
  testId,
  testVendor,
} from './testing.ts';

const at = stage();
const { pemesan, ppk, penerima } = buyers(at.satker.id);
const { vendor } = sellers(at.vendor.id);
const refusalOf = (outcome: Outcome) => (outcome.ok ? null : { code: outcome.code, ...outcome.params });
const bill = { vendorNumber: '', faktur: '' };

const part = (accepted: number) => (when: Stage, order: Order) =>
  act(when, penerima, order, 'receivePart', {
    lines: [{ no: 1, accepted, condition: 'SHORT', reason: 'Kurang kirim' }],
    photos: [],
  });

describe('receipt', () => {
  const shipped = orderUpTo(at, 'SHIPPED');
  const tried = (line: Partial<CheckedLine>, action = 'receivePart', photos: string[] = []) =>
    attempt(at, penerima, shipped, action, {
      lines: [{ no: 1, accepted: 7, condition: 'SHORT', reason: 'Kurang kirim', ...line }],
      photos,
    });

  it('says of each line what was found: no more than ordered, a condition that fits, a reason for what is missing', () => {
    assert.equal(codeOf(tried({ no: 9 })), 'line_unknown');
    assert.deepEqual(refusalOf(tried({ accepted: 11 })), { code: 'quantity_invalid', min: 0, max: 10 });
    assert.equal(codeOf(tried({ condition: 'GOOD' })), 'quantity_invalid');
    assert.equal(codeOf(tried({ accepted: 10 })), 'quantity_invalid');
    assert.equal(codeOf(tried({ reason: '' })), 'reason_required');
    assert.equal(codeOf(tried({ accepted: 0 })), 'nothing_accepted');
    const twice = [7, 3].map((accepted) => ({ no: 1, accepted, condition: 'SHORT', reason: 'Kurang kirim' }));
    assert.equal(codeOf(attempt(at, penerima, shipped, 'receivePart', { lines: twice, photos: [] })), 'line_unknown');
  });

  it('a delivery is held with a photo and for a fault', () => {
    assert.equal(codeOf(tried({}, 'hold')), 'photo_required');
    assert.equal(
      codeOf(tried({ accepted: 10, condition: 'GOOD', reason: '' }, 'hold', [testId('p')])),
      'reason_required',
    );
    assert.equal(codeOf(tried({}, 'hold', [testId('p')])), 'decided order.held');
  });

  it('in part: only what was accepted is billed, and paying frees the rest of the commitment', () => {
    const paying = orderUpTo(at, 'PAYING', { receive: part(7) });
    assert.deepEqual(
      [paying.receipt?.partial, paying.bill?.tax.gross, paying.commitment?.amount],
      [true, 777_000n, 1_110_000n],
    );
    const settled = settleOrder(paying, momentOf(at));
    assert.deepEqual(
      settled.ok && settled.transfers.map((t) => ({ kind: t.kind, amount: t.kind === 'post' && t.amount })),
      [{ kind: 'post', amount: 777_000n }],
    );
  });

  it('whatever is accepted never costs more than was committed, whichever line bears PPN and the delivery', () => {
    const model = shipped.lines[0];
    assert.ok(model);
    const line = fc.record({
      quantity: fc.integer({ min: 1, max: 50 }),
      price: fc.constantFrom(1n, 999n, 150_000n, 2_999_999n),
      priceIncludesPpn: fc.boolean(),
      exemption: fc.constantFrom(null, ...exemptionCategories),
      taxObject: fc.constantFrom('22-910-01', '24-104-39', '24-104-29'),
      share: fc.constantFrom(0, 0, 50, 100),
    });
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(0, 10, 100),
        fc.constantFrom('CMS', 'KKP'),
        (made, fee, rail) => {
          const lines = made.map(({ share: _, ...own }, i): OrderLine => ({ ...model, ...own, no: i + 1 }));
          const goods = lines.reduce((sum, one) => sum + one.price * BigInt(one.quantity), 0n);
          const order: Order = { ...shipped, lines, deliveryFee: (goods * BigInt(fee)) / 100n };
          const checked = made.map(({ quantity, share }, i): CheckedLine => {
            const accepted = Math.floor((quantity * share) / 100);
            return { no: i + 1, accepted, condition: 'GOOD', reason: '' };
          });
          const { rules } = factsOf(at, penerima, order);
          const tax = taxOf(order, at.vendor, rules, rail, checked);
          if (!tax.ok) return;
          assert.ok(tax.gross <= grossOf({ ...order, rail }, at.vendor, rules));
          assert.equal(tax.gross, tax.netToVendor + tax.treasurerDeposits + tax.platformDeposits);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('the tax invoice (faktur pajak)', () => {
  const received = orderUpTo(at, 'RECEIVED');
  const billed = act(at, vendor, received, 'bill', bill);

  it('is due from a PKP before the SPBy, 17 digits, and may come later than the bill', () => {
    assert.equal(codeOf(attempt(at, ppk, billed, 'signSpby')), 'faktur_required');
    const [sign] = openActions(billed, factsOf(at, ppk, billed));
    assert.deepEqual([sign?.action, sign?.blockedBy?.code], ['signSpby', 'faktur_required']);
    const short = attempt(at, vendor, billed, 'attachFaktur', { faktur: FAKTUR.slice(1) });
    assert.deepEqual(refusalOf(short), { code: 'faktur_invalid', length: 16 });
    assert.equal(codeOf(attempt(at, vendor, received, 'bill', { ...bill, faktur: '12AB' })), 'faktur_invalid');
    assert.equal(codeOf(attempt(at, vendor, billed, 'attachFaktur', { faktur: ' ' })), 'faktur_required');
    const attached = act(at, vendor, billed, 'attachFaktur', { faktur: '0200-260.0 000000123' });
    assert.equal(attached.bill?.faktur, FAKTUR);
    assert.equal(act(at, ppk, attached, 'signSpby').state, 'SPBY');
  });

  it('comes before nothing is paid to an account that changed and that nobody has checked', () => {
    const attached = act(at, vendor, billed, 'attachFaktur', { faktur: FAKTUR });
    const life = { ...importedLife, accountChangedAt: '2026-11-20T03:00:00.000Z' };
    const changed = { ...at, vendor: { ...at.vendor, life } };
    assert.equal(codeOf(attempt(changed, ppk, attached, 'signSpby')), 'account_not_verified');
    const mark = { at: '2026-11-23T03:00:00.000Z', by: 'Kirana', role: 'ADMIN_KPPN', note: 'telepon kantor' };
    const checked = { ...life, verified: { business: null, suket: null, account: mark } };
    const again = { ...at, vendor: { ...at.vendor, life: checked } };
    assert.equal(act(again, ppk, attached, 'signSpby').state, 'SPBY');
  });

  it('is neither asked nor offered where the vendor is no PKP', () => {
    const small = stage({ vendor: testVendor('karya-guyub-bersama') });
    const order = orderUpTo(small, 'BILLED');
    const actor = sellers(small.vendor.id).vendor;
    assert.deepEqual(openActions(order, factsOf(small, actor, order)), []);
    assert.equal(act(small, ppk, order, 'signSpby').state, 'SPBY');
  });
});

describe('the tests of a bill', () => {
  const billed = orderUpTo(at, 'BILLED');
  const failing = (order: Order, when: Stage = at) =>
    billTests(order, factsOf(when, ppk, order))
      .filter((test) => !test.passed)
      .map((test) => test.code);
  const made = billed.bill;
  assert.ok(made && billed.commitment && billed.receipt);
  const { receipt, commitment } = billed;

  it('all pass on the usual way', () => assert.deepEqual(failing(billed), []));

  it('pass again when the money came back: what was paid has not reached the vendor', () => {
    const paid: Order = { ...billed, commitment: null, paidAt: '2026-11-24T03:00:00.000Z' };
    assert.deepEqual(failing(paid), ['budget', 'not_paid']);
    const at = '2026-11-24T04:00:00.000Z';
    const cameBack = { instructionId: 'i', net: 1n, reason: 'RETUR', at };
    assert.deepEqual(failing({ ...paid, cameBack }), []);
  });

  const faults: readonly [string, Order, Stage?][] = [
    ['payee', billed, { ...at, vendor: { ...at.vendor, account: { ...at.vendor.account, accountNo: '1' } } }],
    ['price', { ...billed, bill: { ...made, tax: { ...made.tax, gross: made.tax.gross - 1n } } }],
    ['quantity', { ...billed, receipt: { ...receipt, lines: receipt.lines.map((l) => ({ ...l, accepted: 11 })) } }],
    ['documents', { ...billed, bill: { ...made, faktur: null } }],
    ['budget', { ...billed, commitment: { ...commitment, amount: made.tax.gross - 1n } }],
    ['budget', { ...billed, commitment: null }],
    ['tax', { ...billed, bill: { ...made, tax: { ...made.tax, treasurerDeposits: 1n } } }],
    ['limit', { ...billed, budget: billed.budget && { ...billed.budget, akun: '511111' } }],
    ['not_paid', { ...billed, paidAt: '2026-11-24T03:00:00.000Z' }],
    ['dates', { ...billed, bill: { ...made, at: '2026-11-23T03:00:00.000Z' } }],
  ];
  for (const [code, order, when] of faults) {
    it(`find a fault of ${code}, and the PPK cannot sign`, () => {
      assert.ok(failing(order, when).some((one) => one === code));
      const signed = codeOf(attempt(when ?? at, ppk, order, 'signSpby'));
      assert.equal(signed, code === 'documents' ? 'faktur_required' : 'bill_incomplete');
      assert.equal(
        codeOf(attempt(when ?? at, ppk, order, 'returnBill', { reason: 'Tidak sesuai' })),
        'decided order.bill_returned',
      );
    });
  }
});

describe('a fresh code', () => {
  it('is needed to approve and to sign the SPBy, and asked for last', () => {
    for (const [state, action] of [
      ['WAIT_PPK', 'approve'],
      ['BILLED', 'signSpby'],
    ] as const) {
      const order = orderUpTo(at, state);
      const unconfirmed = attempt(at, ppk, order, action, { splitReason: '' }, { codeVerified: false });
      assert.equal(codeOf(unconfirmed), 'step_up_required');
      assert.notEqual(codeOf(attempt(at, pemesan, order, action, {}, { codeVerified: false })), 'step_up_required');
    }
  });

  it('serves no other act, order, payee, amount or person', () => {
    const billed = orderUpTo(at, 'BILLED');
    const digest = (order: Order, action = 'signSpby', who = ppk) =>
      stepUpOf(order, action, factsOf(at, who, order))?.digest;
    const usual = digest(billed);
    assert.ok(usual && billed.bill);
    assert.equal(digest(billed), usual);
    const others = [
      digest(billed, 'approve'),
      digest(orderUpTo(at, 'BILLED')),
      digest({ ...billed, bill: { ...billed.bill, payee: { ...billed.bill.payee, accountNo: '1' } } }),
      digest({ ...billed, bill: { ...billed.bill, tax: { ...billed.bill.tax, gross: 1n } } }),
      digest(billed, 'signSpby', buyers(at.satker.id).otherPpk),
    ];
    assert.equal(new Set([usual, ...others]).size, 6);
    assert.equal(stepUpOf(billed, 'returnBill', factsOf(at, ppk, billed)), null);
  });
});

describe('rating', () => {
  const stars = { stars: 5, comment: '' };
  const days = (n: number): Stage => ({ ...at, now: new Date(at.now.getTime() + n * 86_400_000) });

  it('once, by buyer or receiver, until the fourteenth day after payment', () => {
    const paid = orderUpTo(at, 'PAID');
    const rated = act(at, penerima, paid, 'rate', stars);
    assert.equal(rated.rating?.stars, 5);
    assert.equal(codeOf(attempt(at, pemesan, rated, 'rate', stars)), 'already_rated');
    const completed = orderUpTo(at, 'COMPLETED');
    assert.equal(act(days(14), pemesan, completed, 'rate', stars).state, 'COMPLETED');
    const late = attempt(days(15), pemesan, completed, 'rate', stars);
    assert.deepEqual(refusalOf(late), { code: 'rating_window_closed', until: '8 Desember 2026' });
    assert.deepEqual(
      openActions(completed, factsOf(days(15), pemesan, completed)).map((open) => open.action),
      ['reorder'],
    );
    assert.equal(codeOf(attempt(at, pemesan, orderUpTo(at, 'PAYING'), 'rate', stars)), 'not_possible_now');
  });
});
