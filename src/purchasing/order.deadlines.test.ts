import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localDate } from '../kernel/time.ts';
import {
  act,
  attempt,
  buyers,
  codeOf,
  orderUpTo,
  type Stage,
  sellers,
  shipping,
  stage,
  system,
  why,
} from './testing.ts';

const at = stage();
const { pemesan, ppk } = buyers(at.satker.id);
const { vendor, staff, courier } = sellers(at.vendor.id);
const later = (days: number, from: Stage = at): Stage => ({
  ...from,
  now: new Date(from.now.getTime() + days * 86_400_000),
});

describe('deadlines', () => {
  it('three working days for PPK and vendor, in the zone of the satker, weekends not counted', () => {
    assert.equal(orderUpTo(at, 'WAIT_PPK').dueAt, '2026-11-27T16:59:59.999Z');
    const thursday = later(2);
    assert.equal(orderUpTo(thursday, 'WAIT_VENDOR').dueAt, '2026-12-01T16:59:59.999Z');
  });

  it('nothing expires before its time, not even in the last millisecond', () => {
    const order = orderUpTo(at, 'WAIT_PPK');
    const last: Stage = { ...at, now: new Date(order.dueAt ?? '') };
    assert.equal(codeOf(attempt(last, system, order, 'expire')), 'not_possible_now');
    assert.equal(act({ ...at, now: new Date(last.now.getTime() + 1) }, system, order, 'expire').state, 'EXPIRED');
  });

  it('the job that ends it comes after the deadline, under one key for the order', () => {
    const outcome = attempt(at, ppk, orderUpTo(at, 'WAIT_PPK'), 'approve', { splitReason: '' });
    const [job] = outcome.ok ? outcome.jobs : [];
    assert.ok(job && String(job.runAt) > String(job.payload.dueAt));
    assert.equal(job.key, `order.expire:${String(job.payload.orderId)}`);
  });

  it('a new date of delivery is the new deadline, and answers come from the other side', () => {
    const order = orderUpTo(at, 'PROCESSING');
    const asked = act(at, vendor, order, 'askNewDate', { date: '2026-12-10', ...why });
    assert.equal(codeOf(attempt(at, staff, asked, 'acceptNewDate')), 'not_your_turn');
    assert.equal(codeOf(attempt(at, pemesan, asked, 'askNewDate', { date: '2026-12-11', ...why })), 'date_change_open');
    const agreed = act(at, pemesan, asked, 'acceptNewDate');
    assert.deepEqual([agreed.deliveryDate, agreed.dueAt], ['2026-12-10', '2026-12-10T16:59:59.999Z']);
    assert.equal(act(at, pemesan, asked, 'declineNewDate').deliveryDate, order.deliveryDate);
    assert.equal(codeOf(attempt(later(40), pemesan, asked, 'acceptNewDate')), 'date_in_past');
  });

  it('goods do not wait for an answer to the vendor’s own request, but the buyer’s is answered first', () => {
    const order = orderUpTo(at, 'PROCESSING');
    const own = act(at, vendor, order, 'askNewDate', { date: '2026-12-10', ...why });
    assert.deepEqual(act(at, courier, own, 'ship', shipping).dateChange, null);
    const theirs = act(at, pemesan, order, 'askNewDate', { date: '2026-12-10', ...why });
    assert.equal(codeOf(attempt(at, vendor, theirs, 'ship', shipping)), 'date_change_open');
  });

  it('a day of need that passed while the order waited gives way to the usual time', () => {
    const order = orderUpTo(at, 'WAIT_PPK', { needDate: '2026-11-25' });
    const late = later(3);
    const approved = act(late, ppk, order, 'approve', { splitReason: '' });
    assert.ok((approved.deliveryDate ?? '') >= localDate(late.now, 'WIB'));
    assert.equal(act(at, ppk, order, 'approve', { splitReason: '' }).deliveryDate, '2026-11-25');
  });
});
