/** Every state machine of the platform: checked before anything starts, and drawn by `npm run docs`. */
import { billLineMachine, billMachine } from './card/bill.machine.ts';
import { checkMachine, drawMachine, type Machine, tabulateMachine } from './kernel/machine.ts';
import { vendorMachine } from './organisation/vendor.machine.ts';
import { cardMachine, transferMachine } from './payment/instruction.machine.ts';
import { appointmentMachine } from './people/appointment.machine.ts';
import { correctionMachine } from './people/correction.machine.ts';
import { orderMachine } from './purchasing/order.machine.ts';
import { closingMachine } from './reconciliation/closing.machine.ts';

export const machines: readonly Machine<string, string>[] = [
  orderMachine,
  transferMachine,
  cardMachine,
  billMachine,
  billLineMachine,
  appointmentMachine,
  correctionMachine,
  vendorMachine,
  closingMachine,
];

/** Faults of the tables that would strand an order or a payment; empty when all are sound. */
export function checkMachines(): string[] {
  return machines.flatMap(checkMachine);
}

/** The tables and their drawings as Markdown. */
export function describeMachines(): string {
  return machines
    .map((m) => `## ${m.name}\n\n${tabulateMachine(m)}\n\n\`\`\`mermaid\n${drawMachine(m)}\n\`\`\``)
    .join('\n\n');
}
