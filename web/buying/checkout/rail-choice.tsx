import { money } from '../../../src/kernel/money.ts';
import type { Order } from '../../orders/order-data.ts';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';

export type Rail = 'CMS' | 'KKP';
const RAILS: readonly Rail[] = ['CMS', 'KKP'];

/** The ways on which all goods of the order may be paid; transfer first, since it is the usual one. */
export const railsOf = (order: Order): readonly Rail[] => RAILS.filter((rail) => order.tax[rail] !== null);

interface RailChoiceProps {
  form: {
    bind: (name: 'rail') => {
      name: string;
      value: Rail | '';
      onChange: (value: Rail | '') => void;
      error: string | undefined;
    };
  };
  rails: readonly Rail[];
  order: Order;
}

/** How it will be paid, with what each way means for the vendor. */
export function RailChoice({ form, rails, order }: RailChoiceProps) {
  const { checkout: say } = useWords(words);
  return (
    <RadioField
      {...form.bind('rail')}
      label={say.rail}
      options={rails.map((rail) => ({ value: rail, label: say.rails[rail], hint: hintOf(rail) }))}
    />
  );

  function hintOf(rail: Rail): string {
    const tax = order.tax[rail];
    return tax === null ? '' : say.railHint[rail](money(BigInt(tax.net)));
  }
}
