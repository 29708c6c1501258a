import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { BatchAnswer } from './batch-data.ts';

interface OutcomeProps {
  answer: BatchAnswer;
  said: { all: (count: number) => string; some: (done: number, refused: number) => string };
  /** Number and name of one that was refused. */
  nameOf: (id: string) => string;
}

/** What became of each: how many were done, and of every other one why not. */
export function Outcome({ answer, said, nameOf }: OutcomeProps) {
  const say = useWords(words).cms;
  const refused = answer.items.filter((one) => !one.ok);
  if (refused.length === 0)
    return (
      <Notice tone="good" live>
        {said.all(answer.done)}
      </Notice>
    );
  return (
    <Notice tone={answer.done === 0 ? 'bad' : 'warning'} title={said.some(answer.done, answer.refused)} live>
      <p className="text-small">{say.leftOut}</p>
      <ul className="list-disc pl-5">
        {refused.map((one) => (
          <li key={one.id}>
            <span className="font-semibold">{nameOf(one.id)}</span>: {one.refused}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
