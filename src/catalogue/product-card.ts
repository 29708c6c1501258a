/** What a product card shows, read from the catalogue's columns. */
import type { ProductKind } from './categories.ts';
import { isDrawing, type Picture } from './picture.ts';
import type { Rail } from './product.ts';

/** What a product card shows. */
export interface ProductCard {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly kind: ProductKind;
  readonly unit: string;
  readonly price: bigint;
  readonly priceIncludesPpn: boolean;
  readonly stock: number;
  readonly minOrder: number;
  readonly leadTimeDays: number;
  readonly pdn: boolean;
  readonly tkdnPercent: number | null;
  readonly rails: readonly Rail[];
  readonly picture: Picture;
  readonly vendorId: string;
  readonly vendorSlug: string;
  readonly vendorName: string;
  readonly town: string;
  readonly umk: boolean;
  readonly pkp: boolean;
  readonly sold: number;
  readonly ratingTenths: number | null;
}

export interface CardRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly category: string;
  readonly kind: ProductKind;
  readonly unit: string;
  readonly price: string;
  readonly price_includes_ppn: boolean;
  readonly stock: number;
  readonly min_order: number;
  readonly lead_time_days: number;
  readonly pdn: boolean;
  readonly tkdn_percent: string | null;
  readonly rails: Rail[];
  readonly picture_drawing: string;
  readonly picture_variant: number;
  readonly picture_hue: number;
  readonly vendor_id: string;
  readonly vendor_slug: string;
  readonly vendor_name: string;
  readonly town: string;
  readonly umk: boolean;
  readonly pkp: boolean;
  readonly sold: number;
  readonly rating_tenths: number;
}

export const cardColumns = `p.id, p.slug, p.name, p.category, p.kind, p.unit, p.price::text AS price, p.price_includes_ppn, p.stock, p.min_order,
  p.lead_time_days, p.pdn, p.tkdn_percent::text AS tkdn_percent, p.rails, p.picture_drawing, p.picture_variant, p.picture_hue, p.vendor_id,
  p.vendor_slug, p.vendor_name, p.town, p.umk, p.pkp, p.sold, p.rating_tenths`;

export function toCard(row: CardRow): ProductCard {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    category: row.category,
    kind: row.kind,
    unit: row.unit,
    price: BigInt(row.price),
    priceIncludesPpn: row.price_includes_ppn,
    stock: row.stock,
    minOrder: row.min_order,
    leadTimeDays: row.lead_time_days,
    pdn: row.pdn,
    tkdnPercent: row.tkdn_percent === null ? null : Number(row.tkdn_percent),
    rails: row.rails,
    picture: {
      drawing: isDrawing(row.picture_drawing) ? row.picture_drawing : 'parcel',
      variant: row.picture_variant,
      hue: row.picture_hue,
    },
    vendorId: row.vendor_id,
    vendorSlug: row.vendor_slug,
    vendorName: row.vendor_name,
    town: row.town,
    umk: row.umk,
    pkp: row.pkp,
    sold: row.sold,
    ratingTenths: row.rating_tenths === 0 ? null : row.rating_tenths,
  };
}
