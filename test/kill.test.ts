import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { killRun } from './kill-run.ts';
import { blindWork } from './support/blind-work.ts';

const KILLS = 8;

describe('work and bank, killed with -9 while purchases are paid', () => {
  it('settles every payment once or refuses it, and both books agree', async () => {
    const report = await killRun({ kills: KILLS });
    assert.deepEqual(report.faults, []);
    assert.ok(report.settled > 0, 'something was paid');
    console.log(
      `${report.kills} kills, ${report.payments} payments: ${report.settled} settled, ${report.refused} refused`,
    );
  });

  it('would notice a payment that was sent again blindly (control)', async () => {
    const report = await killRun({ kills: 4, workScript: blindWork, atSending: true, waitMs: 10_000 });
    assert.ok(
      report.faults.some((fault) => fault.includes('the bank holds')),
      `not caught: ${JSON.stringify(report)}`,
    );
  });
});
