import { dateLong, dateShort } from '../../../src/kernel/time.ts';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import type { Tone } from '../../shared/ui/tone.ts';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import type { Appointment, AppointmentState } from '../people-data.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<AppointmentState, Tone>> = {
  PLANNED: 'info',
  INVITED: 'wait',
  ACTIVE: 'good',
  ENDING: 'info',
  ENDED: 'plain',
};

const isWithdrawn = ({ validFrom, validTo }: Appointment) => validTo !== null && validTo < validFrom;

/** Where an appointment stands, with the day that matters. */
export function AppointmentStatus({ of }: { of: Appointment }) {
  const say = useWords(words);
  const language = useLanguage();
  const text = () => {
    if (isWithdrawn(of)) return say.withdrawn;
    if (of.state === 'PLANNED') return say.stateOn.PLANNED(dateShort(of.validFrom, language));
    if (of.state === 'ENDING' && of.validTo !== null) return say.stateOn.ENDING(dateShort(of.validTo, language));
    return say.states[of.state];
  };
  return <StatusTag tone={TONES[of.state]}>{text()}</StatusTag>;
}

/** The days in office, as a sentence. */
export function useDays(): (of: Appointment) => string {
  const say = useWords(words);
  const language = useLanguage();
  return (of) => {
    if (isWithdrawn(of)) return say.withdrawn;
    const from = dateLong(of.validFrom, language);
    return of.validTo === null ? say.from(from) : say.between(from, dateLong(of.validTo, language));
  };
}
