import { dateLong } from '../../../src/kernel/time.ts';
import { DateField } from '../../shared/ui/date-field.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { PhotoField } from '../../shared/ui/photo-field.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { OrderFacts } from '../order/facts.tsx';
import { type OrderAction, sendPhotos, useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps } from './act.tsx';
import { ActPanel } from './act-panel.tsx';
import { useNewDateAct, useReasonAct } from './dialog-act.tsx';
import { words } from './words.ts';

/** V3: the shop takes the order and promises a date. */
export function AcceptPanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const say = useWords(words).accept;
  const label = useWords(orderWords).act('accept');
  const language = useLanguage();
  const decline = useReasonAct(props, { action: 'decline' });
  const command = useOrderCommand(order.id, 'accept', (accepted) => onDone('accept', accepted));
  const agreed = order.deliveryDate ?? order.need.date;
  const form = useForm({
    initial: { deliveryDate: agreed ?? '' },
    validate: () => [],
    onSubmit: ({ deliveryDate }) => void command.send({ deliveryDate: deliveryDate === '' ? null : deliveryDate }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'accept');
  if (open === undefined) return null;
  return (
    <ActPanel
      title={say.title}
      lead={say.lead}
      main={main}
      open={open}
      label={label}
      form={form}
      command={command}
      others={[decline]}
    >
      <OrderFacts order={order} />
      <DateField
        {...form.bind('deliveryDate')}
        label={say.date}
        hint={agreed === null ? say.dateHintFree : say.dateHint(dateLong(agreed, language))}
      />
    </ActPanel>
  );
}

/** The buyer asked to cancel: the shop agrees or not. */
export function ConsentPanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const say = useWords(words).cancel;
  const label = useWords(orderWords).act('consentCancel');
  const refuse = useReasonAct(props, { action: 'refuseCancel' });
  const command = useOrderCommand(order.id, 'consentCancel', (cancelled) => onDone('consentCancel', cancelled));
  const open = openAct(order, 'consentCancel');
  if (open === undefined) return null;
  return (
    <ActPanel
      title={say.title}
      lead={say.lead}
      main={main}
      open={open}
      label={label}
      form={() => void command.send({})}
      command={command}
      others={[refuse]}
    >
      {order.cancelReason !== '' && (
        <blockquote className="border-l-4 border-line pl-3">{order.cancelReason}</blockquote>
      )}
    </ActPanel>
  );
}

/** Goods leave the shop; a Surat Jalan is made. Also for what was held: it is sent again. */
export function ShipPanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const { ship: say, note } = useWords(words);
  const act = useWords(orderWords).act;
  const action: OrderAction & ('ship' | 'shipAgain') = openAct(order, 'ship') === undefined ? 'shipAgain' : 'ship';
  const newDate = useNewDateAct(props);
  const command = useOrderCommand(order.id, action, (shipped) => onDone(action, shipped));
  const form = useForm({
    initial: { carrier: '', trackingNo: '', note: '' },
    validate: ({ carrier }) =>
      carrier.trim().length < SHORTEST_NAME ? [{ path: 'carrier', message: say.fillCarrier }] : [],
    onSubmit: (values) =>
      void command.send({
        carrier: values.carrier.trim(),
        trackingNo: values.trackingNo.trim(),
        note: values.note.trim(),
      }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, action);
  if (open === undefined) return null;
  return (
    <ActPanel
      title={action === 'ship' ? say.title : say.again}
      main={main}
      open={open}
      label={act(action)}
      form={form}
      command={command}
      others={[newDate]}
    >
      <TextField {...form.bind('carrier')} label={say.carrier} hint={say.carrierHint} maxLength={80} />
      <TextField {...form.bind('trackingNo')} label={say.tracking} optional width="medium" maxLength={60} />
      <TextareaField {...form.bind('note')} label={note} optional rows={2} />
    </ActPanel>
  );
}

const SHORTEST_NAME = 2;
const MOST_PHOTOS = 10;

export function DeliveredPanel({ order, main, onDone }: PanelProps) {
  const { delivered: say, note } = useWords(words);
  const label = useWords(orderWords).act('markDelivered');
  const command = useOrderCommand(order.id, 'markDelivered', (arrived) => onDone('markDelivered', arrived));
  const form = useForm({
    initial: { proof: [] as readonly File[], note: '' },
    validate: () => [],
    onSubmit: (values) =>
      void command.send(async () => ({ proof: await sendPhotos(order.id, values.proof), note: values.note.trim() })),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'markDelivered');
  if (open === undefined) return null;
  return (
    <ActPanel title={say.title} lead={say.lead} main={main} open={open} label={label} form={form} command={command}>
      <PhotoField {...form.bind('proof')} label={say.proof} optional max={MOST_PHOTOS} />
      <TextareaField {...form.bind('note')} label={note} optional rows={2} />
    </ActPanel>
  );
}
