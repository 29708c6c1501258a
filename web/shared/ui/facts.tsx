import type { CSSProperties, ReactNode } from 'react';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Label and value pairs; a missing value is left out by the caller, never shown as a dash. `compact`: narrow labels. */
export function Facts({ items, compact }: { items: readonly Fact[]; compact?: boolean }) {
  const columns = compact === true ? 'minmax(5rem,auto)' : 'minmax(8rem,12rem)';
  return (
    <dl
      style={{ '--facts': columns } as CSSProperties}
      className="grid gap-x-6 gap-y-2 sm:grid-cols-[var(--facts)_minmax(0,1fr)]"
    >
      {items.map((item) => (
        <div key={item.label} className="sm:contents">
          <dt className="text-muted">{item.label}</dt>
          <dd className="min-w-0 font-medium">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
