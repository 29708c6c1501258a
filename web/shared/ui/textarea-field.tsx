import { useWords } from '../words/define.ts';
import { FieldFrame, type FieldProps } from './field.tsx';
import { words } from './words.ts';

interface TextareaFieldProps extends FieldProps {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  /** Shows how many characters are left; longer text is kept and explained, never cut. */
  maxLength?: number;
}

export function TextareaField(props: TextareaFieldProps) {
  const { value, onChange, onBlur, rows = 4, maxLength } = props;
  const say = useWords(words);
  const after = maxLength === undefined ? {} : { after: say.charactersLeft(maxLength - value.length) };
  return (
    <FieldFrame {...props} {...after}>
      {(attributes) => (
        <textarea
          {...attributes}
          rows={rows}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          className="control"
        />
      )}
    </FieldFrame>
  );
}
