/** What is checked before anything starts: tables that would strand an order or a payment stop the program. */
import { checkMachine } from './kernel/machine.ts';
import { cardMachine, transferMachine } from './payment/instruction.machine.ts';
import { orderMachine } from './purchasing/order.machine.ts';

export function checkMachines(): string[] {
  return [...checkMachine(orderMachine), ...checkMachine(transferMachine), ...checkMachine(cardMachine)];
}
