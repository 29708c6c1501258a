/**
 * Stand-ins: Plh while the holder is away, Plt while the office is vacant (SE Kepala BKN 1/SE/I/2021). The days of the holder
 * are split around those of the stand-in, and so are the days of an official who stands in: one person, one role, each day.
 */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { addDays } from '../kernel/time.ts';
import { assignmentFor, payloadOf, saysOf } from './appoint.ts';
import { type Held, isWithdrawn, stateOf } from './appointment.ts';
import { type Candidate, candidate, type PersonInput } from './candidate.ts';
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
import { needsNip } from './registrar.ts';

export interface StandInInput {
  /** The office that the stand-in holds here. */
  readonly assignmentId?: string | undefined;
  /** Or a person who holds none. */
  readonly person?: PersonInput | undefined;
  readonly as: 'PLH' | 'PLT';
  readonly decree: Decree;
  readonly from: string;
  readonly to: string;
}

export function standIn(target: Held, input: StandInInput, facts: RegisterFacts): RegisterDecision | Refusal {
  const days = { from: input.from, to: input.to };
  const refusal =
    mayStandIn(target, input, facts) ??
    daysFault(days.from, days.to, input.decree, facts.today) ??
    seatFault(target.role, days, facts, [target.id]);
  if (refusal) return refusal;
  const found = whoStandsIn(target, input, facts);
  if (!found.ok) return found;
  const back = input.as === 'PLH' ? resumption(target, days.to, facts, 'holder') : null;
  const temporary: Held = {
    ...newHeld(assignmentFor(found.candidate, target.role, days, input.decree, facts)),
    kind: 'TEMPORARY',
    follows: target.id,
    replacedBy: back?.id ?? null,
  };
  const away: Held = {
    ...target,
    validTo: input.as === 'PLH' ? addDays(days.from, -1) : target.validTo,
    replacedBy: temporary.id,
  };
  const own = found.own && paused(found.own, days, facts);
  return {
    ok: true,
    id: temporary.id,
    says: [
      { what: 'standsInFor', value: facts.names.get(target.personId) ?? target.role },
      ...saysOf(found.candidate, input.person ?? null, temporary, facts),
    ],
    invite: found.own ? null : found.candidate.personId,
    out: null,
    decision: decided(
      'stood_in',
      target,
      { ...payloadOf(temporary, found.candidate), as: input.as },
      // Days that end are written before days that begin: one open period for each person.
      [
        rowOf(away),
        ...(own ? [rowOf(own.before)] : [found.candidate.row]),
        rowOf(temporary),
        ...(back ? [rowOf(back)] : []),
        ...(own?.after ? [rowOf(own.after)] : []),
      ],
      [
        ...handOverJob(target.id, days.from, facts),
        ...handOverJob(temporary.id, addDays(days.to, 1), facts),
        ...(own ? handOverJob(own.before.id, addDays(days.to, 1), facts) : []),
      ],
      temporary,
    ),
  };
}

function mayStandIn(target: Held, input: StandInInput, facts: RegisterFacts): Refusal | null {
  if (target.kind === 'TEMPORARY') return refuse('stand_in_only');
  if (input.as === 'PLH') {
    const barred = allowed(target, 'standIn', facts);
    if (barred) return barred;
    return target.validFrom > input.from
      ? refuse('contract_date_order', { later: input.from, earlier: target.validFrom })
      : null;
  }
  const barred = allowed(target, 'standInVacant', facts);
  if (barred) return barred;
  const follower = facts.held.find((one) => one.id === target.replacedBy);
  if (follower && !isWithdrawn(follower))
    return refuse('successor_named', { name: facts.names.get(follower.personId) ?? follower.role });
  return target.validTo !== null && input.from <= target.validTo
    ? refuse('contract_date_order', { later: input.from, earlier: target.validTo })
    : null;
}

type Found = { readonly ok: true; readonly candidate: Candidate; readonly own: Held | null };

function whoStandsIn(target: Held, input: StandInInput, facts: RegisterFacts): Found | Refusal {
  const days = { from: input.from, to: input.to };
  if (input.assignmentId === undefined) {
    if (!input.person) return refuse('input_invalid', { field: 'person' });
    const found = candidate(input.person, target.role, days, facts, []);
    return found.ok ? { ok: true, candidate: found, own: null } : found;
  }
  const own = facts.held.find((one) => one.id === input.assignmentId);
  if (!own || own.kind === 'TEMPORARY') return refuse('not_found');
  if (own.personId === facts.registrar.personId) return refuse('register_own');
  const name = facts.names.get(own.personId) ?? own.role;
  const inOffice = ['ACTIVE', 'ENDING'].includes(stateOf(own, facts.activated.has(own.personId), facts.today));
  const covers = own.validFrom <= days.from && (own.validTo === null || own.validTo >= days.to);
  if (own.personId === target.personId || !inOffice || !covers)
    return refuse('wrong_official', { person: name, role: own.role });
  if (own.replacedBy != null && own.validTo !== null) return refuse('wrong_official', { person: name, role: own.role });
  if (needsNip(target.role)) return refuse('nip_required', { role: target.role });
  const row = rowOf(own);
  return { ok: true, own, candidate: { ok: true, personId: own.personId, name, isNew: false, row } };
}

/** The days after, under the same decree; none when the office would have ended by then. */
function resumption(held: Held, away: string, { cause }: RegisterFacts, label: string): Held | null {
  const from = addDays(away, 1);
  if (held.validTo !== null && held.validTo < from) return null;
  return {
    ...held,
    id: derivedId(cause, `resumed ${label}`),
    version: 0,
    validFrom: from,
    follows: held.id,
  };
}

/** The own office of whoever stands in rests meanwhile. */
function paused(own: Held, days: { readonly from: string; readonly to: string }, facts: RegisterFacts) {
  const after = resumption(own, days.to, facts, 'own');
  return {
    before: { ...own, validTo: addDays(days.from, -1), replacedBy: after?.id ?? own.replacedBy ?? null },
    after,
  };
}

/** The holder is back earlier, or the stand-in never began: the days that follow move forward. `on`: last day. */
export function recall(temporary: Held, on: string, facts: RegisterFacts): RegisterDecision | Refusal {
  const state = stateOf(temporary, facts.activated.has(temporary.personId), facts.today);
  const barred = allowed(temporary, state === 'PLANNED' ? 'cancel' : 'recall', facts);
  if (barred) return barred;
  if (temporary.kind !== 'TEMPORARY' || temporary.validTo === null)
    return refuse('not_possible_now', { state: 'DEFINITIVE' });
  if (on < addDays(facts.today, -1)) return refuse('date_in_past', { date: on });
  if (on >= temporary.validTo) return refuse('contract_date_order', { later: temporary.validTo, earlier: on });
  const last = on < temporary.validFrom ? addDays(temporary.validFrom, -1) : on;
  const resumed = addDays(temporary.validTo, 1);
  const back = facts.held.filter(
    (one) =>
      one.validFrom === resumed &&
      one.follows != null &&
      (one.id === temporary.replacedBy || one.personId === temporary.personId),
  );
  const from = addDays(last, 1);
  return {
    ok: true,
    id: temporary.id,
    says: [],
    invite: null,
    out: null,
    decision: decided(
      'recalled',
      temporary,
      { lastDay: last },
      [rowOf({ ...temporary, validTo: last }), ...back.map((one) => rowOf({ ...one, validFrom: from }))],
      handOverJob(temporary.id, from, facts),
    ),
  };
}
