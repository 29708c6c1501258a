/** A small share of `npm run fuzz`, and the faults that it must find. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { systemActor } from '../src/journal/actor.ts';
import { plainCodec } from '../src/journal/codec.ts';
import { createCommitter } from '../src/journal/commit.ts';
import { refuse } from '../src/kernel/decision.ts';
import { derivedId } from '../src/kernel/ids.ts';
import { accountIds } from '../src/ledger/accounts.ts';
import { openPool } from '../src/platform/database.ts';
import type { App } from '../src/platform/http/app.ts';
import { Refused } from '../src/platform/http/problem.ts';
import { fuzz } from './support/fuzz/run.ts';

const REQUESTS = 2_000;
/** Open to everybody, as sign-in is, so that every asker comes as far. */
const open = { config: { action: 'session.end' } };

describe('bad requests for every endpoint', { timeout: 280_000 }, () => {
  it('are never a fault of ours, and change nothing that was not accepted', async () => {
    const { sent, endpoints, senders, accepted, faults, heapMb } = await fuzz({ requests: REQUESTS, seed: 20_261_124 });
    console.log(
      `${sent} requests to ${endpoints} endpoints as ${senders} askers: ${accepted} writes accepted, memory ${heapMb.warm} → ${heapMb.end} MB, ${faults.length} faults`,
    );
    assert.deepEqual(faults, []);
  });

  it('find what is planted: a fault, a change behind a refusal, an answer that is no problem (the control)', async () => {
    const plant = (app: App, databaseUrl: string) => {
      const pool = openPool(databaseUrl, 1);
      const committer = createCommitter(pool, plainCodec, accountIds(Buffer.alloc(32)));
      app.addHook('onClose', () => pool.end());
      const body = z.object({ text: z.string() });
      app.post('/api/v1/planted/fault', { ...open, schema: { body } }, async (request) => ({
        found: 'abc'.match(new RegExp(request.body.text)),
      }));
      app.post('/api/v1/planted/half', { ...open, schema: { body } }, async () => {
        await committer.commit({
          decision: {
            ok: true,
            events: [
              { type: 'planted', aggregate: 'platform', aggregateId: derivedId('test', 'planted'), payload: {} },
            ],
            rows: [],
            transfers: [],
            jobs: [],
          },
          actor: systemActor,
          parties: { satkerId: null, vendorId: null },
          at: new Date(),
          cause: randomUUID(),
        });
        throw new Refused(refuse('moved_on'));
      });
      app.post('/api/v1/planted/plain', open, async (_request, reply) => reply.code(400).send('no'));
    };
    const { faults } = await fuzz({ requests: 1_500, seed: 7, only: /planted/, plant });
    const all = faults.join('\n');
    assert.match(all, /planted\/fault: 500/);
    assert.match(all, /\d+ commands in the journal, 0 accepted: planted/);
    assert.match(all, /planted\/plain as \w+: 400 is no problem/);
  });
});
