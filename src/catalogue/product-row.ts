/** A product as the row that `journal.commit` writes: its document and the columns that search reads. */
import { PUBLIC } from '../journal/owner.ts';
import type { RowWrite } from '../kernel/decision.ts';
import { categoryOf, groupOf } from './categories.ts';
import type { Product, Rail, ShopFacts } from './product.ts';
import { normalised } from './search.ts';

export const productTable = 'catalogue.product';

/** Where products are read: without the drafts of other shops (migration 0014). */
export const shownProducts = 'catalogue.shown_product';

/** The catalogue is public, so its bodies are not encrypted. */
export const productBinding = (id: string) => ({ table: productTable, id, column: 'body', owner: PUBLIC }) as const;

/** `expectedVersion` is 0 for a new product. */
export function productRow(
  product: Product,
  shop: ShopFacts,
  rails: readonly Rail[],
  expectedVersion: number,
): RowWrite {
  const { deliveryArea, picture, ...rest } = product;
  return {
    table: productTable,
    id: product.id,
    expectedVersion,
    columns: {
      slug: product.slug,
      state: product.state,
      name: product.name,
      words: normalised(product.name).join(' '),
      other_words: otherWords(product, shop),
      category: product.category,
      kind: product.kind,
      unit: product.unit,
      price: product.price.toString(),
      price_includes_ppn: product.priceIncludesPpn,
      stock: product.stock,
      min_order: product.minOrder,
      lead_time_days: product.leadTimeDays,
      delivery_area: deliveryArea,
      pdn: product.pdn,
      tkdn_percent: product.tkdnPercent,
      akun: product.suggestedAkun,
      rails,
      picture_drawing: picture.drawing,
      picture_variant: picture.variant,
      picture_hue: picture.hue,
      vendor_id: product.vendorId,
      vendor_slug: shop.slug,
      vendor_name: shop.name,
      town: shop.town,
      umk: shop.umk,
      pkp: shop.pkp,
      sold: product.sold,
      rating_tenths: product.ratingTenths ?? 0,
    },
    body: { ...rest, deliveryArea, picture: { ...picture } },
  };
}

/** What else it may be found by: its category in both languages, its shop, its description. */
function otherWords(product: Product, shop: ShopFacts): string {
  const category = categoryOf(product.category);
  const group = category ? groupOf(category.group) : null;
  const names = [category?.nameId, category?.nameEn, group?.nameId, shop.name, shop.town, product.description];
  return normalised(names.filter((text) => text !== undefined).join(' ')).join(' ');
}
