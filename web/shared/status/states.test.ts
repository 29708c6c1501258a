import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderMachine } from '../../../src/purchasing/order.machine.ts';
import { ORDER_TONES, waitsForAsker } from './states.ts';
import { en } from './words.en.ts';
import { id } from './words.id.ts';

describe('words and tones of states', () => {
  it('names every state of an order in both languages and gives it a tone', () => {
    const states = Object.keys(orderMachine.states).sort();
    assert.deepEqual(Object.keys(id.order).sort(), states);
    assert.deepEqual(Object.keys(en.order).sort(), states);
    assert.deepEqual(Object.keys(ORDER_TONES).sort(), states);
  });

  it('says that an order waits for who may approve it, not for who may only ask to cancel', () => {
    assert.equal(waitsForAsker([{ action: 'approve' }, { action: 'reject' }]), true);
    assert.equal(waitsForAsker([{ action: 'askCancel' }]), false);
    assert.equal(waitsForAsker([{ action: 'receivePart' }, { action: 'markDelivered' }]), false);
    assert.equal(waitsForAsker([]), false);
  });
});
