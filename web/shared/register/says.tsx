import type { ReactNode } from 'react';
import { words as shellWords } from '../shell/words.ts';
import type { Fact } from '../ui/facts.tsx';
import { Day } from '../ui/when.tsx';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

/** Turns what the server wants repeated into rows for people: names of roles, dates, scopes in words. */
export function useSays(): (says: readonly { readonly what: string; readonly value: string }[]) => Fact[] {
  const say = useWords(words);
  const role = useWords(shellWords).role;
  const printed: Readonly<Record<string, (value: string) => ReactNode>> = {
    role,
    from: (date) => <Day date={date} />,
    to: (date) => <Day date={date} />,
    lastDay: (date) => <Day date={date} />,
    field: say.field,
    scopes: (list) => list.split(', ').map(say.scope).join(', '),
    validDays: say.days,
    overlapHours: say.hours,
  };
  return (says) =>
    says
      // An id tells nobody anything; the name of the same thing stands beside it.
      .filter(({ what }) => what !== 'integration')
      .map(({ what, value }) => ({ label: say.what(what), value: printed[what]?.(value) ?? value }));
}
