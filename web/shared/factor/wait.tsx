import { useEffect, useMemo, useState } from 'react';
import { useWords } from '../words/define.ts';
import { words } from './words.ts';

const SECOND_MS = 1000;
const MINUTE = 60;

/** Counts down what the server asked to wait after wrong tries; each further one makes it longer. A new `problem` starts again. */
export function WaitLeft({ problem }: { problem: { readonly waitSeconds: number | undefined } }) {
  const say = useWords(words);
  const until = useMemo(() => Date.now() + (problem.waitSeconds ?? 0) * SECOND_MS, [problem]);
  const [now, setNow] = useState(Date.now);
  const left = Math.max(
    0,
    Math.ceil((until - Math.max(now, until - (problem.waitSeconds ?? 0) * SECOND_MS)) / SECOND_MS),
  );

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);

  // A timer is not read out at every tick; its end is.
  return left === 0 ? (
    <p role="status">{say.waitOver}</p>
  ) : (
    <p role="timer" className="font-semibold">
      {say.waitLeft(Math.floor(left / MINUTE), left % MINUTE)}
    </p>
  );
}
