import { useWords } from '../words/define.ts';
import { words } from './words.ts';

/** On every page of a demo or training instance: nobody may mistake it for the real one. */
export function TrainingBand() {
  const say = useWords(words);
  return (
    <p className="max-w-full bg-train px-4 py-1 text-center text-small font-semibold text-on-train">{say.demoMode}</p>
  );
}
