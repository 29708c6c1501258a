import { useEffect, useRef } from 'react';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { BatchAnswer } from './batch-data.ts';

/** What one press over many came to. The page keeps it: the list it came from may be empty by then. */
export interface Told {
  readonly answer: BatchAnswer;
  readonly said: 'started' | 'result';
  /** Number and name of each that was asked for, by its id. */
  readonly names: ReadonlyMap<string, string>;
}

/** What became of each: how many were done, and of every other one why not. */
export function Outcome({ told }: { told: Told }) {
  const say = useWords(words).cms;
  const { answer, names } = told;
  const said = say[told.said];
  const refused = answer.items.filter((one) => !one.ok);
  const place = useRef<HTMLDivElement>(null);
  // It stands at the head of the page; the button pressed was at its foot.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new outcome is shown anew
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), [told]);
  return (
    <div ref={place}>
      {refused.length === 0 ? (
        <Notice tone="good" live>
          {said.all(answer.done)}
        </Notice>
      ) : (
        <Notice tone={answer.done === 0 ? 'bad' : 'warning'} title={said.some(answer.done, answer.refused)} live>
          <p className="text-small">{say.leftOut}</p>
          <ul className="list-disc pl-5">
            {refused.map((one) => (
              <li key={one.id}>
                <span className="font-semibold">{names.get(one.id)}</span>: {one.refused}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
