import { rolesFor } from '../../kernel/machine.ts';
import { type Permission, permissions, type Role } from '../../kernel/permission.ts';
import { depositMachine } from './deposit.machine.ts';
import { depositCommands } from './tax.schema.ts';

const overseers: readonly Role[] = ['ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR'];
const satker: readonly Role[] = ['BENDAHARA', 'BPP', 'PPK', 'PPSPM', 'KPA'];

const acts = Object.fromEntries(
  Object.keys(depositCommands).map((act): [string, Permission] => [
    `deposit.${act}`,
    {
      roles: rolesFor(depositMachine, act).filter((role) => role !== 'SYSTEM'),
      on: 'deposits of the own satker',
      what: `Deposit of taxes: ${act}`,
    },
  ]),
);

export const taxPermissions = permissions({
  'withholding.list': {
    roles: [...satker, 'VENDOR_ADMIN', ...overseers],
    on: 'taxes kept back by the own satker; a vendor: of its own payments; treasury and auditors: of the satker they oversee',
    what: 'See taxes kept back',
  },
  'withholding.slip': {
    roles: ['BENDAHARA'],
    on: 'taxes kept back by the own satker',
    what: 'Record the slip (bukti potong) of a tax kept back',
  },
  'withholding.closeOutsideCard': {
    roles: ['BENDAHARA'],
    on: 'taxes owed outside the card flow of the own satker',
    what: 'Close a tax that the card could not withhold',
  },
  'withholding.report': {
    roles: ['BENDAHARA'],
    on: 'taxes kept back by the own satker',
    what: 'Record that the return of a period (SPT Masa) was filed',
  },
  'withholding.export': {
    roles: ['BENDAHARA', 'BPP'],
    on: 'taxes kept back by the own satker',
    what: 'Export slips for Coretax',
  },
  'deposit.list': {
    roles: [...satker, ...overseers],
    on: 'deposits of the own satker; treasury and auditors: of the satker they oversee',
    what: 'List deposits of taxes',
  },
  'deposit.read': {
    roles: [...satker, ...overseers],
    on: 'deposits of the own satker; treasury and auditors: of the satker they oversee',
    what: 'Read a deposit of taxes',
  },
  ...acts,
});
