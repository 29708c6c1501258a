import type { CommandState } from '../api/command.ts';
import type { Problem } from '../api/problem.ts';
import { Notice } from '../ui/notice.tsx';
import { WaitLeft } from './wait.tsx';

interface Outcome {
  readonly state: CommandState;
  readonly message: string | undefined;
  readonly problem: Problem | undefined;
}

/** What came of a try that did not succeed: no answer yet, a wait that counts down, or a refusal with its cure. */
export function OutcomeNotice({ of }: { of: Outcome }) {
  const { problem } = of;
  if (of.message === undefined) return null;
  const waits = problem?.waitSeconds !== undefined;
  return (
    <Notice tone={of.state === 'silent' || waits ? 'wait' : 'bad'} live>
      <p>{of.message}</p>
      {problem !== undefined && waits && <WaitLeft problem={problem} />}
    </Notice>
  );
}
