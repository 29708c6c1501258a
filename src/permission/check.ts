/** Faults of the matrix that would let somebody in by accident or keep everybody out; looked for at every start. */
import type { Machine } from '../kernel/machine.ts';
import { type Permissions, ROLES } from '../kernel/permission.ts';
import type { GuardedRoute } from '../platform/http/permission.ts';

const ACTION = /^[a-z][A-Za-z0-9-]*(\.[a-z][A-Za-z0-9-]*)+$/;

/** Actions whose roles are unknown, missing or named twice, and words that are missing. Empty: sound. */
export function checkPermissions(table: Permissions): string[] {
  return Object.entries(table).flatMap(([action, { roles, on, what }]) => {
    const faults: string[] = [];
    if (!ACTION.test(action)) faults.push('is not named room.verb');
    if (on.trim() === '' || what.trim() === '') faults.push('does not say what it is, or on whose objects');
    if (typeof roles !== 'string') {
      if (roles.length === 0) faults.push('is allowed to nobody');
      if (new Set(roles).size !== roles.length) faults.push('names a role twice');
      for (const role of roles) if (!ROLES.includes(role)) faults.push(`names ${role}, which is no role`);
    }
    return faults.map((fault) => `${action} ${fault}`);
  });
}

/** Roles that a machine knows and the matrix does not: nobody would ever be let through to them. */
export function checkMachineRoles(machine: Machine<string, string>, notPeople: readonly string[]): string[] {
  return machine.roles
    .filter((role) => !notPeople.includes(role) && !ROLES.some((one) => one === role))
    .map((role) => `${machine.name}: ${role} is no role`);
}

/**
 * Actions of the matrix that no route carries out: a right that is printed and does not exist. Routes without an action do not
 * start at all (`guardRoutes`). `absent` names actions that this instance leaves out on purpose.
 */
export function checkRoutes(
  table: Permissions,
  routes: readonly GuardedRoute[],
  absent: readonly string[] = [],
): string[] {
  const carried = new Set(routes.map(({ action }) => action));
  return Object.keys(table)
    .filter((action) => !carried.has(action) && !absent.includes(action))
    .map((action) => `no route carries out ${action}`);
}
