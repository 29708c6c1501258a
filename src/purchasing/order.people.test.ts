import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideOrder, openActions } from './decide.ts';
import { hiddenFromVendor } from './order.events.ts';
import { type OrderRole, type OrderState, orderMachine } from './order.machine.ts';
import { type Order, vendorSees } from './order.ts';
import { beginPayment } from './paying.ts';
import {
  act,
  alsoAs,
  attempt,
  buyers,
  codeOf,
  factsOf,
  momentOf,
  orderUpTo,
  type Person,
  person,
  type Stage,
  sellers,
  shipping,
  stage,
  testId,
  why,
} from './testing.ts';

const at = stage();
const people = { ...buyers(at.satker.id), ...sellers(at.vendor.id) };
const { pemesan, pp, ppk, otherPp, otherPpk, penerima, bendahara, holder, vendor } = people;
const offer = { prices: [], deliveryFee: 0n, deliveryDate: null, note: '' };
const allStates = [
  'CART',
  'REQUESTED',
  'WAIT_PPK',
  'WAIT_VENDOR',
  'PROCESSING',
  'SHIPPED',
  'RECEIVED',
  'BILLED',
] as const;
const everyState: readonly OrderState[] = [...allStates, 'SPBY', 'PAYING', 'PAID', 'COMPLETED'];
const approve = { splitReason: '' };
const refusalOf = (outcome: ReturnType<typeof attempt>) =>
  outcome.ok ? null : { code: outcome.code, ...outcome.params };

describe('whose act it is', () => {
  it('no office may do what the table does not give it, in any state', () => {
    const actions = [...new Set(orderMachine.transitions.map((t) => t.action))];
    for (const state of everyState) {
      const order = orderUpTo(at, state);
      for (const one of Object.values(people)) {
        for (const action of actions) {
          const given = orderMachine.transitions.some(
            (t) => t.from === state && t.action === action && t.by.includes(one.role),
          );
          if (given) continue;
          const code = codeOf(attempt(at, one, order, action, {}));
          assert.ok(
            ['not_your_role', 'not_possible_now', 'not_yours'].includes(code),
            `${one.role} ${action} in ${state}: ${code}`,
          );
        }
      }
    }
  });

  it('a wrong role is told who may, by name', () => {
    const order = orderUpTo(at, 'WAIT_PPK');
    assert.deepEqual(refusalOf(attempt(at, pemesan, order, 'approve', approve)), {
      code: 'not_your_role',
      who: `${ppk.name} (PPK), ${otherPpk.name} (PPK)`,
    });
  });

  it('the same office of another satker, and another vendor, have no part in it', () => {
    const strangers: readonly [OrderState, Person, string, unknown][] = [
      ['CART', person('Asing', 'PEMESAN', { satkerId: testId('other satker') }), 'request', {}],
      ['WAIT_PPK', person('Asing', 'PPK', { satkerId: testId('other satker') }), 'approve', approve],
      ['SHIPPED', person('Asing', 'PENERIMA', { satkerId: testId('other satker') }), 'receive', { photos: [] }],
      ['SPBY', person('Asing', 'BENDAHARA', { satkerId: testId('other satker') }), 'refuseSpby', why],
      ['WAIT_VENDOR', person('Asing', 'VENDOR_ADMIN', { vendorId: testId('other vendor') }), 'accept', {}],
      ['SHIPPED', person('Asing', 'COURIER', { vendorId: testId('other vendor') }), 'markDelivered', {}],
    ];
    for (const [state, stranger, action, input] of strangers) {
      const order = orderUpTo(at, state);
      assert.equal(codeOf(attempt(at, stranger, order, action, input)), 'not_yours', `${stranger.role} ${action}`);
      assert.deepEqual(openActions(order, factsOf(at, stranger, order)), []);
    }
  });

  it('an office of a satker is none with the vendor, and no cart is begun for a foreign satker', () => {
    const atVendor = person('Palsu', 'PPK', { vendorId: at.vendor.id });
    assert.equal(codeOf(attempt(at, atVendor, orderUpTo(at, 'WAIT_PPK'), 'approve', approve)), 'not_yours');
    const inSatker = person('Palsu', 'VENDOR_ADMIN', { satkerId: at.satker.id });
    assert.equal(codeOf(attempt(at, inSatker, orderUpTo(at, 'WAIT_VENDOR'), 'accept', {})), 'not_yours');
    const foreign = person('Asing', 'PEMESAN', { satkerId: testId('other satker') });
    const items = [{ productId: at.products[0]?.id, quantity: 1 }];
    assert.equal(codeOf(attempt(at, foreign, null, 'addItem', { items })), 'not_yours');
  });

  it('a cart is its requester’s, an order taken up its PP’s, an approval the named PPK’s', () => {
    const cases: readonly [OrderState, Person, string, unknown, string][] = [
      ['CART', pp, 'request', { note: '', needDate: null }, pemesan.name],
      ['WAIT_VENDOR', otherPp, 'askCancel', why, pp.name],
      ['WAIT_PPK', otherPpk, 'approve', approve, ppk.name],
      ['BILLED', otherPpk, 'signSpby', {}, ppk.name],
    ];
    for (const [state, one, action, input, who] of cases) {
      const refused = refusalOf(attempt(at, one, orderUpTo(at, state), action, input));
      assert.deepEqual(refused, { code: 'not_assigned_to_you', who }, `${one.role} ${action}`);
    }
  });

  it('tasks of an official who left the office pass to the successor; the name of who signed stays', () => {
    const without = (gone: Person): Stage => ({
      ...at,
      officials: at.officials.filter((one) => one.personId !== gone.personId),
    });
    const approved = act(without(ppk), otherPpk, orderUpTo(at, 'WAIT_PPK'), 'approve', approve);
    assert.equal(approved.ppk?.personId, otherPpk.personId);
    const asked = act(without(pp), otherPp, orderUpTo(at, 'WAIT_VENDOR'), 'askCancel', why);
    assert.equal(asked.pp?.personId, pp.personId);
    const signed = act(without(ppk), otherPpk, orderUpTo(at, 'BILLED'), 'signSpby');
    assert.deepEqual([signed.ppk?.personId, signed.spby?.by.personId], [ppk.personId, otherPpk.personId]);
  });
});

describe('nobody acts twice in offices that are kept apart', () => {
  const checkout = (order: Order, who: Person, named: Person, when: Stage = at) =>
    attempt(when, who, order, 'checkout', { ppkAssignmentId: named.assignmentId, rail: 'CMS', note: '' });
  const withAlso = (...more: Person[]): Stage => ({ ...at, officials: [...at.officials, ...more] });
  const detailed = (): Order => act(at, pp, orderUpTo(at, 'REQUESTED'), 'setDetails', { budgetLineId: at.line.id });

  it('who asked or chose is not named as PPK', () => {
    const asPpk = alsoAs(pemesan, 'PPK');
    const refused = refusalOf(checkout(detailed(), pp, asPpk, withAlso(asPpk)));
    assert.deepEqual(refused, { code: 'same_person', did: 'memesan', who: `${ppk.name}, ${otherPpk.name} (PPK)` });
    const self = alsoAs(pp, 'PPK');
    assert.equal(codeOf(checkout(detailed(), pp, self, withAlso(self))), 'same_person');
    const stranger = person('Bukan', 'PPK', { satkerId: at.satker.id });
    assert.equal(codeOf(checkout(detailed(), pp, stranger)), 'wrong_official');
  });

  it('a PP who negotiated and then became PPK does not approve, though another PP checked it out', () => {
    const nego = act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', offer);
    const agreed = act(at, vendor, nego, 'acceptOffer');
    const asPpk = alsoAs(pp, 'PPK');
    const after: Stage = {
      ...at,
      officials: [...at.officials.filter((one) => one.personId !== pp.personId), asPpk],
    };
    const budgeted = act(after, otherPp, agreed, 'setDetails', { budgetLineId: at.line.id });
    assert.equal(codeOf(checkout(budgeted, otherPp, asPpk, after)), 'same_person');
  });

  it('who ordered or committed does not receive', () => {
    const order = orderUpTo(at, 'SHIPPED');
    for (const one of [pemesan, pp, ppk]) {
      const twice = alsoAs(one, 'PENERIMA');
      for (const [action, input] of [
        ['receive', { photos: [] }],
        ['hold', { lines: [], photos: [] }],
        ['receivePart', { lines: [], photos: [] }],
      ] as const) {
        assert.equal(codeOf(attempt(at, twice, order, action, input)), 'same_person', `${one.role} ${action}`);
      }
      assert.deepEqual(openActions(order, factsOf(at, twice, order)), [], 'and is not offered it');
    }
  });

  it('who received does not sign the SPBy as the successor of the PPK', () => {
    const asPpk = alsoAs(penerima, 'PPK');
    const after: Stage = { ...at, officials: [...at.officials.filter((one) => one.role !== 'PPK'), asPpk] };
    const refused = refusalOf(attempt(after, asPpk, orderUpTo(at, 'BILLED'), 'signSpby'));
    assert.deepEqual(refused, { code: 'same_person', did: 'memeriksa barang', who: 'PPK' });
  });

  it('who committed does not pay, on either rail, nor test the SPBy', () => {
    const cms = orderUpTo(at, 'SPBY');
    const asTreasurer = alsoAs(ppk, 'BENDAHARA');
    const begun = (order: Order, action: 'startPayment' | 'payByCard', actor: Person) =>
      codeOf(beginPayment(order, testId('instruction'), action, { ...momentOf(at), actor }));
    assert.equal(begun(cms, 'startPayment', asTreasurer), 'same_person');
    assert.equal(codeOf(attempt(at, asTreasurer, cms, 'refuseSpby', why)), 'same_person');
    const kkp = orderUpTo(at, 'SPBY', { rail: 'KKP' });
    assert.equal(begun(kkp, 'payByCard', alsoAs(ppk, 'KKP_HOLDER')), 'same_person');
    assert.equal(begun(kkp, 'startPayment', bendahara), 'rail_not_available');
    assert.equal(begun(cms, 'payByCard', holder), 'rail_not_available');
    assert.equal(begun(kkp, 'payByCard', bendahara), 'not_possible_now', 'only the holder pays by card');
  });

  it('only the payment room begins and ends payments', () => {
    const order = orderUpTo(at, 'SPBY');
    const tried = decideOrder(order, { action: 'startPayment', input: {} }, factsOf(at, bendahara, order));
    assert.equal(codeOf(tried), 'not_possible_now');
  });
});

describe('what the vendor may see', () => {
  it('nothing before the PPK’s approval when no offer was made', () => {
    for (const state of ['CART', 'REQUESTED', 'WAIT_PPK'] as const) {
      const order = orderUpTo(at, state);
      assert.equal(vendorSees(order), false, state);
      assert.equal(codeOf(attempt(at, vendor, order, 'accept', {})), 'not_yours', state);
    }
    const waiting = orderUpTo(at, 'WAIT_PPK');
    const rejected = act(at, ppk, waiting, 'reject', { why: 'OTHER', ...why });
    const late: Stage = { ...at, now: new Date('2026-12-10T02:00:00Z') };
    const expired = act(late, person('Sistem', 'SYSTEM' as OrderRole, {}), waiting, 'expire');
    assert.deepEqual([vendorSees(rejected), vendorSees(expired)], [false, false], 'nor when it ended before');
  });

  it('everything from the approval on, also when it ends', () => {
    for (const state of ['WAIT_VENDOR', 'PROCESSING', 'BILLED', 'PAID', 'COMPLETED'] as const)
      assert.equal(vendorSees(orderUpTo(at, state)), true, state);
    assert.equal(vendorSees(act(at, vendor, orderUpTo(at, 'WAIT_VENDOR'), 'decline', why)), true);
  });

  it('from the first offer on what it was asked', () => {
    const nego = act(at, pp, orderUpTo(at, 'REQUESTED'), 'negotiate', offer);
    assert.equal(vendorSees(nego), true);
    assert.equal(vendorSees(act(at, vendor, nego, 'declineOffer', why)), true);
  });

  it('its time line leaves out what the satker does among itself', () => {
    const hidden = ['request', 'setDetails', 'sendBack', 'checkout', 'reject', 'refuseSpby', 'discard'] as const;
    for (const action of hidden) assert.equal(hiddenFromVendor(action, null), true, action);
    for (const action of ['approve', 'ship', 'returnBill', 'settle'] as const)
      assert.equal(hiddenFromVendor(action, null), false, action);
    assert.equal(hiddenFromVendor('expire', 'WAIT_PPK'), true);
    assert.equal(hiddenFromVendor('expire', 'WAIT_VENDOR'), false);
  });

  it('a courier carries and does nothing else', () => {
    const offered = (state: OrderState) => {
      const order = orderUpTo(at, state);
      return openActions(order, factsOf(at, people.courier, order)).map((open) => open.action);
    };
    assert.deepEqual(everyState.flatMap(offered), ['ship', 'markDelivered']);
    assert.equal(act(at, people.courier, orderUpTo(at, 'PROCESSING'), 'ship', shipping).shipments.length, 1);
  });
});
