import { Card } from '../../shared/ui/card.tsx';
import { type Fact, Facts } from '../../shared/ui/facts.tsx';
import { StatusTag } from '../../shared/ui/status-tag.tsx';
import { When } from '../../shared/ui/when.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { CheckedLine, Order } from '../order-data.ts';
import { Photos } from './photos.tsx';
import { words } from './words.ts';

export function ShipmentsCard({ order }: { order: Order }) {
  const say = useWords(words).shipments;
  if (order.shipments.length === 0) return null;
  return (
    <Card title={say.title}>
      <ol className="grid gap-4">
        {order.shipments.map((shipment) => {
          const items: Fact[] = [
            { label: say.number, value: shipment.number },
            { label: say.carrier, value: shipment.carrier },
            { label: say.at, value: <When at={shipment.at} zone={order.zone} /> },
          ];
          if (shipment.trackingNo !== '') items.push({ label: say.tracking, value: shipment.trackingNo });
          if (shipment.deliveredAt !== null)
            items.push({ label: say.arrived, value: <When at={shipment.deliveredAt} zone={order.zone} /> });
          if (shipment.note !== '') items.push({ label: say.note, value: shipment.note });
          return (
            <li key={shipment.no} className="grid gap-3 border-t border-line pt-4 first:border-0 first:pt-0">
              <Facts items={items} />
              <Photos ids={shipment.proof} label={say.proof} />
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

export function ComplaintsCard({ order }: { order: Order }) {
  const say = useWords(words).complaints;
  if (order.complaints.length === 0) return null;
  return (
    <Card title={say.title}>
      <ol className="grid gap-4">
        {order.complaints.map((complaint) => (
          <li key={complaint.at} className="grid gap-3 border-t border-line pt-4 first:border-0 first:pt-0">
            <p>
              <span className="font-semibold">{say.by(complaint.by)}</span>
              <span className="block text-small text-muted">
                <When at={complaint.at} zone={order.zone} />
              </span>
            </p>
            <CheckedLines order={order} lines={complaint.lines.filter((line) => line.condition !== 'GOOD')} />
            <Photos ids={complaint.photos} label={say.photos} />
          </li>
        ))}
      </ol>
    </Card>
  );
}

export function BastCard({ order }: { order: Order }) {
  const say = useWords(words).bast;
  const { receipt } = order;
  if (receipt === null) return null;
  return (
    <Card
      title={say.title}
      aside={<StatusTag tone={receipt.partial ? 'wait' : 'good'}>{receipt.partial ? say.partial : say.full}</StatusTag>}
    >
      <Facts
        items={[
          { label: say.number, value: receipt.number },
          {
            label: say.by,
            value: (
              <>
                {receipt.by}
                <span className="block text-small font-normal text-muted">
                  <When at={receipt.at} zone={order.zone} />
                </span>
              </>
            ),
          },
        ]}
      />
      {receipt.partial && <CheckedLines order={order} lines={receipt.lines} />}
      <Photos ids={receipt.photos} label={say.photos} />
    </Card>
  );
}

const TONES = { GOOD: 'good', SHORT: 'wait', DAMAGED: 'bad', WRONG: 'bad' } as const;

function CheckedLines({ order, lines }: { order: Order; lines: readonly CheckedLine[] }) {
  const say = useWords(words);
  return (
    <ul className="grid gap-3">
      {lines.map((checked) => {
        const line = order.lines.find(({ no }) => no === checked.no);
        return (
          <li key={checked.no} className="grid gap-1">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <span className="font-semibold">{line?.name}</span>
              <StatusTag tone={TONES[checked.condition]}>{say.conditions[checked.condition]}</StatusTag>
            </div>
            <p className="text-small text-muted">
              {say.acceptedOf(checked.accepted, line?.quantity ?? 0, line?.unit ?? '')}
            </p>
            {checked.reason !== '' && <p>{checked.reason}</p>}
          </li>
        );
      })}
    </ul>
  );
}
