/** A treasury service office (KPPN) and the regional office (Kanwil DJPb) it belongs to. Public names; nothing of it is secret. */
import type { RowWrite } from '../kernel/decision.ts';
import type { Zone } from '../kernel/time.ts';

export interface Kppn {
  readonly id: string;
  /** Three digits; text, since leading zeros count. */
  readonly code: string;
  readonly name: string;
  /** Two digits: the treasury's own location code, not the one in a NIK. */
  readonly kanwil: { readonly code: string; readonly name: string };
  readonly town: string;
  readonly zone: Zone;
}

export const kppnTable = 'organisation.kppn';

export function kppnRow(kppn: Kppn, expectedVersion: number): RowWrite {
  const { id, code, name, kanwil, town, zone } = kppn;
  return {
    table: kppnTable,
    id,
    expectedVersion,
    columns: { code, kanwil_code: kanwil.code },
    body: { name, kanwilName: kanwil.name, town, zone },
  };
}
