import { useWords } from '../words/define.ts';
import { FieldFrame } from './field.tsx';
import { words } from './words.ts';

interface CodeFieldProps {
  name?: string;
  value: string;
  onChange: (digits: string) => void;
  error?: string | undefined;
  label?: string;
  hint?: string;
}

/** Six digits in one field, so that paste and autofill work; spaces from the authenticator are dropped. */
export function CodeField({ name = 'code', value, onChange, error, label, hint }: CodeFieldProps) {
  const say = useWords(words);
  return (
    <FieldFrame
      name={name}
      label={label ?? say.oneTimeCode}
      hint={hint ?? say.oneTimeCodeHint}
      error={error}
      width="short"
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode="numeric"
          autoComplete="one-time-code"
          value={value}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, 6))}
          className="control font-mono text-[1.25rem] tracking-[0.3em]"
        />
      )}
    </FieldFrame>
  );
}
