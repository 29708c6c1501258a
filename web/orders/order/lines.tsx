import { money } from '../../../src/kernel/money.ts';
import { Card } from '../../shared/ui/card.tsx';
import { TextLink } from '../../shared/ui/link-button.tsx';
import { Money } from '../../shared/ui/money.tsx';
import { Receipt, type ReceiptLine } from '../../shared/ui/receipt.tsx';
import { type Column, Table } from '../../shared/ui/table.tsx';
import { useWords } from '../../shared/words/define.ts';
import type { Order } from '../order-data.ts';
import { words } from './words.ts';

type Line = Order['lines'][number];

/** What is ordered, and what it comes to. */
export function LinesCard({ order }: { order: Order }) {
  const say = useWords(words).lines;
  const columns: Column<Line>[] = [
    { key: 'name', header: say.name, lead: true, cell: (line) => <LineName line={line} /> },
    {
      key: 'quantity',
      header: say.quantity,
      align: 'right',
      cell: (line) => <Count of={line.quantity} unit={line.unit} />,
    },
    { key: 'price', header: say.price, align: 'right', cell: (line) => <Price line={line} /> },
    ...(order.receipt === null
      ? []
      : [
          {
            key: 'accepted',
            header: say.accepted,
            align: 'right' as const,
            cell: (line: Line) => <Count of={line.accepted ?? 0} unit={line.unit} />,
          },
        ]),
    { key: 'amount', header: say.amount, align: 'right', cell: (line) => <Money amount={line.amount} /> },
  ];
  return (
    <Card title={say.title}>
      <Table
        caption={say.caption}
        captionHidden
        columns={columns}
        rows={order.lines}
        rowKey={(line) => String(line.no)}
      />
      <Totals order={order} />
    </Card>
  );
}

function Count({ of, unit }: { of: number; unit: string }) {
  return (
    <span className="whitespace-nowrap">
      {of} {unit}
    </span>
  );
}

function LineName({ line }: { line: Line }) {
  const say = useWords(words).lines;
  const percent = line.tkdnPercent;
  const marks = [line.pdn ? say.pdn : '', percent === null ? '' : say.tkdn(percent)].filter((mark) => mark !== '');
  const { drawing, variant, hue } = line.picture;
  return (
    <span className="flex items-center gap-3">
      <img
        src={`/api/v1/pictures/${drawing}/${variant}/${hue}.svg`}
        alt=""
        width={48}
        height={48}
        loading="lazy"
        className="size-12 shrink-0 rounded-s border border-line"
      />
      <span className="min-w-0">
        <TextLink to={`/produk/${line.slug}`}>{line.name}</TextLink>
        {marks.length > 0 && <span className="block text-small font-normal text-muted">{marks.join(' · ')}</span>}
      </span>
    </span>
  );
}

function Price({ line }: { line: Line }) {
  const say = useWords(words).lines;
  return (
    <>
      <Money amount={line.price} />
      <span className="block text-small text-muted">{line.priceIncludesPpn ? say.withPpn : say.withoutPpn}</span>
      {line.price !== line.listPrice && (
        <span className="block text-small text-muted">{say.listPrice(money(BigInt(line.listPrice)))}</span>
      )}
    </>
  );
}

/** Goods + delivery + PPN not yet in the prices = what the satker pays. After a partial receipt the bill counts less. */
function Totals({ order }: { order: Order }) {
  const say = useWords(words).receipt;
  const { goods, deliveryFee, gross } = order.totals;
  const lines: ReceiptLine[] = [{ label: say.goods, amount: BigInt(goods) }];
  if (BigInt(deliveryFee) > 0n) lines.push({ label: say.delivery, amount: BigInt(deliveryFee) });
  const rest = BigInt(gross) - BigInt(goods) - BigInt(deliveryFee);
  if (rest > 0n) lines.push({ label: say.ppnAdded, amount: rest, note: say.notIncluded });
  if (rest < 0n) lines.push({ label: say.notAccepted, amount: rest });
  return <Receipt label={say.title} lines={lines} totalLabel={say.gross} total={BigInt(gross)} />;
}
