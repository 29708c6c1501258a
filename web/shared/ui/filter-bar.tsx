import { useState } from 'react';
import { useWords } from '../words/define.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { IconFilter, IconX } from './icons.ts';
import { type Option, SelectField } from './select-field.tsx';
import { words } from './words.ts';

export interface Filter {
  readonly name: string;
  readonly label: string;
  readonly options: readonly Option[];
  /** '' when not used. */
  readonly value: string;
}

interface FilterBarProps {
  filters: readonly Filter[];
  /** Called with '' to take a filter away. Keep the values in the URL (`useUrlState`). */
  onChange: (name: string, value: string) => void;
  onClear: () => void;
  /** How many results the filters give, once known. */
  count?: number;
}

/** Filters beside each other; on a phone in a sheet with "Terapkan (128)". Chips take a filter away. */
export function FilterBar({ filters, onChange, onClear, count }: FilterBarProps) {
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  const used = filters.filter((filter) => filter.value !== '');
  return (
    <div className="grid gap-3">
      <div className="hidden gap-3 md:grid md:grid-cols-[repeat(auto-fit,minmax(180px,1fr))]">
        <Fields filters={filters} onChange={onChange} prefix="" />
      </div>
      <div className="md:hidden">
        <Button tone="quiet" icon={<IconFilter size={20} />} onPress={() => setOpen(true)}>
          {say.filters(used.length)}
        </Button>
        <Dialog
          open={open}
          title={say.filterTitle}
          onClose={() => setOpen(false)}
          actions={
            <Button full onPress={() => setOpen(false)}>
              {say.apply(count)}
            </Button>
          }
        >
          <div className="grid gap-4">
            <Fields filters={filters} onChange={onChange} prefix="sheet-" />
          </div>
        </Dialog>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {used.map((filter) => (
          <button
            key={filter.name}
            type="button"
            aria-label={say.removeFilter(`${filter.label}: ${labelOf(filter)}`)}
            onClick={() => onChange(filter.name, '')}
            className="inline-flex min-h-11 items-center gap-2 rounded-full border border-brand-600 bg-brand-50 px-4 text-small font-semibold text-brand-700"
          >
            {filter.label}: {labelOf(filter)}
            <IconX size={16} aria-hidden="true" />
          </button>
        ))}
        {used.length > 1 && (
          <Button tone="plain" onPress={onClear}>
            {say.clearFilters}
          </Button>
        )}
        <p role="status" className="ml-auto text-small text-muted">
          {count === undefined ? '' : say.results(count)}
        </p>
      </div>
    </div>
  );
}

function Fields({ filters, onChange, prefix }: Pick<FilterBarProps, 'filters' | 'onChange'> & { prefix: string }) {
  const say = useWords(words);
  return filters.map((filter) => (
    <SelectField
      key={filter.name}
      name={`${prefix}${filter.name}`}
      label={filter.label}
      value={filter.value}
      empty={say.all}
      options={filter.options}
      onChange={(value) => onChange(filter.name, value)}
    />
  ));
}

function labelOf(filter: Filter): string {
  return filter.options.find((option) => option.value === filter.value)?.label ?? filter.value;
}
