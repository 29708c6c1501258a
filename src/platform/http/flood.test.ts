import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCounter, createGate, subscriberOf } from './flood.ts';

describe('what is counted before anything costs', () => {
  it('counts an address, and a whole line of IPv6 as one', () => {
    assert.equal(subscriberOf('203.0.113.9'), '203.0.113.9');
    assert.equal(subscriberOf('::ffff:203.0.113.9'), '203.0.113.9');
    assert.equal(subscriberOf('2001:db8:1:2:aaaa::1'), subscriberOf('2001:db8:1:2:bbbb:cccc:dddd:eeee'));
    assert.notEqual(subscriberOf('2001:db8:1:2::1'), subscriberOf('2001:db8:1:3::1'));
  });

  it('refuses what is above the share of a minute, and begins anew after it', () => {
    let now = 0;
    const counter = createCounter(3, () => now);
    assert.deepEqual(
      [1, 2, 3, 4].map(() => counter.take('a')),
      [true, true, true, false],
    );
    assert.equal(counter.take('b'), true);
    now = 60_000;
    assert.equal(counter.take('a'), true);
  });

  it('remembers no more addresses than it may', () => {
    const counter = createCounter(1, () => 0, 100);
    for (let i = 0; i < 10_000; i += 1) counter.take(`address ${i}`);
    assert.equal(counter.size, 100);
    assert.equal(counter.take('address 9999'), false);
  });

  it('asks once for a credential that nobody knows, and stops an address that sends many', () => {
    let now = 0;
    const gate = createGate(5, () => now);
    assert.equal(gate.verdict('a', 'stale'), 'look');
    gate.learned('a', 'stale', false);
    assert.equal(gate.verdict('a', 'stale'), 'nobody');
    for (let i = 0; i < 4; i += 1) gate.learned('a', `guess ${i}`, false);
    assert.equal(gate.verdict('a', 'guess 5'), 'refuse');
    assert.equal(gate.verdict('b', 'guess 5'), 'look');
    now = 60_000;
    assert.equal(gate.verdict('a', 'guess 5'), 'look');
  });

  it('lets those in who were known, whatever others at their address send', () => {
    const gate = createGate(2, () => 0);
    gate.learned('office', 'good', true);
    gate.learned('office', 'guess 1', false);
    gate.learned('office', 'guess 2', false);
    assert.equal(gate.verdict('office', 'guess 3'), 'refuse');
    assert.equal(gate.verdict('office', 'good'), 'look');
    gate.learned('office', 'good', false);
    assert.equal(gate.verdict('office', 'good'), 'nobody');
  });
});
