import { permissions, ROLES } from '../kernel/permission.ts';
import { taxPermissions } from '../tax/deposit/tax.permissions.ts';
import { treasuryPermissions } from '../treasury/treasury.permissions.ts';

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
  'paper.readRequest': {
    ...treasuryPermissions['replenishment.read'],
    what: 'Print a request for petty cash (DRPP)',
  },
  'paper.readDeposit': { ...taxPermissions['deposit.read'], what: 'Print the proof of a deposit of taxes' },
  'paper.readTax': { ...taxPermissions['withholding.list'], what: 'Print the data of a tax kept back' },
});
