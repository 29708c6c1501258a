/** What is done when it is not known who got in: everybody signs in again (ASVS 5.0 V7.4.5). */
import { randomUUID } from 'node:crypto';
import { systemActor } from '../journal/actor.ts';
import type { Committer } from '../journal/commit.ts';
import { derivedId } from '../kernel/ids.ts';
import type { Queryable } from '../platform/database.ts';

/** Ends all sessions and every sign-in that is half done; the journal keeps that it was done. Answers how many sessions ended. */
export async function endAllSessions(
  db: Queryable,
  committer: Pick<Committer, 'commit'>,
  reason: string,
  now: Date,
): Promise<number> {
  await db.query('DELETE FROM identity.ticket');
  await db.query('DELETE FROM identity.federated_start');
  const { rowCount } = await db.query('DELETE FROM identity.session');
  const ended = rowCount ?? 0;
  const cause = randomUUID();
  await committer.commit({
    decision: {
      ok: true,
      events: [
        {
          type: 'identity.all_sessions_ended',
          aggregate: 'platform',
          aggregateId: derivedId('platform', 'sessions'),
          payload: { reason, ended },
        },
      ],
      rows: [],
      transfers: [],
      jobs: [],
    },
    actor: systemActor,
    parties: { satkerId: null, vendorId: null },
    at: now,
    cause,
  });
  return ended;
}
