/** The view of a search as the address keeps it, and the question it puts to the server. */
import type { Filters, Search } from '../data.ts';

export const SORTS = ['sesuai', 'termurah', 'terdekat', 'terlaris', 'nilai'] as const;
export type Sort = (typeof SORTS)[number];

const SERVER_SORTS = {
  sesuai: 'RELEVANCE',
  termurah: 'PRICE',
  terdekat: 'NEAREST',
  terlaris: 'SOLD',
  nilai: 'RATING',
} as const satisfies Record<Sort, Search['sort']>;

/** Filters, '' when not used. Names are those of the address, which people read and send. */
export const NO_FILTERS = {
  kategori: '',
  min: '',
  maks: '',
  kota: '',
  kirim: '',
  umk: '',
  pdn: '',
  tkdn: '',
  pkp: '',
  bayar: '',
  stok: '',
  hari: '',
};
export type FilterView = { readonly [K in keyof typeof NO_FILTERS]: string };
export type FilterName = keyof FilterView;
export const FILTER_NAMES = Object.keys(NO_FILTERS) as readonly FilterName[];

/** `page` is `2.cursor`: which page it is, and where the server goes on; '' is the first. */
export const DEFAULTS = { q: '', ...NO_FILTERS, urut: 'sesuai', page: '' };
export type View = { readonly [K in keyof typeof DEFAULTS]: string };

const MOST_QUERY_CHARS = 120;
const RAILS = ['CMS', 'KKP'] as const;

/** The filters of a view; what was bent by hand is left out rather than refused. */
export function filtersOf(view: FilterView & { readonly q: string }): Filters {
  const rail = RAILS.find((one) => one === view.bayar);
  const text = view.q.trim().slice(0, MOST_QUERY_CHARS);
  return {
    ...(text === '' ? {} : { text }),
    ...(view.kategori === '' ? {} : { category: view.kategori }),
    ...(isAmount(view.min) ? { min: view.min } : {}),
    ...(isAmount(view.maks) ? { max: view.maks } : {}),
    ...(view.kota === '' ? {} : { town: view.kota }),
    ...(view.kirim === '' ? {} : { deliversTo: view.kirim }),
    ...yesOrNo('umk', view.umk),
    ...yesOrNo('pdn', view.pdn),
    ...yesOrNo('pkp', view.pkp),
    ...yesOrNo('inStock', view.stok),
    ...(isPercent(view.tkdn) ? { minTkdn: Number(view.tkdn) } : {}),
    ...(isDays(view.hari) ? { maxLead: Number(view.hari) } : {}),
    ...(rail === undefined ? {} : { rail }),
  };
}

/** `nearby`: the reader has a town of which "nearest" can be told. */
export function searchOf(view: View, nearby: boolean): Search {
  const sort = sortOf(view.urut, nearby);
  const cursor = pageOf(view.page).cursor;
  return { ...filtersOf(view), sort: SERVER_SORTS[sort], ...(cursor === '' ? {} : { cursor }) };
}

export function sortOf(text: string, nearby: boolean): Sort {
  const sort = SORTS.find((known) => known === text) ?? 'sesuai';
  return sort === 'terdekat' && !nearby ? 'sesuai' : sort;
}

export interface PagePlace {
  /** From 1. */
  readonly number: number;
  readonly cursor: string;
}

export function pageOf(page: string): PagePlace {
  const [number = '', cursor = ''] = page.split('.');
  return /^[1-9]\d{0,3}$/.test(number) && cursor !== ''
    ? { number: Number(number), cursor }
    : { number: 1, cursor: '' };
}

export function pageAfter(page: string, cursor: string): string {
  return `${pageOf(page).number + 1}.${cursor}`;
}

/** How many filters of a view are used. */
export function usedFilters(view: FilterView): readonly FilterName[] {
  return FILTER_NAMES.filter((name) => view[name] !== '');
}

const isAmount = (text: string) => /^\d{1,13}$/.test(text);
const isPercent = (text: string) => /^([1-9]\d?|100)$/.test(text);
const isDays = (text: string) => /^\d{1,2}$/.test(text);

function yesOrNo<Name extends string>(name: Name, text: string): { [K in Name]?: 'true' | 'false' } {
  if (text !== 'true' && text !== 'false') return {};
  return { [name]: text } as { [K in Name]?: 'true' | 'false' };
}
