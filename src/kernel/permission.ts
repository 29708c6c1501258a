/** Who may do what: the words of the one matrix. Each room declares its own actions; `permission/matrix.ts` joins them. */

/** Every role there is, in the order in which they are shown. */
export const ROLES = [
  'PEMESAN',
  'PP',
  'PPK',
  'PENERIMA',
  'BENDAHARA',
  'BPP',
  'KPA',
  'PPSPM',
  'KKP_HOLDER',
  'KKP_ADMIN',
  'ADMIN_SATKER',
  'VENDOR_ADMIN',
  'VENDOR_STAFF',
  'COURIER',
  'ADMIN_KPPN',
  'ADMIN_KANWIL',
  'ADMIN_PKN',
  'AUDITOR',
  /** An integration that holds a key of an office. */
  'SERVICE',
] as const;
export type Role = (typeof ROLES)[number];

export interface Permission {
  /**
   * `anyone`: also who is not signed in. `signed-in`: every person in office, no service key. `machine`: another system that proves
   * itself in its own way, as a bank by its signature.
   */
  readonly roles: readonly Role[] | 'anyone' | 'signed-in' | 'machine';
  /** Whose objects: what row-level security or the rule of the room leaves of them. */
  readonly on: string;
  /** One line for the printed matrix. */
  readonly what: string;
}

export type Permissions = { readonly [action: string]: Permission };

/** Keeps the names of the actions in the type. */
export const permissions = <P extends Permissions>(table: P): P => table;

/** Whether a role may do an action at all; what state and whose object is decided after. Unknown means no. */
export function roleMay(permission: Permission | undefined, role: string | null): boolean {
  if (!permission) return false;
  const { roles } = permission;
  if (roles === 'anyone' || roles === 'machine') return true;
  if (role === null) return false;
  return roles === 'signed-in' ? role !== 'SERVICE' : roles.some((one) => one === role);
}
