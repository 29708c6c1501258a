import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';

/**
 * Search parameters are plain strings, so that a link in a mail or on paper reads as a person would write it. A name
 * that stands there more than once is a list.
 */
export function readSearch(search: string): Record<string, string | string[]> {
  const given = new URLSearchParams(search);
  const read = (name: string) => {
    const values = given.getAll(name);
    return values.length === 1 ? (values[0] ?? '') : values;
  };
  return Object.fromEntries([...new Set(given.keys())].map((name) => [name, read(name)]));
}

export function writeSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((one) => one !== undefined && one !== '')
      .map((one) => [name, String(one)]),
  );
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? '' : `?${text}`;
}

/**
 * The search parameters of the address as they stand there; of a list, the last. Prefer `useUrlState` for a view and
 * `useSearchList` for a list.
 */
export function useSearchText(): Readonly<Record<string, string | undefined>> {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | readonly string[]>>;
  return useMemo(
    () => Object.fromEntries(Object.entries(search).map(([name, value]) => [name, [value].flat().at(-1)])),
    [search],
  );
}

/** Every value of a search parameter: `?p=a&p=b` gives `a` and `b`. */
export function useSearchList(name: string): readonly string[] {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | readonly string[] | undefined>>;
  return [search[name] ?? []].flat();
}

/** A part of the path, such as `id` of `/pesanan/$id`. Throws when the route has no such part (a programming error). */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>;
  const value = params[name];
  if (value === undefined) throw new Error(`This route has no parameter ${name}`);
  return value;
}

type UrlState = Record<string, string | number>;
type Widened<State> = { [K in keyof State]: State[K] extends number ? number : string };

/**
 * The view of a screen (filter, sort, page), kept in the URL: reload and back restore it. `defaults` names every key;
 * a value equal to its default is left out of the URL, a number that is not one falls back. Changing anything but
 * `page` goes back to the default page.
 */
export function useUrlState<State extends UrlState>(
  defaults: State,
): [Widened<State>, (changes: Partial<Widened<State>>) => void] {
  const navigate = useNavigate();
  const search = useSearchText();
  const current = Object.fromEntries(
    Object.entries(defaults).map(([name, fallback]) => [name, readValue(search[name], fallback)]),
  ) as Widened<State>;

  const change = useCallback(
    (changes: Partial<Widened<State>>) => {
      const onlyPage = 'page' in changes && Object.keys(changes).length === 1;
      const next: Record<string, unknown> = { ...search, ...changes };
      if (!onlyPage && !('page' in changes)) next.page = undefined;
      for (const [name, fallback] of Object.entries(defaults)) {
        if (String(next[name]) === String(fallback)) next[name] = undefined;
      }
      void navigate({ to: '.', search: next as never, replace: !onlyPage, resetScroll: onlyPage });
    },
    [navigate, search, defaults],
  );
  return [current, change];
}

function readValue(text: string | undefined, fallback: string | number): string | number {
  if (text === undefined) return fallback;
  if (typeof fallback === 'string') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : fallback;
}
