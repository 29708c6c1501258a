import { useEffect, useState } from 'react';
import { money, parseRupiahInput } from '../../../src/kernel/money.ts';
import { LARGEST_IN_WORDS } from '../../../src/kernel/terbilang.ts';
import { useWords } from '../words/define.ts';
import { useAmountInWords } from './amount-in-words.ts';
import { FieldFrame, type FieldProps } from './field.tsx';
import { words } from './words.ts';

interface MoneyFieldProps extends FieldProps {
  /** Whole rupiah as a string of digits, as on the wire; '' when nothing usable is typed. */
  value: string;
  onChange: (digits: string) => void;
}

/** Formats when left, and says the amount in words under it, so that a zero too many is noticed. */
export function MoneyField(props: MoneyFieldProps) {
  const { value, onChange, onBlur, error } = props;
  const say = useWords(words);
  const amountInWords = useAmountInWords();
  const [typed, setTyped] = useState(() => shown(value));
  const malformed = typed.trim() !== '' && digitsOf(typed) === '';

  // The form was reset or filled from a draft: show what it holds now. Half-typed text is left alone.
  useEffect(() => {
    setTyped((current) => (digitsOf(current) === value ? current : shown(value)));
  }, [value]);

  return (
    <FieldFrame
      {...props}
      width="medium"
      error={error ?? (malformed ? say.notAnAmount : undefined)}
      after={value === '' ? '' : amountInWords(BigInt(value))}
    >
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(digitsOf(event.target.value));
          }}
          onBlur={() => {
            if (value !== '') setTyped(shown(value));
            onBlur?.();
          }}
          className="control text-right"
        />
      )}
    </FieldFrame>
  );
}

/** '' when the text is no amount, is negative, or is larger than we can say in words (a slip of the finger). */
function digitsOf(typed: string): string {
  const amount = typed.trim() === '' ? null : parseRupiahInput(typed);
  return amount === null || amount < 0n || amount > LARGEST_IN_WORDS ? '' : String(amount);
}

function shown(digits: string): string {
  return digits === '' ? '' : money(BigInt(digits));
}
