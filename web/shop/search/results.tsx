import type { ReactNode } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { IconChevronRight } from '../../shared/ui/icons.ts';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { Card } from '../data.ts';
import { count } from '../figures.ts';
import { ProductGrid } from '../product-card.tsx';
import { pageAfter, pageOf } from './view.ts';
import { words } from './words.ts';

const PAGE_SIZE = 20;

interface ResultsProps {
  items: readonly Card[];
  /** Where the next page begins; null on the last. */
  next: string | null;
  /** The part `page` of the address. */
  page: string;
  onPage: (page: string) => void;
  /** All that was found, once known. */
  total: number | undefined;
  capped?: boolean;
  /** What to say and do when there is nothing. */
  empty: ReactNode;
  /** Heading level of the names. */
  level?: 2 | 3;
}

/** One page of cards, and the way to the next. */
export function Results({ items, next, page, onPage, total, capped, empty, level = 2 }: ResultsProps) {
  const say = useWords(words);
  const language = useLanguage();
  if (items.length === 0) return empty;
  const { number } = pageOf(page);
  const first = (number - 1) * PAGE_SIZE + 1;
  const all = total === undefined || capped === true ? undefined : count(total, language);
  return (
    <>
      <ProductGrid cards={items} level={level} />
      {(next !== null || number > 1) && (
        <nav aria-label={say.pages} className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-small text-muted">
            {all === undefined ? '' : say.shown(first, first + items.length - 1, all)}
          </p>
          <div className="flex flex-wrap gap-2">
            {number > 1 && (
              <Button tone="quiet" onPress={() => onPage('')}>
                {say.first}
              </Button>
            )}
            {next !== null && (
              <Button tone="quiet" onPress={() => onPage(pageAfter(page, next))}>
                {say.next}
                <IconChevronRight size={20} aria-hidden="true" />
              </Button>
            )}
          </div>
        </nav>
      )}
    </>
  );
}
