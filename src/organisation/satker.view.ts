/** What one person is shown of a work unit. */
import type { z } from 'zod';
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { accountShown } from './masking.ts';
import type { satkerSummary, satkerView } from './satker.schema.ts';
import { type Seat, seatsOf } from './satker.store.ts';
import type { Satker } from './satker.ts';
import { ACTIVE_SET, satkerStatus } from './satker-status.ts';

type SatkerSummary = z.output<typeof satkerSummary>;
interface Reading {
  readonly codec: Codec;
  readonly clock: () => Date;
}

export async function summariesOf(
  db: Queryable,
  { codec, clock }: Reading,
  satkers: readonly Satker[],
): Promise<SatkerSummary[]> {
  const ids = satkers.map((satker) => satker.id);
  const seats = Map.groupBy(await seatsOf(db, ids, ACTIVE_SET, clock()), (seat) => seat.satkerId);
  const admins = [...seats.values()].flat().filter((seat) => seat.role === 'ADMIN_SATKER');
  const names = await namesOf(
    db,
    codec,
    admins.map((seat) => seat.personId),
  );
  return satkers.map((satker) => summary(satker, seats.get(satker.id) ?? [], names));
}

function summary(satker: Satker, seats: readonly Seat[], names: ReadonlyMap<string, string>): SatkerSummary {
  const admin = seats.find((seat) => seat.role === 'ADMIN_SATKER');
  const { active, missing, waiting, profileComplete } = satkerStatus(satker, seats);
  return {
    id: satker.id,
    code: satker.code,
    name: satker.name,
    ministry: satker.ministry,
    town: satker.town,
    province: satker.province,
    kppn: { ...satker.kppn },
    regime: satker.regime,
    status: { active, missing: [...missing], waiting: [...waiting], profileComplete },
    admin: admin
      ? { assignmentId: admin.assignmentId, name: names.get(admin.personId) ?? '–', activated: admin.activated }
      : null,
  };
}

/** Those who must check or use the paying account see it whole. */
const SEE_ACCOUNT: readonly string[] = ['ADMIN_SATKER', 'KPA', 'BENDAHARA', 'PPK'];

export async function satkerViewOf(
  db: Queryable,
  reading: Reading,
  asker: Asker,
  satker: Satker,
): Promise<z.output<typeof satkerView>> {
  const [base] = (await summariesOf(db, reading, [satker])) as [SatkerSummary];
  const own = asker.satkerId === satker.id;
  const looksAfter = asker.role === 'ADMIN_KPPN' && asker.officeCode === satker.kppn.code;
  return {
    ...base,
    address: satker.address,
    npwp: satker.npwp,
    zone: satker.zone,
    account: accountShown(satker.account, own && SEE_ACCOUNT.includes(asker.role)),
    actions: [
      ...(own && asker.role === 'ADMIN_SATKER' ? (['setPaymentProfile'] as const) : []),
      ...(looksAfter && base.admin === null ? (['registerAdmin'] as const) : []),
    ],
  };
}

async function namesOf(db: Queryable, codec: Codec, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; body: Buffer }>(
    'SELECT id, body FROM identity.person WHERE id = ANY ($1)',
    [ids],
  );
  const table = 'identity.person';
  return new Map(
    await Promise.all(
      rows.map(async ({ id, body }): Promise<[string, string]> => {
        const binding = { table, id, column: 'body', owner: ownerOf(table, id, {}) } as const;
        return [id, (await codec.decode<{ name: string }>(body, binding)).name];
      }),
    ),
  );
}
