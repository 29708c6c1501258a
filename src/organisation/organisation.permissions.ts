/** Who may act on work units and vendors: acts on a vendor from the table of its life. */
import { rolesFor } from '../kernel/machine.ts';
import { type Permission, permissions, type Role } from '../kernel/permission.ts';
import { vendorMachine } from './vendor.machine.ts';
import { vendorCommands } from './vendor.schema.ts';

const treasury: readonly Role[] = ['ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR'];

const people = (act: string): Role[] =>
  rolesFor(vendorMachine, act).filter((role) => role !== 'SYSTEM' && role !== 'VISITOR');

const acts = Object.fromEntries(
  Object.keys(vendorCommands)
    .filter((act) => act !== 'register')
    .map((act): [string, Permission] => [
      `vendor.${act}`,
      {
        roles: people(act),
        on: 'VENDOR_ADMIN: own vendor; PP: invited by the own satker; KPPN: of its region; PKN: all',
        what: `Vendor: ${act}`,
      },
    ]),
);

export const organisationPermissions = permissions({
  'kppn.list': { roles: 'anyone', on: 'all: names of public offices', what: 'List treasury service offices' },
  'kppn.create': { roles: ['ADMIN_PKN'], on: 'all', what: 'Record a treasury service office' },
  'satker.list': {
    roles: treasury,
    on: 'KPPN: its satker; Kanwil: of its KPPN; PKN and auditors: all',
    what: 'List work units with their status',
  },
  'satker.read': {
    roles: [...treasury, 'ADMIN_SATKER', 'KPA', 'BENDAHARA', 'PPK'],
    on: 'own satker; treasury: those it looks after',
    what: 'See one work unit',
  },
  'satker.create': { roles: ['ADMIN_PKN'], on: 'all', what: 'Record a work unit' },
  'satker.setPaymentProfile': {
    roles: ['ADMIN_SATKER'],
    on: 'own satker',
    what: 'Record paying account, NPWP and address',
  },
  'vendor.list': {
    roles: ['PP', ...treasury],
    on: 'PP: invited by the own satker; KPPN: of its region; Kanwil, PKN and auditors likewise',
    what: 'List registrations of vendors',
  },
  'vendor.read': {
    roles: ['PP', 'VENDOR_ADMIN', ...treasury],
    on: 'VENDOR_ADMIN: own vendor; others as in the list',
    what: 'See one registration',
  },
  'vendor.register': { roles: 'anyone', on: 'self', what: 'A business registers itself' },
  ...acts,
});
