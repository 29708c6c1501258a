import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '../shared/api/client.ts';
import type { components, paths } from '../shared/api/schema.ts';
import { currentLanguage } from '../shared/words/language.ts';

export type Card = components['schemas']['ProductCard'];
export type Product = components['schemas']['Product'];
export type Facets = paths['/api/v1/products/facets']['get']['responses'][200]['content']['application/json'];
export type Search = NonNullable<paths['/api/v1/products']['get']['parameters']['query']>;
export type Filters = Omit<Search, 'sort' | 'cursor'>;

/** Names of categories change with a release. */
const CATEGORIES_FRESH_MS = 60 * 60_000;

/** One page of at most 20 products. The page shown stays until the next one is there. */
export const productsQuery = (search: Search) =>
  queryOptions({
    queryKey: ['products', search],
    queryFn: () => answer(api.GET('/api/v1/products', { params: { query: search } }), 'stay'),
    placeholderData: keepPreviousData,
  });

/** How many products each filter would leave. */
export const facetsQuery = (filters: Filters) =>
  queryOptions({
    queryKey: ['products', 'facets', filters],
    queryFn: () => answer(api.GET('/api/v1/products/facets', { params: { query: filters } }), 'stay'),
    placeholderData: keepPreviousData,
  });

/** The language is part of the key, since the page carries sentences. */
export const productQuery = (slug: string) =>
  queryOptions({
    queryKey: ['product', slug, currentLanguage()],
    queryFn: () => answer(api.GET('/api/v1/products/{slug}', { params: { path: { slug } } }), 'stay'),
  });

export const shopQuery = (slug: string) =>
  queryOptions({
    queryKey: ['shop', slug],
    queryFn: () => answer(api.GET('/api/v1/shops/{slug}', { params: { path: { slug } } }), 'stay'),
  });

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ['categories', currentLanguage()],
    staleTime: CATEGORIES_FRESH_MS,
    queryFn: () => answer(api.GET('/api/v1/categories'), 'stay'),
  });
