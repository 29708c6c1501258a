/** Whether codes may be mailed: what the operator allows at most, and what the person's offices leave of it. */
import type { IdentityDeps } from './deps.ts';
import { EMAIL_USES, type EmailUse } from './security.schema.ts';

export const stricter = (one: EmailUse, other: EmailUse): EmailUse =>
  EMAIL_USES[Math.min(EMAIL_USES.indexOf(one), EMAIL_USES.indexOf(other))] ?? 'FORBIDDEN';

/** Of all offices that a person holds or will hold, the strictest counts. */
export async function emailUseOf({ pool, emailCeiling, clock }: IdentityDeps, personId: string): Promise<EmailUse> {
  const { rows } = await pool.query<{ email_use: EmailUse }>(
    `SELECT f.email_use FROM identity.assignment a
     JOIN identity.factor_policy f ON f.id = coalesce(a.satker_id, a.vendor_id)
     WHERE a.person_id = $1 AND (a.valid_to IS NULL OR a.valid_to >= ($2::timestamptz - interval '1 day')::date)`,
    [personId, clock()],
  );
  return rows.reduce((least, { email_use }) => stricter(least, email_use), emailCeiling);
}

export async function officePolicy(
  { pool }: Pick<IdentityDeps, 'pool'>,
  officeId: string,
): Promise<{ readonly email: EmailUse; readonly version: number } | null> {
  const { rows } = await pool.query<{ email_use: EmailUse; version: number }>(
    'SELECT email_use, version FROM identity.factor_policy WHERE id = $1',
    [officeId],
  );
  const row = rows[0];
  return row ? { email: row.email_use, version: row.version } : null;
}
