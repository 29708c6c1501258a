import { useNavigate } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/define.ts';
import { type Order, type OrderAction, useOrderCommand } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { ActMessage, openAct, type PanelProps } from './act.tsx';
import { ActButtons } from './act-panel.tsx';
import { ApprovePanel } from './approve-panel.tsx';
import { BillPanel, FakturPanel } from './bill-panels.tsx';
import { useNewDateAct, useReasonAct } from './dialog-act.tsx';
import { BuyingPanel, CartPanel, NewDatePanel, RatePanel, ReceiptPanel } from './other-panels.tsx';
import { CardPanel, PayPanel } from './pay-panels.tsx';
import { SpbyPanel } from './spby-panel.tsx';
import { AcceptPanel, ConsentPanel, DeliveredPanel, ShipPanel } from './vendor-panels.tsx';
import { words } from './words.ts';

interface Panel {
  /** Any of them open: the panel is shown. */
  readonly acts: readonly OrderAction[];
  readonly show: ComponentType<PanelProps>;
  /** It may be done, but nobody waits for it: it stands after the progress of the order. */
  readonly later?: (order: Order) => boolean;
}

/** A panel for each group of acts; the first that applies is the decision of the screen. */
const PANELS: readonly Panel[] = [
  { acts: ['approve', 'reject'], show: ApprovePanel },
  { acts: ['signSpby', 'returnBill'], show: SpbyPanel },
  { acts: ['startPayment', 'refuseSpby'], show: PayPanel },
  { acts: ['payByCard'], show: CardPanel },
  { acts: ['consentCancel', 'refuseCancel'], show: ConsentPanel },
  { acts: ['acceptNewDate', 'declineNewDate'], show: NewDatePanel },
  { acts: ['accept', 'decline'], show: AcceptPanel },
  { acts: ['ship', 'shipAgain'], show: ShipPanel },
  { acts: ['markDelivered'], show: DeliveredPanel },
  { acts: ['receive', 'hold', 'receivePart'], show: ReceiptPanel, later: (order) => order.state === 'PENDING' },
  { acts: ['bill'], show: BillPanel },
  { acts: ['attachFaktur'], show: FakturPanel, later: (order) => order.bill?.faktur !== null },
  {
    acts: [
      'negotiate',
      'skipNegotiation',
      'offer',
      'acceptOffer',
      'counterOffer',
      'declineOffer',
      'setDetails',
      'checkout',
    ],
    show: BuyingPanel,
  },
  { acts: ['request', 'setItems'], show: CartPanel },
  { acts: ['rate'], show: RatePanel, later: () => true },
];

/** Whether one of the panels holds this act, so that its content need not be repeated elsewhere on the page. */
export const decides = (order: Order, ...acts: OrderAction[]) => acts.some((act) => openAct(order, act) !== undefined);

interface DecisionsProps extends Omit<PanelProps, 'main'> {
  /** Those that nobody waits for, instead of those that are due. */
  later?: boolean;
}

/** What the reader may decide here, strictly from the open actions of the order. */
export function Decisions({ order, onDone, later = false }: DecisionsProps) {
  const panels = PANELS.filter((panel) => decides(order, ...panel.acts) && (panel.later?.(order) ?? false) === later);
  return panels.map(({ acts, show: Show }, index) => (
    <Show key={acts[0]} order={order} main={index === 0 && !later} onDone={onDone} />
  ));
}

/** Acts that nobody waits for: sending back, asking for another date or to cancel, cancelling for default, ordering again. */
export function OtherActs({ order, onDone }: Omit<PanelProps, 'main'>) {
  const say = useWords(words);
  const act = useWords(orderWords).act;
  const navigate = useNavigate();
  const props: PanelProps = { order, onDone, main: false };
  const newDate = useNewDateAct(props);
  const sendBack = useReasonAct(props, { action: 'sendBack' });
  const askCancel = useReasonAct(props, { action: 'askCancel' });
  const cancel = useReasonAct(props, { action: 'cancelForDefault' });
  const reorder = useOrderCommand(order.id, 'reorder', () => void navigate({ to: '/keranjang' }));
  // The panel of the shipment offers a new date itself.
  const acts = [decides(order, 'ship') ? undefined : newDate, sendBack, askCancel, cancel].filter(
    (one) => one !== undefined,
  );
  const again = openAct(order, 'reorder') !== undefined;
  if (acts.length === 0 && !again) return null;
  return (
    <Card title={say.otherActs}>
      <ActMessage of={reorder} />
      <ActButtons fixed={false}>
        {again && (
          <Button tone="quiet" busy={reorder.busy} onPress={() => void reorder.send({})}>
            {act('reorder')}
          </Button>
        )}
        {acts.map((one) => one.button)}
      </ActButtons>
      {acts.map((one) => one.dialog)}
    </Card>
  );
}
