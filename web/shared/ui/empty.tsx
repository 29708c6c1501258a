import type { ReactNode } from 'react';

interface EmptyProps {
  /** Why there is nothing: "Tidak ada tugas." */
  title: string;
  children?: ReactNode;
  /** The first thing to do about it. */
  action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <div className="grid justify-items-center gap-3 rounded-l border border-dashed border-line px-4 py-10 text-center">
      <p className="font-bold">{title}</p>
      {children !== undefined && <div className="max-w-160 text-muted">{children}</div>}
      {action}
    </div>
  );
}
