import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Refusal } from '../kernel/decision.ts';
import { addDays } from '../kernel/time.ts';
import { appoint, cancel, end, replace } from './appoint.ts';
import { type Held, holdsOn, isWithdrawn, overlaps, successorOf } from './appointment.ts';
import type { RegisterDecision } from './register.ts';
import { isSingle } from './registrar.ts';
import { recall, standIn } from './stand-in.ts';
import { decree, must, personInput, TestRegister } from './testing.ts';

const ROLES = ['PEMESAN', 'PP', 'PPK', 'BENDAHARA', 'KPA'] as const;
const ACTS = ['appoint', 'replace', 'end', 'cancel', 'standIn', 'standInNew', 'recall', 'pass'] as const;
const RUNS = 1_500;

const step = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.nat(9),
  target: fc.nat(11),
  other: fc.nat(11),
  role: fc.constantFrom(...ROLES),
  in: fc.integer({ min: -1, max: 6 }),
  days: fc.integer({ min: 0, max: 5 }),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
type Made = RegisterDecision | Refusal | null;

/** What is tried on the register; null when there is nothing to try it on. */
function attempt(register: TestRegister, one: Step): Made {
  const { held } = register;
  const [target, other] = [held[one.target % held.length], held[one.other % held.length]];
  const [from, to] = [addDays(register.today, one.in), addDays(register.today, one.in + one.days)];
  const person = personInput(one.who);
  const facts = register.facts(person);
  if (one.act === 'appoint') {
    const validTo = one.days === 0 ? to : null;
    return appoint({ role: one.role, person, decree: decree('2026-01-02'), validFrom: from, validTo }, facts);
  }
  if (!target || !other) return null;
  const dated = {
    decree: decree('2026-01-02'),
    from,
    to,
    as: one.days % 2 === 0 ? ('PLH' as const) : ('PLT' as const),
  };
  switch (one.act) {
    case 'replace':
      return replace(target, { person, ...dated }, facts);
    case 'end':
      return end(target, { on: from, reason: 'Alasan uji' }, facts);
    case 'cancel':
      return cancel(target, facts);
    case 'standIn':
      return standIn(target, { ...dated, assignmentId: other.id }, facts);
    case 'standInNew':
      return standIn(target, { ...dated, person }, facts);
    case 'recall':
      return recall(target, from, facts);
    default:
      return null;
  }
}

/** What must hold whatever was done; the database holds the first two as constraints. */
function faultsOf(held: readonly Held[], today: string): string[] {
  const faults: string[] = [];
  for (const [i, one] of held.entries())
    for (const two of held.slice(i + 1)) {
      if (isWithdrawn(one) || !overlaps(two, one.validFrom, one.validTo)) continue;
      if (one.personId === two.personId) faults.push(`one person twice: ${one.role} and ${two.role}`);
      if (one.role === two.role && isSingle(one.role)) faults.push(`two ${one.role}`);
    }
  for (const one of held) {
    const next = successorOf(held, one.personId, one.role, today);
    if (next && (!holdsOn(next, today) || next.role !== one.role)) faults.push('a successor who is not in office');
  }
  return faults;
}

/** Rows are written one after another: at none of them does a person hold two offices without an end. */
function openTwice(register: TestRegister, made: RegisterDecision): boolean {
  const open = new Map(register.held.map((one) => [one.id, one.validTo === null ? one.personId : null]));
  for (const row of made.decision.rows) {
    if (row.table !== 'identity.assignment') continue;
    open.set(row.id, row.columns.valid_to === null ? String(row.columns.person_id) : null);
    const people = [...open.values()].filter((one) => one !== null);
    if (new Set(people).size !== people.length) return true;
  }
  return false;
}

/** One in each role, all of them active. */
function office(): TestRegister {
  const register = new TestRegister('2026-11-24');
  for (const [n, role] of ROLES.entries()) {
    const person = personInput(n);
    const input = { role, person, decree: decree(), validFrom: register.today, validTo: null };
    const held = register.take(must(appoint(input, register.facts(person))));
    register.activated.add(held.personId);
  }
  register.pass(1);
  return register;
}

function walk(steps: readonly Step[], taken: Map<string, number>, bend = (made: RegisterDecision) => made): string[] {
  const register = office();
  for (const one of steps) {
    if (one.act === 'pass') {
      register.pass(one.days);
      for (const { personId } of register.held) register.activated.add(personId);
      continue;
    }
    const made = attempt(register, one);
    if (!made?.ok) continue;
    const bent = bend(made);
    if (openTwice(register, bent)) return ['two open offices while writing'];
    register.take(bent);
    taken.set(one.act, (taken.get(one.act) ?? 0) + 1);
    const faults = faultsOf(register.held, register.today);
    if (faults.length > 0) return faults;
  }
  return [];
}

describe('whatever is done to the register, day by day', () => {
  it('never gives a person two offices on a day, an office of one to two, or tasks to who is not there', (t) => {
    const taken = new Map<string, number>();
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        assert.deepEqual(walk(steps, taken), []);
      }),
      { numRuns: RUNS, seed: 20261124 },
    );
    t.diagnostic(`${RUNS} walks, accepted: ${[...taken].map(([act, n]) => `${act} ${n}`).join(', ')}`);
    for (const act of ACTS.filter((one) => one !== 'pass'))
      assert.ok((taken.get(act) ?? 0) > 20, `${act} was hardly taken`);
  });

  it('the same walk finds planted faults', () => {
    // The one who leaves is not ended; the stand-in's own office does not rest.
    const forgets = (made: RegisterDecision): RegisterDecision => {
      const rows = made.decision.rows.filter(
        (row, i) => i > 0 || row.table === 'identity.person' || row.expectedVersion === 0,
      );
      return { ...made, decision: { ...made.decision, rows } };
    };
    const found = fc
      .sample(fc.array(step, { minLength: 20, maxLength: 40 }), { numRuns: 300, seed: 1 })
      .flatMap((steps) => {
        try {
          return walk(steps, new Map(), forgets);
        } catch {
          return [];
        }
      });
    assert.ok(
      found.some((fault) => fault.startsWith('two ') || fault.startsWith('one person twice')),
      String(found.length),
    );
  });

  it('brings the holder back on the day after the stand-in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 10 }), (later, long) => {
        const register = new TestRegister('2026-11-24');
        const person = personInput(1);
        const input = { role: 'KPA', person, decree: decree(), validFrom: register.today, validTo: null };
        const holder = register.take(must(appoint(input, register.facts(person))));
        register.activated.add(holder.personId);
        register.pass(1);
        const other = personInput(2);
        const [from, to] = [addDays(register.today, later), addDays(register.today, later + long)];
        must(standIn(holder, { as: 'PLH', person: other, decree: decree(), from, to }, register.facts(other)));
        register.take(
          must(standIn(holder, { as: 'PLH', person: other, decree: decree(), from, to }, register.facts(other))),
        );
        const on = (day: string) => register.held.filter((one) => holdsOn(one, day)).map((one) => one.personId);
        assert.deepEqual(on(addDays(to, 1)), [holder.personId]);
        assert.equal(on(to).length, 1);
        assert.notEqual(on(to)[0], holder.personId);
      }),
    );
  });
});
