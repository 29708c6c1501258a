import { permissions, ROLES } from '../kernel/permission.ts';

export const documentPermissions = permissions({
  'paper.read': {
    roles: 'signed-in',
    on: 'orders one may read; a vendor not the SPBy, a courier the delivery note alone',
    what: 'Print a paper of an order',
  },
  'paper.readReturn': {
    roles: ROLES.filter((role) => role !== 'COURIER' && role !== 'SERVICE'),
    on: 'payments one may read',
    what: 'Print the letter that asks for money back',
  },
});
