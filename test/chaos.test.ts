import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONTROLS, type Control } from './chaos/controls.ts';
import { type ChaosReport, chaosRun, isClean, lineOf } from './chaos-run.ts';

const SEED = 7;
/** What each planted fault must show as. */
const SHOWS: Readonly<Record<Control, (report: ChaosReport) => boolean>> = {
  'blind-resend': ({ doubled }) => doubled > 0,
  'believed-callback': ({ lost, difference }) => lost > 0 && difference !== 0n,
  'lost-key': ({ doubled }) => doubled > 0,
};

// Two side by side: most of each is waiting for the bank, and each has five processes.
describe('a bad day at the bank', { concurrency: 2 }, () => {
  it('loses nothing, doubles nothing, and ends the same for the same seed', async (t) => {
    const options = { payments: 60, seed: SEED, satkers: 6 };
    const first = await chaosRun({ ...options, kills: 3 });
    const again = await chaosRun({ ...options, kills: 1 });
    for (const report of [first, again]) {
      t.diagnostic(lineOf(report));
      assert.deepEqual(report.faults, []);
      assert.ok(isClean(report), lineOf(report));
      assert.equal(report.forgedTaken, 0, 'no forged notice was taken');
    }
    assert.equal(again.digest, first.digest);
  });

  for (const control of CONTROLS)
    it(`would report it: ${control}`, async (t) => {
      const report = await chaosRun({ payments: 40, seed: SEED, kills: 2, satkers: 6, control });
      t.diagnostic(lineOf(report));
      assert.ok(SHOWS[control](report), lineOf(report));
      assert.equal(isClean(report), false);
    });
});
