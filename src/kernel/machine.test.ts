import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionsIn, checkMachine, drawMachine, type Machine, transitionFor } from './machine.ts';

type State = 'A' | 'B' | 'C';
const row = (from: State | null, action: string, to: State, by: readonly ('X' | 'Y')[] = ['X']) => ({
  row: 'T',
  from,
  action,
  by,
  to,
});
const sound: Machine<State, 'X' | 'Y'> = {
  name: 'test',
  states: { A: 'a', B: 'b', C: 'c' },
  final: ['C'],
  roles: ['X', 'Y'],
  transitions: [row(null, 'begin', 'A'), row('A', 'go', 'B', ['X', 'Y']), row('B', 'end', 'C')],
};

describe('state machine tables', () => {
  it('finds nothing wrong with a sound table', () => assert.deepEqual(checkMachine(sound), []));

  it('names a dead end, an unreachable state, an act nobody may take, a final state that is left, two answers to one act', () => {
    const without = { ...sound, transitions: sound.transitions.slice(0, 2) };
    assert.deepEqual(checkMachine(without), ['test: C cannot be reached', 'test: B is a dead end']);
    const add = (...more: Machine<State, 'X' | 'Y'>['transitions']) =>
      checkMachine({ ...sound, transitions: [...sound.transitions, ...more] });
    assert.deepEqual(add(row('A', 'stop', 'C', [])), ['test: nobody may stop in A']);
    assert.deepEqual(add(row('C', 'again', 'A')), ['test: C is final and is left']);
    assert.deepEqual(add(row('A', 'go', 'C')), ['test: A go X leads to B and to C']);
  });

  it('answers an act only in its state and to its role', () => {
    assert.equal(transitionFor(sound, 'A', 'go', 'Y')?.to, 'B');
    assert.equal(transitionFor(sound, 'B', 'end', 'Y'), null);
    assert.equal(transitionFor(sound, 'B', 'go', 'X'), null);
    assert.deepEqual(actionsIn(sound, 'A', 'Y'), ['go']);
  });

  it('draws every row', () =>
    assert.match(drawMachine(sound), /\[\*\] --> A: T begin \(X\)[\s\S]*A --> B[\s\S]*C --> \[\*\]/));
});
