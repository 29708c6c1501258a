/** The month of an account: signed by the treasurer, closed by the KPA. */
import type { Machine, Transition } from '../kernel/machine.ts';

export type ClosingState = 'SIGNED' | 'SENT_BACK' | 'CLOSED';
export type ClosingRole = 'BENDAHARA' | 'KPA';

const step = (
  row: string,
  from: ClosingState | null,
  action: string,
  by: readonly ClosingRole[],
  to: ClosingState,
): Transition<ClosingState, ClosingRole> => ({ row, from, action, by, to });

export const closingMachine: Machine<ClosingState, ClosingRole> = {
  name: 'closing',
  states: {
    SIGNED: 'Ditandatangani bendahara, menunggu KPA',
    SENT_BACK: 'Dikembalikan KPA',
    CLOSED: 'Ditutup',
  },
  final: ['CLOSED'],
  roles: ['BENDAHARA', 'KPA'],
  transitions: [
    step('R1', null, 'sign', ['BENDAHARA'], 'SIGNED'),
    step('R1', 'SENT_BACK', 'sign', ['BENDAHARA'], 'SIGNED'),
    step('R2', 'SIGNED', 'sendBack', ['KPA'], 'SENT_BACK'),
    step('R3', 'SIGNED', 'close', ['KPA'], 'CLOSED'),
  ],
};
