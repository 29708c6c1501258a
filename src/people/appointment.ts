/**
 * An appointment as the register keeps it: a person, a role, an office, and the days. Rows are periods; whoever was away while
 * a stand-in acted holds two of them. Nothing is stored that follows from the days.
 */
import type { Assignment } from '../identity/person.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { AppointmentState } from './appointment.machine.ts';

export interface Held extends Assignment {
  /** Of the row. */
  readonly version: number;
}

/** The office that a role is held in. */
export interface Office {
  readonly kind: Asker['officeKind'];
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  readonly officeCode: string | null;
  readonly name: string;
  readonly zone: Assignment['zone'];
}

type Days = Pick<Assignment, 'validFrom' | 'validTo'>;

/** Withdrawn before it began: the last day lies before the first. */
export const isWithdrawn = ({ validFrom, validTo }: Days): boolean => validTo !== null && validTo < validFrom;

/** Whether a local date lies within the days of office. */
export const holdsOn = (days: Days, date: string): boolean =>
  days.validFrom <= date && (days.validTo === null || date <= days.validTo);

/** Whether two periods share a day. `to` null: without an end. */
export const overlaps = (days: Days, from: string, to: string | null): boolean =>
  !isWithdrawn(days) && (days.validTo === null || days.validTo >= from) && (to === null || days.validFrom <= to);

/** What an appointment is on a local date of its office. */
export function stateOf(held: Days, activated: boolean, today: string): AppointmentState {
  if (isWithdrawn(held) || (held.validTo !== null && held.validTo < today)) return 'ENDED';
  if (held.validFrom > today) return 'PLANNED';
  if (!activated) return 'INVITED';
  return held.validTo === null ? 'ACTIVE' : 'ENDING';
}

/**
 * Who holds the office now that `personId` held: along the chain of successors and stand-ins to the first in office on that
 * day. Null while the person holds it, when nobody was named, or when nobody of the chain is in office.
 */
export function successorOf(held: readonly Held[], personId: string, role: string, today: string): Held | null {
  const own = held.filter((one) => one.personId === personId && one.role === role);
  if (own.some((one) => holdsOn(one, today))) return null;
  const left = own.filter((one) => !isWithdrawn(one) && one.validTo !== null && one.validTo < today);
  const last = left.toSorted((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
  const seen = new Set<string>();
  let next = last?.replacedBy ?? null;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const found = held.find((one) => one.id === next);
    if (!found) return null;
    if (holdsOn(found, today)) return found;
    next = found.replacedBy ?? null;
  }
  return null;
}
