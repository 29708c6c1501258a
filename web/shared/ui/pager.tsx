import { useWords } from '../words/define.ts';
import { Button } from './button.tsx';
import { IconChevronLeft, IconChevronRight } from './icons.ts';
import { words } from './words.ts';

interface PagerProps {
  /** From 1. */
  page: number;
  pageSize: number;
  /** All rows, not only those shown. */
  total: number;
  onPage: (page: number) => void;
}

export function Pager({ page, pageSize, total, onPage }: PagerProps) {
  const say = useWords(words);
  const last = Math.max(1, Math.ceil(total / pageSize));
  const first = total === 0 ? 0 : (page - 1) * pageSize + 1;
  return (
    <nav aria-label={say.pages} className="flex flex-wrap items-center justify-between gap-2">
      <p role="status" className="text-small text-muted">
        {say.shown(first, Math.min(page * pageSize, total), total)}
      </p>
      <div className="flex flex-wrap gap-2">
        {page > 1 && (
          <Button tone="quiet" icon={<IconChevronLeft size={20} />} onPress={() => onPage(page - 1)}>
            {say.previous}
          </Button>
        )}
        {page < last && (
          <Button tone="quiet" onPress={() => onPage(page + 1)}>
            {say.next}
            <IconChevronRight size={20} aria-hidden="true" />
          </Button>
        )}
      </div>
    </nav>
  );
}
