/** Whether a person may take an office: known already or not, one role at a time, one NIK and one address each. */
import type { Person } from '../identity/person.ts';
import { personRow } from '../identity/person.ts';
import { type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { nikFault, nipFault, phoneOf } from './identifiers.ts';
import { needsNip } from './registrar.ts';

export interface PersonInput {
  readonly name: string;
  readonly nik: string;
  readonly nip: string | null;
  readonly email: string;
  readonly phone: string | null;
}

/** What the register knows of a NIK and an address, across all offices: no names but of the very person. */
export interface Registered {
  readonly personId: string;
  readonly version: number;
  readonly sameNik: boolean;
  readonly sameEmail: boolean;
  /** The person, when both NIK and address are theirs. */
  readonly person: Person | null;
  readonly periods: readonly { readonly assignmentId: string; readonly from: string; readonly to: string | null }[];
}

export interface Candidate {
  readonly ok: true;
  readonly personId: string;
  readonly name: string;
  readonly isNew: boolean;
  /** Makes the person, or marks that they were taken into account, so that nobody else appoints them meanwhile. */
  readonly row: RowWrite;
}

interface CandidateFacts {
  readonly cause: string;
  /** Key of the blind indexes. */
  readonly key: Buffer;
  readonly known: readonly Registered[];
  /** Who names them: nobody names themselves. */
  readonly registrar: { readonly personId: string };
}

/** Who was meant, for an office from a day to a day. `ending`: assignments that this same command ends. */
export function candidate(
  input: PersonInput,
  role: string,
  days: { readonly from: string; readonly to: string | null },
  facts: CandidateFacts,
  ending: readonly string[] = [],
): Candidate | Refusal {
  const fault = nikFault(input.nik) ?? (input.nip === null ? null : nipFault(input.nip));
  if (fault) return fault;
  if (needsNip(role) && input.nip === null) return refuse('nip_required', { role });
  const same = facts.known.find((one) => one.sameNik && one.sameEmail);
  const other = facts.known.find((one) => one !== same);
  if (other?.sameNik) return refuse('nik_known');
  if (other) return refuse('email_taken');
  if (!same) {
    const person: Person = {
      id: derivedId(facts.cause, 'person'),
      name: input.name,
      email: input.email.trim().toLowerCase(),
      nip: input.nip,
      nik: input.nik,
      phone: input.phone === null ? null : phoneOf(input.phone),
      active: true,
    };
    return { ok: true, personId: person.id, name: person.name, isNew: true, row: personRow(person, facts.key, 0) };
  }
  if (same.personId === facts.registrar.personId) return refuse('register_own');
  const busy = same.periods.some(
    ({ assignmentId, from, to }) =>
      !ending.includes(assignmentId) && (to === null || to >= days.from) && (days.to === null || from <= days.to),
  );
  if (busy || !same.person) return refuse('holds_office', { name: input.name });
  // What is recorded stays: names and numbers are changed by a correction, not by being typed anew.
  const person = { ...same.person, active: true };
  return {
    ok: true,
    personId: person.id,
    name: person.name,
    isNew: false,
    row: personRow(person, facts.key, same.version),
  };
}
