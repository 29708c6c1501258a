import { permissions } from '../kernel/permission.ts';

export const documentPermissions = permissions({
  'paper.read': {
    roles: 'signed-in',
    on: 'orders one may read; a vendor not the SPBy, a courier the delivery note alone',
    what: 'Print a paper of an order',
  },
});
