import { permissions, type Role } from '../kernel/permission.ts';

const registrars: readonly Role[] = ['ADMIN_PKN', 'ADMIN_KPPN', 'ADMIN_SATKER', 'VENDOR_ADMIN'];
const officials: readonly Role[] = ['ADMIN_PKN', 'ADMIN_KPPN', 'ADMIN_SATKER'];
const overseers: readonly Role[] = ['ADMIN_KANWIL', 'AUDITOR', 'KPA'];

const on = 'offices whose register the asker keeps';

export const peoplePermissions = permissions({
  'people.list': {
    roles: [...registrars, ...overseers],
    on: 'own office; KPPN, Kanwil and national oversight: their satker',
    what: 'See who holds which office',
  },
  'people.read': {
    roles: [...registrars, ...overseers],
    on: 'own office; KPPN, Kanwil and national oversight: their satker',
    what: 'See one appointment and its history',
  },
  'people.appoint': { roles: registrars, on, what: 'Register an official by decree, and invite them' },
  'people.replace': { roles: registrars, on, what: 'Name the successor of an official; open tasks follow' },
  'people.end': { roles: registrars, on, what: 'Set the last day of an official in office' },
  'people.cancel': { roles: registrars, on, what: 'Withdraw an appointment that has not begun' },
  'people.standIn': { roles: officials, on, what: 'Name a stand-in (Plh, Plt) from a day to a day' },
  'people.recall': { roles: officials, on, what: 'Let the holder return before the stand-in’s last day' },
  'people.endSessions': { roles: registrars, on, what: 'Sign a person out everywhere' },
  'people.resetFactors': { roles: registrars, on, what: 'Let a person choose password and factors anew' },
  'people.invite': { roles: registrars, on, what: 'Send an invitation again' },
  'correction.list': {
    roles: 'signed-in',
    on: 'own requests; registrars: those they decide',
    what: 'See requests to correct personal data',
  },
  'correction.ask': {
    roles: 'signed-in',
    on: 'self; registrars: people of their register',
    what: 'Ask to correct NIK, name, e-mail, NIP or telephone',
  },
  'correction.approve': {
    roles: officials,
    on: 'requests of their register, not their own',
    what: 'Approve a correction',
  },
  'correction.reject': {
    roles: officials,
    on: 'requests of their register, not their own',
    what: 'Reject a correction with a reason',
  },
  'correction.withdraw': { roles: 'signed-in', on: 'own requests', what: 'Take back a request' },
});
