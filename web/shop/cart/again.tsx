import { useQuery } from '@tanstack/react-query';
import { type OrderSummary, ordersQuery, useOrderCommand } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { useWords } from '../../shared/words/define.ts';
import { CartMessage } from '../add-to-cart.tsx';
import { ProductPicture } from '../picture.tsx';
import { words } from './words.ts';

const MOST_SHOWN = 3;
const PICTURE_PX = 48;

/** The last orders that ended, to be put into a cart once more. Nothing when there are none. */
export function OrderAgain() {
  const say = useWords(words);
  const done = useQuery(ordersQuery('done')).data?.items ?? [];
  if (done.length === 0) return null;
  return (
    <Card title={say.lastOrders}>
      <p className="text-muted">{say.emptyAgain}</p>
      <ul className="grid gap-4">
        {done.slice(0, MOST_SHOWN).map((order) => (
          <li key={order.id}>
            <Again order={order} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Again({ order }: { order: OrderSummary }) {
  const say = useWords(words);
  const command = useOrderCommand(order.id, 'reorder', () => undefined);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        {order.picture !== null && <ProductPicture of={order.picture} alt="" size={PICTURE_PX} />}
        <p className="min-w-0 flex-1">
          <span className="font-semibold">{order.title}</span>
          <span className="block text-small text-muted">{order.vendor.name}</span>
        </p>
        <Button
          tone="quiet"
          busy={command.busy}
          label={say.againNamed(order.title)}
          onPress={() => void command.send({})}
        >
          {say.again}
        </Button>
      </div>
      <CartMessage command={command} />
    </div>
  );
}
