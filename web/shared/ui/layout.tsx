import type { ReactNode } from 'react';
import { classes } from './classes.ts';

type Gap = 'small' | 'normal' | 'large';
const GAPS: Readonly<Record<Gap, string>> = { small: 'gap-2', normal: 'gap-4', large: 'gap-8' };

/** Things under each other. */
export function Stack({ gap = 'normal', children }: { gap?: Gap; children: ReactNode }) {
  return <div className={classes('grid grid-cols-[minmax(0,1fr)]', GAPS[gap])}>{children}</div>;
}

/** Things beside each other that wrap when there is no room. `spread` pushes the first and last apart. */
export function Cluster({ gap = 'small', spread, children }: { gap?: Gap; spread?: boolean; children: ReactNode }) {
  return (
    <div className={classes('flex flex-wrap items-center', GAPS[gap], spread === true && 'justify-between')}>
      {children}
    </div>
  );
}

const COLUMNS = {
  two: 'md:grid-cols-2',
  three: 'md:grid-cols-2 lg:grid-cols-3',
  four: 'grid-cols-2 md:grid-cols-3 lg:grid-cols-4',
  aside: 'lg:grid-cols-[minmax(0,1fr)_320px]',
  filters: 'lg:grid-cols-[240px_minmax(0,1fr)]',
} as const;

/** Equal columns on wide screens, or a main column with a side one (`aside`, `filters`); one column on a phone. */
export function Columns({ of, children }: { of: keyof typeof COLUMNS; children: ReactNode }) {
  return <div className={classes('grid min-w-0 items-start gap-4', COLUMNS[of])}>{children}</div>;
}
