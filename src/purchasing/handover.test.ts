import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasCommitted, hasOrdered } from './apart.ts';
import { handOver } from './handover.ts';
import type { OrderState } from './order.machine.ts';
import { type Order, orderTable } from './order.ts';
import { sitting } from './seats.ts';
import { act, alsoAs, attempt, buyers, codeOf, orderUpTo, type Person, type Stage, stage, why } from './testing.ts';
import { orderRow } from './transition.ts';
import { turnOf } from './turn.ts';

const at = stage();
const { pemesan, pp, ppk, otherPp, otherPpk, bendahara } = buyers(at.satker.id);
/** The office without whoever left it. */
const without = (...gone: Person[]): Stage => ({
  ...at,
  officials: at.officials.filter((one) => !gone.some((left) => left.personId === one.personId)),
});
const passed = (order: Order, seat: 'requester' | 'pp' | 'ppk', to: Person): Order | null => {
  const decision = handOver(order, [{ seat, to }]);
  const row = decision?.rows.find(({ table }) => table === orderTable);
  return row ? (row.body as unknown as Order) : null;
};
const must = (order: Order | null): Order => order ?? assert.fail('nothing passed');

describe('a task that passes to the successor', () => {
  it('is theirs by name, in the lists and on the screen; who signed stays', () => {
    const order = must(passed(orderUpTo(at, 'BILLED'), 'ppk', otherPpk));
    assert.deepEqual([order.ppk?.name, sitting(order, 'ppk')?.name], [ppk.name, otherPpk.name]);
    assert.equal(turnOf(order, at.officials)?.name, otherPpk.name);
    assert.equal(orderRow(order, 1).columns.ppk_id, otherPpk.personId);
    assert.equal(codeOf(attempt(at, ppk, order, 'signSpby')), 'not_assigned_to_you', 'even one who is back in office');
    const signed = act(without(ppk), otherPpk, order, 'signSpby');
    assert.deepEqual([signed.ppk?.name, signed.spby?.by.name], [ppk.name, otherPpk.name]);
  });

  it('is signed for good by whoever acts', () => {
    const order = must(passed(orderUpTo(at, 'WAIT_PPK'), 'ppk', otherPpk));
    const approved = act(without(ppk), otherPpk, order, 'approve', { splitReason: '' });
    assert.deepEqual([approved.ppk?.name, approved.handedTo], [otherPpk.name, undefined]);
  });

  it('passes there and back, and is not passed to who has it, or when the order has ended', () => {
    const there = must(passed(orderUpTo(at, 'WAIT_PPK'), 'ppk', otherPpk));
    assert.equal(passed(there, 'ppk', otherPpk), null);
    assert.equal(sitting(must(passed(there, 'ppk', ppk)), 'ppk')?.name, ppk.name);
    for (const state of ['COMPLETED'] as readonly OrderState[])
      assert.equal(passed(orderUpTo(at, state), 'ppk', otherPpk), null);
    assert.equal(passed(orderUpTo(at, 'CART'), 'pp', otherPp), null, 'nobody sat there');
  });

  it('lets the requester’s cart be used by the successor, and remembers both as having ordered', () => {
    const other: Person = { ...otherPp, role: 'PEMESAN' };
    const cart = must(passed(orderUpTo(at, 'CART'), 'requester', other));
    assert.equal(codeOf(attempt(at, pemesan, cart, 'request', { note: '', needDate: null })), 'not_assigned_to_you');
    const asked = act(at, other, cart, 'request', { note: '', needDate: null });
    for (const one of [pemesan, other]) assert.ok(hasOrdered(asked, one.personId), one.name);
    const third = must(passed(asked, 'requester', bendahara));
    assert.ok(hasOrdered(third, other.personId), 'also once it has passed on');
  });

  it('does not pass to who acted in an office that is kept apart', () => {
    const order = orderUpTo(at, 'WAIT_PPK');
    assert.equal(passed(order, 'ppk', alsoAs(pp, 'PPK')), null);
    assert.equal(passed(orderUpTo(at, 'BILLED'), 'pp', alsoAs(ppk, 'PP')), null);
  });
});

describe('who acted before somebody else did', () => {
  it('is remembered: a PP who left the choice to another does not commit as PPK', () => {
    const detailed = act(at, pp, orderUpTo(at, 'REQUESTED'), 'setDetails', { budgetLineId: at.line.id });
    const input = { ppkAssignmentId: ppk.assignmentId, rail: 'CMS', note: '' };
    const placed = act(without(pp), otherPp, detailed, 'checkout', input);
    assert.equal(placed.pp?.name, otherPp.name);
    assert.ok(hasOrdered(placed, pp.personId));
    const asPpk = alsoAs(pp, 'PPK');
    const rotated = { ...without(pp, ppk), officials: [...without(pp, ppk).officials, asPpk] };
    assert.equal(codeOf(attempt(rotated, asPpk, placed, 'approve', { splitReason: '' })), 'same_person');
  });

  it('is remembered: whoever signed an SPBy that the treasurer refused does not pay it', () => {
    const billed = must(passed(orderUpTo(at, 'BILLED'), 'ppk', otherPpk));
    const signed = act(without(ppk), otherPpk, billed, 'signSpby');
    const refused = act(at, bendahara, signed, 'refuseSpby', why);
    assert.equal(refused.spby, null);
    assert.ok(hasCommitted(refused, otherPpk.personId));
  });
});
