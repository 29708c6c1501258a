import { permissions } from '../kernel/permission.ts';

export const inboxPermissions = permissions({
  'task.list': { roles: 'signed-in', on: 'self', what: 'See what waits for oneself' },
});
