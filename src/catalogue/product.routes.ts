/** The catalogue over HTTP: search, one product, a shop, pictures. Public; drafts only for their own shop. */
import { z } from 'zod';
import { scopeOf } from '../journal/actor.ts';
import type { Codec } from '../journal/codec.ts';
import { refuse } from '../kernel/decision.ts';
import { satkerById } from '../organisation/organisation.store.ts';
import { type Pool, type Queryable, readAs } from '../platform/database.ts';
import type { App } from '../platform/http/app.ts';
import { type Asker, askerOrNull } from '../platform/http/asker.ts';
import { orRefused, Refused } from '../platform/http/problem.ts';
import { langOf } from '../platform/http/wire.ts';
import {
  categoriesAnswer,
  facetQuery,
  facetsAnswer,
  productPage,
  productView,
  searchQuery,
  shopView,
  suggestions,
} from './catalogue.schema.ts';
import { categories, categoryGroups } from './categories.ts';
import type { ProductFilters } from './filters.ts';
import { drawProduct, isDrawing, PICTURE_VARIANTS } from './picture.ts';
import { productBySlug, shopBySlug, similar, suggest } from './product.store.ts';
import { cardViews, productViewOf } from './product.view.ts';
import { facets, searchProducts } from './product-search.store.ts';

export interface CatalogueDeps {
  readonly pool: Pool;
  readonly codec: Codec;
  readonly clock: () => Date;
}

const tags = ['catalogue'];
/** Public answers may be kept for a moment; prices change seldom. */
const SHORT = 'public, max-age=30';
const FOREVER = 'public, max-age=31536000, immutable';
const SIMILAR_SHOWN = 8;

export function catalogueRoutes(app: App, deps: CatalogueDeps): void {
  const read = <T>(asker: Asker | null, work: (db: Queryable) => Promise<T>): Promise<T> =>
    readAs(deps.pool, asker ? scopeOf(asker) : {}, work);
  /** Where the asker's satker is. */
  const townOf = async (db: Queryable, asker: Asker | null): Promise<string | null> =>
    asker?.satkerId ? ((await satkerById(db, deps.codec, asker.satkerId))?.town ?? null) : null;

  app.get(
    '/api/v1/products',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'Search what is for sale; forgives typing mistakes',
        querystring: searchQuery,
        response: { 200: productPage },
        security: [],
      },
    },
    async (request) => {
      const { text, sort, cursor, deliversTo, ...rest } = request.query;
      const filters = filtersOf({ ...rest, deliversTo });
      const asker = askerOrNull(request);
      return read(asker, async (db) => {
        const near = deliversTo ?? (sort === 'NEAREST' ? await townOf(db, asker) : undefined);
        const page = orRefused(await searchProducts(db, { text, sort, cursor, filters, near: near ?? undefined }));
        const items = await cardViews(db, deps, page.products);
        return {
          items,
          next: page.nextCursor,
          corrected: page.corrected,
          loose: page.breadth === 'MOST' || page.breadth === 'ANY',
        };
      });
    },
  );

  app.get(
    '/api/v1/products/facets',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'How many products each filter would leave',
        querystring: facetQuery,
        response: { 200: facetsAnswer },
        security: [],
      },
    },
    async (request) => {
      const { text, ...rest } = request.query;
      const asker = askerOrNull(request);
      return read(asker, async (db) => {
        const { total, capped, counts } = await facets(db, { text, filters: filtersOf(rest) });
        const mutable = Object.fromEntries(Object.entries(counts).map(([name, list]) => [name, [...list]]));
        return {
          total,
          capped,
          counts: mutable as z.output<typeof facetsAnswer>['counts'],
          near: await townOf(db, asker),
        };
      });
    },
  );

  app.get(
    '/api/v1/products/suggest',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'What a begun query may become',
        querystring: z.object({ text: z.string().max(120).default('') }),
        response: { 200: suggestions },
        security: [],
      },
    },
    async (request, reply) => {
      const language = langOf(request);
      const found = await read(null, (db) => suggest(db, request.query.text));
      reply.header('cache-control', SHORT);
      return {
        queries: [...found.queries],
        categories: found.categories.map(({ code, nameId, nameEn }) => ({
          code,
          name: language === 'id' ? nameId : nameEn,
        })),
        shops: found.shops.map((shop) => ({ ...shop })),
      };
    },
  );

  app.get(
    '/api/v1/products/:slug',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'One product, with its tax on each rail for a satker that asks',
        params: z.object({ slug: z.string().max(160) }),
        response: { 200: productView },
        security: [],
      },
    },
    async (request) => {
      const asker = askerOrNull(request);
      const language = langOf(request);
      return read(asker, async (db) => {
        const found = await productBySlug(db, deps.codec, request.params.slug);
        if (!found || (found.product.state === 'DRAFT' && asker?.vendorId !== found.product.vendorId))
          throw new Refused(refuse('not_found'));
        const like = await similar(db, found.product, SIMILAR_SHOWN);
        return productViewOf(db, deps, { found, like, asker, language });
      });
    },
  );

  app.get(
    '/api/v1/shops/:slug',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'A shop; its products are found with the filter `vendor`',
        params: z.object({ slug: z.string().max(80) }),
        response: { 200: shopView },
        security: [],
      },
    },
    async (request) => {
      const shop = await read(null, (db) => shopBySlug(db, request.params.slug));
      if (!shop) throw new Refused(refuse('not_found'));
      return shop;
    },
  );

  app.get(
    '/api/v1/categories',
    {
      config: { action: 'catalogue.read' },
      schema: { tags, summary: 'Groups and their categories', response: { 200: categoriesAnswer }, security: [] },
    },
    (request, reply) => {
      const english = langOf(request) === 'en';
      const named = (one: { nameId: string; nameEn: string }) => (english ? one.nameEn : one.nameId);
      reply.header('cache-control', SHORT).header('vary', 'accept-language');
      return {
        groups: categoryGroups.map((group) => ({
          code: group.code,
          name: named(group),
          kind: group.kind,
          categories: categories
            .filter((category) => category.group === group.code)
            .map((category) => ({ code: category.code, name: named(category) })),
        })),
      };
    },
  );

  app.get(
    '/api/v1/pictures/:drawing/:variant/:hue.svg',
    {
      config: { action: 'catalogue.read' },
      schema: {
        tags,
        summary: 'The drawing of a product',
        params: z.object({
          drawing: z.string().max(40),
          variant: z.coerce
            .number()
            .int()
            .min(0)
            .max(PICTURE_VARIANTS - 1),
          hue: z.coerce.number().int().min(0).max(359),
        }),
        querystring: z.object({ size: z.coerce.number().int().min(16).max(1_024).default(160) }),
        security: [],
      },
    },
    (request, reply) => {
      const { drawing, variant, hue } = request.params;
      if (!isDrawing(drawing)) throw new Refused(refuse('not_found'));
      const svg = drawProduct({ drawing, variant, hue }, { size: request.query.size, title: '' });
      return reply.header('cache-control', FOREVER).type('image/svg+xml').send(svg);
    },
  );
}

type Asked = Omit<z.output<typeof facetQuery>, 'text'>;

function filtersOf({ min, max, maxLead, minTkdn, vendor, ...same }: Asked): ProductFilters {
  return {
    ...same,
    minPrice: min,
    maxPrice: max,
    maxLeadTimeDays: maxLead,
    minTkdnPercent: minTkdn,
    vendorSlug: vendor,
  };
}
