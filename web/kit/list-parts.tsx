import { useState } from 'react';
import { Card } from '../shared/ui/card.tsx';
import { FilterBar } from '../shared/ui/filter-bar.tsx';
import { Stack } from '../shared/ui/layout.tsx';
import { Money } from '../shared/ui/money.tsx';
import { Pager } from '../shared/ui/pager.tsx';
import { StatusTag } from '../shared/ui/status-tag.tsx';
import { type Column, type Sort, Table } from '../shared/ui/table.tsx';
import { TaskList, TaskRow } from '../shared/ui/task-row.tsx';
import type { Tone } from '../shared/ui/tone.ts';
import { Day } from '../shared/ui/when.tsx';

interface SampleOrder {
  number: string;
  vendor: string;
  day: string;
  status: string;
  tone: Tone;
  amount: bigint;
}

const ORDERS: readonly SampleOrder[] = [
  {
    number: 'PS-2026-000148',
    vendor: 'UD Maju Jaya Sejahtera Abadi Makmur Bersama',
    day: '2026-11-24',
    status: 'Menunggu Anda',
    tone: 'wait',
    amount: 2_180_000n,
  },
  {
    number: 'PS-2026-000147',
    vendor: 'Toko Sinar',
    day: '2026-11-20',
    status: 'Sudah dibayar',
    tone: 'good',
    amount: 123_456_789_012n,
  },
  { number: 'PS-2026-000146', vendor: 'CV Tiga Roda', day: '2026-11-02', status: 'Draf', tone: 'plain', amount: 0n },
];

const COLUMNS: readonly Column<SampleOrder>[] = [
  { key: 'number', header: 'Nomor', lead: true, sortable: true, cell: (order) => order.number },
  { key: 'vendor', header: 'Penyedia', cell: (order) => order.vendor },
  { key: 'day', header: 'Tanggal', sortable: true, cell: (order) => <Day date={order.day} short /> },
  { key: 'status', header: 'Status', cell: (order) => <StatusTag tone={order.tone}>{order.status}</StatusTag> },
  { key: 'amount', header: 'Nilai', align: 'right', sortable: true, cell: (order) => <Money amount={order.amount} /> },
];

const TOTAL = ORDERS.reduce((sum, order) => sum + order.amount, 0n);

export function ListParts() {
  const [sort, setSort] = useState<Sort>({ key: 'day', descending: true });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [page, setPage] = useState(2);
  const [values, setValues] = useState<Record<string, string>>({ status: 'wait', kind: 'umk' });

  function toggle(key: string) {
    const next = new Set(selected);
    if (!next.delete(key)) next.add(key);
    setSelected(next);
  }

  return (
    <Stack>
      <Card title="TaskList, TaskRow">
        <TaskList label="Tugas contoh">
          <TaskRow
            title="Setujui pesanan: Kertas HVS A4, 40 rim"
            meta="PS-2026-000148 · UD Maju Jaya · dari Budi Santoso"
            amount={2_180_000n}
            due="Hari ini sampai 16.00"
            urgent
            to="/kit"
          />
          <TaskRow
            title="Tanda tangani BAST: Toner 12A"
            meta="PS-2026-000131 · Toko Sinar"
            due="2 hari kerja lagi"
            to="/kit"
          />
        </TaskList>
      </Card>
      <Card title="FilterBar, Table, Pager">
        <FilterBar
          filters={[
            {
              name: 'status',
              label: 'Status',
              value: values.status ?? '',
              options: [
                { value: 'wait', label: 'Menunggu saya' },
                { value: 'paid', label: 'Sudah dibayar' },
              ],
            },
            {
              name: 'kind',
              label: 'Jenis usaha',
              value: values.kind ?? '',
              options: [{ value: 'umk', label: 'Usaha mikro dan kecil' }],
            },
          ]}
          count={128}
          onChange={(name, value) => setValues({ ...values, [name]: value })}
          onClear={() => setValues({})}
        />
        <Table
          caption="Pesanan"
          columns={COLUMNS}
          rows={ORDERS}
          rowKey={(order) => order.number}
          sort={sort}
          onSort={setSort}
          total={{ number: 'Jumlah', amount: <Money amount={TOTAL} /> }}
          selection={{ selected, onToggle: toggle, labelOf: (order) => `Pilih ${order.number}` }}
        />
        <Pager page={page} pageSize={50} total={128} onPage={setPage} />
      </Card>
    </Stack>
  );
}
