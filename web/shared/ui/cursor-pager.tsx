import { Button } from './button.tsx';
import { IconChevronRight } from './icons.ts';

interface CursorPagerProps {
  /** The cursor of the page shown; '' is the first. */
  page: string;
  /** As the server gave it; null at the end. */
  next: string | null;
  onPage: (cursor: string) => void;
  /** Name of the landmark, and the two buttons. */
  label: string;
  newest: string;
  older: string;
}

/** For lists without a count, newest first: on to older rows, or back to the newest. */
export function CursorPager({ page, next, onPage, label, newest, older }: CursorPagerProps) {
  if (next === null && page === '') return null;
  return (
    <nav aria-label={label} className="flex flex-wrap justify-end gap-2">
      {page !== '' && (
        <Button tone="quiet" onPress={() => onPage('')}>
          {newest}
        </Button>
      )}
      {next !== null && (
        <Button tone="quiet" onPress={() => onPage(next)}>
          {older}
          <IconChevronRight size={20} aria-hidden="true" />
        </Button>
      )}
    </nav>
  );
}
