/** The life of an appointment: from the decree to the last day in office. What a row is follows from its days (`appointment.ts`). */
import type { Machine, Transition } from '../kernel/machine.ts';

export const appointmentStates = ['PLANNED', 'INVITED', 'ACTIVE', 'ENDING', 'ENDED'] as const;
export type AppointmentState = (typeof appointmentStates)[number];

export const appointmentActs = [
  'invite',
  'replace',
  'end',
  'standIn',
  'recall',
  'cancel',
  'endSessions',
  'resetFactors',
] as const;
export type AppointmentAct = (typeof appointmentActs)[number];

/** Who keeps the register of whom (§ *Registrars* in `registrar.ts`); SYSTEM: the calendar, and the person who activates. */
export type AppointmentRole = 'ADMIN_PKN' | 'ADMIN_KPPN' | 'ADMIN_SATKER' | 'VENDOR_ADMIN' | 'SYSTEM';

const registrars = ['ADMIN_PKN', 'ADMIN_KPPN', 'ADMIN_SATKER', 'VENDOR_ADMIN'] as const;
/** Stand-ins are known to the law for officials, not for the staff of a vendor. */
const ofOfficials = ['ADMIN_PKN', 'ADMIN_KPPN', 'ADMIN_SATKER'] as const;
const system = ['SYSTEM'] as const;

type Row = Transition<AppointmentState, AppointmentRole>;
const row = (
  id: string,
  from: AppointmentState | null,
  action: string,
  by: readonly AppointmentRole[],
  to: AppointmentState,
): Row => ({ row: id, from, action, by, to });

export const appointmentMachine: Machine<AppointmentState, AppointmentRole> = {
  name: 'appointment',
  states: {
    PLANNED: 'Akan menjabat',
    INVITED: 'Menunggu aktivasi',
    ACTIVE: 'Menjabat',
    ENDING: 'Menjabat sampai tanggal tertentu',
    ENDED: 'Selesai menjabat',
  },
  final: ['ENDED'],
  roles: [...registrars, 'SYSTEM'],
  transitions: [
    row('R3/R5', null, 'appoint', registrars, 'PLANNED'),
    row('R3/R5', 'PLANNED', 'begin', system, 'INVITED'),
    row('R3/R5', 'PLANNED', 'cancel', registrars, 'ENDED'),
    row('R3/R5', 'PLANNED', 'invite', registrars, 'PLANNED'),
    row('R4/R6', 'INVITED', 'invite', registrars, 'INVITED'),
    row('R4/R6', 'INVITED', 'activate', system, 'ACTIVE'),
    // Last days are days: the office goes on until midnight where it is.
    ...(['INVITED', 'ACTIVE', 'ENDING'] as const).flatMap((state) => [
      row('P7', state, 'replace', registrars, 'ENDING'),
      row('P7', state, 'end', registrars, 'ENDING'),
      row('P7', state, 'expire', system, 'ENDED'),
    ]),
    // A lost telephone, a session left open elsewhere: whoever keeps the register knows the person.
    ...(['ACTIVE', 'ENDING'] as const).flatMap((state) => [
      row('R6', state, 'endSessions', registrars, state),
      row('R6', state, 'resetFactors', registrars, state),
    ]),
    row('P7', 'ACTIVE', 'standIn', ofOfficials, 'ENDING'),
    // Nobody follows yet: somebody acts in the office meanwhile (Plt).
    row('P7', 'ENDING', 'standInVacant', ofOfficials, 'ENDING'),
    row('P7', 'ENDED', 'standInVacant', ofOfficials, 'ENDED'),
    row('P7', 'ENDING', 'recall', ofOfficials, 'ENDING'),
  ],
};
