import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Paper } from './papers.ts';
import type { Replenishment, TreasuryActor } from './replenishment.ts';
import { requestsDue } from './treasury.tasks.ts';

const actor = (personId: string, role: string): TreasuryActor => ({ personId, name: personId, role });
const paper = (number: string, by: TreasuryActor): Paper => ({
  number,
  date: '2026-11-24',
  recordedBy: by,
  signedBy: null,
  at: '2026-11-24T04:00:00.000Z',
});
const ppk = actor('Sari', 'PPK');
const ppspm = actor('Oki', 'PPSPM');
const bendahara = actor('Fitri', 'BENDAHARA');
const request = (more: Partial<Replenishment>): Replenishment =>
  ({
    id: 'r',
    kind: 'GUP',
    number: 'DRPP-2026-000001',
    state: 'DRAFTED',
    amount: 60_000_000n,
    papers: { spp: null, spm: null, sp2d: null },
    draftedBy: ppk,
    createdAt: '2026-11-24T03:00:00.000Z',
    ...more,
  }) as Replenishment;
const spp = paper('SPP-1', ppk);
const spm = paper('SPM-1', ppspm);

it('a request waits for one person at a time: SPP, SPM, SP2D; nobody makes an SPM of their own request', () => {
  const stages = [
    request({}),
    request({ state: 'SPP', papers: { spp, spm: null, sp2d: null } }),
    request({ state: 'SPM', papers: { spp, spm, sp2d: null } }),
    request({ state: 'SPM', kind: 'GUP_NIHIL', papers: { spp, spm, sp2d: null } }),
    request({ state: 'RECEIVED' }),
  ];
  const actions = (who: TreasuryActor) => stages.map((one) => requestsDue([one], who)[0]?.action ?? '–');
  assert.deepEqual(actions(ppk), ['treasury.issueSpp', '–', '–', '–', '–']);
  assert.deepEqual(actions(ppspm), ['–', 'treasury.issueSpm', '–', '–', '–']);
  assert.deepEqual(actions(bendahara), ['–', '–', 'treasury.recordSp2d', 'treasury.recordNihil', '–']);
  assert.deepEqual(actions(actor('Sari', 'PPSPM')), ['–', '–', '–', '–', '–']);
  assert.deepEqual(actions(actor('Hendra', 'KPA')), ['–', '–', '–', '–', '–']);
});

it('says from whom it came and since when', () => {
  const [task] = requestsDue([request({ state: 'SPM', papers: { spp, spm, sp2d: null } })], bendahara);
  assert.deepEqual(
    [task?.title, task?.number, task?.counterpart, task?.since],
    ['GUP DRPP-2026-000001', 'SPM-1', 'Oki', '2026-11-24T04:00:00.000Z'],
  );
});
