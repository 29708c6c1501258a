import { useQuery } from '@tanstack/react-query';
import { dateLong, localDate } from '../../../src/kernel/time.ts';
import { useMe } from '../../shared/api/me.ts';
import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { TaskList, TaskRow } from '../../shared/ui/task-row.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useLanguage } from '../../shared/words/language.ts';
import { useDue } from '../due.ts';
import { allOrdersQuery, type OrderSummary } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { words } from './words.ts';

const stateIn =
  (...states: OrderSummary['state'][]) =>
  (order: OrderSummary) =>
    states.includes(order.state);

/** What the receiver checks now, what is held, and what is still to come. */
export default function Deliveries() {
  const say = useWords(words).deliveries;
  const orders = useQuery(allOrdersQuery('running'));
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={orders}>
        {(all) => {
          const toCheck = all.filter(stateIn('SHIPPED', 'DELIVERED'));
          const held = all.filter(stateIn('PENDING'));
          const coming = all.filter(stateIn('WAIT_VENDOR', 'PROCESSING', 'CANCEL_REQUESTED'));
          return (
            <>
              {toCheck.length === 0 ? (
                <NoDelivery coming={coming} />
              ) : (
                <Group title={say.toCheck} orders={toCheck} check />
              )}
              {held.length > 0 && <Group title={say.held} orders={held} />}
              {coming.length > 0 && <Group title={say.coming} orders={coming} />}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Group({ title, orders, check }: { title: string; orders: readonly OrderSummary[]; check?: boolean }) {
  const say = useWords(words).deliveries;
  const draft = useWords(orderWords).draft;
  const status = useWords(statusWords);
  const due = useDue();
  return (
    <Card title={`${title} (${orders.length})`}>
      <TaskList label={title}>
        {orders.map((order) => (
          <TaskRow
            key={order.id}
            title={order.title}
            meta={`${order.number ?? draft} · ${order.vendor.name} · ${status.order[order.state]}`}
            to={check === true ? `/pesanan/${order.id}/terima` : `/pesanan/${order.id}`}
            action={check === true ? say.check : say.open}
            urgent={check === true}
            {...(order.dueAt === null ? {} : { due: due(order.dueAt).text })}
          />
        ))}
      </TaskList>
    </Card>
  );
}

function NoDelivery({ coming }: { coming: readonly OrderSummary[] }) {
  const say = useWords(words).deliveries;
  const language = useLanguage();
  const zone = useMe()?.zone ?? 'WIB';
  const next = coming
    .map((order) => order.dueAt)
    .filter((dueAt) => dueAt !== null)
    .sort()[0];
  const text = next === undefined ? say.noneText : say.nextDate(dateLong(localDate(new Date(next), zone), language));
  return (
    <Empty
      title={say.none}
      action={
        <LinkButton to="/bast" tone="quiet">
          {say.toReceipts}
        </LinkButton>
      }
    >
      {text}
    </Empty>
  );
}
