import { Card } from '../../shared/ui/card.tsx';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { TextareaField } from '../../shared/ui/textarea-field.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useOrderCommand } from '../order-data.ts';
import { placeOfAct } from '../tasks/place.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps } from './act.tsx';
import { ActButtons, ActPanel } from './act-panel.tsx';
import { useReasonAct } from './dialog-act.tsx';
import { words } from './words.ts';

/** The other side asked for another date of delivery. */
export function NewDatePanel(props: PanelProps) {
  const { order, main, onDone } = props;
  const say = useWords(words).newDate;
  const label = useWords(orderWords).act('acceptNewDate');
  const decline = useReasonAct(props, { action: 'declineNewDate' });
  const command = useOrderCommand(order.id, 'acceptNewDate', (dated) => onDone('acceptNewDate', dated));
  const open = openAct(order, 'acceptNewDate');
  const asked = order.dateChange;
  if (open === undefined || asked === null) return null;
  return (
    <ActPanel
      title={say.title}
      lead={say.from[asked.by]}
      main={main}
      open={open}
      label={label}
      form={() => void command.send({})}
      command={command}
      others={[decline]}
    >
      <Facts
        items={[
          ...(order.deliveryDate === null ? [] : [{ label: say.old, value: <Day date={order.deliveryDate} /> }]),
          { label: say.asked, value: <Day date={asked.date} /> },
        ]}
      />
      <blockquote className="border-l-4 border-line pl-3">{asked.reason}</blockquote>
    </ActPanel>
  );
}

/** The check of a delivery has its own screen (S9); of one that is held, a part may be accepted without waiting. */
export function ReceiptPanel({ order, main }: PanelProps) {
  const say = useWords(words).receipt;
  const label = useWords(orderWords).act('receivePart');
  const held = order.state === 'PENDING';
  return (
    <Card title={held ? say.heldTitle : say.title}>
      <p>{held ? say.heldLead : say.lead}</p>
      <ActButtons fixed={main}>
        <LinkButton to={placeOfAct('receive', order.id)} tone={held ? 'quiet' : 'primary'}>
          {held ? label : say.check}
        </LinkButton>
      </ActButtons>
    </Card>
  );
}

const NEGOTIATION = ['negotiate', 'skipNegotiation', 'offer', 'acceptOffer', 'counterOffer', 'declineOffer'] as const;
const CHECKOUT = ['setDetails', 'checkout'] as const;

/** Price and details are decided on their own screens (S6, S7). */
export function BuyingPanel({ order, main }: PanelProps) {
  const say = useWords(words).buying;
  const negotiates = NEGOTIATION.some((action) => openAct(order, action) !== undefined);
  const checksOut = CHECKOUT.some((action) => openAct(order, action) !== undefined);
  return (
    <Card title={say.title}>
      <p>{say.lead}</p>
      <ActButtons fixed={main}>
        {checksOut && <LinkButton to={placeOfAct('checkout', order.id)}>{say.checkout}</LinkButton>}
        {negotiates && (
          <LinkButton to={placeOfAct('offer', order.id)} tone={checksOut ? 'quiet' : 'primary'}>
            {say.negotiate}
          </LinkButton>
        )}
      </ActButtons>
    </Card>
  );
}

export function CartPanel({ main }: PanelProps) {
  const say = useWords(words).cart;
  return (
    <Card title={say.title}>
      <p>{say.lead}</p>
      <ActButtons fixed={main}>
        <LinkButton to="/keranjang">{say.open}</LinkButton>
      </ActButtons>
    </Card>
  );
}

const STARS = ['1', '2', '3', '4', '5'] as const;
const LONGEST_COMMENT = 1_000;

/** One to five stars with fixed words, after payment; may be skipped. */
export function RatePanel({ order, onDone }: PanelProps) {
  const say = useWords(words).rate;
  const label = useWords(orderWords).act('rate');
  const command = useOrderCommand(order.id, 'rate', (rated) => onDone('rate', rated));
  const form = useForm({
    initial: { stars: '' as (typeof STARS)[number] | '', comment: '' },
    validate: ({ stars }) => (stars === '' ? [{ path: 'stars', message: say.fillStars }] : []),
    onSubmit: ({ stars, comment }) => void command.send({ stars: Number(stars), comment: comment.trim() }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'rate');
  if (open === undefined) return null;
  return (
    <ActPanel title={say.title} lead={say.lead} main={false} open={open} label={label} form={form} command={command}>
      <RadioField
        {...form.bind('stars')}
        label={say.stars}
        options={[...STARS].reverse().map((value) => ({
          value,
          label: say.star(Number(value), say.words[Number(value) - 1] ?? ''),
        }))}
      />
      <TextareaField {...form.bind('comment')} label={say.comment} optional rows={3} maxLength={LONGEST_COMMENT} />
    </ActPanel>
  );
}
