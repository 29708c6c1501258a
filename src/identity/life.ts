/** What others begin for a person: an invitation, an end, a new beginning. None of them ever learns a secret of the person. */
import type { Actor } from '../journal/commit.ts';
import { latestOffice } from './asker.store.ts';
import type { IdentityDeps } from './deps.ts';
import { ACTIVATION_MS, makeLink } from './link.ts';
import { endSessions } from './session.ts';
import { forgetProofs } from './sign-in.ts';

/**
 * Mails the person, who must be active, a link for the first password and factor; a link sent before is worth nothing any more. Who has
 * activated already keeps what they have: they are told of the office, and sign in as always.
 */
export async function invite(deps: IdentityDeps, personId: string, by?: Actor): Promise<{ mailed: true }> {
  const office = (await latestOffice(deps.pool, deps.codec, personId))?.name ?? 'Digipay Satu';
  const { rowCount } = await deps.pool.query('SELECT 1 FROM identity.credential WHERE person_id = $1', [personId]);
  if (rowCount === 1) {
    await deps.post.write(personId, { kind: 'appointed', office, link: `${deps.publicUrl}/masuk` });
    return { mailed: true };
  }
  const link = await makeLink(deps, personId, 'activation');
  await deps.post.write(personId, { kind: 'invitation', office, link }, { livesMs: ACTIVATION_MS });
  await deps.note({ type: 'identity.invited', personId, actor: by });
  return { mailed: true };
}

/** Ends every session and every way in that is half open, at once. Whether the person is active is written by their office. */
export async function disable(deps: IdentityDeps, personId: string, by?: Actor): Promise<{ ended: number }> {
  const ended = await endSessions(deps.pool, personId);
  await deps.pool.query('DELETE FROM identity.link WHERE person_id = $1', [personId]);
  await deps.note({ type: 'identity.sessions_ended', personId, payload: { ended, why: 'disabled' }, actor: by });
  return { ended };
}

/** After an administrator has checked who it is: password and factors are gone, and the person is mailed a link to choose new ones. */
export async function resetFactors(deps: IdentityDeps, personId: string, by?: Actor): Promise<{ mailed: true }> {
  await forgetProofs(deps, personId);
  const office = (await latestOffice(deps.pool, deps.codec, personId))?.name ?? 'Digipay Satu';
  const link = await makeLink(deps, personId, 'activation');
  await deps.post.write(personId, { kind: 'factors-reset', office, link }, { livesMs: ACTIVATION_MS });
  await deps.note({ type: 'identity.factors_reset', personId, actor: by });
  return { mailed: true };
}
