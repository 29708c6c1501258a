/**
 * Seats of an order and who sits in them. `requester`, `pp` and `ppk` say who acted; when officials rotate the task passes to
 * the successor (`handedTo`), while the name of whoever signed stays.
 */
import type { Order, Signer } from './order.ts';

export type Seat = 'requester' | 'pp' | 'ppk';

/** The role that sits there. */
export const seatRoles = { requester: 'PEMESAN', pp: 'PP', ppk: 'PPK' } as const;
export const seats = Object.keys(seatRoles) as readonly Seat[];

/** Who has the task now; null while nobody was named. */
export const sitting = (order: Order, seat: Seat): Signer | null => order.handedTo?.[seat] ?? order[seat];

/**
 * An order after a change, with what rotation must not lose: whoever acts in a seat takes it for good, and whoever acted
 * before is remembered, so that nobody acts twice on one order in offices that are kept apart.
 */
export function seated(before: Order, after: Order): Order {
  const left = [
    ...seats.map((seat) => [before[seat], after[seat]] as const).filter(([old]) => old?.role !== 'PPK'),
    // An SPBy that the treasurer refused was signed all the same.
    [before.spby?.by ?? null, after.spby?.by ?? null] as const,
  ].flatMap(([old, now]) => (old && old.personId !== now?.personId ? [old] : []));
  const formerly = [...(after.formerly ?? []), ...left];
  const handedTo = Object.fromEntries(
    seats.flatMap((seat) => {
      const handed = after.handedTo?.[seat];
      return handed && handed.personId !== after[seat]?.personId ? [[seat, handed] as const] : [];
    }),
  );
  const { formerly: _, handedTo: __, ...rest } = after;
  return {
    ...rest,
    ...(formerly.length > 0 ? { formerly: distinct(formerly) } : {}),
    ...(Object.keys(handedTo).length > 0 ? { handedTo } : {}),
  };
}

function distinct(signers: readonly Signer[]): Signer[] {
  const seen = new Map(signers.map((one) => [`${one.personId} ${one.role}`, one] as const));
  return [...seen.values()];
}
