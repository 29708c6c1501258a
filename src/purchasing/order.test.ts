import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Transfer } from '../kernel/decision.ts';
import { openActions } from './decide.ts';
import type { Order } from './order.ts';
import { failPayment } from './paying.ts';
import {
  act,
  attempt,
  buyers,
  codeOf,
  factsOf,
  momentOf,
  type Outcome,
  orderIn,
  orderUpTo,
  type Person,
  type Stage,
  sellers,
  shipping,
  stage,
  system,
  testId,
  testLine,
  why,
} from './testing.ts';

const at = stage();
const { pp, ppk, penerima, bendahara } = buyers(at.satker.id);
const { vendor, staff, courier } = sellers(at.vendor.id);
const moves = (outcome: Outcome): string[] => (outcome.ok ? outcome.transfers.map((t: Transfer) => t.reason) : []);
const later = (days: number, from: Stage = at): Stage => ({
  ...from,
  now: new Date(from.now.getTime() + days * 86_400_000),
});
const openTo = (order: Order, person: Person, when: Stage = at): string[] =>
  openActions(order, factsOf(when, person, order)).map((open) => open.action);

describe('an order ends before its end', () => {
  const ends: readonly [string, () => [Order, Outcome], string, readonly string[]][] = [
    ['the PPK rejects', () => ending('WAIT_PPK', ppk, 'reject', { why: 'OTHER', ...why }), 'REJECTED_PPK', []],
    ['the PPK does not answer', () => ending('WAIT_PPK', system, 'expire', {}, later(9)), 'EXPIRED', []],
    ['the vendor declines', () => ending('WAIT_VENDOR', vendor, 'decline', why), 'REJECTED_VENDOR', ['order.released']],
    [
      'the vendor is silent',
      () => ending('WAIT_VENDOR', system, 'expire', {}, later(9)),
      'EXPIRED',
      ['order.released'],
    ],
    [
      'the vendor lets a waiting order go',
      () => cancelled('WAIT_VENDOR', vendor, 'consentCancel'),
      'CANCELLED',
      ['order.released'],
    ],
    [
      'the vendor is silent about that',
      () => cancelled('WAIT_VENDOR', system, 'expire'),
      'EXPIRED',
      ['order.released'],
    ],
    [
      'the vendor agrees to cancel',
      () => cancelled('PROCESSING', staff, 'consentCancel'),
      'CANCELLED',
      ['order.released'],
    ],
    ['a held delivery is not made good', () => defaulted(), 'CANCELLED', ['order.released']],
  ];
  const ending = (
    state: Order['state'],
    who: Person,
    action: string,
    input: unknown = {},
    when = at,
  ): [Order, Outcome] => {
    const order = orderUpTo(at, state);
    return [order, attempt(when, who, order, action, input)];
  };
  const cancelled = (state: Order['state'], who: Person, action: string): [Order, Outcome] => {
    const asked = act(at, pp, orderUpTo(at, state), 'askCancel', why);
    return [asked, attempt(later(who === system ? 9 : 0), who, asked, action)];
  };
  const held = (): Order => {
    const lines = [{ no: 1, accepted: 4, condition: 'DAMAGED', reason: 'Penyok' }];
    return act(at, penerima, orderUpTo(at, 'DELIVERED', { receive: delivered }), 'hold', {
      lines,
      photos: [testId('photo')],
    });
  };
  const delivered = (when: Stage, order: Order) => act(when, courier, order, 'markDelivered', { proof: [], note: '' });
  const defaulted = (): [Order, Outcome] => {
    const order = held();
    return [order, attempt(at, ppk, order, 'cancelForDefault', why)];
  };

  for (const [what, how, state, reasons] of ends) {
    it(`${what}: ${state}, ${reasons.length > 0 ? 'the whole commitment is free again' : 'nothing was bound'}`, () => {
      const [before, outcome] = how();
      const order = orderIn(outcome);
      assert.equal(order.state, state);
      assert.equal(order.commitment, null);
      assert.ok((order.ended?.reason ?? '').length > 4, 'it says why');
      assert.deepEqual(moves(outcome), reasons);
      const [release] = outcome.ok ? outcome.transfers : [];
      if (release) assert.deepEqual(release.kind === 'void' && release.hold, before.commitment?.id);
      assert.equal(order.dueAt, null);
      assert.deepEqual(openTo(order, pp), ['reorder'], 'only the same goods again');
    });
  }

  it('a refused request leads back to where it came from', () => {
    for (const state of ['WAIT_VENDOR', 'PROCESSING'] as const) {
      const asked = act(at, pp, orderUpTo(at, state), 'askCancel', why);
      const refused = act(at, vendor, asked, 'refuseCancel', why);
      assert.deepEqual([refused.state, refused.cancelReason, refused.commitment?.amount], [state, '', 1_110_000n]);
    }
    const silent = act(later(9), system, act(at, pp, orderUpTo(at, 'PROCESSING'), 'askCancel', why), 'expire');
    assert.equal(silent.state, 'PROCESSING', 'who has accepted may go on');
  });

  it('a vendor who falls silent after accepting does not hold the budget for ever', () => {
    for (const state of ['PROCESSING', 'SHIPPED'] as const) {
      const order = orderUpTo(at, state);
      assert.equal(
        codeOf(attempt(at, ppk, order, 'cancelForDefault', why)),
        'not_possible_now',
        'the day has not passed',
      );
      assert.deepEqual(moves(attempt(later(30), ppk, order, 'cancelForDefault', why)), ['order.released']);
    }
  });

  it('what was held may be sent again, accepted in part, or accepted whole after all', () => {
    const order = held();
    assert.equal(order.state, 'PENDING');
    assert.equal(act(at, staff, order, 'shipAgain', shipping).state, 'SHIPPED');
    const part = act(at, penerima, order, 'receivePart', {
      lines: [{ no: 1, accepted: 4, condition: 'DAMAGED', reason: 'Penyok' }],
      photos: [],
    });
    assert.deepEqual([part.state, part.receipt?.partial], ['RECEIVED', true]);
    const whole = act(at, penerima, order, 'receivePart', {
      lines: [{ no: 1, accepted: 10, condition: 'GOOD', reason: '' }],
      photos: [],
    });
    assert.equal(whole.receipt?.partial, false);
  });
});

describe('bill and payment come back', () => {
  it('the PPK returns a bill, the vendor bills again under the same number', () => {
    const billed = orderUpTo(at, 'BILLED');
    const returned = act(at, ppk, billed, 'returnBill', why);
    assert.deepEqual([returned.state, returned.bill?.returned[0]?.reason], ['BILL_RETURNED', why.reason]);
    const again = act(at, vendor, returned, 'bill', { vendorNumber: 'INV-2', faktur: '' });
    assert.deepEqual(
      [again.state, again.bill?.number, again.bill?.returned.length],
      ['BILLED', billed.bill?.number, 1],
    );
  });

  it('the treasurer refuses an SPBy: the debt is taken back, the commitment stays', () => {
    const order = orderUpTo(at, 'SPBY');
    const outcome = attempt(at, bendahara, order, 'refuseSpby', why);
    assert.deepEqual([orderIn(outcome).state, orderIn(outcome).spby], ['BILLED', null]);
    assert.deepEqual(moves(outcome), ['spby.refused']);
    assert.deepEqual(orderIn(outcome).commitment, order.commitment);
  });

  it('a payment that failed leaves the SPBy to be paid by a person', () => {
    const order = orderIn(failPayment(orderUpTo(at, 'PAYING'), { ...momentOf(at), reason: 'RETURNED' }));
    assert.deepEqual([order.state, order.commitment?.amount], ['SPBY', 1_110_000n]);
  });

  it('a budget line of another year binds nothing', () => {
    const order = orderUpTo(at, 'WAIT_PPK');
    const past: Stage = { ...at, line: testLine(at.satker.id, undefined, { year: 2025 }) };
    assert.equal(codeOf(attempt(past, ppk, order, 'approve', { splitReason: '' })), 'budget_line_unknown');
  });
});
