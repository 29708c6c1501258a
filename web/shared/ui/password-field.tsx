import { type ReactNode, useState } from 'react';
import { useWords } from '../words/define.ts';
import { Checkbox } from './choice-fields.tsx';
import { FieldFrame, type FieldProps } from './field.tsx';
import { words } from './words.ts';

interface PasswordFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  /** Under the field: the rules, as they are met. */
  after?: ReactNode;
}

/** A password that can be looked at while it is typed; paste and password managers are welcome (WCAG 2.2, 3.3.8). */
export function PasswordField(props: PasswordFieldProps) {
  const { name, label, value, onChange, onBlur, autoComplete } = props;
  const say = useWords(words);
  const [shown, setShown] = useState(false);
  return (
    <div>
      <FieldFrame {...props}>
        {(attributes) => (
          <input
            {...attributes}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={onBlur}
            className="control"
          />
        )}
      </FieldFrame>
      <Checkbox name={`${name}-shown`} label={say.showPassword(label)} checked={shown} onChange={setShown} />
    </div>
  );
}
