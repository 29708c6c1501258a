/** What the API says and takes about officials: who holds which office, since when, by which decree. */
import { z } from 'zod';
import { ROLES } from '../kernel/permission.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { appointmentActs, appointmentStates } from './appointment.machine.ts';
import { correctable, correctionStates } from './correction.machine.ts';

const id = z.uuid();
const date = z.iso.date();
const reason = z.string().trim().min(5).max(1_000);
const digits = (n: number) => z.string().regex(new RegExp(`^\\d{${n}}$`));

export const roleCode = z.enum(ROLES);
export const decree = z.object({
  /** Number of the decree (SK) by which the office is given. */
  number: z.string().trim().min(3).max(80),
  /** Day on which it was signed. */
  date,
});
export const mobile = z.string().regex(/^(\+62|62|0)8[1-9]\d{7,10}$/);

/** A person as the registrar types it. A person known by the same NIK and e-mail is taken as they are. */
export const personInput = z.object({
  name: z.string().trim().min(2).max(120),
  nik: digits(16),
  /** 18 digits of a civil servant; null for others. */
  nip: digits(18).nullable(),
  email: z.email().max(254),
  phone: mobile.nullable(),
});

const confirmable = { stepUp: stepUp.optional() };

/** Commands on offices. Without `stepUp` nothing is done: the answer says what is to be confirmed (see `outcome`). */
export const appointmentCommands = {
  appoint: z.object({
    role: roleCode,
    /** The satker for which ADMIN_KPPN registers its admin; otherwise the asker's own. */
    satkerId: id.optional(),
    /** The KPPN (3 digits) or Kanwil (2 digits) for which ADMIN_PKN registers; `APIP` and the like for AUDITOR. */
    officeCode: z.string().trim().min(2).max(20).optional(),
    person: personInput,
    decree,
    validFrom: date,
    validTo: date.nullable().default(null),
    ...confirmable,
  }),
  /** `from`: first day of the successor; the day before is the last of whoever held the office. */
  replace: z.object({ person: personInput, decree, from: date, ...confirmable }),
  /** `on`: last day in office; nobody follows. */
  end: z.object({ on: date, reason, ...confirmable }),
  /** A stand-in from a day to a day: somebody who holds an office here (`assignmentId`), or a new person. */
  standIn: z.object({
    assignmentId: id.optional(),
    person: personInput.optional(),
    /** PLH while the holder is away for a time; PLT while the office is vacant. */
    as: z.enum(['PLH', 'PLT']),
    decree,
    from: date,
    to: date,
    ...confirmable,
  }),
  /** The holder is back earlier; `on`: last day of the stand-in. */
  recall: z.object({ on: date }),
  /** Signs the person out everywhere. */
  endSessions: z.object({ reason }),
  /** Takes password and factors away and mails a link to choose new ones. */
  resetFactors: z.object({ reason, ...confirmable }),
  /** Sends the invitation again. */
  invite: z.object({}),
} as const;

/** What a command did, or, while a code is still missing, what the code will confirm. */
export const outcome = z.object({
  /** Id of what was made or changed; null when only the confirmation is asked. */
  id: id.nullable(),
  confirm: z
    .object({
      digest: z.string(),
      /** What the dialog must repeat, in this order; `what` names the row, `value` is printed as it is. */
      says: z.array(z.object({ what: z.string(), value: z.string() })),
    })
    .nullable(),
});

export const appointmentView = z.object({
  /** Of the assignment: the path of its commands. */
  id,
  personId: id,
  name: z.string(),
  email: z.string(),
  nip: z.string().nullable(),
  /** `************1234`; null when none is recorded. */
  nikMasked: z.string().nullable(),
  phone: z.string().nullable(),
  role: z.string(),
  office: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  kind: z.enum(['DEFINITIVE', 'TEMPORARY']),
  validFrom: date,
  validTo: date.nullable(),
  decree: z.object({ number: z.string(), date: date.nullable() }),
  state: z.enum(appointmentStates),
  /** The assignment that follows this one. */
  replacedBy: id.nullable(),
  replacedByName: z.string().nullable(),
  /** The assignment this one stands in for, or goes on with after a stand-in. */
  follows: id.nullable(),
  /** Acts open to the asker now. */
  actions: z.array(z.enum(appointmentActs)),
});

export const appointmentList = z.object({
  items: z.array(appointmentView),
  /** Roles the asker may register in the office that is listed. */
  mayAppoint: z.array(z.string()),
});

export const appointmentDetail = z.object({
  appointment: appointmentView,
  history: z.array(
    z.object({ at: z.string(), type: z.string(), role: z.string(), by: z.string().nullable(), reason: z.string() }),
  ),
});

export const correctionCommands = {
  ask: z.object({ personId: id, field: z.enum(correctable), value: z.string().trim().min(2).max(254), reason }),
  approve: z.object(confirmable),
  reject: z.object({ reason }),
  withdraw: z.object({}),
} as const;

export const correctionView = z.object({
  id,
  personId: id,
  /** Whose data it is, and what they are called now. */
  name: z.string(),
  role: z.string(),
  field: z.enum(correctable),
  /** Masked for NIK; what is recorded now and what was asked for. */
  before: z.string(),
  after: z.string(),
  reason: z.string(),
  state: z.enum(correctionStates),
  askedAt: z.string(),
  /** By when it has to be decided (UU 27/2022 art. 30). */
  dueAt: z.string(),
  askedBy: z.string(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decision: z.string(),
  /** Whose turn it is: the role that decides. */
  decidedByRole: z.string(),
  actions: z.array(z.enum(['approve', 'reject', 'withdraw'])),
});

export const correctionList = z.object({ items: z.array(correctionView) });
