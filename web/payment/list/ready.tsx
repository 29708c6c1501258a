import { useQuery } from '@tanstack/react-query';
import { budgetQuery } from '../../budget/budget-data.ts';
import { useDue } from '../../orders/due.ts';
import { allOrdersQuery, type OrderSummary } from '../../orders/order-data.ts';
import { useMe } from '../../shared/api/me.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Facts } from '../../shared/ui/facts.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { TaskList, TaskRow } from '../../shared/ui/task-row.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import type { Told } from './outcome.tsx';
import { ReadyTable } from './ready-table.tsx';

/** Who begins the payment of a rail. */
const PAYERS: Readonly<Record<'CMS' | 'KKP', readonly string[]>> = { CMS: ['BENDAHARA', 'BPP'], KKP: ['KKP_HOLDER'] };
const TREASURERS = PAYERS.CMS;

/** Bills with a signed SPBy for which the reader begins the payment, and what that leaves of the petty cash. */
export function ReadyToPay({ onTold }: { onTold: (told: Told) => void }) {
  const role = useMe()?.role ?? '';
  const ready = useReady();
  return ready.length === 0 ? null : <Ready orders={ready} withCash={TREASURERS.includes(role)} onTold={onTold} />;
}

export function useReady(): readonly OrderSummary[] {
  const role = useMe()?.role ?? '';
  const orders = useQuery({ ...allOrdersQuery('running'), enabled: Object.values(PAYERS).flat().includes(role) });
  return (orders.data ?? []).filter(
    (order) => order.state === 'SPBY' && order.rail !== null && PAYERS[order.rail].includes(role),
  );
}

interface ReadyProps {
  orders: readonly OrderSummary[];
  withCash: boolean;
  onTold: (told: Told) => void;
}

function Ready({ orders, withCash, onTold }: ReadyProps) {
  const say = useWords(words).list;
  const due = useDue();
  return (
    <Card title={`${say.ready} (${orders.length})`}>
      {withCash && <Cash orders={orders} />}
      {withCash ? (
        <ReadyTable orders={orders} onTold={onTold} />
      ) : (
        <TaskList label={say.readyLabel}>
          {orders.map((order) => (
            <TaskRow
              key={order.id}
              title={order.rail === 'KKP' ? say.readyCard(order.title) : say.readyTransfer(order.title)}
              meta={`${order.number ?? ''} · ${order.vendor.name}`}
              amount={order.gross}
              to={`/pesanan/${order.id}`}
              {...(order.dueAt === null ? {} : { due: due(order.dueAt).text, urgent: due(order.dueAt).urgent })}
            />
          ))}
        </TaskList>
      )}
    </Card>
  );
}

/** Before tax is withheld, so that what is left is never less than said. */
function Cash({ orders }: { orders: readonly OrderSummary[] }) {
  const say = useWords(words).list;
  const up = useQuery(budgetQuery).data?.up;
  if (up === undefined || up === null) return null;
  const due = orders.reduce((sum, order) => sum + BigInt(order.gross), 0n);
  return (
    <Facts
      items={[
        { label: say.upLeft, value: <Money amount={up.available} /> },
        { label: say.upAfter, value: <Money amount={BigInt(up.available) - due} /> },
      ]}
    />
  );
}
