/** The tables of the papers: what was ordered, what is billed. */
import { money } from '../kernel/money.ts';
import { lineAmount } from '../purchasing/amounts.ts';
import type { Order, OrderLine, TaxFigures } from '../purchasing/order.ts';
import type { Html } from './html.ts';
import { table } from './sheet.ts';

/** What a price comes to. */
export type Total = Pick<TaxFigures, 'dpp' | 'ppn' | 'gross'>;

/** How many of a line were accepted by the BAST. */
export function acceptedOf(order: Order, line: OrderLine): number {
  return order.receipt?.lines.find(({ no }) => no === line.no)?.accepted ?? 0;
}

/** Everything ordered, with prices; `total` null leaves the tax out, since it is not known. */
export function orderedTable(order: Order, total: Total | null): Html {
  return priced('Barang dan jasa yang dipesan', order, order.lines, (line) => line.quantity, total);
}

/** What was accepted, with DPP, PPN and the whole. */
export function billedTable(order: Order, total: Total): Html {
  const quantity = (line: OrderLine) => acceptedOf(order, line);
  const lines = order.lines.filter((line) => quantity(line) > 0);
  return priced('Barang dan jasa yang ditagih', order, lines, quantity, total);
}

function priced(
  caption: string,
  order: Order,
  lines: readonly OrderLine[],
  quantity: (line: OrderLine) => number,
  total: Total | null,
): Html {
  const sum = lines.reduce((all, line) => all + lineAmount(line, quantity(line)), 0n) + order.deliveryFee;
  return table({
    caption,
    columns: [
      { title: 'Uraian' },
      { title: 'Jumlah', n: true },
      { title: 'Harga satuan', n: true },
      { title: 'Nilai', n: true },
    ],
    rows: lines.map((line) => [
      `${line.no}. ${line.name}${line.priceIncludesPpn ? ' (harga termasuk PPN)' : ''}`,
      `${quantity(line)} ${line.unit}`,
      money(line.price),
      money(lineAmount(line, quantity(line))),
    ]),
    foot: [
      ...(order.deliveryFee > 0n ? [{ label: 'Ongkos kirim', value: money(order.deliveryFee) }] : []),
      ...(total === null
        ? [{ label: 'Jumlah', value: money(sum), total: true as const }]
        : [
            { label: 'Dasar Pengenaan Pajak (DPP)', value: money(total.dpp) },
            { label: 'PPN', value: money(total.ppn) },
            { label: 'Jumlah seluruhnya', value: money(total.gross), total: true as const },
          ]),
    ],
  });
}

/** Quantities only, for the hands that carry and count. */
export function quantitiesTable(caption: string, rows: readonly (readonly [name: string, quantity: string])[]): Html {
  return table({ caption, columns: [{ title: 'Uraian' }, { title: 'Jumlah', n: true }], rows });
}
