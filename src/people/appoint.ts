/** Rows R3 and R5, and the rotation of officials (P7): appoint by decree, name a successor, set a last day. */
import type { Assignment } from '../identity/person.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { addDays } from '../kernel/time.ts';
import type { Says } from '../organisation/confirmation.ts';
import { type Held, isWithdrawn } from './appointment.ts';
import { type Candidate, candidate, type PersonInput } from './candidate.ts';
import { masked } from './identifiers.ts';
import {
  allowed,
  type Decree,
  daysFault,
  decided,
  handOverJob,
  newHeld,
  type RegisterDecision,
  type RegisterFacts,
  rowOf,
  seatFault,
} from './register.ts';
import { mayRegister } from './registrar.ts';

export interface AppointInput {
  readonly role: string;
  readonly person: PersonInput;
  readonly decree: Decree;
  readonly validFrom: string;
  readonly validTo: string | null;
}

export function appoint(input: AppointInput, facts: RegisterFacts): RegisterDecision | Refusal {
  const days = { from: input.validFrom, to: input.validTo };
  const refusal =
    mayRegister(facts.registrar, input.role, facts.office, facts.kppnCode) ??
    daysFault(days.from, days.to, input.decree, facts.today) ??
    seatFault(input.role, days, facts);
  if (refusal) return refusal;
  const found = candidate(input.person, input.role, days, facts);
  if (!found.ok) return found;
  const held = newHeld(assignmentFor(found, input.role, days, input.decree, facts));
  return {
    ok: true,
    id: held.id,
    says: saysOf(found, input.person, held, facts),
    invite: found.personId,
    out: null,
    decision: decided('appointed', held, payloadOf(held, found), [found.row, rowOf(held)]),
  };
}

export interface ReplaceInput {
  readonly person: PersonInput;
  readonly decree: Decree;
  /** First day of the successor. */
  readonly from: string;
}

/** The day before is the last of whoever held the office; open tasks follow the successor, signatures stay. */
export function replace(target: Held, input: ReplaceInput, facts: RegisterFacts): RegisterDecision | Refusal {
  const days = { from: input.from, to: null };
  const follower = facts.held.find((one) => one.id === target.replacedBy);
  const refusal =
    allowed(target, 'replace', facts) ??
    // Whoever acts in a vacant office (Plt) is followed by its new holder; a Plh by the holder who returns.
    (target.kind === 'TEMPORARY' && target.replacedBy != null ? refuse('stand_in_only') : null) ??
    (follower && !isWithdrawn(follower)
      ? refuse('successor_named', { name: facts.names.get(follower.personId) ?? follower.role })
      : null) ??
    daysFault(days.from, null, input.decree, facts.today) ??
    seatFault(target.role, days, facts, [target.id]);
  if (refusal) return refusal;
  const found = candidate(input.person, target.role, days, facts, []);
  if (!found.ok) return found;
  const next = newHeld(assignmentFor(found, target.role, days, input.decree, facts));
  const last = addDays(input.from, -1);
  const left: Held = {
    ...target,
    validTo: target.validTo !== null && target.validTo < last ? target.validTo : last,
    replacedBy: next.id,
  };
  return {
    ok: true,
    id: next.id,
    says: [
      { what: 'replaces', value: facts.names.get(target.personId) ?? target.role },
      ...saysOf(found, input.person, next, facts),
    ],
    invite: found.personId,
    out: last < facts.today ? target.personId : null,
    decision: decided(
      'replaced',
      target,
      { ...payloadOf(next, found), successor: next.id, lastDay: left.validTo },
      // The one who leaves is written first: one person holds one office at a time.
      [rowOf(left), found.row, rowOf(next)],
      handOverJob(target.id, input.from, facts),
      next,
    ),
  };
}

export interface EndInput {
  /** Last day in office. */
  readonly on: string;
  readonly reason: string;
}

export function end(target: Held, { on, reason }: EndInput, facts: RegisterFacts): RegisterDecision | Refusal {
  const refusal =
    allowed(target, 'end', facts) ??
    (target.kind === 'TEMPORARY' ? refuse('stand_in_only') : null) ??
    (on < addDays(facts.today, -1) ? refuse('date_in_past', { date: on }) : null) ??
    (target.validTo !== null && on > target.validTo
      ? refuse('contract_date_order', { later: target.validTo, earlier: on })
      : null);
  if (refusal) return refusal;
  const left: Held = { ...target, validTo: on };
  return {
    ok: true,
    id: target.id,
    says: [
      { what: 'name', value: facts.names.get(target.personId) ?? '' },
      { what: 'role', value: target.role },
      { what: 'lastDay', value: on },
    ],
    invite: null,
    out: on < facts.today ? target.personId : null,
    decision: decided('ended', target, { lastDay: on, reason }, [rowOf(left)]),
  };
}

/** Withdraws what has not begun; whoever it would have followed keeps the last day that was set. */
export function cancel(target: Held, facts: RegisterFacts): RegisterDecision | Refusal {
  const refusal = allowed(target, 'cancel', facts) ?? (target.kind === 'TEMPORARY' ? refuse('stand_in_only') : null);
  if (refusal) return refusal;
  const left: Held = { ...target, validTo: addDays(target.validFrom, -1) };
  const says: Says = [
    { what: 'name', value: facts.names.get(target.personId) ?? '' },
    { what: 'role', value: target.role },
  ];
  return {
    ok: true,
    id: target.id,
    says,
    invite: null,
    out: null,
    decision: decided('withdrawn', target, {}, [rowOf(left)]),
  };
}

export function assignmentFor(
  found: Candidate,
  role: string,
  days: { readonly from: string; readonly to: string | null },
  decree: Decree,
  { cause, office }: RegisterFacts,
): Assignment {
  return {
    id: derivedId(cause, 'assignment'),
    personId: found.personId,
    role,
    officeKind: office.kind,
    satkerId: office.satkerId,
    vendorId: office.vendorId,
    officeCode: office.officeCode,
    validFrom: days.from,
    validTo: days.to,
    decree: decree.number,
    decreeDate: decree.date,
    officeName: office.name,
    zone: office.zone,
    kind: 'DEFINITIVE',
    replacedBy: null,
    follows: null,
  };
}

export const payloadOf = (held: Held, found: Candidate) => ({
  assignmentId: held.id,
  successorId: found.personId,
  newPerson: found.isNew,
  decree: held.decree,
  decreeDate: held.decreeDate ?? null,
  validFrom: held.validFrom,
  validTo: held.validTo,
  kind: held.kind ?? 'DEFINITIVE',
});

export function saysOf(found: Candidate, typed: PersonInput | null, held: Held, facts: RegisterFacts): Says {
  return [
    { what: 'name', value: found.name },
    ...(typed
      ? [
          { what: 'nik', value: masked(typed.nik) },
          { what: 'email', value: typed.email.trim().toLowerCase() },
        ]
      : []),
    { what: 'role', value: held.role },
    { what: 'office', value: facts.office.name },
    { what: 'decree', value: held.decree },
    { what: 'from', value: held.validFrom },
    ...(held.validTo === null ? [] : [{ what: 'to', value: held.validTo }]),
  ];
}
