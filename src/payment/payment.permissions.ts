/** Who may act on payments: acts from the table of the instruction itself. */
import { type Machine, rolesFor } from '../kernel/machine.ts';
import { type Permission, permissions, ROLES, type Role } from '../kernel/permission.ts';
import { cardMachine, type PaymentRole, transferMachine } from './instruction.machine.ts';
import { paymentCommands } from './payment.schema.ts';

const people = (act: string, machine: Machine<string, PaymentRole> = transferMachine): Role[] =>
  rolesFor(machine, act).filter((role) => role !== 'SYSTEM');

/** A courier carries goods; what is paid for them, and to which account, is not their affair. */
const readers = ROLES.filter((role) => role !== 'COURIER' && role !== 'SERVICE');

const acts = Object.fromEntries(
  Object.keys(paymentCommands).map((act): [string, Permission] => [
    `payment.${act}`,
    { roles: people(act), on: 'payments of the own satker', what: `Payment: ${act}` },
  ]),
);

export const paymentPermissions = permissions({
  'payment.list': {
    roles: readers,
    on: 'payments of the own office; treasury and auditors: of the satker they oversee',
    what: 'List payments',
  },
  'payment.read': {
    roles: readers,
    on: 'payments of the own office; treasury and auditors: of the satker they oversee',
    what: 'Read a payment',
  },
  'payment.inFlight': {
    roles: ['BENDAHARA', 'BPP', 'PPSPM', 'KPA', 'ADMIN_KPPN', 'ADMIN_KANWIL', 'ADMIN_PKN', 'AUDITOR'],
    on: 'payments of the own office; treasury and auditors: of the satker they oversee',
    what: 'See what is on its way and why, and how the banks are',
  },
  ...acts,
  'payment.batch': {
    roles: ['BENDAHARA', 'PPSPM', 'KPA'],
    on: 'payments of the own satker',
    what: 'See what one sitting over several payments would confirm',
  },
  'payment.acceptPayee': {
    roles: ['BENDAHARA', 'KPA'],
    on: 'payments of the own satker',
    what: 'Answer for a payee whose name differs at the bank',
  },
  'payment.askReturn': {
    roles: ['BENDAHARA'],
    on: 'payments of the own satker',
    what: 'Record the letter that asks for money back',
  },
  'payee.list': {
    roles: ['BENDAHARA', 'BPP', 'PPSPM', 'KPA', 'PPK', 'ADMIN_SATKER'],
    on: 'payees of the own satker',
    what: 'See the standing accounts of vendors and what the bank said of them',
  },
  'cms.read': {
    roles: ['ADMIN_SATKER', 'KPA', 'PPSPM', 'BENDAHARA', 'BPP', 'PPK'],
    on: 'the CMS of the own satker',
    what: 'See the levels and limits of the CMS',
  },
  'cms.set': {
    roles: ['ADMIN_SATKER', 'KPA'],
    on: 'the CMS of the own satker',
    what: 'Set the levels and limits of the CMS by decree',
  },
  'payment.askVoid': {
    roles: people('askVoid', cardMachine),
    on: 'card payments of the own satker; a holder: of the own card',
    what: 'Ask the bank to void a card payment before it is cleared',
  },
  'payment.askRefund': {
    roles: people('askRefund', cardMachine),
    on: 'card payments to the own shop',
    what: 'Give money back on a card payment',
  },
  'card.list': {
    roles: ['KKP_HOLDER', 'BENDAHARA', 'BPP', 'PPK', 'PPSPM', 'KPA', 'ADMIN_SATKER'],
    on: 'cards of the own satker; a holder: the own cards',
    what: 'See government credit cards and their limits',
  },
});
