/** One line of the demo's price list: a kind of thing, what its variants share, and the variants. */
import type { CategoryCode } from '../categories.ts';
import type { DrawingName } from '../picture.ts';
import type { Product } from '../product.ts';

/** Rest of the name, price in whole rupiah when it does not include PPN, and what differs from the line. */
export type Variant = readonly [name: string, price: bigint, own?: Partial<Shared>];

export interface Shared {
  readonly drawing: DrawingName;
  readonly unit: string;
  /** Slugs of the vendors that sell it; each adds its own product. */
  readonly vendors: readonly string[];
  readonly akun: string;
  readonly weight: number;
  readonly stock: number;
  readonly minOrder: number;
  readonly lead: number;
  readonly tkdn: number | null;
  readonly bmp: number | null;
  readonly imported: boolean;
  readonly taxObject: string;
  readonly exemption: Product['exemption'];
  /** Sentence for the description. */
  readonly about: string;
  readonly hue: number;
}

export interface Line {
  readonly category: CategoryCode;
  readonly head: string;
  readonly shared: Partial<Shared> & Pick<Shared, 'drawing' | 'unit' | 'vendors' | 'akun' | 'about'>;
  readonly variants: readonly Variant[];
}

/** Builder for the lines of one category. */
export function inCategory(category: CategoryCode, common: Partial<Shared>) {
  return (head: string, own: Partial<Shared>, ...variants: readonly Variant[]): Line => {
    const { drawing, unit, vendors, akun, about } = { ...common, ...own };
    if (!drawing || !unit || !vendors || !akun || !about) throw new RangeError(`Incomplete demo line ${head}`);
    return { category, head, shared: { ...common, ...own, drawing, unit, vendors, akun, about }, variants };
  };
}
