/** What this room writes into the journal: who came in, who was refused, what changed of a factor. Addresses of strangers are not kept. */
import { randomUUID } from 'node:crypto';
import type { Actor, Committer } from '../journal/commit.ts';
import type { RowWrite } from '../kernel/decision.ts';
import type { Asker } from '../platform/http/asker.ts';
import type { From } from './from.ts';

export interface Noted {
  /** `identity.…`, past tense. */
  readonly type: string;
  /** Whom it is about. */
  readonly personId: string;
  readonly payload?: { readonly [name: string]: string | number | boolean | null };
  /** Who did it, when they were signed in. */
  readonly by?: Asker | null | undefined;
  readonly actor?: Actor | undefined;
  readonly from?: From | undefined;
  readonly rows?: readonly RowWrite[];
}

/** Throws when a row that was to be written with it has moved on. */
export type Note = (noted: Noted) => Promise<void>;

export function createNotes(committer: Committer | null, clock: () => Date): Note {
  return async ({ type, personId, payload = {}, by = null, actor, from, rows = [] }) => {
    if (committer === null) return;
    const who = actor ?? actorFor(personId, by, from);
    const result = await committer.commit({
      decision: {
        ok: true,
        events: [{ type, aggregate: 'person', aggregateId: personId, payload }],
        rows,
        transfers: [],
        jobs: [],
      },
      actor: who,
      parties: { satkerId: who.satkerId, vendorId: who.vendorId },
      at: clock(),
      cause: randomUUID(),
    });
    if (result.kind !== 'committed') throw new Error(`${type} was not written: ${result.kind}`);
  };
}

function actorFor(personId: string, by: Asker | null, from: From | undefined): Actor {
  return {
    personId: by?.personId ?? personId,
    assignmentId: by?.assignmentId ?? null,
    role: by?.role ?? 'NONE',
    satkerId: by?.satkerId ?? null,
    vendorId: by?.vendorId ?? null,
    origin: from ? { address: from.address, ...(from.request === undefined ? {} : { request: from.request }) } : {},
  };
}
