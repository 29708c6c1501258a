import { permissions } from '../kernel/permission.ts';

export const cataloguePermissions = permissions({
  'catalogue.read': { roles: 'anyone', on: 'products for sale', what: 'Search and read the catalogue' },
});
