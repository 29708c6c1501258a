import type { ReactNode } from 'react';
import { classes } from './classes.ts';

export type ButtonTone = 'primary' | 'quiet' | 'danger' | 'plain';

/** primary: the one main act · quiet: outlined · danger: outlined red, for refusals · plain: text only. */
export const BUTTON_TONES: Readonly<Record<ButtonTone, string>> = {
  primary: 'border-brand-600 bg-brand-600 text-on-brand hover:border-brand-700 hover:bg-brand-700',
  quiet: 'border-control bg-card text-brand-700 hover:bg-brand-50',
  danger: 'border-bad-600 bg-card text-bad-700 hover:bg-bad-50',
  plain: 'border-transparent bg-transparent text-brand-700 hover:bg-brand-50',
};

export const BUTTON_BASE =
  'inline-flex min-h-12 [&>svg]:shrink-0 items-center justify-center gap-2 rounded-m border px-4 py-2 text-center text-body font-semibold transition-colors';

interface ButtonProps {
  /** Verb and object: "Setujui pesanan". */
  children: ReactNode;
  onPress?: () => void;
  type?: 'button' | 'submit';
  tone?: ButtonTone;
  icon?: ReactNode;
  /** An answer is outstanding. The button stays, says so to assistive technology, and ignores presses. */
  busy?: boolean;
  /** As wide as its column. */
  full?: boolean;
  /** When the visible words need more context: "Hapus baris 3". Must contain the visible words. */
  label?: string;
}

/** There is no disabled button: show it and explain when pressed, or write who can act instead. */
export function Button({ children, onPress, type = 'button', tone = 'primary', icon, busy, full, label }: ButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      aria-busy={busy === true || undefined}
      onClick={(event) => {
        if (busy === true) event.preventDefault();
        else onPress?.();
      }}
      className={classes(
        BUTTON_BASE,
        BUTTON_TONES[tone],
        full === true && 'w-full',
        busy === true && 'cursor-progress',
      )}
    >
      {busy === true ? <Spinner /> : icon}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden="true"
      className="size-5 animate-[spin_800ms_linear_infinite] rounded-full border-2 border-current border-t-transparent"
    />
  );
}
