import { useQuery } from '@tanstack/react-query';
import { useDue } from '../orders/due.ts';
import { isMyTurn } from '../orders/lists/order-table.tsx';
import { allOrdersQuery, type OrderSummary } from '../orders/order-data.ts';
import { useMe } from '../shared/api/me.ts';
import { refusedScreen } from '../shared/shell/refused-screen.tsx';
import { Card } from '../shared/ui/card.tsx';
import { Empty } from '../shared/ui/empty.tsx';
import { LinkButton } from '../shared/ui/link-button.tsx';
import { Loaded } from '../shared/ui/loaded.tsx';
import { Page } from '../shared/ui/page.tsx';
import { TaskList, TaskRow } from '../shared/ui/task-row.tsx';
import { useWords } from '../shared/words/define.ts';
import { words } from './words.ts';

/** Orders whose price is being discussed, by whose turn it is. */
export default function Negotiations() {
  const say = useWords(words).list;
  const me = useMe();
  const orders = useQuery(allOrdersQuery('running'));
  const refused = refusedScreen(orders.error);
  if (refused !== null) return refused;
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={orders}>
        {(all) => {
          const negotiating = all.filter((order) => order.state === 'NEGO');
          const agreed = all.filter((order) => order.state === 'NEGO_DONE');
          if (negotiating.length + agreed.length === 0) return <None />;
          return (
            <>
              <Group
                title={say.mine}
                act={say.answer}
                place="nego"
                urgent
                orders={negotiating.filter((order) => isMyTurn(order, me))}
              />
              <Group title={say.agreed} act={say.send} place="checkout" orders={agreed} />
              <Group
                title={say.theirs}
                act={say.open}
                place="nego"
                orders={negotiating.filter((order) => !isMyTurn(order, me))}
              />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface GroupProps {
  title: string;
  act: string;
  /** The screen of an order on which it goes on. */
  place: 'nego' | 'checkout';
  urgent?: boolean;
  orders: readonly OrderSummary[];
}

function Group({ title, act, place, urgent = false, orders }: GroupProps) {
  const due = useDue();
  if (orders.length === 0) return null;
  return (
    <Card title={`${title} (${orders.length})`}>
      <TaskList label={title}>
        {orders.map((order) => (
          <TaskRow
            key={order.id}
            title={order.title}
            meta={`${order.vendor.name} · ${order.requester}`}
            amount={order.gross}
            to={`/pesanan/${order.id}/${place}`}
            action={act}
            urgent={urgent}
            {...(order.dueAt === null ? {} : { due: due(order.dueAt).text })}
          />
        ))}
      </TaskList>
    </Card>
  );
}

function None() {
  const say = useWords(words).list;
  return (
    <Empty
      title={say.none}
      action={
        <LinkButton to="/pesanan" tone="quiet">
          {say.toOrders}
        </LinkButton>
      }
    >
      {say.noneText}
    </Empty>
  );
}
