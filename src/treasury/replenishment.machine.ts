/** The life of a request for petty cash: UP, its replenishment (GUP) and additional petty cash (TUP). */
import type { Machine, Transition } from '../kernel/machine.ts';

export type ReplenishmentState = 'DRAFTED' | 'SPP' | 'SPM' | 'SP2D' | 'RECEIVED' | 'WITHDRAWN';
export type TreasuryRole = 'PPK' | 'PPSPM' | 'BENDAHARA' | 'SYSTEM';

const step = (
  row: string,
  from: ReplenishmentState | null,
  action: string,
  by: readonly TreasuryRole[],
  to: ReplenishmentState,
): Transition<ReplenishmentState, TreasuryRole> => ({ row, from, action, by, to });

export const replenishmentMachine: Machine<ReplenishmentState, TreasuryRole> = {
  name: 'replenishment',
  states: {
    DRAFTED: 'Daftar disusun PPK',
    SPP: 'SPP terbit, menunggu SPM',
    SPM: 'SPM terbit, menunggu SP2D',
    SP2D: 'SP2D terbit, menunggu uang masuk',
    RECEIVED: 'Uang diterima',
    WITHDRAWN: 'Ditarik',
  },
  final: ['RECEIVED', 'WITHDRAWN'],
  roles: ['PPK', 'PPSPM', 'BENDAHARA', 'SYSTEM'],
  transitions: [
    step('U1', null, 'draft', ['PPK'], 'DRAFTED'),
    step('U2', 'DRAFTED', 'issueSpp', ['PPK'], 'SPP'),
    step('U2', 'DRAFTED', 'withdraw', ['PPK'], 'WITHDRAWN'),
    step('U2', 'SPP', 'withdraw', ['PPK'], 'WITHDRAWN'),
    step('U3', 'SPP', 'issueSpm', ['PPSPM'], 'SPM'),
    step('U3', 'SPP', 'sendBack', ['PPSPM'], 'DRAFTED'),
    step('U4', 'SPM', 'recordSp2d', ['BENDAHARA'], 'SP2D'),
    // The KPPN refused the SPM.
    step('U4', 'SPM', 'sendBack', ['BENDAHARA'], 'DRAFTED'),
    step('U5', 'SP2D', 'receive', ['SYSTEM'], 'RECEIVED'),
    // GUP nihil accounts for spending and brings no money.
    step('U5', 'SPM', 'recordNihil', ['BENDAHARA'], 'RECEIVED'),
  ],
};
