import { useEffect, useState } from 'react';
import { dateTyped, parseTypedDate } from '../../../src/kernel/time.ts';
import { useWords } from '../words/define.ts';
import { useLanguage } from '../words/language.ts';
import { Calendar } from './calendar.tsx';
import { Dialog } from './dialog.tsx';
import { FieldFrame, type FieldProps } from './field.tsx';
import { IconCalendar } from './icons.ts';
import { fullDate } from './month-grid.ts';
import { words } from './words.ts';

interface DateFieldProps extends FieldProps {
  /** ISO day `2026-11-24`, or '' when nothing usable is typed. */
  value: string;
  onChange: (iso: string) => void;
  min?: string;
  max?: string;
  /** Names of holidays by day; they are marked, not forbidden. */
  holidays?: Readonly<Record<string, string>>;
}

/** A text field with the full date echoed under it, and a calendar for who prefers to pick. */
export function DateField(props: DateFieldProps) {
  const { value, onChange, onBlur, error, min, max, holidays } = props;
  const say = useWords(words);
  const language = useLanguage();
  const [typed, setTyped] = useState(value === '' ? '' : dateTyped(value));
  const [left, setLeft] = useState(false);
  const [open, setOpen] = useState(false);
  const malformed = left && typed.trim() !== '' && value === '';

  // The form was reset or filled from a draft: show what it holds now.
  useEffect(() => {
    if (value !== '') setTyped((current) => (parseTypedDate(current) === value ? current : dateTyped(value)));
  }, [value]);

  return (
    <>
      <FieldFrame
        {...props}
        width="medium"
        error={error ?? (malformed ? say.notADate : undefined)}
        after={value === '' ? '' : echo()}
      >
        {(attributes) => (
          <div className="flex gap-2">
            <input
              {...attributes}
              type="text"
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setLeft(false);
                onChange(parseTypedDate(event.target.value) ?? '');
              }}
              onBlur={() => {
                setLeft(true);
                if (value !== '') setTyped(dateTyped(value));
                onBlur?.();
              }}
              className="control min-w-0"
            />
            <button
              type="button"
              onClick={() => setOpen(true)}
              className="inline-flex min-h-12 shrink-0 items-center gap-2 rounded-m border border-control bg-card px-3 font-semibold text-brand-700 hover:bg-brand-50"
            >
              <IconCalendar size={24} />
              {say.calendar}
            </button>
          </div>
        )}
      </FieldFrame>
      <Dialog open={open} title={props.label} onClose={() => setOpen(false)}>
        {open && (
          <Calendar
            value={value}
            min={min}
            max={max}
            holidays={holidays ?? {}}
            onPick={(iso) => {
              setTyped(dateTyped(iso));
              onChange(iso);
              setOpen(false);
            }}
          />
        )}
      </Dialog>
    </>
  );

  function echo(): string {
    if (value === '') return '';
    const holiday = holidays?.[value];
    return holiday === undefined ? fullDate(value, language) : `${fullDate(value, language)} · ${holiday}`;
  }
}
