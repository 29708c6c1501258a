import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { allOrdersQuery, type OrderSummary } from '../order-data.ts';
import { OrderTable } from './order-table.tsx';
import { words } from './words.ts';

const WAITING: readonly OrderSummary['state'][] = ['SHIPPED', 'DELIVERED', 'PENDING'];
const SIGNED: readonly OrderSummary['state'][] = [
  'RECEIVED',
  'BILLED',
  'BILL_RETURNED',
  'SPBY',
  'PAYING',
  'PAID',
  'COMPLETED',
];

/** Receipts (BAST): those still to be signed, and the orders that have one. */
export default function Receipts() {
  const say = useWords(words).receipts;
  const running = useQuery(allOrdersQuery('running'));
  const done = useQuery(allOrdersQuery('done'));
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={running}>
        {(orders) => {
          const waiting = orders.filter((order) => WAITING.includes(order.state));
          const signed = [...orders, ...(done.data ?? [])].filter((order) => SIGNED.includes(order.state));
          if (waiting.length + signed.length === 0 && !done.isPending) return <NoReceipts />;
          return (
            <>
              {waiting.length > 0 && (
                <Card title={`${say.waiting} (${waiting.length})`}>
                  <OrderTable caption={say.waiting} orders={waiting} />
                </Card>
              )}
              {signed.length > 0 && (
                <Card title={`${say.signed} (${signed.length})`}>
                  <OrderTable caption={say.signed} orders={signed} />
                </Card>
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function NoReceipts() {
  const say = useWords(words).receipts;
  return (
    <Empty title={say.none} action={<LinkButton to="/kiriman">{say.toDeliveries}</LinkButton>}>
      {say.noneText}
    </Empty>
  );
}
