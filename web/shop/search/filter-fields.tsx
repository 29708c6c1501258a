import { useQuery } from '@tanstack/react-query';
import { Checkbox } from '../../shared/ui/choice-fields.tsx';
import { type Option, SelectField } from '../../shared/ui/select-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { categoriesQuery, type Facets } from '../data.ts';
import { count } from '../figures.ts';
import { PriceFields } from './price-fields.tsx';
import type { FilterView } from './view.ts';
import { words } from './words.ts';

/** Steps to choose from, in percent and in working days: conveniences of this screen, no rule. */
const TKDN_STEPS = ['20', '40', '60', '80'];
const DAY_STEPS = ['1', '3', '7', '14', '30'];

export interface FilterFieldsProps {
  view: FilterView;
  onChange: (changes: Partial<FilterView>) => void;
  /** Undefined until known; fields work without their counts. */
  facets: Facets | undefined;
  /** Keeps the ids apart when the fields stand on the page twice. */
  prefix: string;
}

/** Every filter, each with how many goods it would leave. */
export function FilterFields({ view, onChange, facets, prefix }: FilterFieldsProps) {
  const say = useWords(words);
  const counted = useCounted(facets);
  const categories = useCategoryOptions(facets, view.kategori);
  const near = facets?.near ?? null;
  const yes = (on: boolean) => (on ? 'true' : '');
  const towns = facets?.counts.town.map(({ value }) => value) ?? [];
  const shownTowns = view.kota === '' || towns.includes(view.kota) ? towns : [view.kota, ...towns];
  return (
    <div className="grid gap-4">
      <SelectField
        name={`${prefix}kategori`}
        label={say.kategori}
        value={view.kategori}
        empty={say.all}
        options={categories}
        onChange={(kategori) => onChange({ kategori })}
      />
      <PriceFields min={view.min} max={view.maks} prefix={prefix} onChange={(min, maks) => onChange({ min, maks })} />
      <div>
        {near !== null && (
          <Checkbox
            name={`${prefix}kirim`}
            label={say.kirim(near)}
            checked={view.kirim === near}
            onChange={(on) => onChange({ kirim: on ? near : '' })}
          />
        )}
        <Checkbox
          name={`${prefix}stok`}
          label={counted('inStock', 'true', say.stok)}
          checked={view.stok === 'true'}
          onChange={(on) => onChange({ stok: yes(on) })}
        />
        <Checkbox
          name={`${prefix}umk`}
          label={counted('umk', 'true', say.umk)}
          checked={view.umk === 'true'}
          onChange={(on) => onChange({ umk: yes(on) })}
        />
        <Checkbox
          name={`${prefix}pdn`}
          label={counted('pdn', 'true', say.pdn)}
          checked={view.pdn === 'true'}
          onChange={(on) => onChange({ pdn: yes(on) })}
        />
      </div>
      <SelectField
        name={`${prefix}hari`}
        label={say.hari}
        value={view.hari}
        empty={say.all}
        options={DAY_STEPS.map((days) => ({ value: days, label: say.within(days) }))}
        onChange={(hari) => onChange({ hari })}
      />
      <SelectField
        name={`${prefix}bayar`}
        label={say.bayar}
        value={view.bayar}
        empty={say.all}
        options={(['CMS', 'KKP'] as const).map((rail) => ({
          value: rail,
          label: counted('rail', rail, say.rails[rail]),
        }))}
        onChange={(bayar) => onChange({ bayar })}
      />
      <SelectField
        name={`${prefix}kota`}
        label={say.kota}
        value={view.kota}
        empty={say.all}
        options={shownTowns.map((town) => ({ value: town, label: counted('town', town, town) }))}
        onChange={(kota) => onChange({ kota })}
      />
      <SelectField
        name={`${prefix}tkdn`}
        label={say.tkdn}
        value={view.tkdn}
        empty={say.all}
        options={TKDN_STEPS.map((percent) => ({ value: percent, label: say.tkdnLeast(percent) }))}
        onChange={(tkdn) => onChange({ tkdn })}
      />
      <SelectField
        name={`${prefix}pkp`}
        label={say.pkp}
        value={view.pkp}
        empty={say.all}
        options={(['true', 'false'] as const).map((value) => ({
          value,
          label: counted('pkp', value, say.pkps[value]),
        }))}
        onChange={(pkp) => onChange({ pkp })}
      />
    </div>
  );
}

/** "Stok ada (128)", once the count is known. */
function useCounted(facets: Facets | undefined) {
  const say = useWords(words);
  const language = useLanguage();
  return (facet: keyof Facets['counts'], value: string, label: string): string => {
    if (facets === undefined) return label;
    const found = facets.counts[facet].find((one) => one.value === value)?.count ?? 0;
    return say.counted(label, count(found, language));
  };
}

/** Groups and their categories that would leave something, and the one that is chosen. */
function useCategoryOptions(facets: Facets | undefined, chosen: string): readonly Option[] {
  const say = useWords(words);
  const language = useLanguage();
  const groups = useQuery(categoriesQuery()).data?.groups ?? [];
  const countOf = (code: string) => facets?.counts.category.find(({ value }) => value === code)?.count ?? 0;
  const kept = (code: string, found: number) => facets === undefined || found > 0 || code === chosen;
  const option = (code: string, label: string, found: number): Option => ({
    value: code,
    label: facets === undefined ? label : say.counted(label, count(found, language)),
  });
  return groups.flatMap((group) => {
    const sum = group.categories.reduce((total, { code }) => total + countOf(code), 0);
    const inside = group.categories.filter(({ code }) => kept(code, countOf(code)));
    if (!kept(group.code, sum) && inside.length === 0) return [];
    return [
      option(group.code, say.wholeGroup(group.name), sum),
      ...inside.map(({ code, name }) => option(code, name, countOf(code))),
    ];
  });
}
