/** Who sees the account of a satker, explains its lines and closes its months. */
import { permissions, type Role } from '../kernel/permission.ts';

const readers: readonly Role[] = ['BENDAHARA', 'KPA', 'PPSPM'];
const on = 'the account of the own satker';

export const reconciliationPermissions = permissions({
  'statement.proof': { roles: readers, on, what: 'See bank balance, platform balance and their difference' },
  'statement.list': { roles: readers, on, what: 'See statement lines and the work list' },
  'statement.askRead': { roles: ['BENDAHARA', 'KPA'], on, what: 'Have the bank statement read now' },
  'statement.match': { roles: ['BENDAHARA'], on, what: 'Say which payment or receipt a statement line is' },
  'statement.classify': {
    roles: ['BENDAHARA'],
    on,
    what: 'Say what a statement line is: fee, tax, interest, return, correction',
  },
  'statement.undo': { roles: ['BENDAHARA'], on, what: 'Take back an explanation of a statement line' },
  'closing.list': { roles: readers, on, what: 'See the months of the account' },
  'closing.read': { roles: readers, on, what: 'See the proof of a month' },
  'closing.sign': { roles: ['BENDAHARA'], on, what: 'Sign the month of the account' },
  'closing.sendBack': { roles: ['KPA'], on, what: 'Send a signed month back to the treasurer' },
  'closing.close': { roles: ['KPA'], on, what: 'Close the month of the account' },
});
