import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock, IconInfoCircle } from './icons.ts';
import { TONE_SURFACE, type Tone } from './tone.ts';

const ICONS = {
  plain: IconInfoCircle,
  info: IconInfoCircle,
  wait: IconClock,
  good: IconCircleCheck,
  bad: IconCircleX,
} as const;

interface NoticeProps {
  tone?: Tone | 'warning';
  title?: string;
  /** The next step, as a button or link. */
  action?: ReactNode;
  /** Announce it when it appears (`role=status`); for news, not for what was there from the start. */
  live?: boolean;
  children: ReactNode;
}

/** What happened, why, and what to do. */
export function Notice({ tone = 'info', title, action, live, children }: NoticeProps) {
  const colour: Tone = tone === 'warning' ? 'wait' : tone;
  const Icon = tone === 'warning' ? IconAlertTriangle : ICONS[colour];
  return (
    <div
      role={live === true ? 'status' : undefined}
      className={classes('flex gap-3 rounded-l border border-current/25 p-4', TONE_SURFACE[colour])}
    >
      <Icon size={24} aria-hidden="true" className="shrink-0" />
      <div className="grid min-w-0 gap-2">
        {title !== undefined && <p className="font-bold">{title}</p>}
        <div>{children}</div>
        {action !== undefined && <div className="flex flex-wrap gap-2">{action}</div>}
      </div>
    </div>
  );
}
