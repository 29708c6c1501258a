/** How the order room sees the person who asks. */
import type { Asker } from '../platform/http/asker.ts';
import type { OrderFacts } from './facts.ts';
import type { OrderRole } from './order.machine.ts';

/** Roles outside the order's table (KPA, auditor …) may look; the table offers them nothing. */
export function orderActor(asker: Asker): OrderFacts['actor'] {
  const { personId, assignmentId, name, satkerId, vendorId } = asker;
  return { personId, assignmentId, name, role: asker.role as OrderRole, satkerId, vendorId };
}

/** The platform itself, in jobs. */
export const systemOrderActor: OrderFacts['actor'] = {
  personId: '',
  assignmentId: '',
  name: 'Sistem',
  role: 'SYSTEM',
  satkerId: null,
  vendorId: null,
};
