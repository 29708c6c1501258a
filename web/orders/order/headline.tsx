import { useMe } from '../../shared/api/me.ts';
import { OrderStatus } from '../../shared/status/status.tsx';
import { words as statusWords } from '../../shared/status/words.ts';
import { Card } from '../../shared/ui/card.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import { useDue } from '../due.ts';
import { isMine, type Order } from '../order-data.ts';
import { words } from './words.ts';

/** Amount and counterpart; where it stands, whose turn it is, until when. */
export function Headline({ order }: { order: Order }) {
  const say = useWords(words);
  const status = useWords(statusWords);
  const forVendor = useMe()?.office.kind === 'VENDOR';
  const mine = isMine(order);
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div>
          <p className="text-small text-muted">{order.bill === null ? say.total : say.billed}</p>
          <p className="text-figure font-bold">
            <Money amount={order.totals.gross} inWords />
          </p>
          <p>{forVendor ? say.forSatker(order.satker.name) : say.withVendor(order.vendor.name)}</p>
        </div>
        <div className="grid gap-2">
          <p className="flex flex-wrap gap-2">
            {mine && <OrderStatus state={order.state} mine />}
            <OrderStatus state={order.state} />
          </p>
          <p>
            <span className="text-muted">{say.turn}: </span>
            <span className="font-semibold">{turn()}</span>
          </p>
          {order.dueAt !== null && <Deadline order={order} dueAt={order.dueAt} />}
        </div>
      </div>
    </Card>
  );

  function turn(): string {
    if (mine) return say.you;
    return order.turn === null ? say.nobody : status.holder(order.turn.name, order.turn.role);
  }
}

function Deadline({ order, dueAt }: { order: Order; dueAt: string }) {
  const say = useWords(words);
  const due = useDue()(dueAt);
  return (
    <p>
      <span className="text-muted">{say.until}: </span>
      <span className="font-semibold">
        <When at={dueAt} zone={order.zone} />
      </span>
      <span className={due.urgent ? 'block text-small font-semibold text-wait-700' : 'block text-small text-muted'}>
        {due.text}
      </span>
    </p>
  );
}
