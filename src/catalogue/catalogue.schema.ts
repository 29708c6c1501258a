/** What the API answers about products. Rupiah are strings of digits. */
import { z } from 'zod';
import { productSorts } from './filters.ts';
import { MAX_QUERY_CHARS } from './search.ts';

const rupiah = z.string().regex(/^\d{1,18}$/);
const yes = z.enum(['true', 'false']).transform((text) => text === 'true');
const money = z
  .string()
  .regex(/^\d{1,13}$/)
  .transform((digits) => BigInt(digits));

export const picture = z.object({ drawing: z.string(), variant: z.int(), hue: z.int() });
const kind = z.enum(['GOODS', 'SERVICE']);
const rail = z.enum(['CMS', 'KKP']);

const filters = {
  text: z.string().max(MAX_QUERY_CHARS).default(''),
  category: z.string().max(60).optional(),
  kind: kind.optional(),
  min: money.optional(),
  max: money.optional(),
  town: z.string().max(60).optional(),
  deliversTo: z.string().max(60).optional(),
  umk: yes.optional(),
  pkp: yes.optional(),
  pdn: yes.optional(),
  /** Least local content by certificate, percent. */
  minTkdn: z.coerce.number().int().min(1).max(100).optional(),
  inStock: yes.optional(),
  maxLead: z.coerce.number().int().min(0).max(365).optional(),
  rail: rail.optional(),
  vendor: z.string().max(80).optional(),
};
export const facetQuery = z.object(filters);
export const searchQuery = z.object({
  ...filters,
  sort: z.enum(productSorts).default('RELEVANCE'),
  cursor: z.string().max(400).optional(),
});

export const productCard = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    name: z.string(),
    category: z.string(),
    kind,
    unit: z.string(),
    price: rupiah,
    ppn: z.enum(['INCLUDED', 'EXCLUDED', 'NONE']),
    stock: z.int(),
    minOrder: z.int(),
    leadTimeDays: z.int(),
    pdn: z.boolean(),
    tkdnPercent: z.number().nullable(),
    rails: z.array(rail),
    picture,
    vendor: z.object({
      id: z.uuid(),
      slug: z.string(),
      name: z.string(),
      town: z.string(),
      umk: z.boolean(),
      pkp: z.boolean(),
    }),
    sold: z.int(),
    ratingTenths: z.int().nullable(),
  })
  .meta({ id: 'ProductCard' });

export const productPage = z.object({
  items: z.array(productCard),
  next: z.string().nullable(),
  /** The words searched for when a typing mistake was put right. */
  corrected: z.string().nullable(),
  /** Nothing holds all the words: these hold some of them. */
  loose: z.boolean(),
});

const counts = z.array(z.object({ value: z.string(), count: z.int() }));
export const facetsAnswer = z.object({
  total: z.int(),
  /** There are more than were counted. */
  capped: z.boolean(),
  counts: z.object({
    category: counts,
    kind: counts,
    town: counts,
    umk: counts,
    pkp: counts,
    pdn: counts,
    inStock: counts,
    rail: counts,
  }),
  /** Town of the asker's satker: what "nearest" and "delivered to" mean for them; null for others. */
  near: z.string().nullable(),
});

export const suggestions = z.object({
  queries: z.array(z.string()),
  categories: z.array(z.object({ code: z.string(), name: z.string() })),
  shops: z.array(z.object({ slug: z.string(), name: z.string(), town: z.string() })),
});

const railTax = z.object({
  gross: rupiah,
  ppn: rupiah,
  pph: rupiah,
  net: rupiah,
  why: z.array(z.string()),
});

export const productView = z
  .object({
    card: productCard,
    state: z.enum(['DRAFT', 'PUBLISHED', 'READY']),
    description: z.string(),
    categoryName: z.string(),
    weightGrams: z.int(),
    bmpPercent: z.number().nullable(),
    suggestedAkun: z.object({ code: z.string(), name: z.string() }),
    taxObject: z.object({ code: z.string(), name: z.string() }),
    deliveryArea: z.array(z.string()),
    /** Town of the asker's satker and whether it is delivered there; null for others. */
    delivery: z.object({ town: z.string(), reaches: z.boolean() }).nullable(),
    /** Earliest delivery, local date, when ordered today. */
    earliestDelivery: z.string(),
    /** What the smallest order (`card.minOrder`) would come to on each rail; null for who is not signed in for a satker. */
    tax: z.object({ CMS: railTax.nullable(), KKP: railTax.nullable() }).nullable(),
    /** Lowest and highest price now asked for the like; null when there is none. */
    priceRange: z.object({ lowest: rupiah, highest: rupiah }).nullable(),
    similar: z.array(productCard),
  })
  .meta({ id: 'Product' });

export const shopView = z.object({
  slug: z.string(),
  name: z.string(),
  town: z.string(),
  umk: z.boolean(),
  pkp: z.boolean(),
  /** Some of its products can be paid with the government card. */
  acceptsCard: z.boolean(),
  /** For sale now. */
  products: z.int(),
  /** Units sold of those. */
  sold: z.int(),
});

export const categoriesAnswer = z.object({
  groups: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind,
      categories: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
});
