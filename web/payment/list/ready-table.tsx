import { useState } from 'react';
import { addDays, localDate } from '../../../src/kernel/time.ts';
import { ActMessage } from '../../orders/acts/act.tsx';
import { useDue } from '../../orders/due.ts';
import type { OrderSummary } from '../../orders/order-data.ts';
import { useMe } from '../../shared/api/me.ts';
import { Button } from '../../shared/ui/button.tsx';
import { DateField } from '../../shared/ui/date-field.tsx';
import { Dialog } from '../../shared/ui/dialog.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { useWords } from '../../shared/words/define.ts';
import { words } from '../words.ts';
import { type BatchAnswer, useStartAll } from './batch-data.ts';
import { useChosen } from './chosen.ts';
import type { Told } from './outcome.tsx';
import { SumBar } from './sum-bar.tsx';

/** Bills of the treasurer, of which many may be made into payment instructions at once. */
export function ReadyTable({ orders, onTold }: { orders: readonly OrderSummary[]; onTold: (told: Told) => void }) {
  const say = useWords(words);
  const due = useDue();
  const chosen = useChosen(orders.map(({ id }) => id));
  const [open, setOpen] = useState(false);
  const picked = orders.filter(({ id }) => chosen.selected.has(id));
  const sum = picked.reduce((all, { gross }) => all + BigInt(gross), 0n);
  return (
    <div className="grid gap-4">
      {orders.length > 1 && (
        <p>
          <Button tone="quiet" onPress={() => chosen.set(orders.map(({ id }) => id))}>
            {say.cms.pickAll}
          </Button>
        </p>
      )}
      <Table
        caption={say.list.readyLabel}
        captionHidden
        rows={orders}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'number',
            header: say.list.number,
            lead: true,
            cell: (order) => (
              <>
                <TextLink to={`/pesanan/${order.id}`}>{order.title}</TextLink>
                <span className="block text-small font-normal text-muted">{order.number}</span>
              </>
            ),
          },
          { key: 'payee', header: say.list.payee, cell: (order) => order.vendor.name },
          {
            key: 'status',
            header: say.list.status,
            cell: (order) =>
              order.dueAt === null ? (
                ''
              ) : (
                <StatusTag tone={due(order.dueAt).urgent ? 'wait' : 'plain'}>{due(order.dueAt).text}</StatusTag>
              ),
          },
          {
            key: 'gross',
            header: say.one.of.ORDER.gross,
            align: 'right',
            cell: (order) => <Money amount={order.gross} />,
          },
        ]}
        selection={{
          selected: chosen.selected,
          onToggle: chosen.toggle,
          labelOf: ({ number, vendor }) => say.cms.pickOrder(number ?? '', vendor.name),
        }}
      />
      <SumBar
        count={picked.length}
        sum={sum}
        act={say.cms.batch('startPayment', picked.length)}
        onAct={() => setOpen(true)}
        onClear={chosen.clear}
      />
      {open && (
        <StartDialog
          orders={picked}
          sum={sum}
          onClose={() => setOpen(false)}
          onDone={(answer) => {
            onTold({
              answer,
              said: 'started',
              names: new Map(picked.map((one) => [one.id, `${one.number ?? ''} · ${one.vendor.name}`])),
            });
            setOpen(false);
            chosen.clear();
          }}
        />
      )}
    </div>
  );
}

interface StartProps {
  orders: readonly OrderSummary[];
  sum: bigint;
  onClose: () => void;
  onDone: (answer: BatchAnswer) => void;
}

/** Days ahead that the calendar offers; the rule itself is the server's. */
const DAYS_AHEAD = 30;

/** Payees and amounts once more, and the day on which all of them are to be sent. */
function StartDialog({ orders, sum, onClose, onDone }: StartProps) {
  const say = useWords(words);
  const zone = useMe()?.zone ?? 'WIB';
  const today = localDate(new Date(), zone);
  const [day, setDay] = useState('');
  const command = useStartAll(onDone);
  return (
    <Dialog open title={say.cms.batchAsk('startPayment', orders.length)} onClose={onClose}>
      <ul aria-label={say.cms.batchList} className="grid max-h-64 gap-2 overflow-y-auto rounded-m bg-sunken p-3">
        {orders.map((order) => (
          <li key={order.id} className="flex justify-between gap-3">
            <span className="min-w-0">
              {order.vendor.name}
              <span className="block text-small text-muted">{order.number}</span>
            </span>
            <Money amount={order.gross} />
          </li>
        ))}
      </ul>
      <p className="flex justify-between gap-3 font-bold">
        <span>{say.cms.total}</span>
        <Money amount={sum} />
      </p>
      <DateField
        name="executeOn"
        label={say.cms.executeOn}
        hint={say.cms.executeHint}
        optional
        value={day}
        onChange={setDay}
        min={today}
        max={addDays(today, DAYS_AHEAD)}
      />
      <ActMessage of={command} />
      <div className="flex flex-wrap gap-2">
        <Button
          busy={command.busy}
          onPress={() => void command.send({ ids: orders.map(({ id }) => id), executeOn: day === '' ? null : day })}
        >
          {say.cms.batch('startPayment', orders.length)}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {say.back}
        </Button>
      </div>
    </Dialog>
  );
}
