import { TextLink } from '../shared/ui/link-button.tsx';
import { Money } from '../shared/ui/money.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import { When } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import type { Replenishment } from './treasury-data.ts';
import { words } from './words.ts';

type Line = Replenishment['lines'][number];

/** Payments from the petty cash with their sum. */
export function SpentTable({ caption, lines }: { caption: string; lines: readonly Line[] }) {
  const say = useWords(words);
  const columns: Column<Line>[] = [
    {
      key: 'order',
      header: say.order,
      lead: true,
      cell: (line) => (
        <span className="block">
          <TextLink to={`/pesanan/${line.orderId}`}>{line.orderNumber}</TextLink>
          <span className="block text-small font-normal text-muted">{line.spbyNumber}</span>
        </span>
      ),
    },
    { key: 'payee', header: say.payee, cell: (line) => line.payee },
    { key: 'mak', header: say.mak, cell: (line) => <span className="text-small break-all">{line.mak}</span> },
    { key: 'paidAt', header: say.paidAt, cell: (line) => <When at={line.paidAt} short /> },
    { key: 'gross', header: say.amount, align: 'right', cell: (line) => <Money amount={line.gross} /> },
  ];
  const sum = lines.reduce((total, { gross }) => total + BigInt(gross), 0n);
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={lines}
      rowKey={(line) => line.orderId}
      total={{ order: say.total, gross: <Money amount={sum} /> }}
    />
  );
}
