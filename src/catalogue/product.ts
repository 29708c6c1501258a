/** The words of the catalogue, and what makes a product right. Its life is in `product-life.ts`. */
import { derivedId } from '../kernel/ids.ts';
import type { Rules } from '../regulation/rules.ts';
import { type ExemptionCategory, exemptionCategories } from '../regulation/tax-exemptions.ts';
import { type CategoryCode, categoryOf, type ProductKind } from './categories.ts';
import type { Picture } from './picture.ts';

export type { ProductKind } from './categories.ts';
/** DRAFT: being written. PUBLISHED: shown, not for sale. READY: shown and for sale. */
export type ProductState = 'DRAFT' | 'PUBLISHED' | 'READY';
export type Rail = 'CMS' | 'KKP';

export interface Product {
  /** Follows from the slug (`productId`). */
  readonly id: string;
  /** Name in the address of its page; never changes, since people keep links. */
  readonly slug: string;
  readonly vendorId: string;
  readonly name: string;
  readonly category: CategoryCode;
  readonly kind: ProductKind;
  readonly description: string;
  /** What one of it is: `rim`, `dus`, `orang/hari`. */
  readonly unit: string;
  /** Whole rupiah for one unit. */
  readonly price: bigint;
  /** Only ever true for a PKP vendor and a supply that bears PPN. */
  readonly priceIncludesPpn: boolean;
  /** Units that can be sold; for services: how many at a time. */
  readonly stock: number;
  readonly minOrder: number;
  /** Of one unit, in grams; 0 for services. */
  readonly weightGrams: number;
  /** Object of income tax (`regulation/tax-objects.ts`): `22-910-01` for goods. */
  readonly taxObject: string;
  /** Why the treasurer does not collect, where that is so. */
  readonly exemption: ExemptionCategory | null;
  /** Domestic product (PDN). */
  readonly pdn: boolean;
  /** Local content by certificate, percent; null without one. */
  readonly tkdnPercent: number | null;
  /** Weight of the maker's benefit to the country (BMP), percent. */
  readonly bmpPercent: number | null;
  /** Six digits. */
  readonly suggestedAkun: string;
  /** Working days from order to delivery. */
  readonly leadTimeDays: number;
  /** Towns it is delivered to; `everywhere` alone means the whole country. */
  readonly deliveryArea: readonly string[];
  readonly picture: Picture;
  readonly state: ProductState;
  /** Units sold on the platform. */
  readonly sold: number;
  /** Mean of the ratings × 10 (`47` is 4.7); null before the first one. */
  readonly ratingTenths: number | null;
}

/** What the catalogue shows and filters of the vendor of a product. */
export interface ShopFacts {
  readonly vendorId: string;
  readonly slug: string;
  readonly name: string;
  readonly town: string;
  /** Micro or small enterprise, or cooperative. */
  readonly umk: boolean;
  readonly pkp: boolean;
  /** Takes the government card, on a terminal or by QRIS. */
  readonly acceptsCard: boolean;
}

/** Delivery area of those who ship to the whole country. */
export const everywhere = 'Seluruh Indonesia';

export const MAX_NAME_CHARS = 150;
export const MAX_DESCRIPTION_CHARS = 4_000;

/** The id of a product follows from its slug. */
export function productId(slug: string): string {
  return derivedId('catalogue.product', slug);
}

/** Name of the first field that cannot be right, or null. */
export function faultyField(product: Product, shop: ShopFacts, rules: Rules): keyof Product | null {
  const category = categoryOf(product.category);
  const checks: readonly (readonly [keyof Product, boolean])[] = [
    ['slug', SLUG.test(product.slug)],
    ['name', filled(product.name, MAX_NAME_CHARS)],
    ['description', product.description.length <= MAX_DESCRIPTION_CHARS],
    ['category', category !== null],
    ['kind', category?.kind === product.kind],
    ['unit', filled(product.unit, MAX_UNIT_CHARS)],
    ['price', product.price > 0n && product.price <= MAX_PRICE],
    ['taxObject', rules.taxObject(product.taxObject) !== null],
    ['exemption', product.exemption === null || exemptionCategories.includes(product.exemption)],
    ['priceIncludesPpn', !product.priceIncludesPpn || (shop.pkp && bearsPpn(product, rules))],
    ['stock', wholeWithin(product.stock, 0)],
    ['minOrder', wholeWithin(product.minOrder, 1)],
    ['weightGrams', wholeWithin(product.weightGrams, 0)],
    ['tkdnPercent', percentOrNull(product.tkdnPercent) && (product.pdn || product.tkdnPercent === null)],
    ['bmpPercent', percentOrNull(product.bmpPercent)],
    ['suggestedAkun', rules.akun(product.suggestedAkun)?.marketplace === true],
    ['leadTimeDays', wholeWithin(product.leadTimeDays, 0) && product.leadTimeDays <= MAX_LEAD_TIME_DAYS],
    ['deliveryArea', product.deliveryArea.length > 0 && product.deliveryArea.length <= MAX_DELIVERY_TOWNS],
  ];
  return checks.find(([, right]) => !right)?.[0] ?? null;
}

/** Whether PPN is due on it when a PKP sells it. */
function bearsPpn(product: Product, rules: Rules): boolean {
  if (rules.taxObject(product.taxObject)?.value.bearsPpn !== true) return false;
  return product.exemption === null || rules.exemption(product.exemption).value.ppn !== 'NONE';
}

/** Whether the price holds PPN already, gets it on top, or has none: no PKP, or nothing that bears it. */
export type PpnInPrice = 'INCLUDED' | 'EXCLUDED' | 'NONE';

export function ppnInPrice(product: Product, pkp: boolean, rules: Rules): PpnInPrice {
  if (!pkp || !bearsPpn(product, rules)) return 'NONE';
  return product.priceIncludesPpn ? 'INCLUDED' : 'EXCLUDED';
}

/** Rails it can be paid on: the card needs a vendor who takes it and an akun that it may pay (PMK 196/2018). */
export function railsOf(product: Product, shop: ShopFacts, rules: Rules): readonly Rail[] {
  const card = shop.acceptsCard && rules.akun(product.suggestedAkun)?.card === 'OPERATIONAL';
  return card ? ['CMS', 'KKP'] : ['CMS'];
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_UNIT_CHARS = 20;
const MAX_LEAD_TIME_DAYS = 180;
const MAX_DELIVERY_TOWNS = 200;
const MAX_COUNT = 10_000_000;
/** One hundred billion rupiah: far above any order paid from UP, far below where a typing error hides. */
const MAX_PRICE = 100_000_000_000n;

function filled(text: string, max: number): boolean {
  return text.trim().length > 0 && text.length <= max;
}

function wholeWithin(value: number, least: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= MAX_COUNT;
}

function percentOrNull(value: number | null): boolean {
  return value === null || (Number.isFinite(value) && value >= 0 && value <= 100);
}
