/** Who may do what with sign-in and with their own security. */
import { permissions } from '../kernel/permission.ts';

const anyone = (what: string) => ({ roles: 'anyone', on: 'self', what }) as const;
const own = (what: string) => ({ roles: 'signed-in', on: 'self', what }) as const;

export const identityPermissions = permissions({
  'sign-in.password': anyone('First step of signing in: e-mail and password'),
  'sign-in.email-code': anyone('Have a code mailed for the second step'),
  'sign-in.code': anyone('Second step of signing in: a code'),
  'sign-in.passkey': anyone('Sign in with a passkey, as the second step or the only one'),
  'password.forgotten': anyone('Ask for a link to set a new password'),
  'password.reset': anyone('Set a new password with the link and a factor'),
  'activation.open': anyone('Open an invitation'),
  'activation.take': anyone('Set the first password and factor with an invitation'),
  'session.end': anyone('Sign out'),
  'session.read': own('See who is signed in'),
  'security.read': own('See one’s factors and where one is signed in'),
  'security.session-end': own('Sign out elsewhere'),
  'security.password': own('Change one’s password'),
  'security.factor': own('Add or remove an authenticator app or a passkey'),
  'security.recovery-codes': own('Make new recovery codes'),
  'step-up.begin': own('Begin to confirm an act with a passkey or a mailed code'),
  'factor-policy.read': {
    roles: ['ADMIN_SATKER', 'VENDOR_ADMIN'],
    on: 'own office',
    what: 'See whether mailed codes are allowed',
  },
  'factor-policy.set': {
    roles: ['ADMIN_SATKER', 'VENDOR_ADMIN'],
    on: 'own office',
    what: 'Allow or forbid mailed codes for the people of the office',
  },
});
