import { type ReactNode, useState } from 'react';
import { localDate } from '../../../src/kernel/time.ts';
import { type Order, useOrderCommand } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { IconChevronDown } from '../../shared/ui/icons.ts';
import { Notice } from '../../shared/ui/notice.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from './words.ts';

const MOST_NOTE_CHARS = 1_000;

interface RequestFormProps {
  order: Order;
  /** Quantities are on their way: they must arrive before the order leaves. */
  unsaved: boolean;
  onRequested: (order: Order) => void;
  /** Stands beside the button: what else may be done with the cart. */
  children: ReactNode;
}

/** When it is needed and what the official should know, both optional; then the order goes to the official. */
export function RequestForm({ order, unsaved, onRequested, children }: RequestFormProps) {
  const say = useWords(words);
  const today = localDate(new Date(), order.zone);
  const needName = `needDate-${order.id}`;
  const noteName = `note-${order.id}`;
  const command = useOrderCommand(order.id, 'request', (sent) => {
    form.forget();
    onRequested(sent);
  });
  const form = useForm({
    initial: { [needName]: order.need.date ?? '', [noteName]: order.need.note },
    keepAs: `cart.${order.id}`,
    validate: (values) => {
      const date = values[needName] ?? '';
      return date !== '' && date < today ? [{ path: needName, message: say.dateWrong }] : [];
    },
    onSubmit: (values) => {
      const date = values[needName] ?? '';
      void command.send({ note: values[noteName] ?? '', needDate: date === '' ? null : date });
    },
  });
  const [unfolded, setUnfolded] = useState(() => Object.values(form.values).some((text) => text !== ''));
  const field = (name: string) => ({ ...form.bind(name), name, value: form.values[name] ?? '' });
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      <ErrorSummary
        errors={form.errors}
        message={command.state === 'failed' && form.errors.length === 0 ? command.message : undefined}
        attempt={form.attempt}
      />
      <details open={unfolded || form.errors.length > 0} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
        <summary className="inline-flex min-h-11 items-center gap-2 font-semibold text-brand-700">
          <IconChevronDown size={20} aria-hidden="true" />
          {say.more} <span className="font-normal text-muted">{say.optional}</span>
        </summary>
        <div className="mt-2 grid items-start gap-4 lg:grid-cols-2">
          <DateField {...field(needName)} label={say.when} hint={say.whenHint} min={today} optional />
          <TextareaField
            {...field(noteName)}
            label={say.note}
            hint={say.noteHint}
            rows={2}
            maxLength={MOST_NOTE_CHARS}
            optional
          />
        </div>
      </details>
      {command.state === 'silent' && (
        <Notice tone="wait" live>
          {command.message}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" busy={command.busy || unsaved} label={say.requestNamed(order.vendor.name)}>
          {say.request}
        </Button>
        {children}
      </div>
    </form>
  );
}
