import { useLocation, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, lazy, Suspense, useEffect, useRef, useState } from 'react';
import { IconSearch } from '../ui/icons.ts';
import { useWords } from '../words/define.ts';
import { rememberSearch } from './recent-searches.ts';
import { useSearchText } from './url.ts';
import { words } from './words.ts';

const SEARCH_PATH = '/katalog';
const SUGGESTIONS_ID = 'saran';

/** Loaded when the box is first used: most pages are opened without searching. */
const Suggestions = lazy(() => import('./suggestions.tsx'));

/** Always visible; Enter searches the words as typed, `/` jumps here from anywhere. */
export function SearchBox() {
  const say = useWords(words);
  const navigate = useNavigate();
  const place = useLocation({ select: ({ href }) => href });
  const pathname = useLocation({ select: (location) => location.pathname });
  const typedBefore = useSearchText().q ?? '';
  const box = useRef<HTMLInputElement>(null);
  const area = useRef<HTMLFormElement>(null);
  const shown = pathname === SEARCH_PATH ? typedBefore : '';
  const [typed, setTyped] = useState(shown);
  const [open, setOpen] = useState(false);

  useEffect(() => setTyped(shown), [shown]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes the suggestions
  useEffect(() => setOpen(false), [place]);

  useEffect(() => {
    const jump = (event: globalThis.KeyboardEvent) => {
      const inField = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || inField) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener('keydown', jump);
    return () => document.removeEventListener('keydown', jump);
  }, []);

  function go(event: FormEvent) {
    event.preventDefault();
    rememberSearch(typed);
    setOpen(false);
    void navigate({ to: SEARCH_PATH, search: { q: typed.trim() } as never });
  }

  /** Arrows move through the suggestions, which are links; Escape closes them. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && open) {
      // The browser's own Escape would empty the box.
      event.preventDefault();
      setOpen(false);
      box.current?.focus();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || !open) return;
    const links = [...(area.current?.querySelectorAll<HTMLElement>(`#${SUGGESTIONS_ID} a`) ?? [])];
    const at = links.findIndex((link) => link.matches(':focus')) + step;
    event.preventDefault();
    (at < 0 ? box.current : links[Math.min(at, links.length - 1)])?.focus();
  }

  return (
    <search className="min-w-0 flex-1 lg:max-w-xl">
      <form
        ref={area}
        onSubmit={go}
        onKeyDown={onKeyDown}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
        }}
        className="sm:relative"
        action={SEARCH_PATH}
      >
        <div className="relative">
          <input
            ref={box}
            type="search"
            name="q"
            value={typed}
            aria-label={say.searchCatalogue}
            placeholder={say.searchCatalogue}
            autoComplete="off"
            onChange={(event) => {
              setTyped(event.target.value);
              setOpen(true);
            }}
            onFocus={() => setOpen(true)}
            className="h-11 w-full rounded-m border border-control bg-card pr-11 pl-3 text-body text-text placeholder:text-muted [&::-webkit-search-cancel-button]:hidden"
          />
          <button
            type="submit"
            aria-label={say.search}
            className="absolute top-0 right-0 grid size-11 place-items-center rounded-m text-brand-700"
          >
            <IconSearch size={24} />
          </button>
        </div>
        {open && (
          <Suspense fallback={null}>
            <Suggestions id={SUGGESTIONS_ID} typed={typed} onChosen={() => setOpen(false)} />
          </Suspense>
        )}
      </form>
    </search>
  );
}
