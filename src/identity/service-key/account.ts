/** An integration of one office, and its keys: what may be decided about them. */
import { type Decision, isRefusal, type Refusal, type RowWrite, refuse } from '../../kernel/decision.ts';
import { when, type Zone } from '../../kernel/time.ts';
import { checkAddresses } from './address.ts';
import type { ServiceOfficeKind } from './scopes.ts';

const DAY_MS = 86_400_000;
export const MOST_DAYS = 365;
export const MOST_OVERLAP_HOURS = 168;
/** More than this is no longer looked after by anybody. */
const MOST_ACCOUNTS = 20;

export interface ServiceOffice {
  readonly kind: ServiceOfficeKind;
  readonly satkerId: string | null;
  readonly vendorId: string | null;
  /** Of a KPPN. */
  readonly officeCode: string | null;
  readonly officeName: string;
  readonly zone: Zone;
}

export interface ServiceAccount extends ServiceOffice {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** What the integration is for. */
  readonly purpose: string;
  readonly scopes: readonly string[];
  /** Networks from which it may ask. */
  readonly addresses: readonly string[];
  readonly createdBy: string;
  /** Instants, ISO 8601. */
  readonly createdAt: string;
  readonly revokedAt: string | null;
}

export interface ServiceKey {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly keyId: string;
  /** Instants, ISO 8601; `validTo` is the first at which it no longer holds. */
  readonly validFrom: string;
  readonly validTo: string;
}

export const accountTable = 'identity.service_account';
export const keyTable = 'identity.service_key';

function accountRow(account: ServiceAccount): RowWrite {
  const { id, version, name, purpose, addresses, officeName, zone, createdBy } = account;
  return {
    table: accountTable,
    id,
    expectedVersion: version,
    columns: {
      office_kind: account.kind,
      satker_id: account.satkerId,
      vendor_id: account.vendorId,
      office_code: account.officeCode,
      scopes: account.scopes,
      created_at: account.createdAt,
      revoked_at: account.revokedAt,
    },
    body: { name, purpose, addresses, officeName, zone, createdBy },
  };
}

function keyRow({ id, version, accountId, keyId, validFrom, validTo }: ServiceKey): RowWrite {
  const columns = { account_id: accountId, key_id: keyId, valid_from: validFrom, valid_to: validTo };
  return { table: keyTable, id, expectedVersion: version, columns, body: {} };
}

interface MadeKey {
  readonly id: string;
  readonly keyId: string;
  readonly validDays: number;
}

function keyFrom(made: MadeKey, accountId: string, now: Date): ServiceKey {
  const validTo = new Date(now.getTime() + made.validDays * DAY_MS).toISOString();
  return { id: made.id, version: 0, accountId, keyId: made.keyId, validFrom: now.toISOString(), validTo };
}

const decided = (
  type: string,
  accountId: string,
  payload: Decision['events'][number]['payload'],
  rows: RowWrite[],
): Decision => ({
  ok: true,
  events: [{ type, aggregate: 'service_account', aggregateId: accountId, payload }],
  rows,
  transfers: [],
  jobs: [],
});

export interface NewAccount {
  readonly account: Omit<ServiceAccount, 'version' | 'createdAt' | 'revokedAt'>;
  readonly key: MadeKey;
  /** What a key of this office may hold. */
  readonly grantable: readonly string[];
  /** How many the office has that are not revoked. */
  readonly others: number;
}

/** Whether an account like this may be: refusals `service_scope_refused`, `service_address_invalid`, `input_invalid`. */
export function checkAccount({ account, grantable, others }: Omit<NewAccount, 'key'>): Refusal | null {
  const beyond = account.scopes.find((scope) => !grantable.includes(scope));
  if (beyond !== undefined) return refuse('service_scope_refused', { scope: beyond });
  if (others >= MOST_ACCOUNTS) return refuse('input_invalid', { field: `≤ ${MOST_ACCOUNTS}` });
  return checkAddresses(account.addresses);
}

export function createAccount(asked: NewAccount, now: Date): Decision | Refusal {
  const refused = checkAccount(asked);
  if (refused) return refused;
  const account: ServiceAccount = { ...asked.account, version: 0, createdAt: now.toISOString(), revokedAt: null };
  const key = keyFrom(asked.key, account.id, now);
  const { scopes, addresses, officeName, name } = account;
  const payload = { name, office: officeName, scopes, addresses, keyId: key.keyId, validTo: key.validTo };
  return decided('service_key.created', account.id, payload, [accountRow(account), keyRow(key)]);
}

export interface Held {
  readonly account: ServiceAccount;
  /** Oldest first. */
  readonly keys: readonly ServiceKey[];
}

const earlier = (a: string, b: string): string => new Date(Math.min(Date.parse(a), Date.parse(b))).toISOString();
const alive = (key: ServiceKey, now: Date): boolean => key.validTo > now.toISOString();

/** Refusal `already_done` for what is revoked. */
export function checkOpen({ account }: Held): Refusal | null {
  if (account.revokedAt === null) return null;
  return refuse('already_done', { who: account.officeName, at: when(new Date(account.revokedAt), account.zone) });
}

/** A new key; the newest before it lives on for the overlap, any older one ends now. */
export function rotateKey(
  held: Held,
  asked: MadeKey & { readonly overlapHours: number },
  now: Date,
): Decision | Refusal {
  const refused = checkOpen(held);
  if (refused) return refused;
  const key = keyFrom(asked, held.account.id, now);
  const living = held.keys.filter((old) => alive(old, now));
  const lastUntil = new Date(now.getTime() + asked.overlapHours * 3_600_000).toISOString();
  const ended = living.map((old, i) => {
    const until = i === living.length - 1 ? lastUntil : now.toISOString();
    return { ...old, validTo: earlier(until, old.validTo) };
  });
  const payload = {
    keyId: key.keyId,
    validTo: key.validTo,
    before: ended.map(({ keyId, validTo }) => ({ keyId, validTo })),
  };
  // The account's own row moves on too: two rotations at once would otherwise both leave the same key alive.
  return decided('service_key.rotated', held.account.id, payload, [
    accountRow(held.account),
    keyRow(key),
    ...ended.map(keyRow),
  ]);
}

/** Ends every key at once. */
export function revokeAccount(held: Held, reason: string, now: Date): Decision | Refusal {
  const refused = checkOpen(held);
  if (isRefusal(refused)) return refused;
  const account = { ...held.account, revokedAt: now.toISOString() };
  return decided('service_key.revoked', account.id, { reason }, [accountRow(account)]);
}

/** Why a key that was shown with the right secret may still not be used; null when it may. */
export function barred(account: ServiceAccount, key: ServiceKey, now: Date): 'revoked' | 'expired' | null {
  if (account.revokedAt !== null) return 'revoked';
  const at = now.toISOString();
  return key.validFrom <= at && at < key.validTo ? null : 'expired';
}
