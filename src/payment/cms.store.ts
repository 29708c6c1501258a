/** The setting of a satker's CMS at one bank: levels, limits, and the decree that set them. */

import type { Codec } from '../journal/codec.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import type { RowWrite } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Queryable } from '../platform/database.ts';
import type { Levels } from './level.ts';

export interface CmsSetting {
  readonly id: string;
  readonly version: number;
  readonly satkerId: string;
  readonly bankCode: string;
  readonly levels: Levels;
  readonly decree: { readonly number: string; readonly date: string };
  /** Why so: the contract with the bank, its form. */
  readonly basis: string;
  readonly by: string;
  readonly role: string;
  readonly at: string;
}

export const cmsTable = 'payment.cms_setting';

export const cmsId = (satkerId: string, bankCode: string): string => derivedId(satkerId, `cms:${bankCode}`);

export function cmsRow(setting: CmsSetting, expectedVersion: number): RowWrite {
  const { id, satkerId, bankCode, levels, decree, basis, by, role, at } = setting;
  const { order, releaser, limits } = levels;
  return {
    table: cmsTable,
    id,
    expectedVersion,
    columns: { satker_id: satkerId, bank_code: bankCode },
    body: {
      levels: { order: [...order], releaser, limits: { ...limits } },
      decree: { ...decree },
      basis,
      by,
      role,
      at,
    },
  };
}

/** Null when nothing is set, and the regulation's default holds. */
export async function cmsSetting(
  db: Queryable,
  codec: Codec,
  satkerId: string,
  bankCode: string,
): Promise<CmsSetting | null> {
  const { rows } = await db.query<StoredRow>(
    `SELECT id, version, satker_id, body FROM ${cmsTable} WHERE satker_id = $1 AND bank_code = $2`,
    [satkerId, bankCode],
  );
  const row = rows[0];
  if (!row) return null;
  const kept = await opened<Pick<CmsSetting, 'levels' | 'decree' | 'basis' | 'by' | 'role' | 'at'>>(
    codec,
    cmsTable,
    row,
  );
  return { ...kept, id: row.id, satkerId, bankCode };
}

/** Levels that a satker has set for the bank it pays from; null where the regulation's default holds. */
export async function levelsSet(
  db: Queryable,
  codec: Codec,
  { id, account }: Pick<Satker, 'id' | 'account'>,
): Promise<Levels | null> {
  return (await cmsSetting(db, codec, id, account.bankCode))?.levels ?? null;
}

/** The same by the satker's id, for whoever acts on its payments. */
export async function levelsSetBy(db: Queryable, codec: Codec, satkerId: string): Promise<Levels | null> {
  const satker = await satkerById(db, codec, satkerId);
  return satker && levelsSet(db, codec, satker);
}
