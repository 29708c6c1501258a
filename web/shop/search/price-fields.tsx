import { type FormEvent, useEffect, useState } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { MoneyField } from '../../shared/ui/money-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from './words.ts';

interface PriceFieldsProps {
  /** Whole rupiah as digits; '' for no bound. */
  min: string;
  max: string;
  prefix: string;
  onChange: (min: string, max: string) => void;
}

/** Used when a field is left or Enter is pressed, so that a half-typed amount searches for nothing. */
export function PriceFields({ min, max, prefix, onChange }: PriceFieldsProps) {
  const say = useWords(words);
  const [low, setLow] = useState(min);
  const [high, setHigh] = useState(max);

  // A chip was removed, or the address changed.
  useEffect(() => {
    setLow(min);
    setHigh(max);
  }, [min, max]);

  const crossed = low !== '' && high !== '' && BigInt(low) > BigInt(high);
  const changed = low !== min || high !== max;

  function use() {
    if (changed && !crossed) onChange(low, high);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    use();
  }

  return (
    <form onSubmit={submit} noValidate>
      <fieldset className="grid gap-2">
        <legend className="sr-only">{say.harga}</legend>
        <MoneyField name={`${prefix}min`} label={say.min} value={low} onChange={setLow} onBlur={use} />
        <MoneyField
          name={`${prefix}maks`}
          label={say.maks}
          value={high}
          onChange={setHigh}
          onBlur={use}
          error={crossed ? say.priceOrder : undefined}
        />
        {changed && (
          <Button type="submit" tone="quiet">
            {say.usePrice}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
