import { type ReactNode, useEffect, useRef } from 'react';
import { classes } from './classes.ts';

const PRODUCT = 'Digipay Satu';

/** The first page keeps the browser's own focus; every later one takes it to its heading, as a page load would. */
let pagesShown = 0;

interface PageProps {
  /** The one h1, and the title of the window. */
  title: string;
  /** A line under the title: number, counterpart, a status tag. */
  lead?: ReactNode;
  /** Main buttons. On a phone they stay in reach, fixed above the bottom bar. */
  actions?: ReactNode;
  /** 640 px for forms and single decisions; otherwise up to 1120 px. */
  narrow?: boolean;
  children: ReactNode;
}

export function Page({ title, lead, actions, narrow, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} · ${PRODUCT}`;
  }, [title]);

  useEffect(() => {
    if (pagesShown > 0) heading.current?.focus({ preventScroll: true });
    pagesShown += 1;
  }, []);

  return (
    <div
      className={classes('mx-auto grid grid-cols-[minmax(0,1fr)] gap-6', narrow === true ? 'max-w-160' : 'max-w-280')}
    >
      <header className="grid gap-2">
        <h1 ref={heading} tabIndex={-1} className="text-h1 lg:text-[1.75rem] lg:leading-[2.25rem]">
          {title}
        </h1>
        {lead !== undefined && <div className="text-muted">{lead}</div>}
      </header>
      {children}
      {actions !== undefined && (
        <div
          className="fixed inset-x-0 bottom-(--bottom-bar) z-20 flex flex-wrap gap-2 border-t border-line bg-card px-4 py-2 lg:static lg:border-0 lg:bg-transparent lg:p-0"
          data-screen-only
        >
          {actions}
        </div>
      )}
    </div>
  );
}
