/** What the page of a product shows. */
import type { z } from 'zod';
import type { Codec } from '../journal/codec.ts';
import { larger, smaller } from '../kernel/money.ts';
import { localDate } from '../kernel/time.ts';
import { addWorkingDays } from '../kernel/working-days.ts';
import { satkerById, vendorById } from '../organisation/organisation.store.ts';
import { taxVendor, type Vendor } from '../organisation/vendor.ts';
import type { Queryable } from '../platform/database.ts';
import type { Asker } from '../platform/http/asker.ts';
import { holidaySet, type Rules, rulesOn } from '../regulation/rules.ts';
import { computeTax } from '../tax/tax.ts';
import { explain } from '../tax/words.ts';
import type { productCard, productView } from './catalogue.schema.ts';
import { categoryOf } from './categories.ts';
import { productsById } from './offers.store.ts';
import type { FoundProduct } from './product.store.ts';
import { everywhere, type Product, ppnInPrice, type Rail } from './product.ts';
import type { ProductCard } from './product-card.ts';

interface Sources {
  readonly codec: Codec;
  readonly clock: () => Date;
}

type CardView = z.output<typeof productCard>;

/** Cards as the API answers them. Whether a price bears PPN follows from the law of today, not from a column. */
export async function cardViews(db: Queryable, sources: Sources, cards: readonly ProductCard[]): Promise<CardView[]> {
  const rules = rulesOn('APBN', localDate(sources.clock(), 'WIB'));
  const products = await productsById(
    db,
    sources.codec,
    cards.map((card) => card.id),
  );
  return cards.flatMap((card) => {
    const product = products.get(card.id);
    return product ? [cardView(card, product, rules)] : [];
  });
}

function cardView(card: ProductCard, product: Product, rules: Rules): CardView {
  const {
    vendorId,
    vendorSlug,
    vendorName,
    town,
    umk,
    pkp,
    rails,
    picture,
    price,
    priceIncludesPpn: _,
    ...rest
  } = card;
  return {
    ...rest,
    price: price.toString(),
    ppn: ppnInPrice(product, pkp, rules),
    rails: [...rails],
    picture: { ...picture },
    vendor: { id: vendorId, slug: vendorSlug, name: vendorName, town, umk, pkp },
  };
}

interface Shown {
  readonly found: FoundProduct;
  readonly like: readonly ProductCard[];
  readonly asker: Asker | null;
  readonly language: 'id' | 'en';
}

export async function productViewOf(
  db: Queryable,
  sources: Sources,
  { found, like, asker, language }: Shown,
): Promise<z.output<typeof productView>> {
  const { product, card } = found;
  const { codec } = sources;
  const satker = asker?.satkerId ? await satkerById(db, codec, asker.satkerId) : null;
  const today = localDate(sources.clock(), asker?.zone ?? 'WIB');
  const rules = rulesOn(satker?.regime ?? 'APBN', today);
  const category = categoryOf(product.category);
  const object = rules.taxObject(product.taxObject)?.value;
  // Only a satker may see what the vendor's tax standing comes to.
  const vendor = satker && (await vendorById(db, codec, product.vendorId));
  return {
    card: cardView(card, product, rules),
    state: product.state,
    description: product.description,
    categoryName: (language === 'id' ? category?.nameId : category?.nameEn) ?? product.category,
    weightGrams: product.weightGrams,
    bmpPercent: product.bmpPercent,
    suggestedAkun: { code: product.suggestedAkun, name: rules.akun(product.suggestedAkun)?.name ?? '' },
    taxObject: { code: product.taxObject, name: (language === 'id' ? object?.nameId : object?.nameEn) ?? '' },
    deliveryArea: [...product.deliveryArea],
    delivery: satker && { town: satker.town, reaches: deliversTo(product, satker.town) },
    earliestDelivery: addWorkingDays(today, product.leadTimeDays, holidaySet()),
    tax: vendor && {
      CMS: taxOn('CMS', product, vendor, rules, language),
      KKP: card.rails.includes('KKP') ? taxOn('KKP', product, vendor, rules, language) : null,
    },
    priceRange: rangeOf(like),
    similar: await cardViews(db, sources, like),
  };
}

function deliversTo(product: Product, town: string): boolean {
  return product.deliveryArea.some((area) => area === town || area === everywhere);
}

function taxOn(rail: Rail, product: Product, vendor: Vendor, rules: Rules, language: 'id' | 'en') {
  const { taxObject: objectCode, priceIncludesPpn, exemption } = product;
  const amount = product.price * BigInt(product.minOrder);
  const lines = [{ objectCode, amount, priceIncludesPpn, exemption }];
  const tax = computeTax({ rail, lines, vendor: taxVendor(vendor) }, rules);
  if (!tax.ok) return null;
  const pph = tax.pph.reduce((sum, line) => sum + line.amount, 0n);
  return {
    gross: tax.gross.toString(),
    ppn: tax.ppn.amount.toString(),
    pph: pph.toString(),
    net: tax.netToVendor.toString(),
    why: tax.explanations.map((reason) => explain(reason, language)),
  };
}

function rangeOf(cards: readonly ProductCard[]): { lowest: string; highest: string } | null {
  const [first, ...rest] = cards.map((card) => card.price);
  if (first === undefined) return null;
  return { lowest: rest.reduce(smaller, first).toString(), highest: rest.reduce(larger, first).toString() };
}
