import { permissions } from '../kernel/permission.ts';

export const budgetPermissions = permissions({
  'budget.read': {
    roles: ['PP', 'PPK', 'KPA', 'BENDAHARA', 'BPP', 'ADMIN_SATKER'],
    on: 'lines of the own satker',
    what: 'Read pagu, commitments and realisation',
  },
});
