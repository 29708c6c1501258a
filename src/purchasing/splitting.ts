/**
 * Finds orders that look like one package cut in pieces (Perpres 16/2018 art. 20(2)d): within a rolling window the
 * orders of one satker, to the same vendor or for the same category and akun, together exceed a threshold that each
 * of them stays under. A flag asks the PPK for a reason and is kept for KPPN and APIP; it does not block.
 */
import { daysBetween } from '../kernel/time.ts';
import type { Rules } from '../regulation/rules.ts';

export interface OrderPart {
  readonly category: string;
  readonly akun: string;
  /** Part of the order's total, PPN included. */
  readonly total: bigint;
  readonly priceExcl: bigint;
}

export interface SplittableOrder {
  /** As people know it: `PS-2026-000148`. */
  readonly number: string;
  readonly satkerId: string;
  readonly vendorId: string;
  /** Local date of the order, `yyyy-mm-dd`. */
  readonly date: string;
  /** One part for each category and akun; their sum is the order. Cancelled and rejected orders are not passed in. */
  readonly parts: readonly OrderPart[];
}

export type SplitLink =
  | { readonly kind: 'SAME_VENDOR'; readonly vendorId: string }
  | { readonly kind: 'SAME_CATEGORY_AND_AKUN'; readonly category: string; readonly akun: string };

export interface SplitFlag {
  readonly link: SplitLink;
  readonly threshold: bigint;
  /** What the pieces come to together, measured as the threshold is. */
  readonly sum: bigint;
  /** The same without PPN: what `computeTax` takes as the package. */
  readonly packagePriceExcl: bigint;
  /** Oldest first; the order that was asked about is last. */
  readonly orderNumbers: readonly string[];
  readonly basis: string;
}

interface Piece {
  readonly order: SplittableOrder;
  /** Of the whole order: what must stay under the threshold. */
  readonly alone: bigint;
  /** Of what is linked: what is summed. */
  readonly counted: bigint;
  readonly countedExcl: bigint;
}

/**
 * Flags for one order against the earlier ones, highest threshold first. `others` may hold orders of other satker,
 * later ones and the order itself; they are left out.
 */
export function findSplits(
  order: SplittableOrder,
  others: readonly SplittableOrder[],
  rules: Rules,
): readonly SplitFlag[] {
  const window = rules.get('split.window');
  const earlier = others
    .filter((other) => other.number !== order.number && other.satkerId === order.satkerId)
    .filter((other) => isWithin(other.date, order.date, window))
    .toSorted((a, b) => a.date.localeCompare(b.date) || a.number.localeCompare(b.number));
  const thresholds = [...rules.get('split.thresholds')].toSorted((a, b) => (a < b ? 1 : -1));
  return thresholds.flatMap((threshold) =>
    linksOf(order).flatMap((link) => flagFor(link, threshold, order, earlier, rules)),
  );
}

function flagFor(
  link: SplitLink,
  threshold: bigint,
  order: SplittableOrder,
  earlier: readonly SplittableOrder[],
  rules: Rules,
): readonly SplitFlag[] {
  // The tax threshold is measured without PPN (PMK 59/2022), the others on what is paid.
  const withoutPpn = threshold === rules.get('tax.threshold');
  const own = piece(order, link, withoutPpn);
  if (own.counted === 0n || own.alone > threshold) return [];
  const pieces = [...earlier.map((other) => piece(other, link, withoutPpn)), own].filter(
    (p) => p.counted > 0n && p.alone <= threshold,
  );
  const sum = pieces.reduce((total, p) => total + p.counted, 0n);
  if (pieces.length < 2 || sum <= threshold) return [];
  return [
    {
      link,
      threshold,
      sum,
      packagePriceExcl: pieces.reduce((total, p) => total + p.countedExcl, 0n),
      orderNumbers: pieces.map((p) => p.order.number),
      basis: rules.basis('split.thresholds'),
    },
  ];
}

function linksOf(order: SplittableOrder): readonly SplitLink[] {
  const pairs = new Map(order.parts.map((part) => [`${part.category}|${part.akun}`, part]));
  return [
    { kind: 'SAME_VENDOR', vendorId: order.vendorId },
    ...[...pairs.values()].map(({ category, akun }) => ({ kind: 'SAME_CATEGORY_AND_AKUN' as const, category, akun })),
  ];
}

function piece(order: SplittableOrder, link: SplitLink, withoutPpn: boolean): Piece {
  const linked = order.parts.filter((part) => isLinked(order, part, link));
  const amount = (parts: readonly OrderPart[], excl: boolean) =>
    parts.reduce((total, p) => total + (excl ? p.priceExcl : p.total), 0n);
  return {
    order,
    alone: amount(order.parts, withoutPpn),
    counted: amount(linked, withoutPpn),
    countedExcl: amount(linked, true),
  };
}

function isLinked(order: SplittableOrder, part: OrderPart, link: SplitLink): boolean {
  if (link.kind === 'SAME_VENDOR') return order.vendorId === link.vendorId;
  return part.category === link.category && part.akun === link.akun;
}

/** At most `window` days before, or on the same day. */
function isWithin(earlier: string, date: string, window: number): boolean {
  const days = daysBetween(earlier, date);
  return days >= 0 && days <= window;
}
