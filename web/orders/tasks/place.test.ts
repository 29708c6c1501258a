import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeOfTask } from './place.ts';

const order = (action: string) => placeOfTask({ subject: 'order', id: 'a', action });

describe('where a task is decided', () => {
  it('opens the order for a decision about the order', () => {
    assert.equal(order('approve'), '/pesanan/a');
    assert.equal(order('signSpby'), '/pesanan/a');
  });

  it('opens negotiation, checkout and receipt on their own screens', () => {
    assert.equal(order('acceptOffer'), '/pesanan/a/nego');
    assert.equal(order('setDetails'), '/pesanan/a/checkout');
    assert.equal(order('checkout'), '/pesanan/a/checkout');
    assert.equal(order('receive'), '/pesanan/a/terima');
  });

  it('opens the payment for a decision about a payment, whatever the act is called', () => {
    assert.equal(placeOfTask({ subject: 'payment', id: 'b', action: 'approve' }), '/bayar/b');
  });

  it('opens taxes, their deposits and requests for petty cash in their own rooms', () => {
    assert.equal(placeOfTask({ subject: 'tax', id: 'c', action: 'tax.makeDeposit' }), '/pajak');
    assert.equal(placeOfTask({ subject: 'deposit', id: 'd', action: 'tax.payDeposit' }), '/pajak/setoran/d');
    assert.equal(placeOfTask({ subject: 'replenishment', id: 'e', action: 'treasury.issueSpp' }), '/kas/up/e');
  });
});
