import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** Search parameters are plain strings, so that a link in a mail or on paper reads as a person would write it. */
export function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

export function writeSearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** The search parameters of the address as they stand there; prefer `useUrlState` for a view. */
export function useSearchText(): Readonly<Record<string, string | undefined>> {
  return useSearch({ strict: false }) as Record<string, string | undefined>;
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
