import { clock, dateShort, localDate } from '../../src/kernel/time.ts';
import { useMe } from '../shared/api/me.ts';
import { useWords } from '../shared/words/define.ts';
import { useLanguage } from '../shared/words/language.ts';
import { dueOf } from './due-of.ts';
import { words } from './words.ts';

/** Says a deadline: "Hari ini sampai 16.00", "3 hari lagi, sampai 28 Nov 2026". Urgent: late, today or tomorrow. */
export function useDue(): (dueAt: string) => { text: string; urgent: boolean } {
  const say = useWords(words).due;
  const language = useLanguage();
  const zone = useMe()?.zone ?? 'WIB';
  return (dueAt) => {
    const moment = new Date(dueAt);
    const due = dueOf(moment, new Date(), zone);
    const day = dateShort(localDate(moment, zone), language);
    if (due.kind === 'later') return { text: say.later(due.days, day), urgent: false };
    const time = due.kind === 'late' ? `${day} ${clock(moment, zone)}` : clock(moment, zone);
    return { text: say[due.kind](time), urgent: true };
  };
}
