import { useState } from 'react';
import { openAct } from '../../orders/acts/act.tsx';
import { useReasonAct } from '../../orders/acts/dialog-act.tsx';
import { OrderFacts } from '../../orders/order/facts.tsx';
import { LinesCard } from '../../orders/order/lines.tsx';
import type { Order } from '../../orders/order-data.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Card } from '../../shared/ui/card.tsx';
import { Cluster } from '../../shared/ui/layout.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { DetailsForm, useLatestPrices } from './details-form.tsx';

interface DetailsCardProps {
  order: Order;
  onUnsaved: (unsaved: boolean) => void;
  onDone: (done: 'setDetails' | 'sendBack') => void;
}

/** Goods, date, address and note: to read, and where they may be changed to change. */
export function DetailsCard({ order, onUnsaved, onDone }: DetailsCardProps) {
  const say = useWords(words).details;
  const [editing, setEditing] = useState(false);
  const saved = () => onDone('setDetails');
  const latest = useLatestPrices(order, saved);
  const sendBack = useReasonAct({ order, main: false, onDone: () => onDone('sendBack') }, { action: 'sendBack' });
  const open = openAct(order, 'setDetails');
  if (editing && open !== undefined) {
    return (
      <DetailsForm
        order={order}
        onUnsaved={onUnsaved}
        onDone={saved}
        open={open}
        onCancel={() => {
          onUnsaved(false);
          setEditing(false);
        }}
      />
    );
  }
  return (
    <>
      <LinesCard order={order} />
      <Card title={say.title}>
        <OrderFacts order={order} />
        {latest.message}
        {(open !== undefined || sendBack !== undefined) && (
          <Cluster>
            {open !== undefined && (
              <Button tone="quiet" onPress={() => setEditing(true)}>
                {say.edit}
              </Button>
            )}
            {latest.button}
            {sendBack?.button}
          </Cluster>
        )}
        {sendBack?.dialog}
      </Card>
    </>
  );
}
