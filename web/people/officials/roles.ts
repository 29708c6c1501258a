/** Offices of a work unit in the order of a purchase. Without the needed ones the unit is not active. */
export const NEEDED_ROLES = ['PEMESAN', 'PP', 'PPK', 'PENERIMA', 'BENDAHARA'] as const;
const OTHER_ROLES = ['KPA', 'PPSPM', 'BPP', 'KKP_ADMIN', 'KKP_HOLDER'] as const;
export const SATKER_ROLES: readonly string[] = ['ADMIN_SATKER', ...NEEDED_ROLES, ...OTHER_ROLES];
export const STAFF_ROLES: readonly string[] = ['VENDOR_STAFF', 'COURIER'];

export const isNeeded = (role: string): boolean => NEEDED_ROLES.some((needed) => needed === role);

/** Held by one person alone: a second one is refused, so that a successor is named instead. */
export const isSingle = (role: string): boolean =>
  ['ADMIN_SATKER', 'KPA', 'BENDAHARA', 'PPSPM', 'KKP_ADMIN'].includes(role);

/** For civil servants only; the server says the same. */
export const needsNip = (role: string): boolean =>
  ['ADMIN_SATKER', 'ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN'].includes(role);
