/**
 * Corrections of what is recorded of a person: asked with a reason, decided by somebody else, the old value kept in the journal.
 * Rows of UU 27/2022 (PDP) art. 6: whoever the data are about may have them completed and put right.
 */
import { emailKey, nikKey, type Person, personRow } from '../identity/person.ts';
import { type Decision, type Plain, type Refusal, type RowWrite, refuse } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { transitionFor } from '../kernel/machine.ts';
import type { Office } from './appointment.ts';
import type { Registered } from './candidate.ts';
import {
  type Correctable,
  type CorrectionPart,
  type CorrectionState,
  correctionMachine,
} from './correction.machine.ts';
import { nikFault, nipFault, phoneOf } from './identifiers.ts';
import { registrarOf } from './registrar.ts';

export interface Correction {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly state: CorrectionState;
  readonly field: Correctable;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
  /** Of the person when it was asked. */
  readonly role: string;
  readonly office: Pick<Office, 'satkerId' | 'vendorId' | 'officeCode'>;
  readonly askedBy: { readonly personId: string; readonly name: string };
  readonly askedAt: string;
  readonly decides: Decider;
  readonly decided: { readonly by: string; readonly at: string; readonly words: string } | null;
}

export type Decider = 'ADMIN_PKN' | 'ADMIN_KPPN' | 'ADMIN_SATKER';

/**
 * Whose decision it is: whoever keeps the register; of vendors the KPPN that looks after them. When the registrar asked, it is
 * the next above.
 */
export function deciderOf(role: string, askerRole: string): Decider {
  const registrar = ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'].includes(role) ? 'ADMIN_KPPN' : registrarOf(role);
  if (registrar === 'ADMIN_SATKER') return askerRole === 'ADMIN_SATKER' ? 'ADMIN_KPPN' : 'ADMIN_SATKER';
  if (registrar === 'ADMIN_KPPN') return askerRole === 'ADMIN_KPPN' ? 'ADMIN_PKN' : 'ADMIN_KPPN';
  return 'ADMIN_PKN';
}

/** What is asked, in the spelling in which it is kept; or what is wrong with it. */
export function correctedValue(field: Correctable, typed: string): string | Refusal {
  const value = typed.trim();
  switch (field) {
    case 'nik':
      return nikFault(value) ?? value;
    case 'nip':
      return nipFault(value) ?? value;
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)
        ? value.toLowerCase()
        : refuse('input_invalid', { field: 'email' });
    case 'phone':
      return /^(\+62|62|0)8[1-9]\d{7,10}$/.test(value) ? phoneOf(value) : refuse('input_invalid', { field: 'phone' });
    default:
      return value;
  }
}

export const recordedOf = (person: Person, field: Correctable): string => person[field] ?? '';

interface AskFacts {
  readonly cause: string;
  readonly now: Date;
  readonly asker: { readonly personId: string; readonly name: string; readonly role: string };
  readonly person: Person;
  readonly role: string;
  readonly office: Correction['office'];
  /** Whether the asker keeps the register of the person. */
  readonly keepsRegister: boolean;
}

export function askCorrection(
  input: { readonly field: Correctable; readonly value: string; readonly reason: string },
  facts: AskFacts,
): Decided | Refusal {
  const { asker, person } = facts;
  if (asker.personId !== person.id && !facts.keepsRegister) return refuse('not_yours');
  const after = correctedValue(input.field, input.value);
  if (typeof after !== 'string') return after;
  const before = recordedOf(person, input.field);
  if (before === after) return refuse('nothing_changed');
  const correction: Correction = {
    id: derivedId(facts.cause, 'correction'),
    version: 0,
    personId: person.id,
    state: 'ASKED',
    field: input.field,
    before,
    after,
    reason: input.reason,
    role: facts.role,
    office: facts.office,
    askedBy: { personId: asker.personId, name: asker.name },
    askedAt: facts.now.toISOString(),
    decides: deciderOf(facts.role, asker.role),
    decided: null,
  };
  return written(correction, 'asked', { reason: input.reason }, []);
}

interface DecideFacts {
  readonly now: Date;
  readonly actor: { readonly personId: string; readonly name: string; readonly role: string };
  /** Whether the actor's office decides for that office (`decides`, and within its reach). */
  readonly reaches: boolean;
  readonly person: Person;
  readonly personVersion: number;
  readonly key: Buffer;
  /** Whoever is known by the value asked for. */
  readonly known: readonly Registered[];
}

export function approveCorrection(correction: Correction, facts: DecideFacts): Decided | Refusal {
  const barred = mayDecide(correction, 'approve', facts);
  if (barred) return barred;
  const { field, after, personId } = correction;
  const other = facts.known.find((one) => one.personId !== personId);
  if (other && field === 'nik') return refuse('nik_known');
  if (other && field === 'email') return refuse('email_taken');
  const person: Person = { ...facts.person, [field]: after };
  const next = decidedOn(correction, 'APPROVED', '', facts);
  // What is recorded may have moved on since it was asked: the journal keeps what was really replaced.
  return written(next, 'approved', { before: recordedOf(facts.person, field), after, reason: correction.reason }, [
    personRow(person, facts.key, facts.personVersion),
  ]);
}

export function rejectCorrection(correction: Correction, reason: string, facts: DecideFacts): Decided | Refusal {
  const barred = mayDecide(correction, 'reject', facts);
  return barred ?? written(decidedOn(correction, 'REJECTED', reason, facts), 'rejected', { reason }, []);
}

export function withdrawCorrection(
  correction: Correction,
  facts: Pick<DecideFacts, 'actor' | 'now'>,
): Decided | Refusal {
  if (correction.askedBy.personId !== facts.actor.personId) return refuse('not_yours');
  const barred = step(correction, 'withdraw', 'ASKER');
  return barred ?? written(decidedOn(correction, 'WITHDRAWN', '', facts), 'withdrawn', {}, []);
}

/** Another than who asked and than whom it is about, in the office that decides. */
export function mayDecide(
  correction: Correction,
  action: 'approve' | 'reject',
  { actor, reaches }: Pick<DecideFacts, 'actor' | 'reaches'>,
): Refusal | null {
  if (actor.role !== correction.decides) return refuse('not_your_role', { who: correction.decides });
  if (!reaches) return refuse('not_yours');
  if ([correction.askedBy.personId, correction.personId].includes(actor.personId)) return refuse('correction_own');
  return step(correction, action, 'REGISTRAR');
}

function step(correction: Correction, action: string, part: CorrectionPart): Refusal | null {
  return transitionFor(correctionMachine, correction.state, action, part)
    ? null
    : refuse('not_possible_now', { state: correctionMachine.states[correction.state] });
}

const decidedOn = (
  correction: Correction,
  state: CorrectionState,
  words: string,
  { actor, now }: Pick<DecideFacts, 'actor' | 'now'>,
): Correction => ({ ...correction, state, decided: { by: actor.name, at: now.toISOString(), words } });

export interface Decided {
  readonly ok: true;
  readonly correction: Correction;
  readonly decision: Decision;
}

function written(
  correction: Correction,
  verb: string,
  payload: { readonly [key: string]: Plain | undefined },
  rows: readonly RowWrite[],
): Decided {
  return {
    ok: true,
    correction,
    decision: {
      ok: true,
      events: [
        {
          type: `correction.${verb}`,
          aggregate: 'person',
          aggregateId: correction.personId,
          payload: { correctionId: correction.id, field: correction.field, ...payload },
        },
      ],
      rows: [correctionRow(correction), ...rows],
      transfers: [],
      jobs: [],
    },
  };
}

export const correctionTable = 'identity.correction';

function correctionRow(correction: Correction): RowWrite {
  const { id, version, personId, state, field, askedBy, askedAt, decides, office, ...rest } = correction;
  return {
    table: correctionTable,
    id,
    expectedVersion: version,
    columns: {
      person_id: personId,
      state,
      field,
      asked_by: askedBy.personId,
      asked_at: askedAt,
      satker_id: office.satkerId,
      vendor_id: office.vendorId,
      office_code: office.officeCode,
      decides,
    },
    body: { ...rest, askedByName: askedBy.name },
  };
}

/** By which keyed hashes the register is asked whether a value is somebody else's. */
export function lookup(field: Correctable, value: string, key: Buffer): { nik: string; email: string } {
  return {
    nik: field === 'nik' ? nikKey(key, value) : '',
    email: field === 'email' ? emailKey(key, value) : '',
  };
}
