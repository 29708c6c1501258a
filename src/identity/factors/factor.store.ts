/** The authenticator apps and passkeys that people hold. */
import { randomUUID } from 'node:crypto';
import { ownerOfPerson } from '../../journal/owner.ts';
import type { Queryable } from '../../platform/database.ts';
import type { IdentityDeps } from '../deps.ts';
import { openSecret, sealSecret } from '../totp.ts';

export interface FactorHeld {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly label: string;
  readonly addedAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What is kept of a passkey: public, but it says which devices somebody owns. Base64url. */
export interface Passkey {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly transports: readonly string[];
  readonly backedUp: boolean;
}

interface FactorBody {
  readonly label: string;
  readonly passkey?: Passkey | undefined;
}

interface FactorRow {
  readonly id: string;
  readonly person_id: string;
  readonly kind: 'totp' | 'passkey';
  readonly secret: Buffer | null;
  readonly counter: string;
  readonly body: Buffer | null;
  readonly added_at: Date;
  readonly last_used_at: Date | null;
}

const COLUMNS = 'id, person_id, kind, secret, counter, body, added_at, last_used_at';
const bodyOf = (id: string, personId: string) =>
  ({ table: 'identity.factor', id, column: 'body', owner: ownerOfPerson(personId) }) as const;

async function readBody({ codec }: IdentityDeps, row: FactorRow): Promise<FactorBody> {
  if (row.body === null) return { label: 'Aplikasi autentikator' };
  return codec.decode<FactorBody>(row.body, bodyOf(row.id, row.person_id));
}

export async function factorsOf(deps: IdentityDeps, personId: string): Promise<FactorHeld[]> {
  const { rows } = await deps.pool.query<FactorRow>(
    `SELECT ${COLUMNS} FROM identity.factor WHERE person_id = $1 ORDER BY added_at, id`,
    [personId],
  );
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      kind: row.kind,
      label: (await readBody(deps, row)).label,
      addedAt: row.added_at,
      lastUsedAt: row.last_used_at,
    })),
  );
}

export async function addTotp(
  deps: IdentityDeps,
  db: Queryable,
  personId: string,
  factor: { readonly secret: string; readonly label: string },
): Promise<string> {
  const id = randomUUID();
  const body = await deps.codec.encode({ label: factor.label }, bodyOf(id, personId));
  await db.query(
    `INSERT INTO identity.factor (id, person_id, kind, secret, body, added_at) VALUES ($1, $2, 'totp', $3, $4, $5)`,
    [id, personId, sealSecret(deps.keys.totp, personId, factor.secret), body, deps.clock()],
  );
  return id;
}

export interface TotpHeld {
  readonly id: string;
  readonly secret: string;
}

export async function totpsOf(deps: IdentityDeps, personId: string): Promise<TotpHeld[]> {
  const { rows } = await deps.pool.query<{ id: string; secret: Buffer }>(
    "SELECT id, secret FROM identity.factor WHERE person_id = $1 AND kind = 'totp' ORDER BY added_at, id",
    [personId],
  );
  return rows.map(({ id, secret }) => ({ id, secret: openSecret(deps.keys.totp, personId, secret) }));
}

const lookupOf = ({ keyed }: IdentityDeps, credentialId: string): string => keyed('passkey', credentialId);

/** False when this passkey is held already, by anybody. */
export async function addPasskey(
  deps: IdentityDeps,
  db: Queryable,
  personId: string,
  factor: { readonly passkey: Passkey; readonly label: string; readonly counter: number },
): Promise<boolean> {
  const id = randomUUID();
  const { label, passkey, counter } = factor;
  const body = await deps.codec.encode({ label, passkey: { ...passkey } }, bodyOf(id, personId));
  const { rowCount } = await db.query(
    `INSERT INTO identity.factor (id, person_id, kind, lookup, counter, body, added_at)
     VALUES ($1, $2, 'passkey', $3, $4, $5, $6) ON CONFLICT (lookup) DO NOTHING`,
    [id, personId, lookupOf(deps, passkey.credentialId), counter, body, deps.clock()],
  );
  return rowCount === 1;
}

export interface PasskeyHeld {
  readonly id: string;
  readonly personId: string;
  readonly passkey: Passkey;
  readonly counter: number;
}

async function passkeyFrom(deps: IdentityDeps, row: FactorRow): Promise<PasskeyHeld> {
  const { passkey } = await readBody(deps, row);
  if (!passkey) throw new Error(`identity.factor ${row.id} holds no passkey`);
  return { id: row.id, personId: row.person_id, passkey, counter: Number(row.counter) };
}

export async function passkeysOf(deps: IdentityDeps, personId: string): Promise<PasskeyHeld[]> {
  const { rows } = await deps.pool.query<FactorRow>(
    `SELECT ${COLUMNS} FROM identity.factor WHERE person_id = $1 AND kind = 'passkey' ORDER BY added_at, id`,
    [personId],
  );
  return Promise.all(rows.map((row) => passkeyFrom(deps, row)));
}

/** Of an active person. */
export async function passkeyById(deps: IdentityDeps, credentialId: string): Promise<PasskeyHeld | null> {
  const { rows } = await deps.pool.query<FactorRow>(
    `SELECT ${COLUMNS} FROM identity.factor f
     WHERE f.lookup = $1 AND EXISTS (SELECT FROM identity.person p WHERE p.id = f.person_id AND p.active)`,
    [lookupOf(deps, credentialId)],
  );
  return rows[0] ? passkeyFrom(deps, rows[0]) : null;
}

/** False when the passkey has counted this far already: the same answer twice, or a copy of the key (WebAuthn L3 §6.1.1). */
export async function countPasskey(db: Queryable, id: string, counter: number, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE identity.factor SET counter = $2, last_used_at = $3
     WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0))`,
    [id, counter, now],
  );
  return rowCount === 1;
}

export async function factorUsed(db: Queryable, id: string, now: Date): Promise<void> {
  await db.query('UPDATE identity.factor SET last_used_at = $2 WHERE id = $1', [id, now]);
}

/** What was removed; null when it is not theirs, `last` when nothing would be left. */
export async function removeFactor(
  deps: IdentityDeps,
  db: Queryable,
  personId: string,
  factor: { readonly id: string; readonly kind: FactorHeld['kind'] },
): Promise<{ readonly label: string } | 'last' | null> {
  // Two removals at the same moment pass one after another.
  const { rows } = await db.query<FactorRow>(
    `SELECT ${COLUMNS} FROM identity.factor WHERE person_id = $1 ORDER BY id FOR UPDATE`,
    [personId],
  );
  const row = rows.find(({ id, kind }) => id === factor.id && kind === factor.kind);
  if (!row) return null;
  if (rows.length === 1) return 'last';
  const { label } = await readBody(deps, row);
  await db.query('DELETE FROM identity.factor WHERE id = $1', [row.id]);
  return { label };
}
