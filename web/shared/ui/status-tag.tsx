import { classes } from './classes.ts';
import { IconAlertCircle, IconCircleCheck, IconCircleX, IconClock, IconMinus } from './icons.ts';
import { TONE_SURFACE, type Tone } from './tone.ts';

const ICONS = {
  plain: IconMinus,
  info: IconClock,
  wait: IconAlertCircle,
  good: IconCircleCheck,
  bad: IconCircleX,
} as const;

/** Word, icon and colour together. The word names the actor: "Menunggu persetujuan PPK". */
export function StatusTag({ tone, children }: { tone: Tone; children: string }) {
  const Icon = ICONS[tone];
  return (
    <span
      className={classes(
        'inline-flex min-h-7 items-center gap-1.5 rounded-s border border-current/25 px-2 text-small font-semibold',
        TONE_SURFACE[tone],
      )}
    >
      <Icon size={16} aria-hidden="true" className="shrink-0" />
      {children}
    </span>
  );
}
