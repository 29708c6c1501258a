import { permissions } from '../../kernel/permission.ts';

const keepers = {
  roles: ['ADMIN_SATKER', 'ADMIN_PKN'],
  on: 'integrations of the own satker; ADMIN_PKN: of any office',
} as const;

export const serviceKeyPermissions = permissions({
  'service-key.list': { ...keepers, what: 'See integrations, their scopes, keys and last use' },
  'service-key.create': { ...keepers, what: 'Make an integration and its first key; asks for a fresh factor' },
  'service-key.rotate': { ...keepers, what: 'Make a new key for an integration; asks for a fresh factor' },
  'service-key.revoke': { ...keepers, what: 'End an integration at once' },
});
