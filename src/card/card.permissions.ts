/** Who may do what with the cards and their monthly bill: acts from the tables of bill and line. */
import { rolesFor } from '../kernel/machine.ts';
import { type Permission, permissions, type Role } from '../kernel/permission.ts';
import { billMachine } from './bill.machine.ts';
import { billActs, lineActs } from './bill.schema.ts';

const people = (act: string): Role[] => rolesFor(billMachine, act).filter((role) => role !== 'SYSTEM');

const readers: readonly Role[] = ['KKP_HOLDER', 'BENDAHARA', 'BPP', 'PPK', 'PPSPM', 'KPA'];
const ON = 'bills of the own satker; a holder: lines of the own card';

const acts = Object.fromEntries(
  [...Object.keys(lineActs), ...Object.keys(billActs)].map((act): [string, Permission] => [
    `cardBill.${act}`,
    { roles: people(act), on: ON, what: `Card bill: ${act}` },
  ]),
);

export const cardPermissions = permissions({
  'card.register': { roles: ['ADMIN_SATKER'], on: 'cards of the own satker', what: 'Register a card by its token' },
  'card.change': {
    roles: ['ADMIN_SATKER'],
    on: 'cards of the own satker',
    what: 'Change limit, kind, validity or status of a card by decree of the KPA',
  },
  'card.usage': {
    roles: ['KKP_HOLDER', 'BENDAHARA', 'BPP', 'PPK', 'PPSPM', 'KPA', 'ADMIN_SATKER'],
    on: 'cards of the own satker; a holder: the own cards',
    what: 'See how far the limits are used, month by month',
  },
  'cardBill.list': { roles: readers, on: ON, what: 'List card bills' },
  'cardBill.read': { roles: readers, on: ON, what: 'Read a card bill' },
  'cardBill.paper': { roles: readers.filter((role) => role !== 'KKP_HOLDER'), on: ON, what: 'Print the DPT KKP' },
  'cardBill.addReceipt': {
    roles: ['KKP_HOLDER'],
    on: 'bills with lines of the own card',
    what: 'Add a photo of a receipt',
  },
  'cardBill.readReceipt': { roles: readers, on: ON, what: 'See the photo of a receipt' },
  'cardBill.fetch': {
    roles: ['KKP_HOLDER', 'BENDAHARA', 'PPK'],
    on: 'the own satker',
    what: 'Ask the issuer for new bills',
  },
  ...acts,
});
