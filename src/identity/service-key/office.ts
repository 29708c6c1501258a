/** The office that an integration belongs to: named by the asker, found in the database as that office itself sees it. */
import type { Codec } from '../../journal/codec.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { satkerById, vendorById } from '../../organisation/organisation.store.ts';
import { type Pool, readAs } from '../../platform/database.ts';
import type { Asker } from '../../platform/http/asker.ts';
import type { ServiceOffice } from './account.ts';

export type NamedOffice =
  | { readonly kind: 'SATKER' | 'VENDOR'; readonly id: string }
  | { readonly kind: 'KPPN'; readonly code: string };

/** ADMIN_SATKER: the own satker and no other. ADMIN_PKN: the one that is named. Refusals: `not_yours`, `input_invalid`, `not_found`. */
export async function officeFor(
  { pool, codec }: { readonly pool: Pool; readonly codec: Codec },
  asker: Asker,
  named: NamedOffice | undefined,
): Promise<ServiceOffice | Refusal> {
  if (asker.role !== 'ADMIN_PKN') {
    const { satkerId, officeName, zone } = asker;
    const own = named === undefined || (named.kind === 'SATKER' && named.id === satkerId);
    if (satkerId === null || !own) return refuse('not_yours');
    return { kind: 'SATKER', satkerId, vendorId: null, officeCode: null, officeName, zone };
  }
  if (!named) return refuse('input_invalid', { field: 'office' });
  const none = { satkerId: null, vendorId: null, officeCode: null };
  if (named.kind === 'KPPN') {
    const { code } = named;
    const known = await readAs(pool, { kppnCode: code }, async (db) => {
      const { rows } = await db.query('SELECT 1 FROM organisation.kppn WHERE code = $1', [code]);
      return rows.length === 1;
    });
    // Times that an integration reads are instants; the zone is only where its days would begin.
    return known
      ? { ...none, kind: 'KPPN', officeCode: code, officeName: `KPPN ${code}`, zone: 'WIB' }
      : refuse('not_found');
  }
  if (named.kind === 'SATKER') {
    const satker = await readAs(pool, { satkerId: named.id }, (db) => satkerById(db, codec, named.id));
    return satker
      ? { ...none, kind: 'SATKER', satkerId: satker.id, officeName: satker.name, zone: satker.zone }
      : refuse('not_found');
  }
  const vendor = await readAs(pool, { vendorId: named.id }, (db) => vendorById(db, codec, named.id));
  return vendor
    ? { ...none, kind: 'VENDOR', vendorId: vendor.id, officeName: vendor.name, zone: vendor.zone }
    : refuse('not_found');
}
