/** Who has already acted on an order, so that nobody acts twice on it in offices that are kept apart (FAQ KPPN Jakarta II; UU 1/2004 art. 10(4)). */
import type { OrderFacts } from './facts.ts';
import type { Order, Signer } from './order.ts';

type Acted = readonly (Signer | null | undefined)[];

const includes = (acted: Acted, personId: string): boolean => acted.some((one) => one?.personId === personId);

/** Who sat in a seat of these roles before: rotation forgets nobody who acted. */
const formerly = (order: Order, ...roles: readonly Signer['role'][]): readonly Signer[] =>
  (order.formerly ?? []).filter((one) => roles.includes(one.role));

/** Asked for the goods, or chose vendor and price. */
const orderers = (order: Order): Acted => [
  order.requester,
  order.pp,
  ...order.offers.map((offer) => (offer.by === 'PP' ? offer.person : null)),
  order.handedTo?.requester,
  order.handedTo?.pp,
  ...formerly(order, 'PEMESAN', 'PP'),
];

export const hasOrdered = (order: Order, personId: string): boolean => includes(orderers(order), personId);

/** Bound the budget, or ordered to pay. */
const committers = (order: Order): Acted => [
  order.ppk,
  order.spby?.by,
  ...(order.bill?.returned ?? []).map((entry) => entry.by),
  ...formerly(order, 'PPK'),
];

export const hasCommitted = (order: Order, personId: string): boolean => includes(committers(order), personId);

/** Accepted or held a delivery. */
const receivers = (order: Order): Acted => [order.receipt?.by, ...order.complaints.map((complaint) => complaint.by)];

export const hasReceived = (order: Order, personId: string): boolean => includes(receivers(order), personId);

/** Everybody of the satker who asked, chose, committed or received: none of them pays what they brought about, in whatever office. */
export const broughtAboutBy = (order: Order): readonly string[] => [
  ...new Set([...orderers(order), ...committers(order), ...receivers(order)].flatMap((one) => one?.personId ?? [])),
];

/**
 * Whether whoever is named in the order still holds that office. Officials rotate: open tasks pass to the successor, the
 * name of whoever signed stays.
 */
export function inOffice(named: Signer, facts: Pick<OrderFacts, 'officials'>): boolean {
  return facts.officials.some((one) => one.personId === named.personId && one.role === named.role);
}
