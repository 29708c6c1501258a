/** Whether a work unit is active (row R6): an admin and the minimum set in office, each of whom has activated. */
import type { Satker } from './satker.ts';

/** KPPN Sijunjung; Kanwil DJPb Sumsel, service standard. */
export const ACTIVE_SET = ['ADMIN_SATKER', 'PEMESAN', 'PPK', 'PP', 'PENERIMA', 'BENDAHARA'] as const;

export interface SatkerStatus {
  readonly active: boolean;
  /** Roles that nobody holds today. */
  readonly missing: readonly string[];
  /** Roles held by people of whom none has activated. */
  readonly waiting: readonly string[];
  /** Row R7. */
  readonly profileComplete: boolean;
}

export function satkerStatus(
  satker: Pick<Satker, 'account' | 'npwp' | 'address'>,
  seats: readonly { readonly role: string; readonly activated: boolean }[],
): SatkerStatus {
  const held = (role: string) => seats.filter((seat) => seat.role === role);
  const missing = ACTIVE_SET.filter((role) => held(role).length === 0);
  const waiting = ACTIVE_SET.filter((role) => held(role).length > 0 && !held(role).some((seat) => seat.activated));
  const profileComplete = satker.account.accountNo !== '' && satker.npwp !== '' && satker.address !== '';
  return { active: missing.length === 0 && waiting.length === 0, missing, waiting, profileComplete };
}
