import { useWords } from '../words/define.ts';
import { FieldFrame, type FieldProps } from './field.tsx';
import { IconChevronDown } from './icons.ts';
import { words } from './words.ts';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  /** The line shown while nothing is chosen; `false` when one option is always chosen. */
  empty?: string | false;
  width?: 'full' | 'medium' | 'short';
}

export function SelectField(props: SelectFieldProps) {
  const { value, onChange, onBlur, options, empty } = props;
  const say = useWords(words);
  return (
    <FieldFrame {...props}>
      {(attributes) => (
        <>
          <select
            {...attributes}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
            className="control appearance-none pr-10"
          >
            {empty !== false && <option value="">{empty ?? say.choose}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <IconChevronDown size={20} aria-hidden="true" className="pointer-events-none absolute top-3.5 right-3" />
        </>
      )}
    </FieldFrame>
  );
}
