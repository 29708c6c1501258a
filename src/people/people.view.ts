/** What one person is shown of the register. Contact data only to whoever keeps it. */
import type { z } from 'zod';
import { actionsIn } from '../kernel/machine.ts';
import { localDate } from '../kernel/time.ts';
import {
  type AppointmentAct,
  type AppointmentRole,
  appointmentActs,
  appointmentMachine,
} from './appointment.machine.ts';
import { type Held, isWithdrawn, stateOf } from './appointment.ts';
import { masked } from './identifiers.ts';
import { officeOfHeld } from './people.load.ts';
import type { appointmentView } from './people.schema.ts';
import type { StoredPerson } from './people.store.ts';
import { mayRegister, type Registrar } from './registrar.ts';

export type AppointmentView = z.output<typeof appointmentView>;

interface ViewFacts {
  readonly now: Date;
  readonly registrar: Registrar;
  readonly kppnOf: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, StoredPerson>;
  readonly activated: ReadonlySet<string>;
  /** Everything of these offices, to say who follows whom. */
  readonly held: readonly Held[];
}

export function appointmentViewOf(one: Held, facts: ViewFacts): AppointmentView {
  const person = facts.people.get(one.personId)?.person;
  const follower = facts.held.find((other) => other.id === one.replacedBy);
  const keeps = mayRegister(facts.registrar, one.role, officeOfHeld(one), kppnOf(one, facts)) === null;
  const full = keeps || facts.registrar.personId === one.personId;
  return {
    id: one.id,
    personId: one.personId,
    name: person?.name ?? '–',
    email: full ? (person?.email ?? '') : '',
    nip: full ? (person?.nip ?? null) : null,
    nikMasked: full && person?.nik ? masked(person.nik) : null,
    phone: full ? (person?.phone ?? null) : null,
    role: one.role,
    office: {
      kind: one.officeKind,
      id: one.satkerId ?? one.vendorId ?? one.officeCode ?? one.officeKind,
      name: one.officeName,
    },
    kind: one.kind ?? 'DEFINITIVE',
    validFrom: one.validFrom,
    validTo: one.validTo,
    decree: { number: one.decree, date: one.decreeDate ?? null },
    state: stateIn(one, facts),
    replacedBy: one.replacedBy ?? null,
    replacedByName: follower ? (facts.people.get(follower.personId)?.person.name ?? null) : null,
    follows: one.follows ?? null,
    actions: keeps ? openActs(one, facts) : [],
  };
}

const kppnOf = (one: Held, { kppnOf: codes }: ViewFacts) =>
  one.satkerId === null ? null : (codes.get(one.satkerId) ?? null);

const stateIn = (one: Held, { activated, now }: ViewFacts) =>
  stateOf(one, activated.has(one.personId), localDate(now, one.zone));

/** Acts of the table that this kind of appointment knows. */
function openActs(one: Held, facts: ViewFacts): AppointmentAct[] {
  const offered = actionsIn(appointmentMachine, stateIn(one, facts), facts.registrar.role as AppointmentRole);
  const follower = facts.held.find((other) => other.id === one.replacedBy);
  const followed = follower !== undefined && !isWithdrawn(follower);
  const temporary = one.kind === 'TEMPORARY';
  const activated = facts.activated.has(one.personId);
  return appointmentActs.filter((act) => {
    switch (act) {
      case 'invite':
        return offered.includes(act) && !activated;
      case 'replace':
        return offered.includes(act) && !followed;
      case 'end':
        return offered.includes(act) && !temporary;
      case 'standIn':
        return !temporary && (offered.includes(act) || (offered.includes('standInVacant') && !followed));
      case 'recall':
        return offered.includes(act) && temporary;
      default:
        return offered.includes(act);
    }
  });
}
