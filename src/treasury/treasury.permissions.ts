import { rolesFor } from '../kernel/machine.ts';
import { type Permission, permissions, type Role } from '../kernel/permission.ts';
import { replenishmentMachine } from './replenishment.machine.ts';
import { treasuryCommands } from './treasury.schema.ts';

const readers: readonly Role[] = [
  'PPK',
  'PPSPM',
  'BENDAHARA',
  'BPP',
  'KPA',
  'ADMIN_KPPN',
  'ADMIN_KANWIL',
  'ADMIN_PKN',
  'AUDITOR',
];

const acts = Object.fromEntries(
  Object.keys(treasuryCommands).map((act): [string, Permission] => [
    `replenishment.${act}`,
    {
      roles: rolesFor(replenishmentMachine, act).filter((role) => role !== 'SYSTEM'),
      on: 'requests of the own satker',
      what: `Petty cash (UP, GUP, TUP): ${act}`,
    },
  ]),
);

export const treasuryPermissions = permissions({
  'replenishment.list': {
    roles: readers,
    on: 'requests of the own satker; treasury and auditors: of the satker they oversee',
    what: 'List requests for petty cash',
  },
  'replenishment.read': {
    roles: readers,
    on: 'requests of the own satker; treasury and auditors: of the satker they oversee',
    what: 'Read a request for petty cash',
  },
  'replenishment.spent': {
    roles: ['PPK', 'BENDAHARA', 'KPA'],
    on: 'the own satker',
    what: 'See what may be replenished',
  },
  ...acts,
});
