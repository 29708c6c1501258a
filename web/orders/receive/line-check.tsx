import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { QuantityField } from '../../shared/ui/quantity-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { CheckedLine } from '../order-data.ts';
import type { Line } from './checked.ts';
import { words } from './words.ts';

type Result = Omit<CheckedLine, 'no'>;

interface LineCheckProps {
  line: Line;
  value: Result;
  onChange: (result: Result) => void;
  error: string | undefined;
}

const CONDITIONS = ['GOOD', 'SHORT', 'DAMAGED', 'WRONG'] as const;
const LONGEST_REASON = 500;

/** One line: as ordered, short, damaged or wrong; if not as ordered, how many are accepted and why. */
export function LineCheck({ line, value, onChange, error }: LineCheckProps) {
  const say = useWords(words).check;
  return (
    <div className="grid gap-3 border-t border-line pt-4 first:border-0 first:pt-0">
      <RadioField
        name={`condition-${line.no}`}
        label={say.condition(line.name)}
        hint={say.acceptedHint(line.quantity, line.unit)}
        value={value.condition}
        onChange={(condition) => onChange({ ...value, condition })}
        options={CONDITIONS.map((condition) => ({ value: condition, label: say.conditions[condition] }))}
      />
      {value.condition !== 'GOOD' && (
        <div className="grid gap-4 border-l-4 border-line pl-4">
          <QuantityField
            name={`accepted-${line.no}`}
            label={say.accepted}
            value={value.accepted}
            onChange={(accepted) => onChange({ ...value, accepted })}
            min={0}
            max={line.quantity - 1}
            unit={line.unit}
          />
          <TextField
            name={`reason-${line.no}`}
            label={say.reason}
            hint={say.reasonHint}
            value={value.reason}
            onChange={(reason) => onChange({ ...value, reason })}
            error={error}
            maxLength={LONGEST_REASON}
          />
        </div>
      )}
    </div>
  );
}
