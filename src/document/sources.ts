/** What the papers are drawn from, and what a drawn paper consists of. */
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import type { Order } from '../purchasing/order.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Html } from './html.ts';
import type { Hand } from './sheet.ts';

export interface Sources {
  readonly order: Order;
  readonly satker: Satker;
  readonly vendor: Vendor;
  /** Of the order's day. */
  readonly rules: Rules;
  /** Who is in office now, for papers not yet paid; null when the asker may not know. */
  readonly treasurerName: string | null;
  /** What the instruction and the bank say; null before it is paid. That it is paid, and when, is the order's to say. */
  readonly payment: {
    readonly reference: string;
    readonly bankReference: string | null;
    /** The treasurer, or by card its holder, who made the instruction. */
    readonly madeBy: { readonly name: string; readonly at: string } | null;
  } | null;
}

/** The inside of a paper; title, number and head are the sheet's. */
export interface Drawn {
  readonly body: Html;
  readonly hands: readonly Hand[];
}
