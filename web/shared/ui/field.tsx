import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { IconAlertCircle } from './icons.ts';
import { words } from './words.ts';

/** What every field of the kit takes. */
export interface FieldProps {
  /** Also the id, so that an error summary can link to it; use the path of the server's problem report. */
  name: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  /** Adds "(tidak wajib)"; required fields carry no mark. */
  optional?: boolean | undefined;
  onBlur?: (() => void) | undefined;
}

/** Attributes that tie the control to its label, hint and error. */
export interface ControlAttributes {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

interface FrameProps extends FieldProps {
  /** Under the control: an echo in words, a counter. */
  after?: ReactNode;
  /** Short inputs get a width that suggests their length. */
  width?: 'full' | 'medium' | 'short' | undefined;
  children: (attributes: ControlAttributes) => ReactNode;
}

const WIDTHS = { full: 'max-w-full', medium: 'max-w-80', short: 'max-w-48' } as const;

/** Label above, hint under the label, the control, then its echo and its error. */
export function FieldFrame({ name, label, hint, error, optional, after, width = 'full', children }: FrameProps) {
  const say = useWords(words);
  const ids = [
    hint !== undefined && `${name}-hint`,
    after !== undefined && `${name}-echo`,
    error !== undefined && `${name}-error`,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="font-semibold">
        {label}
        {optional === true && <span className="font-normal text-muted"> {say.optional}</span>}
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="text-small text-muted">
          {hint}
        </p>
      )}
      <div className={classes('relative', WIDTHS[width])}>
        {children({
          id: name,
          name,
          'aria-describedby': ids === '' ? undefined : ids,
          'aria-invalid': error === undefined ? undefined : true,
        })}
      </div>
      {after !== undefined && (
        <div id={`${name}-echo`} className="min-h-5 text-small text-muted">
          {after}
        </div>
      )}
      {error !== undefined && <FieldError name={name} error={error} />}
    </div>
  );
}

export function FieldError({ name, error }: { name: string; error: string }) {
  return (
    <p id={`${name}-error`} className="flex items-start gap-1.5 text-small font-semibold text-bad-700">
      <IconAlertCircle size={20} aria-hidden="true" className="shrink-0" />
      {error}
    </p>
  );
}
