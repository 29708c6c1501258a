/** What the rules of an order are told, and what they answer. */
import type { LineWithFigures } from '../budget/budget.store.ts';
import type { Product } from '../catalogue/product.ts';
import type { Plain, Refusal, Transfer } from '../kernel/decision.ts';
import type { HolidaySet } from '../kernel/working-days.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Order, Signer } from './order.ts';
import type { SplittableOrder } from './splitting.ts';

export interface Official {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: string;
}

/** Kinds of running number: order, Surat Jalan, BAST, bill, SPBy, kuitansi. */
export type NumberKind = 'PS' | 'SJ' | 'BAST' | 'TAG' | 'SPBY' | 'KW';

export interface OrderFacts {
  /** Id of the command; ids of what it makes derive from it. */
  readonly cause: string;
  readonly now: Date;
  /** Of the order's day; of today while it has none. */
  readonly rules: Rules;
  readonly holidays: HolidaySet;
  readonly actor: Signer & { readonly satkerId: string | null; readonly vendorId: string | null };
  readonly satker: Satker;
  readonly vendor: Vendor;
  /** Officials of the satker who hold office today. */
  readonly officials: readonly Official[];
  /** As they are offered now: those of the order and those named in the command. */
  readonly products: ReadonlyMap<string, Product>;
  /** The line chosen in the order, or in the command. */
  readonly line: LineWithFigures | null;
  /** Orders of the satker within the window of the splitting rule. */
  readonly recent: readonly SplittableOrder[];
  /** Categories in which a domestic product is offered, and one that is strongly domestic (Perpres 46/2025 art. 66). */
  readonly domestic: { readonly any: ReadonlySet<string>; readonly strong: ReadonlySet<string> };
  /** Numbers drawn for this command; only those it may need. */
  readonly numbers: { readonly [K in NumberKind]?: string };
  /** A fresh code was verified for what this act shows. */
  readonly codeVerified: boolean;
}

/** What an act makes of an order. The dispatcher sets state, row and deadline. */
export interface Change {
  readonly ok: true;
  readonly order: Order;
  /** What the journal keeps beside the input. */
  readonly payload?: { readonly [key: string]: Plain | undefined };
  readonly transfers?: readonly Transfer[];
}

export interface Act<Input> {
  /** Whether it is this person's to do; an act that is not is not offered. */
  mine?(order: Order, facts: OrderFacts): Refusal | null;
  /** What stands in the way whatever is typed; shown beside the button. */
  ready?(order: Order, facts: OrderFacts): Refusal | null;
  run(order: Order, input: Input, facts: OrderFacts): Change | Refusal;
}

export function changed(order: Order, change: Omit<Change, 'ok' | 'order'> = {}): Change {
  return { ok: true, order, ...change };
}

export function signer({ personId, assignmentId, name, role }: Signer): Signer {
  return { personId, assignmentId, name, role };
}

/** A number that was drawn for this command. The route draws what an act needs before it decides. */
export function numberOf(facts: OrderFacts, kind: NumberKind): string {
  const number = facts.numbers[kind];
  if (number === undefined) throw new Error(`no ${kind} number was drawn for ${facts.cause}`);
  return number;
}
