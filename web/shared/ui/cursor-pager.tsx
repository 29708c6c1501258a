import { Button } from './button.tsx';
import { IconChevronRight } from './icons.ts';

interface CursorPagerProps {
  /** The cursor of the page shown; '' is the first. */
  page: string;
  /** As the server gave it; null at the end. */
  next: string | null;
  onPage: (cursor: string) => void;
  /** Name of the landmark, and the two buttons. */
  words: { readonly pages: string; readonly newest: string; readonly older: string };
}

/** For lists without a count, newest first: on to older rows, or back to the newest. */
export function CursorPager({ page, next, onPage, words }: CursorPagerProps) {
  if (next === null && page === '') return null;
  return (
    <nav aria-label={words.pages} className="flex flex-wrap justify-end gap-2">
      {page !== '' && (
        <Button tone="quiet" onPress={() => onPage('')}>
          {words.newest}
        </Button>
      )}
      {next !== null && (
        <Button tone="quiet" onPress={() => onPage(next)}>
          {words.older}
          <IconChevronRight size={20} aria-hidden="true" />
        </Button>
      )}
    </nav>
  );
}
