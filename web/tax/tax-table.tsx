import type { ReactNode } from 'react';
import { localDate } from '../../src/kernel/time.ts';
import { useMe } from '../shared/api/me.ts';
import { TextLink } from '../shared/ui/link-button.tsx';
import { Money } from '../shared/ui/money.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, Table } from '../shared/ui/table.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { Day } from '../shared/ui/when.tsx';
import { useWords } from '../shared/words/define.ts';
import type { Withholding } from './tax-data.ts';
import { words } from './words.ts';

const TONES: Readonly<Record<Withholding['state'], Tone>> = {
  OWED: 'wait',
  IN_DEPOSIT: 'info',
  DEPOSITED: 'good',
  SLIPPED: 'good',
  REPORTED: 'good',
  CLOSED: 'good',
};

interface TaxTableProps {
  caption: string;
  items: readonly Withholding[];
  selection?: { selected: ReadonlySet<string>; onToggle: (key: string) => void };
  /** An act on each row. */
  act?: (item: Withholding) => ReactNode;
}

/** Taxes with their base and their day; cards on a phone. */
export function TaxTable({ caption, items, selection, act }: TaxTableProps) {
  const say = useWords(words);
  const columns: Column<Withholding>[] = [
    { key: 'order', header: say.order, lead: true, cell: (item) => <Lead item={item} /> },
    { key: 'kind', header: say.kind, cell: (item) => <Kind item={item} /> },
    { key: 'base', header: say.base, align: 'right', cell: (item) => <Money amount={item.base} /> },
    { key: 'amount', header: say.amount, align: 'right', cell: (item) => <Money amount={item.amount} /> },
    { key: 'state', header: say.state, cell: (item) => <State item={item} /> },
    ...(act === undefined ? [] : [{ key: 'act', header: '', cell: act }]),
  ];
  const sum = items.reduce((total, { amount }) => total + BigInt(amount), 0n);
  return (
    <Table
      caption={caption}
      captionHidden
      columns={columns}
      rows={items}
      rowKey={(item) => item.id}
      total={{ order: say.total, amount: <Money amount={sum} /> }}
      {...(selection
        ? { selection: { ...selection, labelOf: (item: Withholding) => say.choose(item.orderNumber) } }
        : {})}
    />
  );
}

function Lead({ item }: { item: Withholding }) {
  // A vendor knows its own name.
  const vendor = useMe()?.role.startsWith('VENDOR') === true;
  return (
    <span className="block">
      <TextLink to={`/pesanan/${item.orderId}`}>{item.orderNumber}</TextLink>
      {!vendor && <span className="block text-small font-normal text-muted">{item.vendorName}</span>}
    </span>
  );
}

function Kind({ item }: { item: Withholding }) {
  const say = useWords(words);
  return (
    <span className="block">
      {item.kind === 'PPN' ? say.ppn : say.pph(item.article ?? '')}
      {item.objectCode !== null && (
        <span className="block text-small text-muted">
          {say.code(item.objectCode)} · {item.rate}
        </span>
      )}
      <a
        className="link block min-h-6 w-fit text-small"
        href={`/api/v1/taxes/withholdings/${item.id}/papers/data-pajak`}
        target="_blank"
        rel="noopener"
        aria-label={say.printOf(item.orderNumber, item.kind === 'PPN' ? say.ppn : say.pph(item.article ?? ''))}
      >
        {say.print}
      </a>
    </span>
  );
}

function State({ item }: { item: Withholding }) {
  const say = useWords(words);
  const zone = useMe()?.zone ?? 'WIB';
  const late = item.state === 'OWED' && item.due < localDate(new Date(), zone);
  return (
    <span className="block">
      <StatusTag tone={late ? 'bad' : TONES[item.state]}>{late ? say.late : say.stateOf(item.state)}</StatusTag>
      {item.state === 'OWED' && (
        <span className="block text-small text-muted">
          {say.due} <Day date={item.due} short />
        </span>
      )}
      {item.slip !== null && <span className="block text-small text-muted">{item.slip.number}</span>}
      {item.ntpn !== null && <span className="block font-mono text-small text-muted">{item.ntpn}</span>}
    </span>
  );
}
