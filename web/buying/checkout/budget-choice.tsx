import { money } from '../../../src/kernel/money.ts';
import type { BudgetLine } from '../../budget/budget-data.ts';
import { BudgetEffect } from '../../orders/order/checks.tsx';
import type { Order } from '../../orders/order-data.ts';
import { SelectField } from '../../shared/ui/select-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';

/** What the line has left and what it lacks for the order, in words; undefined when it is enough. */
export function shortOf(line: BudgetLine, order: Order): readonly [left: string, short: string] | undefined {
  const left = BigInt(line.available);
  const lacks = BigInt(order.totals.gross) - left;
  return lacks > 0n ? [money(left), money(lacks)] : undefined;
}

interface BudgetChoiceProps {
  form: {
    bind: (name: 'budgetLineId') => {
      name: string;
      value: string;
      onChange: (value: string) => void;
      error: string | undefined;
    };
  };
  lines: readonly BudgetLine[];
  suggested: readonly string[];
  order: Order;
}

/** The account that pays, each with what is left of it; then before and after this order. */
export function BudgetChoice({ form, lines, suggested, order }: BudgetChoiceProps) {
  const { checkout: say } = useWords(words);
  const bound = form.bind('budgetLineId');
  const chosen = lines.find((line) => line.id === bound.value);
  const short = chosen === undefined ? undefined : shortOf(chosen, order);
  const error =
    bound.error ?? (chosen !== undefined && short !== undefined ? say.short(chosen.akun, ...short) : undefined);
  return (
    <>
      <SelectField
        {...bound}
        error={error}
        label={say.line}
        hint={say.lineHint}
        empty={say.chooseLine}
        options={lines.map((line) => ({
          value: line.id,
          label: say.lineOption(line.akun, line.name, money(BigInt(line.available)), suggested.includes(line.akun)),
        }))}
      />
      {chosen !== undefined && (
        <BudgetEffect
          budget={{
            lineId: chosen.id,
            mak: chosen.mak,
            akun: chosen.akun,
            name: chosen.name,
            available: chosen.available,
            after: String(BigInt(chosen.available) - BigInt(order.totals.gross)),
          }}
        />
      )}
    </>
  );
}
