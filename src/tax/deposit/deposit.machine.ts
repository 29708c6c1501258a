/** The life of a deposit of taxes (rows T1 to T3): a billing code, its payment, the State's receipt. */
import type { Machine, Transition } from '../../kernel/machine.ts';

export type DepositState = 'DRAFTED' | 'BILLED' | 'PAYING' | 'DEPOSITED' | 'WITHDRAWN';
export type DepositRole = 'BENDAHARA' | 'SYSTEM';

const step = (
  row: string,
  from: DepositState | null,
  action: string,
  by: readonly DepositRole[],
  to: DepositState,
): Transition<DepositState, DepositRole> => ({ row, from, action, by, to });

export const depositMachine: Machine<DepositState, DepositRole> = {
  name: 'deposit',
  states: {
    DRAFTED: 'Menunggu kode billing',
    BILLED: 'Kode billing terbit',
    PAYING: 'Sedang dibayar',
    DEPOSITED: 'Sudah disetor (NTPN)',
    WITHDRAWN: 'Ditarik',
  },
  final: ['DEPOSITED', 'WITHDRAWN'],
  roles: ['BENDAHARA', 'SYSTEM'],
  transitions: [
    step('T1', null, 'draft', ['BENDAHARA'], 'DRAFTED'),
    step('T2', 'DRAFTED', 'recordBilling', ['BENDAHARA', 'SYSTEM'], 'BILLED'),
    step('T2', 'BILLED', 'recordBilling', ['BENDAHARA'], 'BILLED'),
    step('T2', 'BILLED', 'expireBilling', ['SYSTEM'], 'DRAFTED'),
    step('T2', 'DRAFTED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('T2', 'BILLED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('T3', 'BILLED', 'pay', ['BENDAHARA'], 'PAYING'),
    step('T3', 'PAYING', 'failPayment', ['SYSTEM'], 'BILLED'),
    step('T3', 'PAYING', 'settle', ['SYSTEM'], 'DEPOSITED'),
    // Paid at a counter or in the bank's own application.
    step('T3', 'BILLED', 'recordNtpn', ['BENDAHARA'], 'DEPOSITED'),
  ],
};
