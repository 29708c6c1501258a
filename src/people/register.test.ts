import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { appoint, cancel, end, replace } from './appoint.ts';
import { type Held, stateOf, successorOf } from './appointment.ts';
import { masked, nikFault, nipFault, phoneOf } from './identifiers.ts';
import { mayRegister, registrarOf, rolesOf } from './registrar.ts';
import { recall, standIn } from './stand-in.ts';
import { admin, codeOf, decree, kppn, must, office, personInput, TestRegister } from './testing.ts';

const TODAY = '2026-11-24';

function appointed(register: TestRegister, n: number, role: string, from = register.today): Held {
  const person = personInput(n);
  const made = appoint({ role, person, decree: decree(), validFrom: from, validTo: null }, register.facts(person));
  const held = register.take(must(made));
  register.activated.add(held.personId);
  return held;
}

const asks = (register: TestRegister, n: number, role: string, over: object = {}) => {
  const person = personInput(n, over);
  return appoint({ role, person, decree: decree(), validFrom: TODAY, validTo: null }, register.facts(person));
};

describe('numbers of people', () => {
  it('have the shape of the law', () => {
    assert.equal(nikFault('9901014101800001'), null, 'a woman: day of birth plus 40');
    for (const bad of [
      '990101010180000',
      '9901013201800001',
      '9901010113800001',
      '9901010101800000',
      '99010101018000a1',
    ])
      assert.equal(nikFault(bad)?.code, 'nik_invalid', bad);
    assert.equal(nipFault('197008011996031001'), null);
    for (const bad of ['197013011996031001', '197008011996033001', '199608011970031001', '19700801199603100'])
      assert.equal(nipFault(bad)?.code, 'nip_invalid', bad);
    assert.equal(masked('9901010101801234'), '************1234');
    assert.deepEqual(['0812', '62812', '+62812'].map((n) => phoneOf(`${n}34567890`)).at(2), '+6281234567890');
    assert.equal(new Set(['0812', '62812', '+62812'].map((n) => phoneOf(`${n}34567890`))).size, 1);
  });
});

describe('who keeps the register of whom', () => {
  it('is one table', () => {
    assert.equal(registrarOf('PPK'), 'ADMIN_SATKER');
    assert.equal(registrarOf('ADMIN_SATKER'), 'ADMIN_KPPN');
    assert.equal(registrarOf('ADMIN_KPPN'), 'ADMIN_PKN');
    assert.equal(registrarOf('ADMIN_PKN'), null);
    assert.deepEqual(rolesOf('KPA'), []);
  });

  it('ends at the own office', () => {
    assert.equal(mayRegister(admin, 'PPK', office, '026'), null);
    assert.equal(mayRegister({ ...admin, satkerId: 'other' }, 'PPK', office, '026')?.code, 'not_yours');
    assert.equal(mayRegister(admin, 'ADMIN_SATKER', office, '026')?.code, 'not_your_role');
    assert.equal(mayRegister(kppn, 'ADMIN_SATKER', office, '026'), null);
    assert.equal(mayRegister(kppn, 'ADMIN_SATKER', office, '054')?.code, 'not_yours');
    assert.equal(mayRegister(kppn, 'PPK', office, '026')?.code, 'not_your_role');
    assert.equal(mayRegister({ ...admin, role: 'VENDOR_ADMIN' }, 'COURIER', office, null)?.code, 'not_yours');
  });
});

describe('one person, one role, one NIK, one address', () => {
  it('holds across roles, days and addresses', () => {
    const register = new TestRegister(TODAY);
    appointed(register, 1, 'PP');
    assert.equal(codeOf(asks(register, 1, 'PPK')), 'holds_office');
    assert.equal(codeOf(asks(register, 1, 'PPK', { email: 'lain@contoh.example' })), 'nik_known');
    assert.equal(codeOf(asks(register, 2, 'PPK', { email: 'ORANG1@contoh.example ' })), 'email_taken');
    assert.equal(codeOf(asks(register, 3, 'PPK')), 'decided');
  });

  it('lets a person go from one role to another, as who they were', () => {
    const register = new TestRegister(TODAY);
    const pp = appointed(register, 1, 'PP');
    register.take(must(end(pp, { on: TODAY, reason: 'Pindah tugas' }, register.facts())));
    assert.equal(codeOf(asks(register, 1, 'PPK')), 'holds_office', 'the last day is a day');
    register.pass(1);
    const person = personInput(1, { name: 'Nama Lain' });
    const input = { role: 'PPK', person, decree: decree(), validFrom: register.today, validTo: null };
    const next = register.take(must(appoint(input, register.facts(person))));
    assert.equal(next.personId, pp.personId);
    assert.equal(
      register.names.get(pp.personId),
      'Orang 1',
      'a name is changed by a correction, not by typing it anew',
    );
  });

  it('leaves one treasurer to a satker, and an admin with a NIP', () => {
    const register = new TestRegister(TODAY);
    appointed(register, 1, 'BENDAHARA');
    assert.equal(codeOf(asks(register, 2, 'BENDAHARA')), 'office_taken');
    appointed(register, 3, 'PPK');
    assert.equal(codeOf(asks(register, 4, 'PPK')), 'decided', 'there may be several PPK');
    const person = personInput(5);
    const input = { role: 'ADMIN_SATKER', person, decree: decree(), validFrom: TODAY, validTo: null };
    assert.equal(codeOf(appoint(input, register.facts(person, { registrar: kppn }))), 'nip_required');
    const civil = personInput(5, { nip: '197008011996031001' });
    assert.equal(codeOf(appoint({ ...input, person: civil }, register.facts(civil, { registrar: kppn }))), 'decided');
  });

  it('rests on a decree that was signed before, and begins on no past day', () => {
    const register = new TestRegister(TODAY);
    const person = personInput(1);
    const input = { role: 'PPK', person, decree: decree(), validFrom: TODAY, validTo: null };
    const ask = (over: Partial<typeof input> & { validTo?: null | string }) =>
      codeOf(appoint({ ...input, ...over } as typeof input, register.facts(person)));
    assert.equal(ask({ validFrom: '2026-11-23' }), 'date_in_past');
    assert.equal(ask({ decree: decree('2026-11-25') }), 'contract_date_order');
    assert.equal(ask({ validTo: '2026-11-23' as never }), 'contract_date_order');
  });
});

describe('rotation', () => {
  it('gives the office to the successor on the day, and says to whom tasks pass', () => {
    const register = new TestRegister(TODAY);
    const old = appointed(register, 1, 'PPK', TODAY);
    register.pass(3);
    const person = personInput(2);
    const from = '2026-12-01';
    const made = must(replace(register.of(old.id), { person, decree: decree(), from }, register.facts(person)));
    assert.deepEqual(
      made.decision.jobs.map((job) => [job.task, job.runAt]),
      [['people.handOver', '2026-11-30T17:01:00.000Z']],
      'midnight where the office is',
    );
    const next = register.take(made);
    assert.equal(register.of(old.id).validTo, '2026-11-30');
    assert.equal(stateOf(register.of(old.id), true, register.today), 'ENDING');
    assert.equal(stateOf(next, false, register.today), 'PLANNED');
    assert.equal(successorOf(register.held, old.personId, 'PPK', '2026-11-30'), null);
    assert.equal(successorOf(register.held, old.personId, 'PPK', from)?.id, next.id);
    assert.equal(
      codeOf(
        replace(
          register.of(old.id),
          { person: personInput(3), decree: decree(), from },
          register.facts(personInput(3)),
        ),
      ),
      'successor_named',
    );
  });

  it('follows a chain, and forgets a successor who never came', () => {
    const register = new TestRegister(TODAY);
    const first = appointed(register, 1, 'PPK');
    register.pass(1);
    const follow = (held: Held, n: number, from: string) => {
      const person = personInput(n);
      const next = register.take(
        must(replace(register.of(held.id), { person, decree: decree(), from }, register.facts(person))),
      );
      register.activated.add(next.personId);
      return next;
    };
    const planned = follow(first, 2, '2026-11-28');
    register.take(must(cancel(register.of(planned.id), register.facts())));
    const second = follow(first, 3, '2026-11-28');
    register.today = '2026-11-29';
    const third = follow(second, 4, '2026-11-29');
    assert.equal(successorOf(register.held, first.personId, 'PPK', '2026-11-29')?.id, third.id);
    assert.equal(stateOf(register.of(planned.id), true, '2026-11-29'), 'ENDED');
  });
});

describe('a stand-in', () => {
  function away(register: TestRegister) {
    const holder = appointed(register, 1, 'PPK');
    const pp = appointed(register, 2, 'PP');
    register.pass(1);
    const input = { assignmentId: pp.id, as: 'PLH' as const, decree: decree(), from: '2026-12-01', to: '2026-12-05' };
    const temporary = register.take(must(standIn(register.of(holder.id), input, register.facts())));
    return { holder, pp, temporary };
  }
  const inOffice = (register: TestRegister, day: string) =>
    register.held
      .filter((one) => ['ACTIVE', 'ENDING'].includes(stateOf(one, true, day)))
      .map((one) => `${register.names.get(one.personId)} ${one.role}`)
      .toSorted();

  it('acts from a day to a day, rests from the own office, and the holder returns by itself', () => {
    const register = new TestRegister(TODAY);
    away(register);
    assert.deepEqual(inOffice(register, '2026-11-30'), ['Orang 1 PPK', 'Orang 2 PP']);
    assert.deepEqual(inOffice(register, '2026-12-01'), ['Orang 2 PPK']);
    assert.deepEqual(inOffice(register, '2026-12-05'), ['Orang 2 PPK']);
    assert.deepEqual(inOffice(register, '2026-12-06'), ['Orang 1 PPK', 'Orang 2 PP']);
  });

  it('passes tasks there and back', () => {
    const register = new TestRegister(TODAY);
    const { holder, pp } = away(register);
    const heir = (person: Held, role: string, day: string) =>
      register.names.get(successorOf(register.held, person.personId, role, day)?.personId ?? '') ?? null;
    assert.equal(heir(holder, 'PPK', '2026-12-03'), 'Orang 2');
    assert.equal(heir(holder, 'PPK', '2026-12-06'), null, 'is back');
    assert.equal(heir(pp, 'PPK', '2026-12-06'), 'Orang 1');
    assert.equal(heir(pp, 'PP', '2026-12-03'), null, 'nobody was named for the own office');
  });

  it('ends earlier when the holder is back, or before it began', () => {
    for (const [today, on, expected] of [
      ['2026-12-02', '2026-12-02', '2026-12-03'],
      ['2026-11-30', '2026-11-30', '2026-12-01'],
    ] as const) {
      const register = new TestRegister(TODAY);
      const { temporary } = away(register);
      register.today = today;
      register.take(must(recall(register.of(temporary.id), on, register.facts())));
      assert.deepEqual(inOffice(register, expected), ['Orang 1 PPK', 'Orang 2 PP']);
      assert.deepEqual(inOffice(register, '2026-12-20'), ['Orang 1 PPK', 'Orang 2 PP']);
    }
  });

  it('is nobody who is away, not in office, or the holder; and acts for nobody twice', () => {
    const register = new TestRegister(TODAY);
    const { holder, pp } = away(register);
    const other = appointed(register, 3, 'PPK');
    const ask = (target: Held, assignmentId: string, from = '2026-12-03') =>
      codeOf(
        standIn(
          register.of(target.id),
          { assignmentId, as: 'PLH', decree: decree(), from, to: '2026-12-04' },
          register.facts(),
        ),
      );
    assert.equal(ask(other, pp.id), 'wrong_official', 'stands in elsewhere then');
    assert.equal(ask(other, other.id), 'wrong_official');
    assert.equal(ask(holder, other.id), 'not_possible_now', 'the holder is away already');
    assert.equal(ask(other, holder.id, '2026-12-04'), 'wrong_official');
  });

  it('of a vacant office (Plt) acts until somebody is appointed, whom the tasks follow', () => {
    const register = new TestRegister(TODAY);
    const old = appointed(register, 1, 'BENDAHARA');
    register.take(must(end(old, { on: '2026-11-24', reason: 'Pensiun bulan ini' }, register.facts())));
    register.pass(1);
    const person = personInput(2);
    const input = { person, as: 'PLT' as const, decree: decree(), from: '2026-11-25', to: '2027-01-31' };
    const acting = register.take(must(standIn(register.of(old.id), input, register.facts(person))));
    register.activated.add(acting.personId);
    const next = personInput(3);
    const made = replace(
      register.of(acting.id),
      { person: next, decree: decree(), from: '2026-12-01' },
      register.facts(next),
    );
    const treasurer = register.take(must(made));
    assert.equal(register.of(acting.id).validTo, '2026-11-30');
    assert.equal(successorOf(register.held, old.personId, 'BENDAHARA', '2026-12-01')?.id, treasurer.id);
  });
});
