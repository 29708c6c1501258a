import { useWords } from '../words/define.ts';
import { FieldFrame, type FieldProps } from './field.tsx';
import { IconMinus, IconPlus } from './icons.ts';
import { words } from './words.ts';

interface QuantityFieldProps extends FieldProps {
  value: number;
  onChange: (quantity: number) => void;
  min?: number;
  max?: number;
  /** "rim", "buah", "dus". */
  unit?: string;
}

const SIDE = 'grid size-12 shrink-0 place-items-center border border-control bg-card text-brand-700 hover:bg-brand-50';

/** A stepper with direct typing; values outside the bounds move to the nearest bound when the field is left. */
export function QuantityField(props: QuantityFieldProps) {
  const { value, onChange, onBlur, min = 1, max = 999_999, unit } = props;
  const say = useWords(words);
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)));
  return (
    <FieldFrame {...props}>
      {(attributes) => (
        <div className="flex items-center">
          <button
            type="button"
            aria-label={say.less(props.label)}
            onClick={() => set(value - 1)}
            className={`${SIDE} rounded-l-m`}
          >
            <IconMinus size={20} />
          </button>
          <input
            {...attributes}
            type="text"
            inputMode="numeric"
            autoComplete="off"
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => {
              const digits = event.target.value.replace(/\D/g, '').slice(0, 6);
              onChange(digits === '' ? Number.NaN : Number(digits));
            }}
            onBlur={() => {
              set(Number.isNaN(value) ? min : value);
              onBlur?.();
            }}
            className="h-12 w-20 border-y border-control bg-card text-center text-body text-text"
          />
          <button
            type="button"
            aria-label={say.more(props.label)}
            onClick={() => set((Number.isNaN(value) ? min : value) + 1)}
            className={`${SIDE} rounded-r-m`}
          >
            <IconPlus size={20} />
          </button>
          {unit !== undefined && <span className="ml-3 text-muted">{unit}</span>}
        </div>
      )}
    </FieldFrame>
  );
}
