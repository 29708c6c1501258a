/** Partners, their access tokens and the request numbers they have used. */
import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/pool.ts';
import { wibDate } from '../time.ts';

export interface Partner {
  readonly partnerId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly publicKeyPem: string;
  readonly callbackUrl: string;
  readonly services: readonly string[];
}

/** Life of an access token (SNAP 73: 15 minutes). */
export const TOKEN_SECONDS = 900;
const TOKEN_BYTES = 32;

const COLUMNS = `partner_id AS "partnerId", client_id AS "clientId", client_secret AS "clientSecret",
  public_key_pem AS "publicKeyPem", callback_url AS "callbackUrl", services`;

export async function partnerById(db: Db, partnerId: string): Promise<Partner | null> {
  const found = await db.query<Partner>(`SELECT ${COLUMNS} FROM bank.partner WHERE partner_id = $1`, [partnerId]);
  return found.rows[0] ?? null;
}

export async function partnerByClient(db: Db, clientId: string): Promise<Partner | null> {
  const found = await db.query<Partner>(`SELECT ${COLUMNS} FROM bank.partner WHERE client_id = $1`, [clientId]);
  return found.rows[0] ?? null;
}

/** Issues a token; only its hash is kept. */
export async function issueToken(db: Db, partner: Partner, now: Date): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  await db.query('DELETE FROM bank.token WHERE expires_at < $1', [now]);
  await db.query('INSERT INTO bank.token (token_sha256, partner_id, expires_at) VALUES ($1, $2, $3)', [
    sha256(token),
    partner.partnerId,
    new Date(now.getTime() + TOKEN_SECONDS * 1000),
  ]);
  return token;
}

/** Tokens found valid, until they expire: a token is never changed, only left to expire. */
const KNOWN = new WeakMap<Db, Map<string, { readonly partnerId: string; readonly expiresAt: Date }>>();
const MOST_KNOWN = 1_000;

export async function tokenIsValid(db: Db, partner: Partner, token: string, now: Date): Promise<boolean> {
  const digest = sha256(token);
  const key = digest.toString('base64');
  const known = KNOWN.get(db) ?? new Map();
  KNOWN.set(db, known);
  const cached = known.get(key);
  if (cached !== undefined) return cached.partnerId === partner.partnerId && cached.expiresAt > now;
  const found = await db.query<{ expiresAt: Date }>(
    'SELECT expires_at AS "expiresAt" FROM bank.token WHERE token_sha256 = $1 AND partner_id = $2 AND expires_at > $3',
    [digest, partner.partnerId, now],
  );
  const expiresAt = found.rows[0]?.expiresAt;
  if (expiresAt === undefined) return false;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, { partnerId: partner.partnerId, expiresAt });
  return true;
}

/** Records an X-EXTERNAL-ID; false when the partner has used it today (Jakarta). Committed on its own. */
export async function claimExternalId(db: Db, partner: Partner, externalId: string, now: Date): Promise<boolean> {
  const claimed = await db.query(
    'INSERT INTO bank.external_id (partner_id, day, external_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [partner.partnerId, wibDate(now), externalId],
  );
  return claimed.rowCount === 1;
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
