import { permissions } from '../../kernel/permission.ts';

export const federationPermissions = permissions({
  'sign-in.federated': { roles: 'anyone', on: 'self', what: 'Sign in through the identity provider of an institution' },
  'federation.read': { roles: 'signed-in', on: 'self', what: 'See which accounts at institutions are linked' },
  'federation.link': {
    roles: 'signed-in',
    on: 'self',
    what: 'Link or unlink an account at an institution; asks for a fresh factor',
  },
});
