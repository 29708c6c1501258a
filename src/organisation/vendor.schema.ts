/** What the API says and takes about a vendor's registration. The public page of a shop is the catalogue's. */
import { z } from 'zod';
import { zones } from '../kernel/time.ts';
import { stepUp } from '../purchasing/order.commands.ts';
import { vendorStates } from './vendor.machine.ts';

const id = z.uuid();
const date = z.iso.date();
const text = (min: number, max: number) => z.string().trim().min(min).max(max);
const reason = text(5, 1_000);
const digits = (n: number) => z.string().regex(new RegExp(`^\\d{${n}}$`));
const mobile = z.string().regex(/^(\+62|62|0)8[1-9]\d{7,10}$/);
const zone = z.enum(Object.keys(zones) as ['WIB', 'WITA', 'WIT']);

export const legalForms = ['CV', 'PT', 'KOPERASI', 'PERORANGAN'] as const;
export const vendorClasses = ['MICRO', 'SMALL', 'COOPERATIVE', 'MEDIUM', 'LARGE'] as const;

export const bankAccount = z.object({
  /** BI code of the bank. */
  bankCode: digits(3),
  accountNo: z.string().regex(/^\d{6,20}$/),
  /** As the bank writes it. */
  name: text(3, 70),
});

const letter = z.object({ number: text(3, 60), validFrom: date, validTo: date });

const licence = z.object({
  kind: z.enum(['NIB', 'SIUP', 'SURAT_KETERANGAN_USAHA']),
  number: text(3, 60),
  validTo: date.nullable(),
});

/** The business (Daftar Usaha), as the vendor records it. */
const profile = z.object({
  name: text(3, 120),
  legalForm: z.enum(legalForms),
  class: z.enum(vendorClasses),
  owner: z.object({ name: text(2, 120), nik: digits(16) }),
  phone: mobile,
  address: text(10, 300),
  town: text(2, 60),
  province: text(2, 60),
  zone,
  pkp: z.boolean(),
  /** 16 digits; null without one. */
  npwp: digits(16).nullable(),
  /** NIB, SIUP, or the letter of RT/RW or kelurahan that says there is a business. */
  licence,
  suket: letter.nullable(),
  declaration500: z.boolean(),
  acceptsCard: z.boolean(),
});

export const vendorCommands = {
  invite: z.object({ email: z.email().max(254), contactName: text(2, 120), businessName: text(3, 120) }),
  register: z.object({
    email: z.email().max(254),
    contactName: text(2, 120),
    businessName: text(3, 120),
    town: text(2, 60),
    /** The KPPN whose region the business is in (3 digits); it verifies. */
    kppnCode: digits(3),
  }),
  remind: z.object({}),
  accept: z.object({}),
  saveProfile: profile,
  submit: z.object({}),
  verify: z.object({
    /** What was looked at; all must be true. */
    checks: z.object({ identity: z.literal(true), business: z.literal(true), account: z.literal(true) }),
    /** Null when the vendor recorded none. */
    suket: z.enum(['VALID', 'INVALID']).nullable(),
    note: text(0, 1_000).default(''),
  }),
  reject: z.object({ reason }),
  recordSuket: z.object({ suket: letter }),
  verifySuket: z.object({ note: text(0, 1_000).default('') }),
  rejectSuket: z.object({ reason }),
  /** How it was found that the new account is the vendor's: by whom it was confirmed, and over what way. */
  verifyAccount: z.object({ reason }),
  setAccount: z.object({ account: bankAccount, stepUp: stepUp.optional() }),
  renewLicence: z.object({ licence }),
  suspend: z.object({ reason }),
  lift: z.object({ reason }),
  /** `listing`: number of the entry in LKPP's blacklist. */
  block: z.object({ reason, listing: text(3, 80) }),
  endSanction: z.object({ reason }),
} as const;
export type VendorAction = keyof typeof vendorCommands;

const seal = z.object({ at: z.string(), by: z.string(), role: z.string(), note: z.string() }).nullable();

export const vendorSummary = z.object({
  id,
  name: z.string(),
  town: z.string(),
  province: z.string(),
  state: z.enum(vendorStates),
  origin: z.enum(['INVITED', 'SELF', 'IMPORTED']),
  businessVerified: z.boolean(),
  suketVerified: z.boolean(),
  /** Since when it is in this state. */
  since: z.string().nullable(),
  /** Acts open to the asker now. */
  actions: z.array(z.string()),
});

export const vendorView = vendorSummary.extend({
  email: z.string(),
  contactName: z.string(),
  phone: z.string(),
  legalForm: z.enum(legalForms).nullable(),
  class: z.enum(vendorClasses).nullable(),
  owner: z.object({ name: z.string(), nikMasked: z.string().nullable() }),
  address: z.string(),
  zone,
  pkp: z.boolean(),
  npwp: z.string().nullable(),
  licence: z.object({ kind: z.string(), number: z.string(), validTo: z.string().nullable() }).nullable(),
  /** In force for tax; null when none is, or none is verified yet. */
  suket: letter.nullable(),
  /** Recorded and not verified yet. */
  suketWaiting: letter.nullable(),
  declaration500: z.boolean(),
  acceptsCard: z.boolean(),
  /** Digits but the last four are hidden from everybody but the vendor and whoever verifies it. */
  account: z.object({ bank: z.string(), accountNo: z.string(), name: z.string() }).nullable(),
  /** Set while a change of account is so recent that payers are told of it. */
  accountChanged: z.object({ at: z.string(), noteUntil: z.string() }).nullable(),
  verified: z.object({ business: seal, suket: seal, account: seal }),
  /** What is still missing before it can be submitted: names of fields. */
  missing: z.array(z.string()),
  /** Why it is where it is: the last reason given. */
  reason: z.string(),
  history: z.array(
    z.object({ at: z.string(), type: z.string(), role: z.string(), by: z.string().nullable(), reason: z.string() }),
  ),
});

export const vendorList = z.object({ items: z.array(vendorSummary), next: z.string().nullable() });

/** After a command: the vendor, or what a code has yet to confirm. */
export const vendorOutcome = z.object({
  vendor: vendorView.nullable(),
  confirm: z
    .object({ digest: z.string(), says: z.array(z.object({ what: z.string(), value: z.string() })) })
    .nullable(),
});
