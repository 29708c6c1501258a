/** What the API says and takes about work units and the treasury offices that look after them. */
import { z } from 'zod';
import { zones } from '../kernel/time.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { bankAccount } from './vendor.schema.ts';

const id = z.uuid();
const digits = (n: number) => z.string().regex(new RegExp(`^\\d{${n}}$`));
const text = (min: number, max: number) => z.string().trim().min(min).max(max);
const zone = z.enum(Object.keys(zones) as ['WIB', 'WITA', 'WIT']);

export const kppnView = z.object({
  id,
  code: z.string(),
  name: z.string(),
  kanwil: z.object({ code: z.string(), name: z.string() }),
  town: z.string(),
  zone,
});
export const kppnList = z.object({ items: z.array(kppnView) });

export const kppnCommand = z.object({
  code: digits(3),
  name: text(5, 80),
  kanwil: z.object({ code: digits(2), name: text(5, 80) }),
  town: text(2, 60),
  zone,
});

export const satkerCommand = z.object({
  code: digits(6),
  name: text(5, 120),
  ministry: text(5, 120),
  kppnCode: digits(3),
  regime: z.enum(['APBN', 'APBD']),
  zone,
  town: text(2, 60),
  province: text(2, 60),
  inPapua: z.boolean().default(false),
});

/** Row R7: where the satker is, and from which account it pays. */
export const paymentProfileCommand = z.object({
  address: text(10, 300),
  npwp: digits(16),
  account: bankAccount,
  stepUp: stepUp.optional(),
});

/** `Aktif` when the minimum set is in office and everyone in it has activated. */
const status = z.object({
  active: z.boolean(),
  /** Roles of the minimum set that nobody holds. */
  missing: z.array(z.string()),
  /** Roles of the minimum set whose holder has not activated yet. */
  waiting: z.array(z.string()),
  /** Whether account, NPWP and address are recorded (R7). */
  profileComplete: z.boolean(),
});

export const satkerSummary = z.object({
  id,
  code: z.string(),
  name: z.string(),
  ministry: z.string(),
  town: z.string(),
  province: z.string(),
  kppn: z.object({ code: z.string(), name: z.string() }),
  regime: z.string(),
  status,
  /** The Admin Satker in office; null when there is none. */
  admin: z.object({ assignmentId: id, name: z.string(), activated: z.boolean() }).nullable(),
});
export const satkerList = z.object({ items: z.array(satkerSummary) });

export const satkerView = satkerSummary.extend({
  address: z.string(),
  npwp: z.string(),
  zone,
  /** Null for those who need not know. */
  account: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }).nullable(),
  actions: z.array(z.enum(['setPaymentProfile', 'registerAdmin'])),
});

export const satkerOutcome = z.object({
  satker: satkerView.nullable(),
  confirm: z
    .object({ digest: z.string(), says: z.array(z.object({ what: z.string(), value: z.string() })) })
    .nullable(),
});
