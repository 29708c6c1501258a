/** Who may act on orders: from the table of the order itself, so that the two cannot differ. */
import { rolesFor } from '../kernel/machine.ts';
import { type Permission, permissions, type Role } from '../kernel/permission.ts';
import { orderCommands, type PersonAction } from './order.commands.ts';
import { orderMachine } from './order.machine.ts';

const people = (action: string): Role[] => rolesFor(orderMachine, action).filter((role) => role !== 'SYSTEM');

const acts = Object.fromEntries(
  (Object.keys(orderCommands) as PersonAction[]).map((action): [string, Permission] => [
    `order.${action}`,
    { roles: people(action), on: 'orders of the own office', what: `Order: ${action}` },
  ]),
);

const SEEN = 'orders of the own office; treasury and auditors: orders placed by the satker they oversee';

export const purchasingPermissions = permissions({
  'order.list': { roles: 'signed-in', on: SEEN, what: 'List orders' },
  'order.read': { roles: 'signed-in', on: SEEN, what: 'Read an order; a courier no bill, tax or payment' },
  ...acts,
  'file.add': {
    roles: ['PENERIMA', 'PPK', 'VENDOR_ADMIN', 'VENDOR_STAFF', 'COURIER'],
    on: 'orders of the own office',
    what: 'Add a photo to an order',
  },
  'file.read': { roles: 'signed-in', on: 'orders of the own office', what: 'See a photo of an order' },
});
