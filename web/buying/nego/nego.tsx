import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { money } from '../../../src/kernel/money.ts';
import { openAct } from '../../orders/acts/act.tsx';
import { Arrived, NextStep } from '../../orders/acts/done.tsx';
import { Headline } from '../../orders/order/headline.tsx';
import { LinesCard } from '../../orders/order/lines.tsx';
import { type Order, orderQuery } from '../../orders/order-data.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { Button } from '../../shared/ui/button.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { Conversation } from './conversation.tsx';
import type { NegoAction } from './nego-action.ts';
import { OfferForm } from './offer-form.tsx';

const BLOCK_HEIGHT_PX = 180;

/** S6 and V2: offers and answers of both sides, until a price is agreed or not. */
export default function Nego() {
  const id = useParam('id');
  const say = useWords(words).nego;
  const query = useQuery(orderQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} {...(query.data === undefined ? {} : { lead: query.data.title })}>
      <Loaded query={query} skeleton={<Skeleton rows={3} height={BLOCK_HEIGHT_PX} />}>
        {(order) => <Content order={order} />}
      </Loaded>
    </Page>
  );
}

function Content({ order }: { order: Order }) {
  const say = useWords(words).nego;
  const [done, setDone] = useState<NegoAction>();
  const [countering, setCountering] = useState(false);
  const begin = openAct(order, 'negotiate');
  const counter = openAct(order, 'offer') ?? openAct(order, 'counterOffer');
  const finish = (action: NegoAction) => {
    setCountering(false);
    setDone(action);
  };
  return (
    <>
      {done !== undefined && (
        <Arrived key={`done-${order.version}`}>
          <Notice tone="good" title={say.done[done]} live>
            <NextStep order={order} />
          </Notice>
        </Arrived>
      )}
      <Headline order={order} />
      <Outcome order={order} />
      <p className="text-muted">{say.recorded}</p>
      {order.offers.length > 0 && (
        <Conversation order={order} countering={countering} onCounter={() => setCountering(true)} onDone={finish} />
      )}
      {begin !== undefined && (
        <OfferForm
          key={order.version}
          order={order}
          open={begin}
          action="negotiate"
          onDone={finish}
          other={<Skip order={order} />}
        />
      )}
      {counter !== undefined && countering && (
        <OfferForm
          key={order.version}
          order={order}
          open={counter}
          action={openAct(order, 'offer') === undefined ? 'counterOffer' : 'offer'}
          onDone={finish}
          other={
            <Button tone="quiet" onPress={() => setCountering(false)}>
              {say.form.cancel}
            </Button>
          }
        />
      )}
      {order.offers.length === 0 && begin === undefined && <Notice title={say.none}>{say.noneText}</Notice>}
      <LinesCard order={order} />
      {/* Room for the buttons that stay in reach on a phone. */}
      <div aria-hidden="true" className="h-24 lg:hidden" />
    </>
  );
}

/** Whether a price is agreed, and the way on for who may go on. */
function Outcome({ order }: { order: Order }) {
  const say = useWords(words).nego;
  const agreed = order.offers.findLast((offer) => offer.outcome === 'ACCEPTED');
  const mayCheckout = openAct(order, 'checkout') !== undefined;
  const toCheckout = <LinkButton to={`/pesanan/${order.id}/checkout`}>{say.toCheckout}</LinkButton>;
  if (agreed !== undefined && order.state !== 'NEGO' && order.state !== 'REQUESTED') {
    const saving = BigInt(agreed.saving);
    return (
      <Notice tone="good" title={say.agreed} {...(mayCheckout ? { action: toCheckout } : {})}>
        {saving > 0n
          ? say.agreedText(money(BigInt(agreed.gross)), money(saving))
          : say.agreedPlain(money(BigInt(agreed.gross)))}
      </Notice>
    );
  }
  const mine = order.offers.at(-1)?.by;
  if (order.state !== 'NEGO' || mine === undefined || openAct(order, 'acceptOffer') !== undefined) return null;
  return (
    <Notice title={say.waiting(mine === 'PP' ? order.vendor.name : (order.people.pp?.name ?? say.roles.PP))}>
      <NextStep order={order} />
    </Notice>
  );
}

/** The listed prices hold: the order may go to the PPK as it is. */
function Skip({ order }: { order: Order }) {
  const say = useWords(words).nego;
  if (openAct(order, 'checkout') === undefined) return null;
  return (
    <LinkButton to={`/pesanan/${order.id}/checkout`} tone="quiet">
      {say.skip}
    </LinkButton>
  );
}
