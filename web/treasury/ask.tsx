import { localDate } from '../../src/kernel/time.ts';
import { ActDialog } from '../shared/register/act-dialog.tsx';
import { DateField } from '../shared/ui/date-field.tsx';
import { MoneyField } from '../shared/ui/money-field.tsx';
import { SelectField } from '../shared/ui/select-field.tsx';
import { TextField } from '../shared/ui/text-field.tsx';
import { useWords } from '../shared/words/define.ts';
import { type Asked, askReplenishment, type Kind, type Replenishment } from './treasury-data.ts';
import { words } from './words.ts';

const KINDS: readonly Kind[] = ['GUP', 'GUP_NIHIL', 'UP', 'TUP'];
const BY_LETTER: readonly string[] = ['UP', 'TUP'];
const SHORTEST = 3;

interface Values {
  kind: string;
  amount: string;
  number: string;
  date: string;
}

function asked({ kind, amount, number, date }: Values): Asked {
  const chosen = KINDS.find((one) => one === kind) ?? 'GUP';
  return BY_LETTER.includes(chosen)
    ? { kind: chosen, amount, approval: { number: number.trim(), date } }
    : { kind: chosen };
}

/** The PPK asks: a replenishment of what was spent, or what the KPPN approved by letter. */
export function AskDialog({ onDone }: { onDone: (made: Replenishment) => void }) {
  const say = useWords(words);
  return (
    <ActDialog
      label={say.ask}
      tone="primary"
      title={say.askTitle}
      initial={{ kind: 'GUP', amount: '', number: '', date: localDate(new Date(), 'WIB') } as Values}
      validate={({ kind, amount, number, date }) => {
        if (!BY_LETTER.includes(kind)) return [];
        return [
          ...(/^[1-9]\d*$/.test(amount) ? [] : [{ path: 'amount', message: say.fillAmount }]),
          ...(number.trim().length < SHORTEST ? [{ path: 'number', message: say.fillApproval }] : []),
          ...(date === '' ? [{ path: 'date', message: say.one.fillDate }] : []),
        ];
      }}
      body={asked}
      act={askReplenishment}
      onDone={onDone}
    >
      {(form) => (
        <>
          <SelectField
            {...form.bind('kind')}
            label={say.kind}
            hint={say.amountHint}
            options={KINDS.map((value) => ({ value, label: say.kindOf(value) }))}
            empty={false}
          />
          {BY_LETTER.includes(form.values.kind) && (
            <>
              <MoneyField {...form.bind('amount')} label={say.amount} />
              <TextField {...form.bind('number')} label={say.approval} width="medium" />
              <DateField {...form.bind('date')} label={say.approvalDate} />
            </>
          )}
        </>
      )}
    </ActDialog>
  );
}
