/** For tests of this room: an invented register without a database, on which acts are tried day by day. */
import { type Assignment, emailKey, nikKey } from '../identity/person.ts';
import type { Refusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { addDays } from '../kernel/time.ts';
import { type Held, isWithdrawn, type Office } from './appointment.ts';
import type { PersonInput, Registered } from './candidate.ts';
import type { RegisterDecision, RegisterFacts } from './register.ts';
import type { Registrar } from './registrar.ts';

export const KEY = Buffer.alloc(32, 7);
export const SATKER = derivedId('people.testing', 'satker');

export const office: Office = {
  kind: 'SATKER',
  satkerId: SATKER,
  vendorId: null,
  officeCode: null,
  name: 'Kantor Contoh',
  zone: 'WIB',
};

export const admin: Registrar = {
  personId: derivedId('people.testing', 'admin'),
  role: 'ADMIN_SATKER',
  satkerId: SATKER,
  vendorId: null,
  officeCode: null,
};
export const kppn: Registrar = { ...admin, role: 'ADMIN_KPPN', satkerId: null, officeCode: '026' };

/** NIK of a region that is not given out; born on 1 January 1980. */
export const personInput = (n: number, over: Partial<PersonInput> = {}): PersonInput => ({
  name: `Orang ${n}`,
  nik: `990101010180${String(n + 1).padStart(4, '0')}`,
  nip: null,
  email: `orang${n}@contoh.example`,
  phone: null,
  ...over,
});

export const decree = (date = '2026-11-02') => ({ number: 'KEP-1/CONTOH/2026', date });

/** What decisions make of the register. Every act is given a new id. */
export class TestRegister {
  held: Held[] = [];
  readonly names = new Map<string, string>();
  readonly activated = new Set<string>();
  today: string;
  #people = new Map<string, { readonly nik: string; readonly email: string; readonly person: Registered['person'] }>();
  #acts = 0;

  constructor(today: string) {
    this.today = today;
  }

  facts(person: PersonInput | null = null, over: Partial<RegisterFacts> = {}): RegisterFacts {
    this.#acts += 1;
    return {
      cause: derivedId('people.testing', `act ${this.#acts}`),
      now: new Date(`${this.today}T02:00:00Z`),
      today: this.today,
      registrar: admin,
      office,
      kppnCode: '026',
      held: this.held,
      names: this.names,
      activated: this.activated,
      known: person ? this.known(person) : [],
      key: KEY,
      ...over,
    };
  }

  known({ nik, email }: PersonInput): Registered[] {
    const wanted = { nik: nikKey(KEY, nik), email: emailKey(KEY, email) };
    return [...this.#people].flatMap(([personId, one]) => {
      const [sameNik, sameEmail] = [one.nik === wanted.nik, one.email === wanted.email];
      if (!sameNik && !sameEmail) return [];
      const periods = this.held
        .filter((held) => held.personId === personId && !isWithdrawn(held))
        .map((held) => ({ assignmentId: held.id, from: held.validFrom, to: held.validTo }));
      return [{ personId, version: 1, sameNik, sameEmail, person: sameNik && sameEmail ? one.person : null, periods }];
    });
  }

  /** Writes what was decided, as the database would. Throws when a row was decided on an old version. */
  take(made: RegisterDecision): Held {
    for (const row of made.decision.rows) {
      if (row.table === 'identity.person') {
        const { email_key, nik_key } = row.columns as { email_key: string; nik_key: string };
        const body = row.body as unknown as { name: string; email: string };
        this.#people.set(row.id, {
          nik: nik_key,
          email: email_key,
          person: { id: row.id, nip: null, active: true, ...body },
        });
        this.names.set(row.id, body.name);
        continue;
      }
      const at = this.held.findIndex((one) => one.id === row.id);
      if ((this.held[at]?.version ?? 0) !== row.expectedVersion) throw new Error(`${row.id}: an old version`);
      const next = heldIn(row.id, row.columns, row.body as object, row.expectedVersion + 1);
      if (at < 0) this.held.push(next);
      else this.held[at] = next;
    }
    return this.of(made.id);
  }

  of(id: string): Held {
    const found = this.held.find((one) => one.id === id);
    if (!found) throw new Error(`${id} is not in the register`);
    return found;
  }

  pass(days: number): void {
    this.today = addDays(this.today, days);
  }
}

function heldIn(id: string, columns: Readonly<Record<string, unknown>>, body: object, version: number): Held {
  return {
    id,
    version,
    personId: columns.person_id,
    role: columns.role,
    officeKind: columns.office_kind,
    satkerId: columns.satker_id,
    vendorId: columns.vendor_id,
    officeCode: columns.office_code,
    kind: columns.kind,
    replacedBy: columns.replaced_by,
    follows: columns.follows,
    validFrom: columns.valid_from,
    validTo: columns.valid_to,
    ...(body as Pick<Assignment, 'decree' | 'officeName' | 'zone'>),
  } as Held;
}

export function must(made: RegisterDecision | Refusal): RegisterDecision {
  if (!made.ok) throw new Error(`refused: ${made.code} ${JSON.stringify(made.params)}`);
  return made;
}

export const codeOf = (made: RegisterDecision | Refusal): string => (made.ok ? 'decided' : made.code);
