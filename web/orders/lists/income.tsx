import { useQuery } from '@tanstack/react-query';
import { Card } from '../../shared/ui/card.tsx';
import { Empty } from '../../shared/ui/empty.tsx';
import { Columns } from '../../shared/ui/layout.tsx';
import { LinkButton } from '../../shared/ui/link-button.tsx';
import { Loaded } from '../../shared/ui/loaded.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { useWords } from '../../shared/words/define.ts';
import { VendorTaxes } from '../../tax/vendor-taxes.tsx';
import { allOrdersQuery, type OrderSummary } from '../order-data.ts';
import { OrderTable } from './order-table.tsx';
import { words } from './words.ts';

const STEPS = {
  toBill: ['RECEIVED', 'BILL_RETURNED'],
  waiting: ['BILLED', 'SPBY', 'PAYING'],
  paid: ['PAID', 'COMPLETED'],
} as const;
type Step = keyof typeof STEPS;
const ORDER_OF_STEPS: readonly Step[] = ['toBill', 'waiting', 'paid'];

/** V6: what the vendor must bill, what is on its way, what was paid. */
export default function Income() {
  const say = useWords(words).income;
  const running = useQuery(allOrdersQuery('running'));
  const done = useQuery(allOrdersQuery('done'));
  return (
    <Page title={say.title} lead={say.lead}>
      <Loaded query={running}>
        {(orders) => {
          const all = [...orders, ...(done.data ?? [])];
          const steps = ORDER_OF_STEPS.map((step) => ({ step, orders: ordersAt(all, step) }));
          if (steps.every((one) => one.orders.length === 0) && !done.isPending) return <NoIncome />;
          return (
            <>
              <Columns of="three">
                {steps.map((one) => (
                  <Card key={one.step} title={say[one.step]}>
                    <p>
                      <span className="block text-figure font-bold">
                        <Money amount={sumOf(one.orders)} />
                      </span>
                      <span className="text-muted">{say.count(one.orders.length)}</span>
                    </p>
                  </Card>
                ))}
              </Columns>
              {steps.map(
                (one) =>
                  one.orders.length > 0 && (
                    <Card key={one.step} title={say[one.step]}>
                      <OrderTable
                        caption={say[one.step]}
                        orders={one.orders}
                        net
                        total={{ label: say.total, amount: sumOf(one.orders) }}
                      />
                    </Card>
                  ),
              )}
              <VendorTaxes />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Each order once: a page may have moved between two answers. */
function ordersAt(all: readonly OrderSummary[], step: Step): OrderSummary[] {
  const states: readonly string[] = STEPS[step];
  return [...new Map(all.filter((order) => states.includes(order.state)).map((order) => [order.id, order])).values()];
}

const sumOf = (orders: readonly OrderSummary[]) =>
  orders.reduce((sum, order) => sum + BigInt(order.net ?? order.gross), 0n);

function NoIncome() {
  const say = useWords(words).income;
  return (
    <Empty title={say.none} action={<LinkButton to="/pesanan">{say.toOrders}</LinkButton>}>
      {say.noneText}
    </Empty>
  );
}
