import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { flightOf, IN_FLIGHT, wordOf } from './flight.ts';
import { cardMachine, transferMachine } from './instruction.machine.ts';
import type { Instruction } from './instruction.ts';
import type { LinkRow } from './rails/circuit-store.ts';

const now = new Date('2026-11-24T03:00:00.000Z');
const later = '2026-11-24T03:05:00.000Z';
const one = (own: Partial<Instruction>): Instruction =>
  ({
    state: 'APPROVED',
    approvals: [{ step: 'approve', at: '2026-11-24T02:00:00.000Z' }],
    createdAt: '2026-11-24T01:00:00.000Z',
    sentAt: null,
    nextCheckAt: null,
    bank: { referenceNo: null, approvalCode: null, words: '', at: null },
    ...own,
  }) as Instruction;
const link = (own: Partial<LinkRow>): LinkRow => ({
  bankCode: '002',
  state: 'OPEN',
  reason: 'SILENT',
  since: now,
  until: new Date(later),
  ...own,
});

describe('what is on its way', () => {
  it('says why an approved payment has not left, and when somebody looks again', () => {
    assert.equal(flightOf(one({}), null).reason, 'LEAVING');
    assert.equal(flightOf(one({}), link({ state: 'CLOSED', reason: null })).reason, 'LEAVING');
    assert.deepEqual(flightOf(one({}), link({})), {
      reason: 'BANK_SILENT',
      since: '2026-11-24T02:00:00.000Z',
      nextAt: later,
    });
    assert.equal(flightOf(one({}), link({ reason: 'SHUT' })).reason, 'BANK_SHUT');
    assert.equal(flightOf(one({ dueAt: later }), link({})).reason, 'SCHEDULED');
  });

  it('tells what was sent and not answered from what the bank is still doing', () => {
    const sentAt = '2026-11-24T02:30:00.000Z';
    assert.equal(flightOf(one({ state: 'SENT', sentAt }), link({})).reason, 'ANSWER_AWAITED');
    assert.deepEqual(flightOf(one({ state: 'UNKNOWN', sentAt, nextCheckAt: later }), null), {
      reason: 'UNANSWERED',
      since: sentAt,
      nextAt: later,
    });
    assert.equal(flightOf(one({ state: 'IN_CLEARING', sentAt }), null).reason, 'CLEARING');
  });

  it('holds every state that waits for nobody of the office', () => {
    const people = (state: string) =>
      [...transferMachine.transitions, ...cardMachine.transitions].some(
        (t) => t.from === state && t.by.every((role) => role !== 'SYSTEM') && t.action !== 'withdraw',
      );
    const ends: readonly string[] = [...transferMachine.final, ...cardMachine.final, 'SETTLED'];
    const states = [...Object.keys(transferMachine.states), ...Object.keys(cardMachine.states)];
    const waiting = states.filter((state) => !ends.includes(state) && !people(state));
    for (const state of waiting)
      assert.ok(
        IN_FLIGHT.some((known) => known === state),
        `${state} is nobody’s`,
      );
  });
});

describe('how a bank is', () => {
  it('is normal, disturbed, or closed for a while', () => {
    assert.equal(wordOf(null, now), 'NORMAL');
    assert.equal(wordOf(link({ state: 'CLOSED' }), now), 'NORMAL');
    assert.equal(wordOf(link({}), now), 'DISTURBED');
    assert.equal(wordOf(link({ state: 'HALF_OPEN' }), now), 'DISTURBED');
    assert.equal(wordOf(link({ reason: 'SHUT' }), now), 'CLOSED');
  });

  it('is not said to be disturbed for ever because nobody called it since', () => {
    assert.equal(wordOf(link({ until: new Date('2026-11-24T01:00:00.000Z') }), now), 'NORMAL');
  });
});
