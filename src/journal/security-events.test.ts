import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CommitRequest, Committer } from './commit.ts';
import { createSecurityNotes, Quota, type RefusedAct } from './security-events.ts';

const origin = (ip: string) => ({ ip, id: 'DS-1', headers: { 'user-agent': 'x'.repeat(500) } });
const act = (ip: string): RefusedAct => ({
  kind: 'forged-callback',
  action: 'bank.notice',
  objectId: null,
  code: 'signature',
  asker: null,
  origin: origin(ip),
});

function notesOver(commit: Committer['commit'], clock = () => new Date(0)) {
  const warnings: string[] = [];
  const notes = createSecurityNotes({
    committer: { commit },
    clock,
    warn: (line) => warnings.push(line),
  });
  return { notes, warnings };
}

describe('refusals in the journal', () => {
  it('are bounded for one source and for all together, and what is left out is counted', () => {
    const quota = new Quota(3, 5);
    const taken = (source: string, now: number, times: number) =>
      Array.from({ length: times }, () => quota.take(source, now)).filter((one) => one !== null);
    assert.deepEqual(taken('a', 0, 100), Array(3).fill({ ofSource: 0, ofAll: 0 }));
    assert.deepEqual(
      taken('b', 0, 100).map((one) => one.ofSource),
      [0, 0],
      'the minute is full',
    );
    assert.deepEqual(taken('a', 60_000, 1), [{ ofSource: 97, ofAll: 98 }]);
    assert.deepEqual(taken('b', 60_000, 2), [
      { ofSource: 98, ofAll: 0 },
      { ofSource: 0, ofAll: 0 },
    ]);
  });

  it('need bounded memory, however many sources there are', () => {
    const quota = new Quota(3, 5);
    for (let i = 0; i < 20_000; i += 1) quota.take(`source ${i}`, i);
    assert.equal(quota.sources, 5_000);
  });

  it('are written in the background: a journal that fails or hangs fails nothing', async () => {
    const failing = notesOver(() => Promise.reject(new Error('connection refused: secret')));
    failing.notes.refused(act('192.0.2.1'));
    await failing.notes.idle();
    assert.deepEqual(failing.warnings, ['a refusal could not be written down: Error']);
    const hanging = notesOver(() => new Promise(() => {}));
    for (let i = 0; i < 1_000; i += 1) hanging.notes.refused(act('192.0.2.1'));
  });

  it('say what was tried, with a bounded agent, and take one line of IPv6 for one source', async () => {
    const written: CommitRequest[] = [];
    const { notes } = notesOver(async (request) => {
      written.push(request);
      return { kind: 'committed', seq: 1 };
    });
    for (let i = 0; i < 50; i += 1) notes.refused(act(`2001:db8::${i.toString(16)}`));
    await notes.idle();
    assert.equal(written.length, 10);
    const [first] = written;
    assert.deepEqual(first?.decision.events[0]?.payload, {
      kind: 'forged-callback',
      action: 'bank.notice',
      object: null,
      code: 'signature',
      reference: 'DS-1',
      leftOut: 0,
      leftOutOfAll: 0,
    });
    assert.equal(first?.actor.origin.agent?.length, 200);
    assert.deepEqual(first?.parties, { satkerId: null, vendorId: null });
  });
});
