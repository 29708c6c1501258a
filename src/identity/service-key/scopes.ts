/** What a service key may be given: reading, and of that only what people of its office may do. */
import { type Permission, type Permissions, ROLES, type Role } from '../../kernel/permission.ts';

/** Never acts that bind, money, people, factors or keys: each of these needs a person. */
export const SERVICE_SCOPES = [
  'order.list',
  'order.read',
  'file.read',
  'paper.read',
  'payment.list',
  'payment.read',
  'budget.read',
] as const;
export type ServiceScope = (typeof SERVICE_SCOPES)[number];

export type ServiceOfficeKind = 'SATKER' | 'VENDOR' | 'KPPN';

const ROLES_OF: { readonly [K in ServiceOfficeKind]: readonly Role[] } = {
  SATKER: [
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
  ],
  VENDOR: ['VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'],
  KPPN: ['ADMIN_KPPN'],
};

/** Whether somebody of such an office may do it, so that a key never reaches further than its office. */
function officeMay(permission: Permission | undefined, kind: ServiceOfficeKind): boolean {
  if (!permission) return false;
  const { roles } = permission;
  if (typeof roles === 'string') return roles === 'signed-in';
  return roles.some((role) => ROLES_OF[kind].includes(role));
}

/** The scopes that a key of such an office may hold. */
export const grantable = (permissions: Permissions, kind: ServiceOfficeKind): ServiceScope[] =>
  SERVICE_SCOPES.filter((scope) => Object.hasOwn(permissions, scope) && officeMay(permissions[scope], kind));

/** The matrix with the role SERVICE where a key may be given the action; whether one was given it is checked with the key. */
export function withServices(permissions: Permissions): Permissions {
  const opened = SERVICE_SCOPES.filter((scope) => Object.hasOwn(permissions, scope)).map((scope) => {
    const permission = permissions[scope] as Permission;
    const people = typeof permission.roles === 'string' ? ROLES.filter((role) => role !== 'SERVICE') : permission.roles;
    const roles: readonly Role[] = people.includes('SERVICE') ? people : [...people, 'SERVICE'];
    return [scope, { ...permission, roles }] as const;
  });
  return { ...permissions, ...Object.fromEntries(opened) };
}
