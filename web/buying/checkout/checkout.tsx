import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { openAct } from '../../orders/acts/act.tsx';
import { Headline } from '../../orders/order/headline.tsx';
import { type Order, orderQuery } from '../../orders/order-data.ts';
import { refusedScreen } from '../../shared/shell/refused-screen.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { Skeleton } from '../../shared/ui/skeleton.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { CheckoutDone } from './checkout-done.ts';
import { CheckoutPanel } from './checkout-panel.tsx';
import { DetailsCard } from './details.tsx';
import { Happened, Sent } from './sent.tsx';

const BLOCK_HEIGHT_PX = 180;

/** S7: the procurement official completes the order and sends it to the PPK. */
export default function Checkout() {
  const id = useParam('id');
  const say = useWords(words).checkout;
  const query = useQuery(orderQuery(id));
  const refused = refusedScreen(query.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} {...(query.data === undefined ? {} : { lead: query.data.title })}>
      <Loaded query={query} skeleton={<Skeleton rows={4} height={BLOCK_HEIGHT_PX} />}>
        {(order) => <Content order={order} />}
      </Loaded>
    </Page>
  );
}

function Content({ order }: { order: Order }) {
  const [done, setDone] = useState<CheckoutDone>();
  const [unsaved, setUnsaved] = useState(false);
  const open = openAct(order, 'checkout');
  return (
    <>
      {done === 'checkout' && <Sent order={order} />}
      {(done === 'sendBack' || done === 'setDetails') && (
        <Happened key={`done-${order.version}`} done={done} order={order} />
      )}
      <Headline order={order} />
      {open === undefined && done !== 'checkout' && done !== 'sendBack' && <NotHere order={order} />}
      {open !== undefined && (
        <CheckoutPanel
          // Other quantities or prices are another decision.
          key={`${order.state}-${order.totals.gross}`}
          order={order}
          open={open}
          unsaved={unsaved}
          onDone={setDone}
        />
      )}
      <DetailsCard
        // Fresh values once they are saved.
        key={`details-${order.version}`}
        order={order}
        onUnsaved={setUnsaved}
        onDone={(what) => {
          setUnsaved(false);
          setDone(what);
        }}
      />
      {/* Room for the buttons that stay in reach on a phone. */}
      <div aria-hidden="true" className="h-24 lg:hidden" />
    </>
  );
}

/** Somebody else's turn, or already past this step: where to look instead. */
function NotHere({ order }: { order: Order }) {
  const say = useWords(words).checkout;
  const negotiating = order.state === 'NEGO';
  return (
    <Notice
      action={
        <>
          {negotiating && <LinkButton to={`/pesanan/${order.id}/nego`}>{say.toNego}</LinkButton>}
          <LinkButton to={`/pesanan/${order.id}`} tone="quiet">
            {say.toOrder}
          </LinkButton>
        </>
      }
    >
      {negotiating ? say.inNego : say.notYours}
    </Notice>
  );
}
