import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Problem } from '../../shared/api/problem.ts';
import { ForbiddenScreen, NotFoundScreen } from '../../shared/shell/error-screens.tsx';
import { useParam } from '../../shared/shell/url.ts';
import { words as statusWords } from '../../shared/status/words.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { Cluster } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Notice } from '../../shared/ui/notice.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { openAct } from '../acts/act.tsx';
import { ActButtons } from '../acts/act-panel.tsx';
import { Arrived, NextStep } from '../acts/done.tsx';
import { Photos } from '../order/photos.tsx';
import { type Order, orderQuery } from '../order-data.ts';
import { AllGood } from './all-good.tsx';
import { NotGood } from './not-good.tsx';
import { words } from './words.ts';

const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** S9: the receiver checks line by line, or says in one tap that all is as ordered, and signs the BAST. */
export default function Receive() {
  const id = useParam('id');
  const say = useWords(words);
  const query = useQuery(orderQuery(id));
  const [done, setDone] = useState<'signed' | 'held'>();
  if (query.error instanceof Problem && query.error.status === FORBIDDEN) {
    return <ForbiddenScreen detail={query.error.message} />;
  }
  if (query.error instanceof Problem && query.error.status === NOT_FOUND) return <NotFoundScreen />;
  const order = query.data;
  return (
    <Page
      title={say.title(order?.number ?? '')}
      {...(order === undefined ? {} : { lead: say.lead(order.vendor.name) })}
      narrow
    >
      <Loaded query={query}>
        {(shown) =>
          done === undefined ? <Check order={shown} onDone={setDone} /> : <Finished order={shown} as={done} />
        }
      </Loaded>
    </Page>
  );
}

type Mode = 'look' | 'good' | 'lines';

function Check({ order, onDone }: { order: Order; onDone: (as: 'signed' | 'held') => void }) {
  // A delivery that is held can only be received in part: the form stands open at once.
  const canSign = openAct(order, 'receive') !== undefined;
  const canJudge = openAct(order, 'hold') !== undefined || openAct(order, 'receivePart') !== undefined;
  const [mode, setMode] = useState<Mode>(canSign ? 'look' : 'lines');
  if (!canSign && !canJudge) return <NotNow order={order} />;
  return (
    <>
      {mode === 'look' && (
        <Look order={order} onGood={() => setMode('good')} onNotGood={canJudge ? () => setMode('lines') : undefined} />
      )}
      {mode === 'good' && (
        <AllGood
          order={order}
          onChange={() => setMode(canJudge ? 'lines' : 'look')}
          onSigned={() => onDone('signed')}
        />
      )}
      {mode === 'lines' && (
        <NotGood
          order={order}
          onAllGood={() => setMode('good')}
          onDone={(act) => onDone(act === 'hold' ? 'held' : 'signed')}
        />
      )}
      <ShipmentCard order={order} />
      {/* Room for the buttons that stay in reach on a phone. */}
      <div aria-hidden="true" className="h-24 lg:hidden" />
    </>
  );
}

function ShipmentCard({ order }: { order: Order }) {
  const say = useWords(words);
  const shipment = order.shipments.at(-1);
  if (shipment === undefined) return null;
  const items: Fact[] = [
    { label: say.shipmentNumber, value: shipment.number },
    {
      label: say.carrier,
      value: shipment.trackingNo === '' ? shipment.carrier : `${shipment.carrier} · ${shipment.trackingNo}`,
    },
    shipment.deliveredAt === null
      ? { label: say.shipped, value: <When at={shipment.at} zone={order.zone} /> }
      : { label: say.arrived, value: <When at={shipment.deliveredAt} zone={order.zone} /> },
  ];
  return (
    <Card title={say.shipment}>
      <Facts items={items} compact />
      <Photos ids={shipment.proof} label={say.proof} />
    </Card>
  );
}

interface LookProps {
  order: Order;
  onGood: () => void;
  onNotGood: (() => void) | undefined;
}

/** The list to compare with, and the one question. */
function Look({ order, onGood, onNotGood }: LookProps) {
  const say = useWords(words);
  return (
    <Card title={say.lines}>
      <p>{say.question}</p>
      <ul className="grid">
        {order.lines.map((line) => (
          <li
            key={line.no}
            className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line py-3 first:border-0"
          >
            <span className="font-semibold">{line.name}</span>
            <span className="ml-auto text-h2">{say.quantity(line.quantity, line.unit)}</span>
          </li>
        ))}
      </ul>
      <ActButtons fixed>
        <Button onPress={onGood}>{say.allGood}</Button>
        {onNotGood !== undefined && (
          <Button tone="danger" onPress={onNotGood}>
            {say.notGood}
          </Button>
        )}
      </ActButtons>
    </Card>
  );
}

function Finished({ order, as }: { order: Order; as: 'signed' | 'held' }) {
  const say = useWords(words);
  return (
    <>
      <Arrived>
        <Notice tone="good" title={as === 'held' ? say.held : say.signed(order.receipt?.number ?? '')} live>
          <NextStep order={order} />
        </Notice>
      </Arrived>
      <Ways id={order.id} />
    </>
  );
}

function NotNow({ order }: { order: Order }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  return (
    <>
      <Notice tone="info" title={status.order[order.state]}>
        {say.cannot}
        {order.turn !== null && ` ${say.cannotTurn(status.holder(order.turn.name, order.turn.role))}`}
      </Notice>
      <Ways id={order.id} />
    </>
  );
}

function Ways({ id }: { id: string }) {
  const say = useWords(words);
  return (
    <Cluster>
      <LinkButton to="/tugas">{say.toTasks}</LinkButton>
      <LinkButton to={`/pesanan/${id}`} tone="quiet">
        {say.toOrder}
      </LinkButton>
    </Cluster>
  );
}
