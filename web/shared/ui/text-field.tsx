import type { HTMLInputAutoCompleteAttribute } from 'react';
import { FieldFrame, type FieldProps } from './field.tsx';

interface TextFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'email' | 'password' | 'tel' | 'url' | 'search';
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel';
  autoComplete?: HTMLInputAutoCompleteAttribute;
  maxLength?: number;
  width?: 'full' | 'medium' | 'short';
}

export function TextField(props: TextFieldProps) {
  const { value, onChange, onBlur, type = 'text', inputMode, autoComplete = 'off', maxLength } = props;
  return (
    <FieldFrame {...props}>
      {(attributes) => (
        <input
          {...attributes}
          type={type}
          value={value}
          inputMode={inputMode}
          autoComplete={autoComplete}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          className="control"
        />
      )}
    </FieldFrame>
  );
}
