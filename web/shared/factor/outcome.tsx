import type { CommandState } from '../api/command.ts';
import type { Problem } from '../api/problem.ts';
import { Notice } from '../ui/notice.tsx';
import { useWords } from '../words/define.ts';
import { WaitLeft } from './wait.tsx';
import { words } from './words.ts';

interface Outcome {
  readonly state: CommandState;
  readonly message: string | undefined;
  readonly problem: Problem | undefined;
}

/** It is not refused for good: the answer is still out, or the server asks to wait. */
export const waits = (of: Outcome): boolean => of.state === 'silent' || of.problem?.waitSeconds !== undefined;

/** What came of a try that did not succeed: no answer yet, a wait that counts down, or a refusal with its cure. */
export function OutcomeNotice({ of }: { of: Outcome }) {
  const say = useWords(words);
  const { message, problem } = of;
  if (message === undefined) return null;
  return (
    <Notice tone={waits(of) ? 'wait' : 'bad'} live>
      {problem?.waitSeconds === undefined ? (
        message
      ) : (
        <>
          <p>{say.tooMany}</p>
          <WaitLeft problem={problem} />
        </>
      )}
    </Notice>
  );
}
