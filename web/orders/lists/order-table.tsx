import type { ReactNode } from 'react';
import { localDate } from '../../../src/kernel/time.ts';
import { type Me, useMe } from '../../shared/api/me.ts';
import { OrderStatus } from '../../shared/status/status.tsx';
import { words as statusWords } from '../../shared/status/words.ts';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { type Column, Table } from '../../shared/ui/table.tsx';
import { Day } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useDue } from '../due.ts';
import type { OrderSummary } from '../order-data.ts';
import { words as orderWords } from '../words.ts';
import { words } from './words.ts';

interface OrderTableProps {
  caption: string;
  orders: readonly OrderSummary[];
  /** Total of `amount`. */
  total?: { readonly label: string; readonly amount: bigint };
  /** What the vendor is paid, where it is known, instead of what the order comes to. */
  net?: boolean;
}

/** Orders as a table; cards on a phone. The other side of the order is shown: the vendor to the satker and back. */
export function OrderTable({ caption, orders, total, net = false }: OrderTableProps) {
  const say = useWords(words);
  const me = useMe();
  const forVendor = me?.office.kind === 'VENDOR';
  const columns: Column<OrderSummary>[] = [
    { key: 'number', header: say.number, lead: true, cell: (order) => <Lead order={order} /> },
    {
      key: 'counterpart',
      header: forVendor ? say.satker : say.vendor,
      cell: (order) => (forVendor ? order.satker.name : order.vendor.name),
    },
    {
      key: 'status',
      header: say.status,
      cell: (order) => <OrderStatus state={order.state} mine={isMyTurn(order, me)} />,
    },
    { key: 'turn', header: say.turn, cell: (order) => turnOf(order) },
    {
      key: 'amount',
      header: say.amount,
      align: 'right',
      cell: (order) => <Money amount={(net ? order.net : null) ?? order.gross} />,
    },
  ];
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={orders}
      rowKey={(order) => order.id}
      {...(total === undefined ? {} : { total: { number: total.label, amount: <Money amount={total.amount} /> } })}
    />
  );
}

function Lead({ order }: { order: OrderSummary }) {
  const say = useWords(orderWords);
  const zone = useMe()?.zone ?? 'WIB';
  return (
    <span className="block md:min-w-56">
      <TextLink to={`/pesanan/${order.id}`}>{order.title}</TextLink>
      <span className="block text-small font-normal text-muted">
        {order.number ?? say.draft}
        {order.receiptNumber !== null && ` · ${order.receiptNumber}`} ·{' '}
        <Day date={localDate(new Date(order.createdAt), zone)} short />
      </span>
    </span>
  );
}

/** Empty where nobody is waited for, so that the card of a phone leaves the line out. */
function turnOf(order: OrderSummary): ReactNode {
  return order.turn === null && order.dueAt === null ? '' : <Turn order={order} />;
}

function Turn({ order }: { order: OrderSummary }) {
  const say = useWords(statusWords);
  const due = useDue();
  const deadline = order.dueAt === null ? undefined : due(order.dueAt);
  return (
    <>
      {order.turn !== null && holderOf(order.turn)}
      {deadline !== undefined && (
        <span
          className={deadline.urgent ? 'block text-small font-semibold text-wait-700' : 'block text-small text-muted'}
        >
          {deadline.text}
        </span>
      )}
    </>
  );

  /** The vendor is named in its own column already. */
  function holderOf(turn: NonNullable<OrderSummary['turn']>): string {
    return turn.name === order.vendor.name ? say.role(turn.role) : say.holder(turn.name, turn.role);
  }
}

/** The turn names the reader, or the shop the reader works for. */
export function isMyTurn(order: Pick<OrderSummary, 'turn'>, me: Me | null | undefined): boolean {
  if (!me || order.turn === null) return false;
  const { name } = order.turn;
  return name === me.person.name || (me.office.kind === 'VENDOR' && name === me.office.name);
}
