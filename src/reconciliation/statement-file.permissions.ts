/** Who may bring statement files, and who sees what became of them. */
import { permissions } from '../kernel/permission.ts';

export const statementFilePermissions = permissions({
  'statementFile.add': {
    roles: ['BENDAHARA', 'BPP'],
    on: 'the account of the own satker',
    what: 'Bring a statement file of the bank',
  },
  'statementFile.list': {
    roles: ['BENDAHARA', 'BPP', 'KPA', 'PPSPM', 'AUDITOR'],
    on: 'files of the own satker; auditors: of all',
    what: 'List statement files',
  },
  'statementFile.read': {
    roles: ['BENDAHARA', 'BPP', 'KPA', 'PPSPM', 'AUDITOR'],
    on: 'files of the own satker; auditors: of all',
    what: 'See how far a statement file is taken over, or why it is refused',
  },
});
