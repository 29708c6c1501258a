/** What the journal keeps of sign-ins through institutions: who came in, what was refused and why. Never a token, code or address of e-mail. */
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Committer } from '../../journal/commit.ts';
import type { Asker } from '../../platform/http/asker.ts';
import type { Outcome } from './federation.ts';

export interface Journal {
  readonly committer: Committer;
  readonly clock: () => Date;
}

interface Note {
  readonly type: string;
  /** The person it is about, or the attempt when the person is not known. */
  readonly personId: string | null;
  readonly startId?: string;
  readonly asker?: Asker;
  readonly payload: { readonly [key: string]: string | boolean };
}

export async function noted({ committer, clock }: Journal, request: FastifyRequest, note: Note): Promise<void> {
  const { type, personId, asker, payload } = note;
  const aggregate =
    personId === null
      ? { aggregate: 'sign_in', aggregateId: note.startId ?? randomUUID() }
      : { aggregate: 'person', aggregateId: personId };
  const parties = { satkerId: asker?.satkerId ?? null, vendorId: asker?.vendorId ?? null };
  await committer.commit({
    decision: { ok: true, events: [{ type, ...aggregate, payload }], rows: [], transfers: [], jobs: [] },
    actor: {
      personId,
      assignmentId: asker?.assignmentId ?? null,
      role: asker?.role ?? 'NONE',
      ...parties,
      origin: { address: request.ip, request: request.id },
    },
    parties,
    at: clock(),
    cause: randomUUID(),
  });
}

/** An attempt that was genuine leaves one event, and one more when its answer comes again; anything else leaves none. */
export async function notedOutcome(journal: Journal, request: FastifyRequest, outcome: Outcome): Promise<void> {
  switch (outcome.kind) {
    case 'signed-in':
      // Sign-in writes that down itself.
      return;
    case 'second-step': {
      if (!outcome.linked) return;
      const { personId, issuer } = outcome;
      const payload = { issuer, confirmed: false };
      return noted(journal, request, { type: 'identity.federation_linked', personId, payload });
    }
    case 'linked': {
      const { personId, issuer } = outcome;
      const payload = { issuer, confirmed: true };
      return noted(journal, request, { type: 'identity.federation_linked', personId, payload });
    }
    case 'refused': {
      if (!outcome.note) return;
      const { code, why, about, startId } = outcome;
      const payload = { code, why, issuer: outcome.issuer ?? '' };
      const type = 'identity.federation_refused';
      return noted(journal, request, { type, personId: about, ...(startId === null ? {} : { startId }), payload });
    }
  }
}
