/** Accounts that nobody used for long let nobody in until an administrator begins them anew (PCI DSS 4.0.1, 8.2.6). */
import { type Refusal, refuse } from '../kernel/decision.ts';
import type { IdentityDeps } from './deps.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Ask after every proof was given, so that strangers learn nothing. Refusal: `account_unused`. */
export async function unusedFor({ pool, profile, clock }: IdentityDeps, personId: string): Promise<Refusal | null> {
  const { unusedDays } = profile;
  if (unusedDays === null) return null;
  const { rows } = await pool.query<{ used_at: Date }>('SELECT used_at FROM identity.credential WHERE person_id = $1', [
    personId,
  ]);
  const usedAt = rows[0]?.used_at;
  if (!usedAt || clock().getTime() - usedAt.getTime() <= unusedDays * DAY_MS) return null;
  return refuse('account_unused', { days: unusedDays });
}

export async function used({ pool, clock }: IdentityDeps, personId: string): Promise<void> {
  await pool.query('UPDATE identity.credential SET used_at = $2 WHERE person_id = $1', [personId, clock()]);
}
