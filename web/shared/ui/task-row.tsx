import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { LinkButton } from './link-button.tsx';
import { Money } from './money.tsx';
import { StatusTag } from './status-tag.tsx';
import { words } from './words.ts';

interface TaskRowProps {
  /** Verb and object: "Setujui pesanan: Kertas HVS A4, 40 rim". */
  title: string;
  /** Number · counterpart · who sent it. */
  meta: ReactNode;
  amount?: bigint | string;
  /** Time left in words: "2 hari kerja lagi"; `urgent` makes it amber. */
  due?: string;
  urgent?: boolean;
  to: string;
  /** The button; "Tinjau" unless told. */
  action?: string;
}

/** One thing to do. Rows stand in a `TaskList`, sorted by deadline. */
export function TaskRow({ title, meta, amount, due, urgent, to, action }: TaskRowProps) {
  const say = useWords(words);
  return (
    <li className="grid gap-3 border-b border-line py-4 last:border-0 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="grid min-w-0 gap-1">
        <h3 className="text-body">{title}</h3>
        <p className="text-small text-muted">{meta}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
          {amount !== undefined && (
            <span className="font-bold">
              <Money amount={amount} />
            </span>
          )}
          {due !== undefined && <StatusTag tone={urgent === true ? 'wait' : 'plain'}>{due}</StatusTag>}
        </div>
      </div>
      <LinkButton to={to} tone={urgent === true ? 'primary' : 'quiet'}>
        {action ?? say.review}
        <span className="sr-only">: {title}</span>
      </LinkButton>
    </li>
  );
}

/** The list around task rows. */
export function TaskList({ label, children }: { label: string; children: ReactNode }) {
  return <ul aria-label={label}>{children}</ul>;
}
