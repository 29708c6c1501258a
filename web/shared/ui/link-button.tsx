import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BUTTON_BASE, BUTTON_TONES, type ButtonTone } from './button.tsx';
import { classes } from './classes.ts';

interface LinkButtonProps {
  /** A path of this application: `/pesanan/123`. */
  to: string;
  search?: Readonly<Record<string, string | number>>;
  children: ReactNode;
  tone?: ButtonTone;
  icon?: ReactNode;
  full?: boolean;
}

/** Goes somewhere; looks like a button because it is the next step. */
export function LinkButton({ to, search = {}, children, tone = 'primary', icon, full }: LinkButtonProps) {
  return (
    <Link
      to={to}
      search={search as never}
      className={classes(BUTTON_BASE, BUTTON_TONES[tone], full === true && 'w-full')}
    >
      {icon}
      {children}
    </Link>
  );
}

/** A link inside a sentence or a table. */
export function TextLink({ to, search = {}, children }: Pick<LinkButtonProps, 'to' | 'search' | 'children'>) {
  return (
    <Link to={to} search={search as never} className="link font-semibold">
      {children}
    </Link>
  );
}

/** Leaves this application in the same window: the bank's own page, which comes back here. */
export function OutsideLinkButton({
  href,
  children,
  icon,
  tone = 'primary',
}: Pick<LinkButtonProps, 'children' | 'icon' | 'tone'> & { href: string }) {
  return (
    <a href={href} className={classes(BUTTON_BASE, BUTTON_TONES[tone])}>
      {icon}
      {children}
    </a>
  );
}
