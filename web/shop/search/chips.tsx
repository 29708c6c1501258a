import { useQuery } from '@tanstack/react-query';
import { money } from '../../../src/kernel/money.ts';
import { Button } from '../../shared/ui/button.tsx';
import { IconX } from '../../shared/ui/icons.ts';
import { useWords } from '../../shared/words/define.ts';
import { categoriesQuery } from '../data.ts';
import { type FilterName, type FilterView, NO_FILTERS, usedFilters, type View } from './view.ts';
import { words } from './words.ts';

interface ChipsProps {
  view: View;
  onChange: (changes: Partial<FilterView>) => void;
}

/** The filters in use; pressing one takes it away. */
export function Chips({ view, onChange }: ChipsProps) {
  const say = useWords(words);
  const labelOf = useLabels(view);
  const used = usedFilters(view);
  if (used.length === 0) return null;
  return (
    <ul aria-label={say.used} className="flex flex-wrap items-center gap-2">
      {used.map((name) => (
        <li key={name}>
          <button
            type="button"
            aria-label={say.remove(labelOf[name])}
            onClick={() => onChange({ [name]: '' })}
            className="inline-flex min-h-11 items-center gap-2 rounded-full border border-brand-600 bg-brand-50 px-4 text-left text-small font-semibold text-brand-700"
          >
            {labelOf[name]}
            <IconX size={16} aria-hidden="true" className="shrink-0" />
          </button>
        </li>
      ))}
      {used.length > 1 && (
        <li>
          <Button tone="plain" onPress={() => onChange(NO_FILTERS)}>
            {say.clear}
          </Button>
        </li>
      )}
    </ul>
  );
}

function useLabels(view: View): { readonly [N in FilterName]: string } {
  const say = useWords(words);
  const groups = useQuery(categoriesQuery()).data?.groups ?? [];
  const amount = (digits: string) => (/^\d{1,13}$/.test(digits) ? money(BigInt(digits)) : digits);
  return {
    kategori: categoryName(groups, view.kategori),
    min: say.above(amount(view.min)),
    maks: say.below(amount(view.maks)),
    kota: `${say.kota}: ${view.kota}`,
    kirim: say.kirim(view.kirim),
    umk: say.umk,
    pdn: say.pdn,
    tkdn: say.tkdnLeast(view.tkdn),
    pkp: view.pkp === 'false' ? say.pkps.false : say.pkps.true,
    bayar: view.bayar === 'KKP' ? say.rails.KKP : say.rails.CMS,
    stok: say.stok,
    hari: say.within(view.hari),
  };
}

interface Named {
  readonly code: string;
  readonly name: string;
}

/** The name of a group or category; its code while names are not known. */
export function categoryName(groups: readonly (Named & { readonly categories: readonly Named[] })[], code: string) {
  return groups.flatMap((group) => [group, ...group.categories]).find((one) => one.code === code)?.name ?? code;
}
