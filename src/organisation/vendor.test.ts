import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { derivedId } from '../kernel/ids.ts';
import { vendorMachine } from './vendor.machine.ts';
import type { Vendor } from './vendor.ts';
import { decideVendor, missing, openVendorActs, type StoredVendor, type VendorFacts } from './vendor-acts.ts';
import { accountChangedOn, accountUnverified, lifeOf, vendorEnds } from './vendor-life.ts';
import { registerVendor, slugOf } from './vendor-register.ts';

const NOW = new Date('2026-11-24T03:00:00Z');
const SATKER = derivedId('vendor.test', 'satker');
const people = {
  pp: { name: 'Bagus', role: 'PP', satkerId: SATKER, vendorId: null, officeCode: null },
  kppn: { name: 'Kirana', role: 'ADMIN_KPPN', satkerId: null, vendorId: null, officeCode: '026' },
  pkn: { name: 'Pusat', role: 'ADMIN_PKN', satkerId: null, vendorId: null, officeCode: null },
  system: { name: 'Sistem', role: 'SYSTEM', satkerId: null, vendorId: null, officeCode: null },
} satisfies Record<string, VendorFacts['actor']>;
const vendorAdmin = (vendor: Vendor): VendorFacts['actor'] => ({
  name: vendor.owner,
  role: 'VENDOR_ADMIN',
  satkerId: null,
  vendorId: vendor.id,
  officeCode: null,
});
const letter = { number: 'S-1/KET/2026', validFrom: '2026-01-01', validTo: '2026-12-31' };
const account = { bankCode: '002', accountNo: '002101999123456', name: 'TOKO CONTOH' };
const profile = {
  name: 'Toko Contoh Uji',
  legalForm: 'PERORANGAN',
  class: 'MICRO',
  owner: { name: 'Sari', nik: '9901014101800001' },
  phone: '081234567890',
  address: 'Jalan Contoh 1, Semarang',
  town: 'Semarang',
  province: 'Jawa Tengah',
  zone: 'WIB',
  pkp: false,
  npwp: null,
  licence: { kind: 'NIB', number: '9990001112223', validTo: null },
  suket: letter,
  declaration500: false,
  acceptsCard: false,
} as const;
const because = { reason: 'Alasan yang cukup' };

/** An invited vendor that exists nowhere, and acts tried on it. */
class Walk {
  stored: StoredVendor;
  constructor(invited = true) {
    const made = registerVendor(
      {
        email: 'toko@contoh.example',
        contactName: 'Sari',
        businessName: 'Toko Contoh Uji',
        town: 'Semarang',
        province: 'Jawa Tengah',
        zone: 'WIB',
        kppnCode: '026',
        invitedBy: invited ? { satkerId: SATKER, personId: 'p', name: 'Bagus' } : null,
      },
      { cause: 'test', now: NOW, key: Buffer.alloc(32) },
    );
    this.stored = { vendor: made.decision.rows[0]?.body as unknown as Vendor, version: 1 };
  }

  get vendor(): Vendor {
    return this.stored.vendor;
  }

  facts(actor: VendorFacts['actor'], today = '2026-11-24'): VendorFacts {
    return { now: new Date(`${today}T03:00:00Z`), today, actor };
  }

  /** The code of the refusal, or the state it led to. */
  act(actor: VendorFacts['actor'], action: string, input: object = {}, today?: string): string {
    const made = decideVendor(this.stored, action, input, this.facts(actor, today));
    if (!made.ok) return made.code;
    this.stored = { vendor: made.vendor, version: this.stored.version + 1 };
    return made.vendor.state;
  }

  active(): this {
    const own = vendorAdmin(this.vendor);
    this.act(own, 'accept');
    this.act(own, 'saveProfile', profile);
    this.act(own, 'setAccount', { account });
    this.act(own, 'submit');
    const state = this.act(people.pp, 'verify', {
      checks: { identity: true, business: true, account: true },
      suket: 'VALID',
      note: '',
    });
    assert.equal(state, 'ACTIVE');
    return this;
  }
}

describe('a vendor', () => {
  it('is invited, completes its profile, is verified, and is then known to tax', () => {
    const walk = new Walk();
    const own = vendorAdmin(walk.vendor);
    assert.equal(walk.act(own, 'submit'), 'not_possible_now');
    assert.equal(walk.act(own, 'accept'), 'PROFILE_INCOMPLETE');
    assert.equal(walk.act(own, 'submit'), 'profile_incomplete');
    assert.deepEqual(missing(walk.vendor), ['profile', 'owner.nik', 'licence', 'account']);
    assert.equal(walk.act(own, 'saveProfile', profile), 'PROFILE_INCOMPLETE');
    assert.equal(walk.act(own, 'setAccount', { account }), 'PROFILE_INCOMPLETE');
    assert.equal(lifeOf(walk.vendor).accountChangedAt, null, 'the first account is no change');
    assert.equal(walk.act(own, 'submit'), 'WAITING_VERIFICATION');
    assert.equal(walk.vendor.suket, null, 'not verified: tax does not know it');
    const checks = { identity: true, business: true, account: true };
    assert.equal(walk.act(people.pp, 'verify', { checks, suket: null, note: '' }), 'input_invalid');
    assert.equal(walk.act(people.pp, 'verify', { checks, suket: 'VALID', note: '' }), 'ACTIVE');
    assert.deepEqual([walk.vendor.suket, lifeOf(walk.vendor).suketWaiting], [letter, null]);
    assert.equal(lifeOf(walk.vendor).verified.business?.by, 'Bagus');
    assert.match(walk.vendor.slug, /^toko-contoh-uji-[0-9a-f]{6}$/);
  });

  it('comes back with a reason, and its letter may be found wanting without it', () => {
    const walk = new Walk();
    const own = vendorAdmin(walk.vendor);
    walk.act(own, 'accept');
    walk.act(own, 'saveProfile', profile);
    walk.act(own, 'setAccount', { account });
    walk.act(own, 'submit');
    assert.equal(walk.act(people.kppn, 'reject', because), 'PROFILE_INCOMPLETE');
    assert.equal(lifeOf(walk.vendor).reason, because.reason);
    walk.act(own, 'submit');
    const checks = { identity: true, business: true, account: true };
    assert.equal(walk.act(people.kppn, 'verify', { checks, suket: 'INVALID', note: 'Nomor tidak dikenal' }), 'ACTIVE');
    assert.deepEqual([walk.vendor.suket, lifeOf(walk.vendor).verified.suket], [null, null]);
  });

  it('is looked after by whoever invited it, by its KPPN and the centre, and by nobody else', () => {
    const foreign: readonly VendorFacts['actor'][] = [
      { ...people.pp, satkerId: derivedId('vendor.test', 'other') },
      { ...people.kppn, officeCode: '054' },
      { ...vendorAdmin(new Walk().vendor), vendorId: derivedId('vendor.test', 'other vendor') },
    ];
    const walk = new Walk().active();
    for (const actor of foreign) {
      for (const action of ['suspend', 'setAccount', 'verifySuket'])
        assert.ok(
          ['not_yours', 'not_your_role'].includes(walk.act(actor, action, { ...because, account })),
          `${actor.role} ${action}`,
        );
      assert.deepEqual(openVendorActs(walk.vendor, actor), []);
    }
    assert.equal(walk.act(people.pp, 'suspend', because), 'not_your_role');
    const self = new Walk(false);
    assert.deepEqual(openVendorActs(self.vendor, people.pp), [], 'nobody invited it');
  });

  it('is suspended and blocked with reasons, and a sanction ends', () => {
    const walk = new Walk().active();
    assert.equal(walk.act(people.kppn, 'suspend', because), 'SUSPENDED');
    assert.equal(walk.act(people.kppn, 'lift', because), 'ACTIVE');
    assert.equal(walk.act(people.kppn, 'block', { ...because, listing: 'LKPP-1' }), 'BLOCKED');
    assert.equal(walk.act(people.kppn, 'endSanction', because), 'not_your_role');
    assert.equal(walk.act(people.pkn, 'endSanction', because), 'SUSPENDED');
  });

  it('loses the half per cent when its letter ends, once, and keeps it for the days on which it held', () => {
    const walk = new Walk().active();
    assert.equal(vendorEnds(walk.vendor).suket_ends, '2027-01-01');
    assert.equal(walk.act(people.system, 'expireSuket', {}, '2026-12-31'), 'not_possible_now');
    assert.equal(walk.act(people.system, 'expireSuket', {}, '2027-01-01'), 'ACTIVE');
    assert.equal(vendorEnds(walk.vendor).suket_ends, null);
    assert.deepEqual(walk.vendor.suket, letter);
    assert.equal(walk.act(people.system, 'expireSuket', {}, '2027-01-02'), 'not_possible_now');
    const own = vendorAdmin(walk.vendor);
    assert.equal(walk.act(own, 'recordSuket', { suket: letter }, '2027-01-02'), 'letter_ended');
    const next = { ...letter, validTo: '2027-12-31' };
    assert.equal(walk.act(own, 'recordSuket', { suket: next }, '2027-01-02'), 'ACTIVE');
    assert.equal(walk.act(people.pp, 'verifySuket', { note: '' }, '2027-01-02'), 'ACTIVE');
    assert.deepEqual([walk.vendor.suket, vendorEnds(walk.vendor).suket_ends], [next, '2028-01-01']);
  });

  it('is suspended when its licence ends, and lifted only with one that holds', () => {
    const walk = new Walk().active();
    const own = vendorAdmin(walk.vendor);
    walk.act(own, 'renewLicence', { licence: { kind: 'SIUP', number: 'S-9', validTo: '2026-12-01' } });
    assert.equal(walk.act(people.system, 'expirePapers', {}, '2026-12-01'), 'not_possible_now');
    assert.equal(walk.act(people.system, 'expirePapers', {}, '2026-12-02'), 'SUSPENDED');
    assert.match(lifeOf(walk.vendor).reason, /2026-12-01/);
    assert.equal(walk.act(people.kppn, 'lift', because, '2026-12-03'), 'letter_ended');
    walk.act(own, 'renewLicence', { licence: { kind: 'NIB', number: '9990001112224', validTo: null } }, '2026-12-03');
    assert.equal(walk.act(people.kppn, 'lift', because, '2026-12-03'), 'ACTIVE');
  });

  it('changes its account in the open: payers are told for a while, and what was paid until then stays in the journal', () => {
    const walk = new Walk().active();
    const own = vendorAdmin(walk.vendor);
    assert.equal(walk.act(own, 'setAccount', { account }), 'nothing_changed');
    assert.equal(walk.act(own, 'setAccount', { account: { ...account, bankCode: '777' } }), 'input_invalid');
    const made = decideVendor(
      walk.stored,
      'setAccount',
      { account: { ...account, accountNo: '123456789012345' } } as object,
      walk.facts(own),
    );
    assert.ok(made.ok);
    assert.deepEqual(made.decision.events[0]?.payload.before, account);
    assert.equal(lifeOf(made.vendor).verified.account, null);
    assert.deepEqual(accountChangedOn(made.vendor, 30, NOW), { on: '2026-11-24', noteUntil: '2026-12-24' });
    assert.equal(accountChangedOn(made.vendor, 30, new Date('2026-12-25T03:00:00Z')), null);
    // Nothing is paid to it until somebody of the satker or the treasury has found out whose it is.
    assert.ok(accountUnverified(made.vendor) && !accountUnverified(walk.stored.vendor));
    const stored = { vendor: made.vendor, version: 2 };
    const reason = 'Dipastikan lewat telepon kantor dan buku tabungan';
    const self = decideVendor(stored, 'verifyAccount', { reason }, walk.facts(own));
    assert.ok(!self.ok && self.code === 'not_your_role', 'not by the vendor itself');
    const checked = decideVendor(stored, 'verifyAccount', { reason }, walk.facts(people.kppn));
    assert.ok(checked.ok && !accountUnverified(checked.vendor));
  });

  it('has an address that no other has', () => {
    assert.notEqual(slugOf('CV Pena', derivedId('a', '1')), slugOf('CV Pena', derivedId('a', '2')));
    assert.match(slugOf('  —  ', derivedId('a', '1')), /^penyedia-/);
  });
});

describe('whatever is tried on a vendor', () => {
  const actions = [...new Set(vendorMachine.transitions.map((row) => row.action))];
  const inputs = {
    ...because,
    ...profile,
    suket: letter,
    account,
    licence: profile.licence,
    listing: 'LKPP-1',
    note: '',
  };
  const inputFor = (action: string, vendor: Vendor, days: number, today: string): object => {
    if (action === 'verify') return { suket: lifeOf(vendor).suketWaiting ? 'VALID' : null, note: '' };
    if (action === 'setAccount') return { account: { ...account, accountNo: `10000${days}` } };
    if (action === 'renewLicence') return { licence: { ...profile.licence, validTo: days % 2 === 0 ? today : null } };
    return inputs;
  };

  it('goes the ways of the table alone, and what is active was complete and verified', (t) => {
    const seen = new Set<string>();
    const anyone = fc.constantFrom('own', 'pp', 'kppn', 'pkn', 'system');
    // Mostly something that is open to whoever is picked; otherwise anything.
    const step = fc.tuple(fc.constantFrom(...actions), anyone, fc.nat(40), fc.option(fc.nat(20), { freq: 4 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 80 }), (steps) => {
        const walk = new Walk();
        for (const [any, who, days, pick] of steps) {
          const actor = who === 'own' ? vendorAdmin(walk.vendor) : people[who as 'pp'];
          const open = openVendorActs(walk.vendor, actor);
          const action = pick === null || open.length === 0 ? any : (open[pick % open.length] as string);
          const before = walk.vendor.state;
          const today = new Date(NOW.getTime() + days * 86_400_000).toISOString().slice(0, 10);
          const after = walk.act(actor, action, inputFor(action, walk.vendor, days, today), today);
          if (!Object.hasOwn(vendorMachine.states, after)) continue;
          const row = vendorMachine.transitions.find(
            (one) =>
              one.from === before &&
              one.action === action &&
              one.to === after &&
              one.by.some((role) => role === actor.role),
          );
          assert.ok(row, `${actor.role} ${action}: ${before} → ${after}`);
          seen.add(`${before} ${action}`);
          if (walk.vendor.state !== 'ACTIVE') continue;
          assert.deepEqual(missing(walk.vendor), []);
          assert.ok(lifeOf(walk.vendor).verified.business, 'active without a verifier');
        }
      }),
      { numRuns: 5_000, seed: 20261124 },
    );
    const moves = vendorMachine.transitions.filter((row) => row.from !== null);
    const rows = new Set(moves.map((row) => `${row.from} ${row.action}`));
    t.diagnostic(`${seen.size} of ${rows.size} rows of the table taken`);
    assert.deepEqual(
      [...rows].filter((row) => !seen.has(row)),
      [],
    );
  });
});
