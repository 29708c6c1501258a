import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { IconCheck, IconX } from './icons.ts';
import { words } from './words.ts';

export interface TimelineStep {
  readonly label: string;
  /** Person or office; for the current step, who holds it. */
  readonly who?: string;
  /** When it happened, or by when. */
  readonly at?: ReactNode;
  readonly note?: ReactNode;
  /** `stopped`: returned, refused or cancelled; it stays visible. */
  readonly state: 'done' | 'now' | 'later' | 'stopped';
}

/** Above this many steps a row does not fit. */
const MOST_STEPS_IN_A_ROW = 6;

const MARKS = {
  done: 'border-good-700 bg-good-700 text-card',
  now: 'border-4 border-wait-500 bg-card',
  later: 'border-control bg-card',
  stopped: 'border-bad-600 bg-bad-600 text-card',
} as const;

interface TimelineProps {
  label: string;
  steps: readonly TimelineStep[];
  /** Never in a row: for a narrow column. */
  vertical?: boolean;
}

/** Where this stands, whose turn it is, until when. */
export function Timeline({ steps, label, vertical }: TimelineProps) {
  const say = useWords(words);
  const row = vertical !== true && steps.length <= MOST_STEPS_IN_A_ROW;
  return (
    <ol aria-label={label} className={classes('grid', row && 'lg:auto-cols-fr lg:grid-flow-col')}>
      {steps.map((step, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: the same step may come twice; steps are only added at the end
          key={`${index}-${step.label}`}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className={classes('relative flex gap-3 pb-5 last:pb-0', row && 'lg:flex-col lg:pr-3 lg:pb-0')}
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden="true"
              className={classes(
                'absolute top-6 bottom-0 left-[11px] w-0.5',
                row && 'lg:top-[11px] lg:right-0 lg:bottom-auto lg:left-6 lg:h-0.5 lg:w-auto',
                step.state === 'done' ? 'bg-good-700' : 'bg-line',
              )}
            />
          )}
          <span
            aria-hidden="true"
            className={classes('z-1 grid size-6 shrink-0 place-items-center rounded-full border-2', MARKS[step.state])}
          >
            {step.state === 'done' && <IconCheck size={16} />}
            {step.state === 'stopped' && <IconX size={16} />}
          </span>
          <div className="min-w-0 text-small">
            <p className={classes('text-body', step.state === 'later' ? 'text-muted' : 'font-semibold')}>
              {step.label}
              <span className="sr-only">, {say.stepStates[step.state]}</span>
              {step.state === 'now' && (
                <span
                  aria-hidden="true"
                  className="ml-2 rounded-s bg-wait-50 px-1.5 text-small font-semibold text-wait-700"
                >
                  {say.now}
                </span>
              )}
            </p>
            {step.who !== undefined && <p>{step.who}</p>}
            {step.at !== undefined && <p className="text-muted">{step.at}</p>}
            {step.note !== undefined && <div className="text-muted">{step.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
