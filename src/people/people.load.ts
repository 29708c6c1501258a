/** Gathers what the rules of the register are told. Reads run as the person who asks. */
import { emailKey, nikKey } from '../identity/person.ts';
import type { Codec } from '../journal/codec.ts';
import { type Refusal, refuse } from '../kernel/decision.ts';
import { localDate } from '../kernel/time.ts';
import { kppnByCode, kppnsOf } from '../organisation/kppn.store.ts';
import { satkerById, vendorById } from '../organisation/organisation.store.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { Held, Office } from './appointment.ts';
import type { PersonInput, Registered } from './candidate.ts';
import { activatedOf, type HeldFilter, heldBy, peopleById, registeredAs } from './people.store.ts';
import type { RegisterFacts } from './register.ts';
import { officeKindFor, type Registrar } from './registrar.ts';

export interface Reader {
  readonly db: Queryable;
  readonly codec: Codec;
  /** Of the blind indexes. */
  readonly key: Buffer;
}

export const registrarFrom = ({ personId, role, satkerId, vendorId, officeCode }: Asker): Registrar => ({
  personId,
  role,
  satkerId,
  vendorId,
  officeCode,
});

/** Where an appointment is made that is not there yet: the asker's own office, or the one named. */
export async function officeNamed(
  { db, codec }: Reader,
  asker: Asker,
  input: { readonly role: string; readonly satkerId?: string | undefined; readonly officeCode?: string | undefined },
): Promise<Office | Refusal> {
  const kind = officeKindFor(asker.role, input.role);
  const none = { satkerId: null, vendorId: null, officeCode: null };
  switch (kind) {
    case 'SATKER': {
      const satkerId = input.satkerId ?? asker.satkerId;
      if (satkerId === null) return refuse('input_invalid', { field: 'satkerId' });
      const satker = await satkerById(db, codec, satkerId);
      return satker
        ? { ...none, kind, satkerId: satker.id, name: satker.name, zone: satker.zone }
        : refuse('not_found');
    }
    case 'VENDOR': {
      const vendor = asker.vendorId === null ? null : await vendorById(db, codec, asker.vendorId);
      return vendor
        ? { ...none, kind, vendorId: vendor.id, name: vendor.name, zone: vendor.zone }
        : refuse('not_found');
    }
    case 'KPPN': {
      const kppn = await kppnByCode(db, codec, input.officeCode ?? '');
      return kppn ? { ...none, kind, officeCode: kppn.code, name: kppn.name, zone: kppn.zone } : refuse('not_found');
    }
    case 'KANWIL': {
      const of = (await kppnsOf(db, codec)).find((one) => one.kanwil.code === input.officeCode);
      return of
        ? { ...none, kind, officeCode: of.kanwil.code, name: of.kanwil.name, zone: of.zone }
        : refuse('not_found');
    }
    case 'OVERSIGHT': {
      const name = input.officeCode ?? '';
      return name === ''
        ? refuse('input_invalid', { field: 'officeCode' })
        : { ...none, kind, officeCode: name, name, zone: 'WIB' };
    }
    default:
      return refuse('not_your_role', { who: 'Admin' });
  }
}

export const officeOfHeld = (held: Held): Office => ({
  kind: held.officeKind,
  satkerId: held.satkerId,
  vendorId: held.vendorId,
  officeCode: held.officeCode ?? null,
  name: held.officeName,
  zone: held.zone,
});

const within = (office: Office): HeldFilter => {
  if (office.satkerId !== null) return { satkerId: office.satkerId };
  if (office.vendorId !== null) return { vendorId: office.vendorId };
  return { officeKinds: [office.kind], officeCode: office.officeCode ?? '' };
};

/** `person`: as typed, when somebody is named in the command. */
export async function registerFacts(
  reader: Reader,
  asker: Asker,
  office: Office,
  person: PersonInput | null,
  { cause, now }: { readonly cause: string; readonly now: Date },
): Promise<RegisterFacts> {
  const { db, codec, key } = reader;
  const held = await heldBy(db, codec, within(office));
  const ids = held.map((one) => one.personId);
  const people = await peopleById(db, codec, ids);
  const satker = office.satkerId === null ? null : await satkerById(db, codec, office.satkerId);
  return {
    cause,
    now,
    today: localDate(now, office.zone),
    registrar: registrarFrom(asker),
    office,
    kppnCode: satker?.kppn.code ?? null,
    held,
    names: new Map([...people].map(([id, stored]) => [id, stored.person.name])),
    activated: await activatedOf(db, ids),
    known: person ? await knownAs(reader, person) : [],
    key,
  };
}

function knownAs({ db, codec, key }: Reader, person: PersonInput): Promise<Registered[]> {
  return registeredAs(db, codec, { nik: nikKey(key, person.nik), email: emailKey(key, person.email) });
}
