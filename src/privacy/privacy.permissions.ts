import { permissions } from '../kernel/permission.ts';

export const privacyPermissions = permissions({
  'privacy.read': {
    roles: 'signed-in',
    on: 'self',
    what: 'See and take along what is kept about oneself (UU 27/2022 art. 7, 13)',
  },
  'privacy.erase': { roles: 'signed-in', on: 'self', what: 'Ask that one’s data be erased (UU 27/2022 art. 8)' },
});
