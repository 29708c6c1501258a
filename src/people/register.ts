/** What a registrar's rules are told, and what every decision on an appointment is made of. */
import type { Assignment } from '../identity/person.ts';
import { assignmentRow } from '../identity/person.ts';
import { type Decision, type JobRequest, type Plain, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { transitionFor } from '../kernel/machine.ts';
import { startOfDay } from '../kernel/time.ts';
import type { Says } from '../organisation/confirmation.ts';
import { type AppointmentRole, appointmentMachine } from './appointment.machine.ts';
import { type Held, type Office, overlaps, stateOf } from './appointment.ts';
import type { Registered } from './candidate.ts';
import { isSingle, mayRegister, type Registrar } from './registrar.ts';

export interface RegisterFacts {
  readonly cause: string;
  readonly now: Date;
  /** Local date of the office. */
  readonly today: string;
  readonly registrar: Registrar;
  readonly office: Office;
  /** The KPPN that looks after the office, when it is a satker. */
  readonly kppnCode: string | null;
  /** Every appointment of the office, past and planned ones too. */
  readonly held: readonly Held[];
  readonly names: ReadonlyMap<string, string>;
  /** People who have proven who they are. */
  readonly activated: ReadonlySet<string>;
  /** Whoever is known by the NIK or the address that were typed. */
  readonly known: readonly Registered[];
  readonly key: Buffer;
}

export interface Decree {
  readonly number: string;
  readonly date: string;
}

export interface RegisterDecision {
  readonly ok: true;
  readonly decision: Decision;
  /** The assignment that was made or changed. */
  readonly id: string;
  readonly says: Says;
  /** Whom to invite once it is written. */
  readonly invite: string | null;
  /** Who is out of office at once. */
  readonly out: string | null;
}

/** Whether the registrar may do this to that appointment now: register, row of the table, state. */
export function allowed(target: Held, action: string, facts: RegisterFacts): Refusal | null {
  const foreign = mayRegister(facts.registrar, target.role, facts.office, facts.kppnCode);
  if (foreign) return foreign;
  const state = stateOf(target, facts.activated.has(target.personId), facts.today);
  const role = facts.registrar.role as AppointmentRole;
  return transitionFor(appointmentMachine, state, action, role)
    ? null
    : refuse('not_possible_now', { state: appointmentMachine.states[state] });
}

/** A decree is signed before the office begins, and an office does not begin in the past. */
export function daysFault(from: string, to: string | null, decree: Decree, today: string): Refusal | null {
  if (from < today) return refuse('date_in_past', { date: from });
  if (to !== null && to < from) return refuse('contract_date_order', { later: to, earlier: from });
  return decree.date > from ? refuse('contract_date_order', { later: from, earlier: decree.date }) : null;
}

/** An office held by one is free on those days. `ending`: assignments that this command ends. */
export function seatFault(
  role: string,
  days: { readonly from: string; readonly to: string | null },
  facts: RegisterFacts,
  ending: readonly string[] = [],
): Refusal | null {
  if (!isSingle(role)) return null;
  const holder = facts.held.find(
    (one) => one.role === role && !ending.includes(one.id) && overlaps(one, days.from, days.to),
  );
  return holder ? refuse('office_taken', { role, who: facts.names.get(holder.personId) ?? role }) : null;
}

export const rowOf = ({ version, ...assignment }: Held): RowWrite => assignmentRow(assignment, version);

export const newHeld = (assignment: Assignment): Held => ({ ...assignment, version: 0 });

/** The clocks of two computers differ by less. */
const CLOCKS_DIFFER_MS = 60_000;

/** Tasks change hands when the days do: at once, or in the first minute of that day. */
export function handOverJob(assignmentId: string, from: string, facts: RegisterFacts): JobRequest[] {
  const { satkerId, zone } = facts.office;
  if (satkerId === null) return [];
  const job = { task: 'people.handOver', payload: { satkerId }, key: `people.handOver:${assignmentId}` };
  if (from <= facts.today) return [job];
  return [{ ...job, runAt: new Date(startOfDay(from, zone).getTime() + CLOCKS_DIFFER_MS).toISOString() }];
}

/** `begun`: the assignment that begins with it, which has a history of its own. */
export function decided(
  type: string,
  target: Held,
  payload: { readonly [key: string]: Plain | undefined },
  rows: readonly RowWrite[],
  jobs: readonly JobRequest[] = [],
  begun: Held | null = null,
): Decision {
  const event = (name: string, of: Held) => ({
    type: `people.${name}`,
    aggregate: 'assignment',
    aggregateId: of.id,
    payload: { personId: of.personId, role: of.role, ...payload },
  });
  return {
    ok: true,
    events: [event(type, target), ...(begun ? [event('appointed', begun)] : [])],
    rows,
    transfers: [],
    jobs,
  };
}
