import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { IconFilter, IconX } from '../../shared/ui/icons.ts';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { facetsQuery } from '../data.ts';
import { count } from '../figures.ts';
import { FilterFields } from './filter-fields.tsx';
import { type FilterView, filtersOf, NO_FILTERS, usedFilters, type View } from './view.ts';
import { words } from './words.ts';

interface FilterSheetProps {
  view: View;
  onApply: (filters: FilterView) => void;
}

/** Phone: the filters in a sheet of full height. Nothing is searched until "Terapkan", which says how much it will find. */
export function FilterSheet({ view, onApply }: FilterSheetProps) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  const sheet = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = sheet.current;
    if (dialog === null) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);

  return (
    <>
      <Button tone="quiet" full icon={<IconFilter size={20} />} onPress={() => setOpen(true)}>
        {say.openFilters(usedFilters(view).length)}
      </Button>
      <dialog
        ref={sheet}
        aria-label={say.filters}
        onClose={() => setOpen(false)}
        className="m-0 h-dvh max-h-dvh w-full max-w-full bg-card p-0"
      >
        {open && (
          <Draft
            view={view}
            onClose={() => setOpen(false)}
            onApply={(filters) => {
              setOpen(false);
              onApply(filters);
            }}
          />
        )}
      </dialog>
    </>
  );
}

function Draft({ view, onApply, onClose }: FilterSheetProps & { onClose: () => void }) {
  const say = useWords(words);
  const language = useLanguage();
  const [draft, setDraft] = useState<View>(view);
  const facets = useQuery(facetsQuery(filtersOf(draft)));
  const total = facets.data === undefined ? undefined : count(facets.data.total, language);
  return (
    <div className="grid h-full grid-rows-[auto_minmax(0,1fr)_auto]">
      <div className="flex items-center justify-between border-b border-line px-4 py-2">
        <h2 className="text-h2">{say.filters}</h2>
        <button
          type="button"
          aria-label={say.close}
          onClick={onClose}
          className="grid size-11 place-items-center rounded-m hover:bg-sunken"
        >
          <IconX size={24} />
        </button>
      </div>
      <div className="overflow-y-auto p-4">
        <FilterFields
          view={draft}
          facets={facets.data}
          prefix="lembar-"
          onChange={(changes) => setDraft((current) => ({ ...current, ...changes }))}
        />
      </div>
      <div className="flex flex-wrap gap-2 border-t border-line p-4">
        <Button full onPress={() => onApply(draft)}>
          {say.apply(total)}
        </Button>
        {usedFilters(draft).length > 0 && (
          <Button full tone="plain" onPress={() => setDraft((current) => ({ ...current, ...NO_FILTERS }))}>
            {say.clear}
          </Button>
        )}
      </div>
    </div>
  );
}
