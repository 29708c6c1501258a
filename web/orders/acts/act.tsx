import { type ReactNode, useEffect, useRef } from 'react';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { OpenAction, Order, OrderAction } from '../order-data.ts';
import { words } from './words.ts';

/** What every panel gets. `main`: the first one, whose buttons stay in reach on a phone. */
export interface PanelProps {
  order: Order;
  main: boolean;
  onDone: (action: OrderAction, order: Order) => void;
}

/** The open action of that name, or undefined when it is not open to the reader. */
export function openAct(order: Order, action: OrderAction): OpenAction | undefined {
  return order.actions.find((open) => open.action === action);
}

/** What an act is about: its number, or the goods while it has none. */
export const subjectOf = (order: Order): string => order.number ?? order.title;

/** Comes into view when it appears: on a phone the pressed button may be far from it. */
function InView({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for a clean-up.
    box.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <div ref={box}>{children}</div>;
}

/** Why an act cannot be done now, with its cure; shown when its button is pressed. */
export function Blocked({ sentence }: { sentence: string }) {
  const say = useWords(words);
  return (
    <InView>
      <Notice tone="warning" title={say.notNow} live>
        {sentence}
      </Notice>
    </InView>
  );
}

interface Outcome {
  readonly state: string;
  readonly message: string | undefined;
  readonly problem: { readonly status: number } | undefined;
}

const MOVED_ON = 409;

/** What came of an act that is not done: no answer yet, somebody was faster (no error), or a refusal. */
export function ActMessage({ of }: { of: Outcome }) {
  if (of.message === undefined) return null;
  const tone = of.state === 'silent' ? 'wait' : of.problem?.status === MOVED_ON ? 'info' : 'bad';
  return (
    <InView key={of.message}>
      <Notice tone={tone} live>
        {of.message}
      </Notice>
    </InView>
  );
}
