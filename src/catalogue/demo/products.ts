/** The products of the trial, spelled out from the price lists. Everything follows from the lists: no clock, no chance. */
import { createHash } from 'node:crypto';
import { mulDivHalfUp } from '../../kernel/money.ts';
import { rulesOn } from '../../regulation/rules.ts';
import { ppnShareOfPrice } from '../../tax/supply.ts';
import { GOODS } from '../../tax/terms.ts';
import { categoryOf } from '../categories.ts';
import { PICTURE_VARIANTS } from '../picture.ts';
import { type Product, productId } from '../product.ts';
import { computersLines } from './computers.ts';
import { eventsLines } from './events.ts';
import { householdLines } from './household.ts';
import { interiorLines } from './interior.ts';
import type { Line, Shared, Variant } from './line.ts';
import { officeLines } from './office.ts';
import { paperLines } from './paper.ts';
import { servicesLines } from './services.ts';
import { technologyLines } from './technology.ts';
import { vehiclesLines } from './vehicles.ts';
import type { DemoVendor } from './vendor.ts';
import { demoVendor } from './vendors.ts';

export const demoLines: readonly Line[] = [
  ...officeLines,
  ...paperLines,
  ...computersLines,
  ...technologyLines,
  ...householdLines,
  ...interiorLines,
  ...vehiclesLines,
  ...eventsLines,
  ...servicesLines,
];

/** Day of whose rules the demo's prices are. */
const pricedOn = '2026-11-02';
const rules = rulesOn('APBN', pricedOn);
const ppn = ppnShareOfPrice(rules, false);

const plain: Omit<Shared, 'drawing' | 'unit' | 'vendors' | 'akun' | 'about' | 'hue'> = {
  weight: 0,
  stock: 250,
  minOrder: 1,
  lead: 0,
  tkdn: null,
  bmp: null,
  imported: false,
  taxObject: GOODS,
  exemption: null,
};

export const demoProducts: readonly Product[] = demoLines.flatMap((line) =>
  line.variants.flatMap((variant) => {
    const vendors = variant[2]?.vendors ?? line.shared.vendors;
    return vendors.map((slug, place) => listing(line, variant, demoVendor(slug), place));
  }),
);

function listing(line: Line, [rest, basePrice, own]: Variant, vendor: DemoVendor, place: number): Product {
  const shared = { ...plain, ...line.shared, ...own };
  const name = `${line.head} ${rest}`;
  const slug = slugOf(`${name} ${vendor.slug}`);
  const dice = createHash('sha256').update(slug).digest();
  const price = place === 0 ? basePrice : rivalPrice(basePrice, dice.readUInt8(0), shared.exemption === 'POSTAL');
  const inclusive = vendor.pricesIncludePpn && bearsPpn(shared);
  const service = shared.taxObject !== GOODS;
  return {
    id: productId(slug),
    slug,
    vendorId: vendor.id,
    name,
    category: line.category,
    kind: categoryOf(line.category)?.kind ?? 'GOODS',
    description: `${shared.about} Dijual per ${shared.unit} oleh ${vendor.name}, ${vendor.town}.`,
    unit: shared.unit,
    price: inclusive ? toTidy(mulDivHalfUp(price, ppn.den + ppn.num, ppn.den)) : price,
    priceIncludesPpn: inclusive,
    stock: Math.max(1, Math.round((shared.stock * (60 + (dice.readUInt8(1) % 80))) / 100)),
    minOrder: shared.minOrder,
    weightGrams: service ? 0 : shared.weight,
    taxObject: shared.taxObject,
    exemption: shared.exemption,
    pdn: !shared.imported,
    tkdnPercent: shared.imported ? null : shared.tkdn,
    bmpPercent: shared.imported ? null : shared.bmp,
    suggestedAkun: shared.akun,
    leadTimeDays: shared.lead > 0 ? shared.lead : vendor.leadTimeDays,
    deliveryArea: vendor.deliveryArea,
    picture: {
      drawing: shared.drawing,
      variant: dice.readUInt8(2) % PICTURE_VARIANTS,
      hue: shared.hue ?? (dice.readUInt16BE(3) % 24) * 15,
    },
    state: 'READY',
    sold: dice.readUInt16BE(5) % 900,
    ratingTenths: vendor.ratingTenths === null ? null : Math.min(50, vendor.ratingTenths - 2 + (dice.readUInt8(7) % 5)),
  };
}

/** Another shop's price: up to 6% below or above, except where the price is printed on the thing. */
function rivalPrice(price: bigint, dice: number, printed: boolean): bigint {
  if (printed) return price;
  return toTidy(mulDivHalfUp(price, BigInt(94 + (dice % 13)), 100n));
}

/** Prices end in hundreds above a thousand rupiah. */
function toTidy(price: bigint): bigint {
  return price < 1_000n ? price : mulDivHalfUp(price, 1n, 100n) * 100n;
}

function bearsPpn(shared: Pick<Shared, 'taxObject' | 'exemption'>): boolean {
  if (rules.taxObject(shared.taxObject)?.value.bearsPpn !== true) return false;
  return shared.exemption === null || rules.exemption(shared.exemption).value.ppn !== 'NONE';
}

function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
