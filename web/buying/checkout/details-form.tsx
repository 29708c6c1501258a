import { type ReactNode, useEffect } from 'react';
import { localDate } from '../../../src/kernel/time.ts';
import { ActMessage, openAct } from '../../orders/acts/act.tsx';
import { ActPanel } from '../../orders/acts/act-panel.tsx';
import { type OpenAction, type Order, useOrderCommand } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { LineEditor } from './line-editor.tsx';

interface DetailsFormProps {
  order: Order;
  open: OpenAction;
  onUnsaved: (unsaved: boolean) => void;
  onCancel: () => void;
  onDone: () => void;
}

const SHORTEST_ADDRESS = 10;
const LONGEST_ADDRESS = 300;
const LONGEST_NOTE = 1_000;

/** A price agreed in a negotiation holds for its quantities: then only date, address and note may change. */
const mayChangeLines = (order: Order) => order.state === 'REQUESTED';

export function DetailsForm({ order, open, onUnsaved, onCancel, onDone }: DetailsFormProps) {
  const say = useWords(words).details;
  const today = localDate(new Date(), order.zone);
  const command = useOrderCommand(order.id, 'setDetails', onDone);
  const form = useForm({
    initial: {
      quantities: Object.fromEntries(order.lines.map((line) => [line.productId, line.quantity])),
      needDate: order.need.date ?? '',
      address: order.need.address,
      detailsNote: order.need.note,
    },
    validate: ({ quantities, needDate, address, detailsNote }) => [
      ...quantityErrors(Object.values(quantities)),
      ...(needDate !== '' && needDate < today ? [{ path: 'needDate', message: say.dateWrong }] : []),
      ...(address.trim().length < SHORTEST_ADDRESS ? [{ path: 'address', message: say.fillAddress }] : []),
      ...(address.trim().length > LONGEST_ADDRESS ? [{ path: 'address', message: say.longAddress }] : []),
      ...(detailsNote.trim().length > LONGEST_NOTE ? [{ path: 'detailsNote', message: say.longNote }] : []),
    ],
    onSubmit: ({ quantities, needDate, address, detailsNote }) =>
      void command.send({
        ...(mayChangeLines(order) ? { lines: linesOf(quantities) } : {}),
        ...(needDate === '' ? {} : { needDate }),
        address: address.trim(),
        note: detailsNote.trim(),
      }),
    serverErrors: command.fieldErrors,
  });
  function quantityErrors(all: readonly number[]) {
    if (all.some((quantity) => Number.isNaN(quantity))) return [{ path: 'quantities', message: say.fillQuantity }];
    return all.some((quantity) => quantity > 0) ? [] : [{ path: 'quantities', message: say.keepOne }];
  }
  useEffect(() => onUnsaved(true), [onUnsaved]);
  const { quantities } = form.values;
  return (
    <ActPanel
      title={say.title}
      main={false}
      open={open}
      label={say.save}
      form={form}
      command={command}
      others={[
        {
          button: (
            <Button key="cancel" tone="quiet" onPress={onCancel}>
              {say.cancel}
            </Button>
          ),
          dialog: null,
        },
      ]}
    >
      {mayChangeLines(order) ? (
        <LineEditor
          lines={order.lines}
          quantities={quantities}
          error={form.bind('quantities').error}
          onChange={(productId, quantity) => form.set('quantities', { ...quantities, [productId]: quantity })}
        />
      ) : (
        <p className="text-muted">{say.linesAgreed}</p>
      )}
      <DateField {...form.bind('needDate')} label={say.needDate} hint={say.needDateHint} min={today} optional />
      <TextareaField {...form.bind('address')} label={say.address} rows={3} maxLength={LONGEST_ADDRESS} />
      <TextareaField {...form.bind('detailsNote')} label={say.note} optional rows={2} maxLength={LONGEST_NOTE} />
    </ActPanel>
  );
}

const linesOf = (quantities: Readonly<Record<string, number>>) =>
  Object.entries(quantities)
    .filter(([, quantity]) => quantity > 0)
    .map(([productId, quantity]) => ({ productId, quantity }));

/** Takes price and stock of today, when one of them stands in the way of the order. */
export function useLatestPrices(order: Order, onDone: () => void): { button: ReactNode; message: ReactNode } {
  const say = useWords(words).details;
  const command = useOrderCommand(order.id, 'setDetails', onDone);
  const blocked = openAct(order, 'checkout')?.blockedBy ?? null;
  const short = order.budget !== null && BigInt(order.budget.after) < 0n;
  if (!mayChangeLines(order) || order.budget === null || short || blocked === null)
    return { button: null, message: null };
  return {
    message: <ActMessage of={command} />,
    button: (
      <Button
        tone="quiet"
        busy={command.busy}
        onPress={() =>
          void command.send({ lines: order.lines.map(({ productId, quantity }) => ({ productId, quantity })) })
        }
      >
        {say.refresh}
      </Button>
    ),
  };
}
