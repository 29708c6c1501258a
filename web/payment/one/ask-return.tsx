import { useState } from 'react';
import { ActMessage } from '../../orders/acts/act.tsx';
import { Button } from '../../shared/ui/button.tsx';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { OutsideLinkButton } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { MoneyField } from '../../shared/ui/money-field.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Payment, type PaymentAction, usePaymentCommand } from '../payment-data.ts';
import { words } from '../words.ts';

interface AskReturnProps {
  payment: Payment;
  onDone: (action: PaymentAction) => void;
}

/** Beside a payment that was made: the letter that asks for money back. */
export function AskReturn(props: AskReturnProps) {
  const { payment } = props;
  const say = useWords(words);
  const [open, setOpen] = useState(false);
  if (!payment.actions.some(({ action }) => action === 'askReturn')) return null;
  return (
    <p>
      <Button tone="quiet" onPress={() => setOpen(true)}>
        {say.act('askReturn')}
      </Button>
      <Dialog open={open} title={say.cms.back.ask} onClose={() => setOpen(false)}>
        <ReturnForm {...props} onClose={() => setOpen(false)} />
      </Dialog>
    </p>
  );
}

const KINDS = ['OVERPAID', 'WRONG_ACCOUNT', 'DOUBLE_BILLED'] as const;
const SHORTEST = 10;

function ReturnForm({ payment, onDone, onClose }: AskReturnProps & { onClose: () => void }) {
  const all = useWords(words);
  const say = all.cms.back;
  const command = usePaymentCommand(payment.id, 'askReturn', (action) => {
    onClose();
    onDone(action);
  });
  const form = useForm({
    initial: {
      kind: 'OVERPAID' as (typeof KINDS)[number],
      to: 'VENDOR' as 'VENDOR' | 'BANK',
      amount: '',
      number: '',
      date: '',
      reason: '',
    },
    validate: ({ amount, number, date, reason }) => [
      ...(amount === '' || BigInt(amount) > BigInt(payment.net) ? [{ path: 'amount', message: say.fill.amount }] : []),
      ...(number.trim().length < 3 ? [{ path: 'number', message: say.fill.number }] : []),
      ...(date === '' ? [{ path: 'date', message: say.fill.date }] : []),
      ...(reason.trim().length < SHORTEST ? [{ path: 'reason', message: say.fill.reason }] : []),
    ],
    onSubmit: ({ kind, to, amount, number, date, reason }) =>
      void command.send({ kind, to, amount, letter: { number: number.trim(), date }, reason: reason.trim() }),
    serverErrors: command.fieldErrors,
  });
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      <p>{say.lead}</p>
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      <RadioField
        {...form.bind('kind')}
        label={say.kind}
        options={KINDS.map((value) => ({ value, label: say.kinds[value] }))}
      />
      <RadioField
        {...form.bind('to')}
        label={say.to}
        options={(['VENDOR', 'BANK'] as const).map((value) => ({ value, label: say.tos[value] }))}
      />
      <MoneyField {...form.bind('amount')} label={say.amount} />
      <TextField {...form.bind('number')} label={say.letterNumber} maxLength={80} />
      <DateField {...form.bind('date')} label={say.letterDate} />
      <TextareaField {...form.bind('reason')} label={say.reason} rows={3} maxLength={1_000} />
      {form.errors.length === 0 && <ActMessage of={command} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={command.busy}>
          {all.act('askReturn')}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {all.back}
        </Button>
      </div>
    </form>
  );
}

/** The same to both sides: how much, by which letter, why, and what the vendor does now. */
export function ReturnAsked({ payment }: { payment: Payment }) {
  const say = useWords(words).cms.back;
  const asked = payment.returnAsked;
  if (asked === null) return null;
  return (
    <Notice tone="wait" title={say.title}>
      <Facts
        items={[
          { label: say.amount, value: <Money amount={asked.amount} inWords /> },
          { label: say.kind, value: say.kinds[asked.kind] },
          {
            label: say.letter,
            value: (
              <>
                {asked.letter.number}, <Day date={asked.letter.date} />
              </>
            ),
          },
          { label: say.reason, value: asked.reason },
        ]}
      />
      <p className="mt-2 text-small">{payment.source === null ? say.vendorText : say.text}</p>
      <p className="mt-2">
        <OutsideLinkButton href={`/api/v1/payments/${payment.id}/papers/permintaan-pengembalian`}>
          {say.print}
        </OutsideLinkButton>
      </p>
    </Notice>
  );
}
