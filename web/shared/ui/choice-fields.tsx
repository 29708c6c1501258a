import type { ReactNode } from 'react';
import { useWords } from '../words/define.ts';
import { classes } from './classes.ts';
import { FieldError, type FieldProps } from './field.tsx';
import { words } from './words.ts';

const ROW = 'flex min-h-12 items-start gap-3 py-3';
const MARK = 'mt-0.5 size-5 shrink-0 accent-brand-600';

interface CheckboxProps extends Omit<FieldProps, 'optional'> {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ name, label, hint, error, checked, onChange, onBlur }: CheckboxProps) {
  const described = [hint !== undefined && `${name}-hint`, error !== undefined && `${name}-error`].filter(Boolean);
  return (
    <div>
      <label className={ROW}>
        <input
          id={name}
          name={name}
          type="checkbox"
          checked={checked}
          aria-describedby={described.length === 0 ? undefined : described.join(' ')}
          aria-invalid={error === undefined ? undefined : true}
          onChange={(event) => onChange(event.target.checked)}
          onBlur={onBlur}
          className={MARK}
        />
        <span>{label}</span>
      </label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="ml-8 text-small text-muted">
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError name={name} error={error} />}
    </div>
  );
}

export interface RadioOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** The consequence of the choice, under its label. */
  readonly hint?: string;
}

interface RadioProps<Value extends string> extends FieldProps {
  value: Value | '';
  onChange: (value: Value) => void;
  options: readonly RadioOption<Value>[];
  /** Shown under the chosen option's group, for a question that follows from the choice. */
  after?: ReactNode;
}

export function RadioField<Value extends string>(props: RadioProps<Value>) {
  const { name, label, hint, error, optional, value, onChange, onBlur, options, after } = props;
  const say = useWords(words);
  return (
    <fieldset aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend className="font-semibold">
        {label}
        {optional === true && <span className="font-normal text-muted"> {say.optional}</span>}
        {hint !== undefined && <span className="mt-1 block text-small font-normal text-muted">{hint}</span>}
      </legend>
      <div className={classes('mt-1', error !== undefined && 'border-l-4 border-bad-600 pl-3')}>
        {options.map((option, index) => (
          <label key={option.value} className={ROW}>
            <input
              id={index === 0 ? name : `${name}-${option.value}`}
              name={name}
              type="radio"
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              onBlur={onBlur}
              className={MARK}
            />
            <span>
              {option.label}
              {option.hint !== undefined && <span className="block text-small text-muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error !== undefined && <FieldError name={name} error={error} />}
      {after}
    </fieldset>
  );
}
