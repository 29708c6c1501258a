/** Whose turn it is: what every screen says beside where an order stands. */
import type { Official } from './facts.ts';
import type { Order } from './order.ts';
import { type Seat, seatRoles, sitting } from './seats.ts';

export interface Turn {
  readonly role: string;
  readonly name: string;
}

/** Null when nobody has to act any more. `officials` may be empty, as it is for a vendor: the role is then the name. */
export function turnOf(order: Order, officials: readonly Official[]): Turn | null {
  const named = (role: string): Turn => ({
    role,
    name: officials.find((official) => official.role === role)?.name ?? role,
  });
  const vendor: Turn = { role: 'VENDOR', name: order.vendorName };
  const seat = (where: Seat): Turn => {
    const role = seatRoles[where];
    return { role, name: sitting(order, where)?.name ?? named(role).name };
  };
  const pp = seat('pp');
  const requester: Turn = { role: order.requester.role, name: seat('requester').name };
  switch (order.state) {
    case 'CART':
      return requester;
    case 'REQUESTED':
    case 'NEGO_DONE':
      return pp;
    case 'NEGO':
      return order.offers.at(-1)?.by === 'PP' ? vendor : pp;
    case 'WAIT_PPK':
    case 'BILLED':
      return seat('ppk');
    case 'PROCESSING':
      return order.dateChange?.by === 'VENDOR' ? { ...requester, role: 'PEMESAN' } : vendor;
    case 'WAIT_VENDOR':
    case 'WITHDRAW_REQUESTED':
    case 'CANCEL_REQUESTED':
    case 'PENDING':
    case 'RECEIVED':
    case 'BILL_RETURNED':
      return vendor;
    case 'SHIPPED':
    case 'DELIVERED':
      return named('PENERIMA');
    case 'SPBY':
      return named(order.rail === 'KKP' ? 'KKP_HOLDER' : 'BENDAHARA');
    case 'PAYING':
      return order.rail === 'KKP' ? named('KKP_HOLDER') : { role: 'BANK', name: 'Bank' };
    default:
      return null;
  }
}
