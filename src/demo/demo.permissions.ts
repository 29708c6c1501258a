import { permissions } from '../kernel/permission.ts';

export const demoPermissions = permissions({
  'demo.read': {
    roles: 'anyone',
    on: 'invented people',
    what: 'See who one can be in a trial; a real instance has no such route',
  },
});
