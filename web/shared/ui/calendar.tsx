import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { addDays, localDate } from '../../../src/kernel/time.ts';
import { useMe } from '../api/me.ts';
import { useWords } from '../words/define.ts';
import { useLanguage } from '../words/language.ts';
import { classes } from './classes.ts';
import { IconChevronLeft, IconChevronRight } from './icons.ts';
import { fullDate, monthName, plusMonths, weekdayOf, weeksOfMonth } from './month-grid.ts';
import { words } from './words.ts';

interface CalendarProps {
  value: string | '';
  min?: string | undefined;
  max?: string | undefined;
  holidays: Readonly<Record<string, string>>;
  onPick: (iso: string) => void;
}

const SATURDAY = 5;

/** One month as a grid: arrows move by day and week, Page Up and Down by month, Home and End within the week. */
export function Calendar({ value, min, max, holidays, onPick }: CalendarProps) {
  const say = useWords(words);
  const language = useLanguage();
  const today = localDate(new Date(), useMe()?.zone ?? 'WIB');
  const [cursor, setCursor] = useState(value === '' ? clamped(today) : value);
  const [follow, setFollow] = useState(true);
  const grid = useRef<HTMLTableElement>(null);

  useEffect(() => {
    if (follow) grid.current?.querySelector<HTMLButtonElement>(`[data-day="${cursor}"]`)?.focus();
  }, [cursor, follow]);

  function clamped(iso: string): string {
    if (min !== undefined && iso < min) return min;
    if (max !== undefined && iso > max) return max;
    return iso;
  }
  const outside = (iso: string) => (min !== undefined && iso < min) || (max !== undefined && iso > max);

  function onKeyDown(event: KeyboardEvent) {
    const weekday = weekdayOf(cursor);
    const targets: Record<string, string> = {
      ArrowLeft: addDays(cursor, -1),
      ArrowRight: addDays(cursor, 1),
      ArrowUp: addDays(cursor, -7),
      ArrowDown: addDays(cursor, 7),
      Home: addDays(cursor, -weekday),
      End: addDays(cursor, 6 - weekday),
      PageUp: plusMonths(cursor, event.shiftKey ? -12 : -1),
      PageDown: plusMonths(cursor, event.shiftKey ? 12 : 1),
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    setFollow(true);
    setCursor(clamped(target));
  }

  function turn(months: number) {
    setFollow(false);
    setCursor(clamped(plusMonths(cursor, months)));
  }

  const month = monthName(cursor, language);
  return (
    <div className="grid gap-2">
      <div className="flex items-center justify-between">
        <TurnButton label={say.previousMonth} onPress={() => turn(-1)} icon={<IconChevronLeft size={24} />} />
        <p aria-live="polite" className="font-semibold">
          {month}
        </p>
        <TurnButton label={say.nextMonth} onPress={() => turn(1)} icon={<IconChevronRight size={24} />} />
      </div>
      <table ref={grid} aria-label={month} onKeyDown={onKeyDown} className="mx-auto">
        <thead>
          <tr>
            {say.weekdays.map((name) => (
              <th key={name} scope="col" className="h-8 w-11 text-small font-semibold text-muted">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOfMonth(cursor).map((week) => (
            <tr key={week[0]}>
              {week.map((iso) => (
                <td key={iso} className="p-0">
                  {iso.slice(0, 7) === cursor.slice(0, 7) && (
                    <button
                      type="button"
                      data-day={iso}
                      tabIndex={iso === cursor ? 0 : -1}
                      aria-pressed={iso === value}
                      aria-current={iso === today ? 'date' : undefined}
                      aria-label={dayLabel(iso)}
                      aria-disabled={outside(iso) || undefined}
                      onClick={() => !outside(iso) && onPick(iso)}
                      className={classes(
                        'size-11 rounded-m hover:bg-brand-50 aria-pressed:bg-brand-600 aria-pressed:font-bold aria-pressed:text-on-brand',
                        iso === today && 'border-2 border-brand-600 font-bold',
                        isOff(iso) && iso !== value && 'text-bad-700 underline decoration-dotted underline-offset-4',
                        outside(iso) && 'line-through',
                      )}
                    >
                      {Number(iso.slice(8))}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="text-small text-muted">{say.offDays}</p>
    </div>
  );

  function isOff(iso: string): boolean {
    return weekdayOf(iso) >= SATURDAY || holidays[iso] !== undefined;
  }

  function dayLabel(iso: string): string {
    const name = holidays[iso] ?? (weekdayOf(iso) >= SATURDAY ? say.dayOff : undefined);
    return name === undefined ? fullDate(iso, language) : `${fullDate(iso, language)}, ${name}`;
  }
}

function TurnButton({ label, onPress, icon }: { label: string; onPress: () => void; icon: ReactNode }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="grid size-11 place-items-center rounded-m text-brand-700 hover:bg-brand-50"
    >
      {icon}
    </button>
  );
}
