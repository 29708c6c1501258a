import type { ReactNode } from 'react';

interface CardProps {
  title?: string;
  /** Beside the title, on the right: a link, a menu, a status. */
  aside?: ReactNode;
  /** Heading level of the title; 2 unless the card sits in a section. */
  level?: 2 | 3;
  children: ReactNode;
}

export function Card({ title, aside, level = 2, children }: CardProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 rounded-l border border-line bg-card p-4 sm:p-5">
      {title !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Heading className={level === 2 ? 'text-h2' : 'text-body'}>{title}</Heading>
          {aside}
        </div>
      )}
      {children}
    </section>
  );
}
