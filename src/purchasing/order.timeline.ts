/** The journal of an order as people read it. */

import { hiddenFromVendor, isOrderAction, orderEvents } from './order.events.ts';
import type { OrderState } from './order.machine.ts';
import type { OrderView } from './order.schema.ts';
import type { OrderEvent } from './order.store.ts';
import type { Order, Signer } from './order.ts';

export function timelineOf(
  order: Order,
  events: readonly OrderEvent[],
  asVendor: boolean,
  language: 'id' | 'en',
): OrderView['timeline'] {
  const names = namesIn(order);
  return events.flatMap((event) => {
    const { action, from } = event.payload;
    if (typeof action !== 'string' || !isOrderAction(action)) return [];
    if (asVendor && hiddenFromVendor(action, stateOf(from))) return [];
    const by = event.personId === null ? null : (names.get(event.personId) ?? null);
    return [
      {
        at: event.at,
        type: event.type,
        sentence: orderEvents[action][language],
        by: by ?? (event.role.startsWith('VENDOR') ? order.vendorName : null),
        role: event.role,
        // Why an order is no split package is told to KPPN and auditors, not to the vendor.
        note: asVendor && action === 'approve' ? '' : noteOf(event.payload),
      },
    ];
  });
}

const stateOf = (value: unknown): OrderState | null => (typeof value === 'string' ? (value as OrderState) : null);

/** What was written with the act: a reason, or a note. */
function noteOf(payload: Readonly<Record<string, unknown>>): string {
  const input = typeof payload.input === 'object' && payload.input !== null ? payload.input : {};
  const said = [
    payload.reason,
    'reason' in input ? input.reason : null,
    payload.splitReason,
    'note' in input ? input.note : null,
    'comment' in input ? input.comment : null,
  ];
  return said.find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}

/** Names as they were when they signed. */
function namesIn(order: Order): Map<string, string> {
  const signers: (Signer | null | undefined)[] = [
    order.requester,
    order.pp,
    order.ppk,
    order.receipt?.by,
    order.bill?.by,
    order.spby?.by,
    order.rating?.by,
    ...Object.values(order.handedTo ?? {}),
    ...(order.formerly ?? []),
    ...order.offers.map((offer) => offer.person),
    ...order.complaints.map((complaint) => complaint.by),
  ];
  return new Map(signers.flatMap((one) => (one ? [[one.personId, one.name] as const] : [])));
}
