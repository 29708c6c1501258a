import type { ComponentType, ReactNode } from 'react';

interface RowProps {
  Icon: ComponentType<{ size: number; className: string; 'aria-hidden': 'true' }>;
  title: string;
  /** Beside the title: a status. */
  tag?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  /** Opened by the action; stands outside the small print. */
  dialog?: ReactNode;
}

/** One factor or device: what it is, since when, and what may be done with it. */
export function Row({ Icon, title, tag, children, action, dialog }: RowProps) {
  return (
    <li className="flex flex-wrap items-center gap-3 border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
      <Icon size={24} aria-hidden="true" className="shrink-0 text-brand-700" />
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          <span className="min-w-0 break-words">{title}</span>
          {tag}
        </p>
        <div className="text-small text-muted">{children}</div>
      </div>
      {action}
      {dialog}
    </li>
  );
}
