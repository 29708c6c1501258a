import { useState } from 'react';
import { dateLong, when } from '../../../src/kernel/time.ts';
import { ActMessage, Blocked, openAct } from '../../orders/acts/act.tsx';
import { ActButtons } from '../../orders/acts/act-panel.tsx';
import { type Order, useOrderCommand } from '../../orders/order-data.ts';
import { useMe } from '../../shared/api/me.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Offer, type OfferState } from '../../shared/ui/offer.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { words } from '../words.ts';
import { DeclineAct } from './decline-act.tsx';
import type { NegoAction } from './nego-action.ts';

type OneOffer = Order['offers'][number];

const STATES: Readonly<Record<OneOffer['outcome'], OfferState>> = {
  OPEN: 'open',
  ACCEPTED: 'accepted',
  DECLINED: 'refused',
  COUNTERED: 'countered',
  EXPIRED: 'expired',
};

interface ConversationProps {
  order: Order;
  /** The form of a counter-offer is open below: its buttons are the ones in reach. */
  countering: boolean;
  onCounter: () => void;
  onDone: (action: NegoAction) => void;
}

/** Every offer in the order in which it was made; the reader's own side stands on the right. */
export function Conversation({ order, countering, onCounter, onDone }: ConversationProps) {
  const say = useWords(words).nego;
  const language = useLanguage();
  const side = useMe()?.office.kind === 'VENDOR' ? 'VENDOR' : 'PP';
  const until = order.dueAt === null ? undefined : when(new Date(order.dueAt), order.zone, language);
  return (
    <ol aria-label={say.conversation} className="grid gap-4">
      {order.offers.map((offer) => (
        <li key={offer.no}>
          <Offer
            from={offer.person}
            office={offer.by === 'PP' ? say.roles.PP : order.vendor.name}
            mine={offer.by === side}
            at={offer.at}
            prices={pricesOf(order, offer)}
            deliveryFee={BigInt(offer.deliveryFee)}
            total={BigInt(offer.gross)}
            state={STATES[offer.outcome]}
            {...(offer.deliveryDate === null ? {} : { deliverBy: dateLong(offer.deliveryDate, language) })}
            {...(offer.outcome === 'OPEN' && until !== undefined ? { validUntil: until } : {})}
            {...(BigInt(offer.saving) > 0n ? { saving: BigInt(offer.saving) } : {})}
            {...(offer.note === '' ? {} : { note: offer.note })}
            {...(offer.reason === '' ? {} : { reason: offer.reason })}
            {...(offer.outcome === 'OPEN' && openAct(order, 'acceptOffer') !== undefined
              ? { actions: <Answer order={order} countering={countering} onCounter={onCounter} onDone={onDone} /> }
              : {})}
          />
        </li>
      ))}
    </ol>
  );
}

function pricesOf(order: Order, offer: OneOffer) {
  return offer.prices.flatMap(({ no, price }) => {
    const line = order.lines.find((one) => one.no === no);
    return line === undefined ? [] : [{ name: line.name, unit: line.unit, price: BigInt(price) }];
  });
}

/** Accept with one press, counter, or decline with a reason. */
function Answer({ order, countering, onCounter, onDone }: ConversationProps) {
  const say = useWords(words).act;
  const [blocked, setBlocked] = useState(false);
  const command = useOrderCommand(order.id, 'acceptOffer', () => onDone('acceptOffer'));
  const accept = openAct(order, 'acceptOffer');
  const counter = openAct(order, 'offer') ?? openAct(order, 'counterOffer');
  const decline = openAct(order, 'declineOffer');
  if (accept === undefined) return null;
  return (
    <div className="grid w-full gap-3">
      {blocked && accept.blockedBy !== null && <Blocked sentence={accept.blockedBy} />}
      <ActMessage of={command} />
      <ActButtons fixed={!countering}>
        <Button
          busy={command.busy}
          onPress={() => (accept.blockedBy === null ? void command.send({}) : setBlocked(true))}
        >
          {say.acceptOffer}
        </Button>
        {counter !== undefined && !countering && (
          <Button tone="quiet" onPress={onCounter}>
            {say.counterOffer}
          </Button>
        )}
        {decline !== undefined && <DeclineAct order={order} open={decline} onDone={() => onDone('declineOffer')} />}
      </ActButtons>
    </div>
  );
}
