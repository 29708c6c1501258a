import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Decision, Refusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { checkMachine } from '../kernel/machine.ts';
import { rulesOn } from '../regulation/rules.ts';
import { replenishmentMachine } from './replenishment.machine.ts';
import {
  actOnReplenishment,
  type DraftInput,
  draftReplenishment,
  openActs,
  type Replenishment,
  receiveReplenishment,
  replacedTable,
  replenishmentTable,
  type SpentLine,
  type TreasuryAct,
  total,
} from './replenishment.ts';

const now = new Date('2026-11-24T03:00:00Z');
const rules = rulesOn('APBN', '2026-11-24');
const person = (name: string, role: string) => ({ personId: derivedId('test', name), name, role });
const ppk = person('Sari', 'PPK');
const ppspm = person('Oki', 'PPSPM');
const bendahara = person('Fitri', 'BENDAHARA');
const satkerId = derivedId('test', 'satker');

const line = (n: number, gross: bigint): SpentLine => ({
  orderId: derivedId('test', `order ${n}`),
  orderNumber: `PS-2026-${n}`,
  spbyNumber: `SPBY-2026-${n}`,
  payee: 'Toko Contoh',
  mak: 'WA.4257.EBA.994.002.A.521111',
  akun: '521111',
  paidAt: now.toISOString(),
  gross,
});

let causes = 0;
const facts = (actor = ppk) => {
  causes += 1;
  return {
    cause: derivedId('test', `cause ${causes}`),
    now,
    actor,
    rules,
    replacedVersions: new Map<string, number>(),
  };
};
const draft = (input: DraftInput, spent: readonly SpentLine[], left: bigint, actor = ppk) =>
  draftReplenishment(input, {
    ...facts(actor),
    satkerId,
    zone: 'WIB',
    regime: 'APBN',
    year: 2026,
    number: 'DRPP-2026-000001',
    spent,
    left,
  });
const codeOf = (outcome: Decision | Refusal) => (outcome.ok ? 'decided' : outcome.code);
function requestIn(outcome: Decision | Refusal): Replenishment {
  assert.ok(outcome.ok, codeOf(outcome));
  return outcome.rows.find((row) => row.table === replenishmentTable)?.body as unknown as Replenishment;
}
const paper = (number = 'SPP-1', date = '2026-11-24') => ({ paper: { number, date } });
const act = (request: Replenishment, what: TreasuryAct, actor: typeof ppk, input: object = paper()) =>
  actOnReplenishment(request, what, input, facts(actor));

describe('the table of requests for petty cash', () => {
  it('is sound', () => assert.deepEqual(checkMachine(replenishmentMachine), []));
});

describe('a replenishment (GUP)', () => {
  it('is as large as what was spent, and names each order once', () => {
    const spent = [line(1, 60_000_000n), line(2, 40_000_000n)];
    const outcome = draft({ kind: 'GUP' }, spent, 90_000_000n);
    const request = requestIn(outcome);
    assert.equal(request.amount, 100_000_000n);
    assert.ok(outcome.ok);
    const named = outcome.rows.filter((row) => row.table === replacedTable).map((row) => row.columns.order_id);
    assert.deepEqual(
      named,
      spent.map(({ orderId }) => orderId),
    );
  });

  it('waits until half of the petty cash is spent', () => {
    const outcome = draft({ kind: 'GUP' }, [line(1, 49_999_999n)], 50_000_001n);
    assert.deepEqual([codeOf(outcome), outcome.ok ? null : outcome.params], ['gup_too_early', { used: 49n, min: 50n }]);
    assert.equal(codeOf(draft({ kind: 'GUP' }, [line(1, 50_000_000n)], 50_000_000n)), 'decided');
    assert.equal(codeOf(draft({ kind: 'GUP' }, [], 50_000_000n)), 'nothing_to_replace');
    assert.equal(codeOf(draft({ kind: 'GUP_NIHIL' }, [line(1, 1n)], 50_000_000n)), 'decided');
  });

  it('is asked by the PPK alone', () => {
    for (const actor of [ppspm, bendahara])
      assert.equal(codeOf(draft({ kind: 'GUP' }, [line(1, 2n)], 1n, actor)), 'not_possible_now');
  });

  it('goes through SPP, SPM and SP2D, and fills the petty cash when the money is on the statement', () => {
    const drafted = requestIn(draft({ kind: 'GUP' }, [line(1, 60_000_000n)], 40_000_000n));
    const spp = requestIn(act(drafted, 'issueSpp', ppk));
    assert.equal(codeOf(act(spp, 'issueSpm', { ...ppk, role: 'PPSPM' })), 'same_person');
    assert.equal(codeOf(act(spp, 'issueSpm', ppspm, paper('SPM-1', '2026-11-23'))), 'paper_before');
    const spm = requestIn(act(spp, 'issueSpm', ppspm));
    const sp2d = requestIn(act(spm, 'recordSp2d', bendahara, paper('260191301000001')));
    const received = receiveReplenishment(sp2d, facts());
    assert.ok(received.ok);
    assert.equal(requestIn(received).state, 'RECEIVED');
    const moved = received.transfers.map((t) => (t.kind === 'move' ? [t.debit.kind, t.credit.kind, t.amount] : []));
    assert.deepEqual(moved, [['bank.cash', 'up.fund', 60_000_000n]]);
    assert.equal(codeOf(receiveReplenishment(requestIn(received), facts())), 'not_possible_now');
  });

  it('that is withdrawn frees its orders for the next', () => {
    const drafted = requestIn(draft({ kind: 'GUP' }, [line(1, 60_000_000n)], 40_000_000n));
    assert.equal(codeOf(act(drafted, 'withdraw', ppk, {})), 'reason_required');
    const outcome = act(drafted, 'withdraw', ppk, { reason: 'Keliru' });
    assert.ok(outcome.ok);
    const freed = outcome.rows.find((row) => row.table === replacedTable);
    assert.equal(freed?.columns.replenishment_id, null);
  });

  it('that the KPPN refuses goes back without its papers', () => {
    const drafted = requestIn(draft({ kind: 'GUP' }, [line(1, 60_000_000n)], 40_000_000n));
    const spm = requestIn(act(requestIn(act(drafted, 'issueSpp', ppk)), 'issueSpm', ppspm));
    const back = requestIn(act(spm, 'sendBack', bendahara, { reason: 'Akun keliru' }));
    assert.deepEqual([back.state, back.papers.spp, back.sentBack.length], ['DRAFTED', null, 1]);
  });

  it('without money (nihil) ends with its number and moves nothing', () => {
    const drafted = requestIn(draft({ kind: 'GUP_NIHIL' }, [line(1, 60_000_000n)], 1n));
    const spm = requestIn(act(requestIn(act(drafted, 'issueSpp', ppk)), 'issueSpm', ppspm));
    assert.equal(codeOf(act(spm, 'recordSp2d', bendahara)), 'not_possible_now');
    const ended = act(spm, 'recordNihil', bendahara);
    assert.equal(requestIn(ended).state, 'RECEIVED');
    assert.ok(ended.ok && ended.transfers.length === 0);
  });
});

describe('a first UP or an additional one (TUP)', () => {
  it('needs the letter of the KPPN and an amount', () => {
    const approval = { number: 'S-12/KPN.0301/2026', date: '2026-01-05' };
    assert.equal(codeOf(draft({ kind: 'UP', amount: 300_000_000n }, [], 0n)), 'approval_required');
    assert.equal(codeOf(draft({ kind: 'TUP', approval }, [], 0n)), 'amount_invalid');
    assert.equal(codeOf(draft({ kind: 'UP', amount: 300_000_000n, approval }, [], 0n)), 'decided');
  });
});

describe('whatever is spent and done', () => {
  it('the amount is the sum of the lines, and what is offered is what is accepted', () => {
    const acts: TreasuryAct[] = ['issueSpp', 'issueSpm', 'recordSp2d', 'recordNihil', 'sendBack', 'withdraw'];
    const people = [ppk, ppspm, bendahara, { ...ppk, role: 'PPSPM' }];
    const grosses = fc.array(fc.bigInt(1n, 200_000_000n), { minLength: 1, maxLength: 8 });
    const path = fc.array(fc.nat(), { maxLength: 12 });
    fc.assert(
      fc.property(grosses, fc.constantFrom('GUP', 'GUP_NIHIL'), path, (amounts, kind, picks) => {
        const outcome = draft(
          { kind },
          amounts.map((gross, n) => line(n, gross)),
          0n,
        );
        let request = requestIn(outcome);
        for (const pick of picks) {
          assert.equal(request.amount, total(request.lines));
          const both = (actor: typeof ppk, what: TreasuryAct) =>
            act(request, what, actor, { ...paper(), reason: 'Alasan cukup' });
          for (const actor of people)
            assert.deepEqual(
              openActs(request, actor).toSorted(),
              acts.filter((what) => both(actor, what).ok).toSorted(),
              `${actor.role} in ${request.state}`,
            );
          const open = people.flatMap((actor) => openActs(request, actor).map((what) => both(actor, what)));
          const next = open[pick % Math.max(open.length, 1)];
          if (next) request = requestIn(next);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('whoever issued the SPP', () => {
  it('does not order to pay it, although another PPK drafted it', () => {
    const drafted = requestIn(draft({ kind: 'GUP' }, [line(1, 60_000_000n)], 1n));
    const other = person('Oki', 'PPK');
    const spp = requestIn(act(drafted, 'issueSpp', other));
    assert.equal(codeOf(act(spp, 'issueSpm', ppspm)), 'same_person');
    assert.ok(!openActs(spp, ppspm).includes('issueSpm'));
    assert.equal(codeOf(act(spp, 'issueSpm', person('Lain', 'PPSPM'))), 'decided');
  });
});
