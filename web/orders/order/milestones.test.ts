import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderMachine } from '../../../src/purchasing/order.machine.ts';
import type { Order } from '../order-data.ts';
import { MILESTONES, progressOf } from './milestones.ts';

const order = (state: string, more: Partial<Order> = {}) =>
  progressOf({ state: state as Order['state'], shipments: [], papers: [], number: 'PS-1', timeline: [], ...more });

describe('how far an order came', () => {
  it('never passes more milestones than there are, and ends with all of them', () => {
    for (const state of Object.keys(orderMachine.states)) assert.ok(order(state).passed <= MILESTONES.length, state);
    assert.deepEqual(order('COMPLETED'), { passed: 6, stopped: false });
  });

  it('stops only where the machine ends without payment', () => {
    const stopped = Object.keys(orderMachine.states).filter((state) => order(state).stopped);
    assert.deepEqual(stopped.sort(), orderMachine.final.filter((state) => state !== 'COMPLETED').sort());
  });

  it('remembers how far a cancelled order came', () => {
    assert.equal(order('CANCELLED', { number: null }).passed, 0);
    assert.equal(order('REJECTED_PPK').passed, 1);
    const letter: Order['papers'] = [{ kind: 'surat-pesanan', number: 'SP-1', title: 'Surat Pesanan', url: '/x' }];
    assert.equal(order('EXPIRED', { papers: letter }).passed, 2);
  });
});
