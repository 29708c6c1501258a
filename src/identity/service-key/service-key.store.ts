/** Reads integrations and their keys. Both are written through `journal/commit`; what proves a key belongs to the role of sign-in. */
import type { Codec } from '../../journal/codec.ts';
import { ownerOf } from '../../journal/owner.ts';
import type { Zone } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/database.ts';
import { accountTable, type Held, type ServiceAccount, type ServiceKey } from './account.ts';
import type { ServiceOfficeKind } from './scopes.ts';

interface AccountRow {
  readonly id: string;
  readonly version: number;
  readonly office_kind: ServiceOfficeKind;
  readonly satker_id: string | null;
  readonly vendor_id: string | null;
  readonly office_code: string | null;
  readonly scopes: readonly string[];
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  readonly body: Buffer;
}

interface KeyRow {
  readonly key_row: string;
  readonly key_version: number;
  readonly account_id: string;
  readonly key_id: string;
  readonly valid_from: Date;
  readonly valid_to: Date;
}

const ACCOUNT =
  'a.id, a.version, a.office_kind, a.satker_id, a.vendor_id, a.office_code, a.scopes, a.created_at, a.revoked_at, a.body';
const KEY = 'k.id AS key_row, k.version AS key_version, k.account_id, k.key_id, k.valid_from, k.valid_to';
/** As many as an office may have, for a few offices. */
const MOST_SHOWN = 200;

interface Body {
  readonly name: string;
  readonly purpose: string;
  readonly addresses: readonly string[];
  readonly officeName: string;
  readonly zone: Zone;
  readonly createdBy: string;
}

async function accountFrom(codec: Codec, row: AccountRow): Promise<ServiceAccount> {
  const owner = ownerOf(accountTable, row.id, { satker_id: row.satker_id, vendor_id: row.vendor_id });
  const body = await codec.decode<Body>(row.body, { table: accountTable, id: row.id, column: 'body', owner });
  return {
    ...body,
    id: row.id,
    version: row.version,
    kind: row.office_kind,
    satkerId: row.satker_id,
    vendorId: row.vendor_id,
    officeCode: row.office_code,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  };
}

const keyFrom = (row: KeyRow): ServiceKey => ({
  id: row.key_row,
  version: row.key_version,
  accountId: row.account_id,
  keyId: row.key_id,
  validFrom: row.valid_from.toISOString(),
  validTo: row.valid_to.toISOString(),
});

async function keysOf(db: Queryable, accountIds: readonly string[]): Promise<ServiceKey[]> {
  const { rows } = await db.query<KeyRow>(
    `SELECT ${KEY} FROM identity.service_key k WHERE k.account_id = ANY($1) ORDER BY k.valid_from, k.id`,
    [accountIds],
  );
  return rows.map(keyFrom);
}

async function held(db: Queryable, codec: Codec, rows: readonly AccountRow[]): Promise<Held[]> {
  const keys = await keysOf(
    db,
    rows.map(({ id }) => id),
  );
  return Promise.all(
    rows.map(async (row) => ({
      account: await accountFrom(codec, row),
      keys: keys.filter(({ accountId }) => accountId === row.id),
    })),
  );
}

/** Those that the asker may see, newest first. */
export async function accounts(db: Queryable, codec: Codec): Promise<Held[]> {
  const { rows } = await db.query<AccountRow>(
    `SELECT ${ACCOUNT} FROM identity.service_account a ORDER BY a.created_at DESC, a.id LIMIT ${MOST_SHOWN}`,
  );
  return held(db, codec, rows);
}

export async function accountById(db: Queryable, codec: Codec, id: string): Promise<Held | null> {
  const { rows } = await db.query<AccountRow>(`SELECT ${ACCOUNT} FROM identity.service_account a WHERE a.id = $1`, [
    id,
  ]);
  return (await held(db, codec, rows))[0] ?? null;
}

type OfficeIds = Pick<ServiceAccount, 'satkerId' | 'vendorId' | 'officeCode'>;

/** How many an office has that are not revoked. */
export async function openAccounts(db: Queryable, office: OfficeIds): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM identity.service_account a
     WHERE a.revoked_at IS NULL AND (a.satker_id = $1 OR a.vendor_id = $2 OR a.office_code = $3)`,
    [office.satkerId, office.vendorId, office.officeCode],
  );
  return rows[0]?.n ?? 0;
}

export interface Presented {
  readonly account: ServiceAccount;
  readonly key: ServiceKey;
  readonly hash: Buffer;
  readonly lastUsedAt: Date | null;
  /** Whether it was used from this place before. */
  readonly placeKnown: boolean;
}

/** For the role of sign-in: everything about a key that somebody shows. */
export async function presented(
  pool: Queryable,
  codec: Codec,
  keyId: string,
  source: Buffer,
): Promise<Presented | null> {
  const { rows } = await pool.query<
    AccountRow & KeyRow & { hash: Buffer; last_used_at: Date | null; place_known: boolean }
  >(
    `SELECT ${ACCOUNT}, ${KEY}, s.hash, s.last_used_at,
            EXISTS (SELECT FROM identity.service_source o WHERE o.account_id = a.id AND o.address_key = $2) AS place_known
     FROM identity.service_key k
     JOIN identity.service_secret s ON s.key_id = k.key_id
     JOIN identity.service_account a ON a.id = k.account_id
     WHERE k.key_id = $1`,
    [keyId, source],
  );
  const row = rows[0];
  if (!row) return null;
  const { hash, last_used_at: lastUsedAt, place_known: placeKnown } = row;
  return { account: await accountFrom(codec, row), key: keyFrom(row), hash, lastUsedAt, placeKnown };
}

export async function keepSecret(pool: Queryable, keyId: string, hash: Buffer): Promise<void> {
  await pool.query('INSERT INTO identity.service_secret (key_id, hash) VALUES ($1, $2)', [keyId, hash]);
}

/** Of a key that came to nothing. */
export async function forgetSecret(pool: Queryable, keyId: string): Promise<void> {
  await pool.query('DELETE FROM identity.service_secret WHERE key_id = $1', [keyId]);
}

export async function markUsed(pool: Queryable, keyId: string, now: Date): Promise<void> {
  await pool.query('UPDATE identity.service_secret SET last_used_at = $2 WHERE key_id = $1', [keyId, now]);
}

export async function markPlace(pool: Queryable, accountId: string, source: Buffer, now: Date): Promise<void> {
  await pool.query(
    'INSERT INTO identity.service_source (account_id, address_key, first_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [accountId, source, now],
  );
}

export async function lastUses(pool: Queryable, keyIds: readonly string[]): Promise<Map<string, Date | null>> {
  const { rows } = await pool.query<{ key_id: string; last_used_at: Date | null }>(
    'SELECT key_id, last_used_at FROM identity.service_secret WHERE key_id = ANY($1)',
    [keyIds],
  );
  return new Map(rows.map((row) => [row.key_id, row.last_used_at]));
}
