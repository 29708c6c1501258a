import { localDate } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import type { FieldError } from '../../shared/api/problem.ts';
import { DateField } from '../../shared/ui/date-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from './words.ts';

/** The decree by which an office is given, and the days of which it speaks. */
export interface DecreeValues {
  'decree.number': string;
  'decree.date': string;
  /** First day in office. */
  from: string;
}

export const noDecree = (today: string): DecreeValues => ({ 'decree.number': '', 'decree.date': '', from: today });

/** Today where the reader's office is. */
export function useToday(): string {
  return localDate(new Date(), useMe()?.zone ?? 'WIB');
}

export const decreeOf = (values: DecreeValues) => ({
  number: values['decree.number'].trim(),
  date: values['decree.date'],
});

const SHORTEST_NUMBER = 3;

export function useDecreeFaults(): (values: DecreeValues) => FieldError[] {
  const say = useWords(words);
  const today = useToday();
  return (values) => {
    const { number, date } = decreeOf(values);
    const { from } = values;
    const dated = date === '' ? say.fillDecreeDate : from !== '' && date > from ? say.decreeAfter : undefined;
    return [
      ...(number.length < SHORTEST_NUMBER ? [{ path: 'decree.number', message: say.fillDecreeNumber }] : []),
      ...(dated === undefined ? [] : [{ path: 'decree.date', message: dated }]),
      ...(from === '' || from < today ? [{ path: 'from', message: say.fillFrom }] : []),
    ];
  };
}

interface DecreeFieldsProps {
  bind: (name: keyof DecreeValues) => {
    name: string;
    value: string;
    onChange: (value: string) => void;
    error: string | undefined;
  };
  /** What the paper and the first day are called; those of an official unless told. */
  labels?: { number?: string; from?: string };
}

export function DecreeFields({ bind, labels = {} }: DecreeFieldsProps) {
  const say = useWords(words);
  const today = useToday();
  return (
    <>
      <TextField {...bind('decree.number')} label={labels.number ?? say.decreeNumber} width="medium" />
      <DateField {...bind('decree.date')} label={say.decreeDate} />
      <DateField {...bind('from')} label={labels.from ?? say.validFrom} hint={say.validFromHint} min={today} />
    </>
  );
}
