import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { money } from '../../../src/kernel/money.ts';
import { answer, api } from '../../shared/api/client.ts';
import { RadioField } from '../../shared/ui/choice-fields.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { useForm } from '../../shared/ui/form.ts';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { useWords } from '../../shared/words/define.ts';
import { PayeeText } from '../order/bill.tsx';
import { BillTests } from '../order/checks.tsx';
import { TaxReceipt } from '../order/tax.tsx';
import { type Order, type OrderAction, useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { openAct, type PanelProps, subjectOf } from './act.tsx';
import { ActPanel } from './act-panel.tsx';
import { useReasonAct } from './dialog-act.tsx';
import { words } from './words.ts';

const cardsQuery = { queryKey: ['cards'], queryFn: () => answer(api.GET('/api/v1/cards')) };

/** The payment has its own screen: the story goes on there. */
function useGoToPayment(onDone: PanelProps['onDone']) {
  const navigate = useNavigate();
  return (action: OrderAction, order: Order) => {
    if (order.paymentId === null) onDone(action, order);
    else void navigate({ to: `/bayar/${order.paymentId}` });
  };
}

/** The treasurer tests the SPBy and makes the payment instruction, or must refuse. */
export function PayPanel(props: PanelProps) {
  const { order, main } = props;
  const { askSpby, pay: say } = useWords(words);
  const label = useWords(orderWords).act('startPayment');
  const go = useGoToPayment(props.onDone);
  const refuse = useReasonAct(props, {
    action: 'refuseSpby',
    title: askSpby(order.spby?.number ?? subjectOf(order)),
  });
  const command = useOrderCommand(order.id, 'startPayment', (paying) => go('startPayment', paying));
  const open = openAct(order, 'startPayment') ?? openAct(order, 'refuseSpby');
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
      <WhatIsPaid order={order} />
    </ActPanel>
  );
}

/** The card holder chooses a card; the bank's own page takes over from there. */
export function CardPanel(props: PanelProps) {
  const { order, main } = props;
  const say = useWords(words).pay;
  const label = useWords(orderWords).act('payByCard');
  const go = useGoToPayment(props.onDone);
  const cards = useQuery(cardsQuery);
  const command = useOrderCommand(order.id, 'payByCard', (paying) => go('payByCard', paying));
  const usable = (cards.data?.items ?? []).filter(({ status }) => status === 'ACTIVE');
  // The first one takes every vendor; those of small ones alone come after it.
  const first = usable[0]?.id;
  const form = useForm({
    initial: { cardId: '' },
    validate: ({ cardId }) => (cardId === '' && first === undefined ? [{ path: 'cardId', message: say.fillCard }] : []),
    onSubmit: ({ cardId }) => void command.send({ cardId: cardId === '' ? (first ?? '') : cardId }),
    serverErrors: command.fieldErrors,
  });
  const open = openAct(order, 'payByCard');
  if (open === undefined) return null;
  return (
    <ActPanel
      title={say.cardTitle}
      lead={say.cardLead}
      main={main}
      open={open}
      label={label}
      form={form}
      command={command}
    >
      <WhatIsPaid order={order} />
      <Loaded query={cards}>
        {() =>
          usable.length === 0 ? (
            <Notice tone="warning">{say.noCard}</Notice>
          ) : (
            <RadioField
              {...form.bind('cardId')}
              value={form.values.cardId === '' ? (first ?? '') : form.values.cardId}
              label={say.card}
              options={usable.map((card) => ({
                value: card.id,
                label: say.cardLabel(card.last4, card.issuer, card.holder),
                hint: `${say.cardLeft(money(BigInt(card.left)))}${card.scheme === 'DOMESTIC' ? ' · QRIS' : ''}`,
              }))}
            />
          )
        }
      </Loaded>
    </ActPanel>
  );
}

function WhatIsPaid({ order }: { order: Order }) {
  const say = useWords(words).spby;
  return (
    <>
      {order.bill !== null && <Facts items={[{ label: say.payee, value: <PayeeText payee={order.bill.payee} /> }]} />}
      <TaxReceipt order={order} inWords />
      <BillTests tests={order.billTests} />
    </>
  );
}
