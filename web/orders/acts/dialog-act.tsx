import { type ReactNode, useState } from 'react';
import type { FieldError } from '../../shared/api/problem.ts';
import { Button } from '../../shared/ui/button.tsx';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { type Form, useForm } from '../../shared/ui/form.ts';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type ActionInput, type OpenAction, type OrderAction, useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { ActMessage, Blocked, openAct, type PanelProps, subjectOf } from './act.tsx';
import { words } from './words.ts';

/** A button, and the dialog it opens; the dialog stands outside the form in which the button may be. */
export interface DialogAct {
  readonly button: ReactNode;
  readonly dialog: ReactNode;
}

interface DialogActOptions<A extends OrderAction, Values extends object> {
  action: A;
  tone: 'danger' | 'quiet';
  /** Asks with the object: "Tolak pesanan PS-2026-000148?" */
  title: string;
  initial: Values;
  validate: (values: Values) => readonly FieldError[];
  input: (values: Values) => ActionInput<A>;
  fields: (form: Form<Values>) => ReactNode;
}

/** An act that asks once more in a dialog. Undefined when it is not open to the reader. */
function useDialogAct<A extends OrderAction, Values extends object>(
  { order, onDone }: PanelProps,
  options: DialogActOptions<A, Values>,
): DialogAct | undefined {
  const label = useWords(orderWords).act(options.action);
  const [shown, setShown] = useState(false);
  const open = openAct(order, options.action);
  if (open === undefined) return undefined;
  const close = () => setShown(false);
  return {
    button: (
      <Button key={options.action} tone={options.tone} onPress={() => setShown(true)}>
        {label}
      </Button>
    ),
    dialog: (
      <Dialog key={options.action} open={shown} title={options.title} onClose={close}>
        <DialogForm {...options} orderId={order.id} open={open} label={label} onClose={close} onDone={onDone} />
      </Dialog>
    ),
  };
}

interface DialogFormProps<A extends OrderAction, Values extends object> extends DialogActOptions<A, Values> {
  orderId: string;
  open: OpenAction;
  label: string;
  onClose: () => void;
  onDone: PanelProps['onDone'];
}

/** Lives only while the dialog is open, so that each opening is another act. */
function DialogForm<A extends OrderAction, Values extends object>(props: DialogFormProps<A, Values>) {
  const { orderId, action, open, label, tone, initial, validate, input, fields, onClose, onDone } = props;
  const say = useWords(words);
  const command = useOrderCommand(orderId, action, (order) => {
    onClose();
    onDone(action, order);
  });
  const form = useForm({
    initial,
    validate,
    onSubmit: (values) => void command.send(input(values)),
    serverErrors: command.fieldErrors,
  });
  if (open.blockedBy !== null) return <Blocked sentence={open.blockedBy} />;
  return (
    <form onSubmit={form.onSubmit} noValidate className="grid gap-4">
      <p>{say.effect(action)}</p>
      {form.errors.length > 0 && <ErrorSummary errors={form.errors} attempt={form.attempt} />}
      {fields(form)}
      {form.errors.length === 0 && <ActMessage of={command} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" tone={tone === 'danger' ? 'danger' : 'primary'} busy={command.busy}>
          {label}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </form>
  );
}

const SHORTEST_REASON = 5;
const LONGEST_REASON = 1_000;
const lacking = (reason: string) => reason.trim().length < SHORTEST_REASON;

type ReasonAction = {
  [A in OrderAction]: { reason: string } extends ActionInput<A> ? A : never;
}[OrderAction];

interface ReasonOptions<A extends ReasonAction> {
  action: A;
  title?: string;
  tone?: 'danger' | 'quiet';
}

/** An act that only needs to say why: refusals, returns, requests to cancel. */
export function useReasonAct<A extends ReasonAction>(props: PanelProps, options: ReasonOptions<A>) {
  const say = useWords(words);
  const label = useWords(orderWords).act(options.action);
  return useDialogAct(props, {
    action: options.action,
    tone: options.tone ?? 'danger',
    title: options.title ?? say.ask(label, subjectOf(props.order)),
    initial: { reason: '' },
    validate: ({ reason }) => (lacking(reason) ? [{ path: 'reason', message: say.fillReason }] : []),
    input: ({ reason }) => ({ reason: reason.trim() }) as ActionInput<A>,
    fields: (form) => (
      <TextareaField
        {...form.bind('reason')}
        label={say.reason}
        hint={say.reasonHint}
        rows={3}
        maxLength={LONGEST_REASON}
      />
    ),
  });
}

type RejectWhy = ActionInput<'reject'>['why'];

/** S8: the PPK rejects with one of six causes and words. */
export function useRejectAct(props: PanelProps) {
  const say = useWords(words);
  const label = useWords(orderWords).act('reject');
  const causes = Object.entries(say.approve.reasons) as [RejectWhy, string][];
  return useDialogAct(props, {
    action: 'reject',
    tone: 'danger',
    title: say.ask(label, subjectOf(props.order)),
    initial: { why: '' as RejectWhy | '', reason: '' },
    validate: ({ why, reason }) => [
      ...(why === '' ? [{ path: 'why', message: say.approve.fillWhy }] : []),
      ...(lacking(reason) ? [{ path: 'reason', message: say.fillReason }] : []),
    ],
    input: ({ why, reason }) => ({ why: why === '' ? 'OTHER' : why, reason: reason.trim() }),
    fields: (form) => (
      <>
        <RadioField
          {...form.bind('why')}
          label={say.approve.why}
          options={causes.map(([value, text]) => ({ value, label: text }))}
        />
        <TextareaField {...form.bind('reason')} label={say.reason} hint={say.reasonHint} rows={3} />
      </>
    ),
  });
}

/** Buyer or vendor asks the other side for another date of delivery. */
export function useNewDateAct(props: PanelProps) {
  const say = useWords(words);
  return useDialogAct(props, {
    action: 'askNewDate',
    tone: 'quiet',
    title: say.askNewDate(subjectOf(props.order)),
    initial: { date: '', reason: '' },
    validate: ({ date, reason }) => [
      ...(date === '' ? [{ path: 'date', message: say.newDate.fillDate }] : []),
      ...(lacking(reason) ? [{ path: 'reason', message: say.fillReason }] : []),
    ],
    input: ({ date, reason }) => ({ date, reason: reason.trim() }),
    fields: (form) => (
      <>
        <DateField {...form.bind('date')} label={say.newDate.date} />
        <TextareaField {...form.bind('reason')} label={say.reason} hint={say.reasonHint} rows={3} />
      </>
    ),
  });
}
