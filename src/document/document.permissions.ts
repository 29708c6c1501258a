import { permissions } from '../kernel/permission.ts';

export const documentPermissions = permissions({
  'paper.read': { roles: 'signed-in', on: 'orders of the own office', what: 'Print a paper of an order' },
});
