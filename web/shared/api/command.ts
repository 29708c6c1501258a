import { useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/define.ts';
import { type FieldError, Problem } from './problem.ts';
import { words } from './words.ts';

/** After this long without an answer we say so, and that the act must not be repeated. */
const NO_ANSWER_AFTER_MS = 10_000;

export type CommandState = 'idle' | 'sending' | 'silent' | 'failed' | 'done';

export interface Command<Input, Result> {
  /** Sends the act. While it is on its way a second call does nothing. Gives the result, or undefined when refused. */
  send(input: Input): Promise<Result | undefined>;
  readonly state: CommandState;
  /** True while an answer is outstanding; buttons show it, they do not disappear. */
  readonly busy: boolean;
  /** What to tell the person: the server's sentence, or ours when there is no answer. */
  readonly message: string | undefined;
  readonly fieldErrors: readonly FieldError[];
  readonly problem: Problem | undefined;
  readonly result: Result | undefined;
  /** Forgets the outcome and takes a new key: the next act is another act. */
  reset(): void;
}

/**
 * One act a person may do once. The idempotency key is made when the screen or dialog opens and stays the same through
 * every retry whose outcome is unknown (no answer, 5xx, session over), so that a second press can never act twice. Only
 * after a definite answer is a new key taken.
 */
export function useCommand<Input, Result>(
  act: (input: Input, key: string) => Promise<Result>,
  onDone?: (result: Result) => void,
): Command<Input, Result> {
  const say = useWords(words);
  const key = useRef(crypto.randomUUID());
  const underWay = useRef(false);
  const alive = useRef(true);
  const latest = useRef({ act, onDone });
  latest.current = { act, onDone };
  const [state, setState] = useState<CommandState>('idle');
  const [problem, setProblem] = useState<Problem>();
  const [result, setResult] = useState<Result>();

  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  const send = useCallback(async (input: Input) => {
    if (underWay.current) return undefined;
    underWay.current = true;
    setState('sending');
    setProblem(undefined);
    const timer = setTimeout(() => alive.current && setState('silent'), NO_ANSWER_AFTER_MS);
    try {
      const outcome = await latest.current.act(input, key.current);
      key.current = crypto.randomUUID();
      if (!alive.current) return outcome;
      setResult(outcome);
      setState('done');
      latest.current.onDone?.(outcome);
      return outcome;
    } catch (reason) {
      const found = reason instanceof Problem ? reason : new Problem(0);
      if (isDefinite(found.status)) key.current = crypto.randomUUID();
      if (alive.current) {
        setProblem(found);
        setState('failed');
      }
      return undefined;
    } finally {
      clearTimeout(timer);
      underWay.current = false;
    }
  }, []);

  const reset = useCallback(() => {
    key.current = crypto.randomUUID();
    setState('idle');
    setProblem(undefined);
    setResult(undefined);
  }, []);

  return {
    send,
    state,
    busy: state === 'sending' || state === 'silent',
    message: messageOf(),
    fieldErrors: problem?.errors ?? [],
    problem,
    result,
    reset,
  };

  function messageOf(): string | undefined {
    if (state === 'silent') return say.noAnswerYet;
    if (problem === undefined) return undefined;
    if (problem.status === 0) return say.connectionLost;
    return problem.message === '' ? say.ourFault : problem.message;
  }
}

/** The server decided: nothing of this request can still take effect. 401, 408, 425 and 429 mean it was not decided. */
function isDefinite(status: number): boolean {
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}
