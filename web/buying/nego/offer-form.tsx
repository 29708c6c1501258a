import { Fragment, type ReactNode } from 'react';
import { money } from '../../../src/kernel/money.ts';
import { localDate } from '../../../src/kernel/time.ts';
import { ActPanel } from '../../orders/acts/act-panel.tsx';
import { type OpenAction, type Order, useOrderCommand } from '../../orders/order-data.ts';
import type { FieldError } from '../../shared/api/problem.ts';
import { DateField } from '../../shared/ui/date-field.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Columns } from '../../shared/ui/layout.tsx';
import { MoneyField } from '../../shared/ui/money-field.tsx';
import { Receipt } from '../../shared/ui/receipt.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { sumsOf, type Typed, typedOf } from './offer.ts';

type OfferAction = 'negotiate' | 'offer' | 'counterOffer';

interface OfferFormProps {
  order: Order;
  open: OpenAction;
  action: OfferAction;
  onDone: (action: OfferAction) => void;
  /** Beside the button that sends: the way out. */
  other?: ReactNode;
}

const LONGEST_NOTE = 1_000;

/** Named as the server names it, so that its report finds the field. */
const priceName = (index: number) => `prices.${index}.price`;

/** A structured offer: a price for each product, delivery, date and note. What it comes to is summed while typing. */
export function OfferForm({ order, open, action, onDone, other }: OfferFormProps) {
  const { act, nego } = useWords(words);
  const say = nego.form;
  const begin = typedOf(order.lines, order.offers, order.totals.deliveryFee);
  const today = localDate(new Date(), order.zone);
  const command = useOrderCommand(order.id, action, () => {
    form.forget();
    onDone(action);
  });
  const initial: Record<string, string> = {
    ...Object.fromEntries(begin.prices.map((price, index) => [priceName(index), price])),
    deliveryFee: begin.deliveryFee,
    deliveryDate: order.offers.at(-1)?.deliveryDate ?? order.need.date ?? '',
    note: '',
  };
  const form = useForm({
    initial,
    keepAs: `nego.${order.id}.${order.version}`,
    validate: errorsOf,
    onSubmit: (values) =>
      void command.send({
        prices: order.lines.map((line, index) => ({ no: line.no, price: values[priceName(index)] ?? '' })),
        deliveryFee: values.deliveryFee ?? '',
        deliveryDate: values.deliveryDate || null,
        note: (values.note ?? '').trim(),
      }),
    serverErrors: command.fieldErrors,
  });
  const typed = typedIn(form.values);
  const field = (name: string) => ({ ...form.bind(name), value: form.values[name] ?? '' });
  return (
    <ActPanel
      title={say.title[action]}
      lead={say.lead}
      main
      open={open}
      label={act.send}
      form={form}
      command={command}
      others={[{ button: <Fragment key="other">{other}</Fragment>, dialog: null }]}
    >
      <Columns of="two">
        {order.lines.map((line, index) => (
          <MoneyField
            key={line.no}
            {...field(priceName(index))}
            label={say.price(line.name, line.unit)}
            hint={say.listPrice(money(BigInt(line.listPrice)), line.priceIncludesPpn)}
          />
        ))}
      </Columns>
      <Columns of="two">
        <MoneyField {...field('deliveryFee')} label={say.fee} hint={say.feeHint} />
        <DateField {...field('deliveryDate')} label={say.date} hint={say.dateHint} min={today} optional />
      </Columns>
      <TextareaField {...field('note')} label={say.note} optional rows={2} maxLength={LONGEST_NOTE} />
      <Sum order={order} typed={typed} />
    </ActPanel>
  );

  function typedIn(values: Readonly<Record<string, string>>): Typed {
    return {
      prices: order.lines.map((_, index) => values[priceName(index)] ?? ''),
      deliveryFee: values.deliveryFee ?? '',
    };
  }

  function errorsOf(values: Readonly<Record<string, string>>): FieldError[] {
    const { prices, deliveryFee } = typedIn(values);
    const errors = order.lines.flatMap((line, index) => {
      const price = prices[index] ?? '';
      if (price === '' || BigInt(price) === 0n) return [{ path: priceName(index), message: say.fillPrice }];
      if (BigInt(price) <= BigInt(line.listPrice)) return [];
      return [{ path: priceName(index), message: say.aboveList(money(BigInt(line.listPrice))) }];
    });
    if (deliveryFee === '') errors.push({ path: 'deliveryFee', message: say.fillFee });
    else if (BigInt(deliveryFee) > sumsOf(order.lines, { prices, deliveryFee }).listed)
      errors.push({ path: 'deliveryFee', message: say.highFee });
    const date = values.deliveryDate ?? '';
    if (date !== '' && date < today) errors.push({ path: 'deliveryDate', message: say.dateWrong });
    if ((values.note ?? '').trim().length > LONGEST_NOTE) errors.push({ path: 'note', message: say.longNote });
    return errors;
  }
}

/** What the offer comes to and what it saves. PPN that prices do not hold comes from the server alone. */
function Sum({ order, typed }: { order: Order; typed: Typed }) {
  const { form: say } = useWords(words).nego;
  const { amounts, fee, total, saving } = sumsOf(order.lines, typed);
  const lines = order.lines.map((line, index) => ({
    label: line.name,
    note: say.count(line.quantity, line.unit, money(BigInt(typed.prices[index] || '0'))),
    amount: amounts[index] ?? 0n,
  }));
  const withoutPpn = order.vendor.pkp && order.lines.some((line) => !line.priceIncludesPpn);
  return (
    <div className="grid gap-2">
      <Receipt
        label={say.sum}
        lines={fee > 0n ? [...lines, { label: say.fee, amount: fee }] : lines}
        totalLabel={say.total}
        total={total}
      />
      <p role="status" className="font-semibold text-good-700">
        {saving > 0n && say.saving(money(saving))}
      </p>
      {saving === 0n && <p className="text-muted">{say.noSaving}</p>}
      {saving < 0n && <p className="font-semibold text-wait-700">{say.dearer(money(-saving))}</p>}
      {withoutPpn && <p className="text-small text-muted">{say.ppnLater}</p>}
    </div>
  );
}
