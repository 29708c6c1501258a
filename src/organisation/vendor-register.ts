/** Row R8: a vendor is invited by a Pejabat Pengadaan, or registers itself. A vendor, its first person and their office at once. */
import { type Assignment, assignmentRow, type Person, personRow } from '../identity/person.ts';
import type { Decision } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { localDate, type Zone } from '../kernel/time.ts';
import { type Vendor, vendorRow } from './vendor.ts';
import { importedLife, type VendorLife } from './vendor-life.ts';

export interface NewVendor {
  readonly email: string;
  readonly contactName: string;
  readonly businessName: string;
  readonly town: string;
  readonly province: string;
  readonly zone: Zone;
  readonly kppnCode: string;
  readonly invitedBy: VendorLife['invitedBy'];
}

export interface Registration {
  readonly vendorId: string;
  readonly personId: string;
  readonly decision: Decision;
}

const SLUG_TAIL = 6;

/** Of a name, as an address: `CV Pena Lintas` → `cv-pena-lintas`. The tail makes it the only one. */
export function slugOf(name: string, id: string): string {
  const words = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${words === '' ? 'penyedia' : words}-${id.slice(-SLUG_TAIL)}`;
}

export function registerVendor(
  input: NewVendor,
  facts: { readonly cause: string; readonly now: Date; readonly key: Buffer },
): Registration {
  const { cause, now } = facts;
  const at = now.toISOString();
  const vendorId = derivedId(cause, 'vendor');
  const person: Person = {
    id: derivedId(cause, 'vendor admin'),
    name: input.contactName,
    email: input.email.trim().toLowerCase(),
    nip: null,
    nik: null,
    phone: null,
    active: true,
  };
  const assignment: Assignment = {
    id: derivedId(cause, 'vendor admin in office'),
    personId: person.id,
    role: 'VENDOR_ADMIN',
    officeKind: 'VENDOR',
    satkerId: null,
    vendorId,
    validFrom: localDate(now, input.zone),
    validTo: null,
    decree: '',
    officeName: input.businessName,
    zone: input.zone,
  };
  const vendor = newVendor(vendorId, input, at);
  return {
    vendorId,
    personId: person.id,
    decision: {
      ok: true,
      events: [
        {
          type: input.invitedBy ? 'vendor.invited' : 'vendor.registered',
          aggregate: 'vendor',
          aggregateId: vendorId,
          payload: { action: input.invitedBy ? 'invite' : 'register', to: 'INVITED', personId: person.id },
        },
      ],
      rows: [vendorRow(vendor, 0), personRow(person, facts.key, 0), assignmentRow(assignment, 0)],
      transfers: [],
      jobs: [],
    },
  };
}

/** What is not known yet is empty; `life.recorded` says that it means nothing. */
function newVendor(id: string, input: NewVendor, at: string): Vendor {
  return {
    id,
    slug: slugOf(input.businessName, id),
    name: input.businessName,
    state: 'INVITED',
    legalForm: 'PERORANGAN',
    class: 'MICRO',
    umk: true,
    owner: input.contactName,
    email: input.email.trim().toLowerCase(),
    phone: '',
    address: '',
    town: input.town,
    province: input.province,
    zone: input.zone,
    pkp: false,
    npwp: null,
    suket: null,
    declaration500: false,
    skb: null,
    account: { bankCode: '', accountNo: '', name: '' },
    acceptsCard: false,
    fictional: false,
    life: {
      ...importedLife,
      origin: input.invitedBy ? 'INVITED' : 'SELF',
      kppnCode: input.kppnCode,
      invitedBy: input.invitedBy,
      contactName: input.contactName,
      recorded: false,
      since: at,
      invitedAt: at,
    },
  };
}
