import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answer, api } from '../api/client.ts';
import { useWords } from '../words/define.ts';
import { useLanguage } from '../words/language.ts';
import { recentSearches, rememberSearch } from './recent-searches.ts';
import { words } from './words.ts';

const LEAST_LETTERS = 2;
/** Waited for the next letter, so that a word typed quickly is asked about once. */
const ASK_AFTER_MS = 120;
const FRESH_MS = 60_000;

interface SuggestionsProps {
  id: string;
  typed: string;
  onChosen: () => void;
}

interface Suggestion {
  readonly label: string;
  readonly note?: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  /** Kept among the recent searches when chosen. */
  readonly query?: string;
}

interface Group {
  readonly title: string;
  readonly items: readonly Suggestion[];
}

const searchFor = (query: string): Suggestion => ({ label: query, to: '/katalog', search: { q: query }, query });

/** Three recent searches, and from the second letter on five queries, three categories and three shops: plain links. */
export default function Suggestions({ id, typed, onChosen }: SuggestionsProps) {
  const say = useWords(words).suggestions;
  const groups = useGroups(typed.trim());
  const total = groups.reduce((sum, group) => sum + group.items.length, 0);
  return (
    <>
      <p role="status" className="sr-only">
        {total === 0 ? '' : say.found(total)}
      </p>
      {total > 0 && (
        <nav
          id={id}
          aria-label={say.label}
          className="absolute inset-x-0 top-full z-50 max-h-[calc(100dvh-72px)] overflow-y-auto border-b border-line bg-card p-2 shadow-float sm:mt-1 sm:rounded-l sm:border"
        >
          {groups.map((group) => (
            <section key={group.title}>
              <h2 className="px-3 pt-2 text-small font-semibold text-muted">{group.title}</h2>
              <ul>
                {group.items.map((item) => (
                  <li key={`${item.to}${item.label}`}>
                    <Link
                      to={item.to}
                      search={(item.search ?? {}) as never}
                      onClick={() => {
                        if (item.query !== undefined) rememberSearch(item.query);
                        onChosen();
                      }}
                      className="flex min-h-11 flex-wrap items-center gap-x-2 rounded-m px-3 hover:bg-sunken"
                    >
                      {item.label}
                      {item.note !== undefined && <span className="text-small text-muted">{item.note}</span>}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
      )}
    </>
  );
}

function useGroups(typed: string): readonly Group[] {
  const say = useWords(words).suggestions;
  const language = useLanguage();
  const asked = useSettled(typed);
  const found = useQuery({
    queryKey: ['suggestions', asked, language],
    enabled: asked.length >= LEAST_LETTERS,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/products/suggest', { params: { query: { text: asked } }, signal }), 'stay'),
  }).data;
  const recent = recentSearches().filter((query) => query !== typed);
  const groups: Group[] = [{ title: say.recent, items: recent.map(searchFor) }];
  if (typed.length >= LEAST_LETTERS && found !== undefined) {
    groups.push(
      { title: say.queries, items: found.queries.map(searchFor) },
      {
        title: say.categories,
        items: found.categories.map(({ code, name }) => ({ label: name, to: '/katalog', search: { kategori: code } })),
      },
      {
        title: say.shops,
        items: found.shops.map(({ slug, name, town }) => ({ label: name, note: town, to: `/toko/${slug}` })),
      },
    );
  }
  return groups.filter((group) => group.items.length > 0);
}

/** The text once it has not changed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
