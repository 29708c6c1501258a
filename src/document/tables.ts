/** The tables of the papers: what was ordered, what is billed, what is tax. */
import { money } from '../kernel/money.ts';
import { lineAmount } from '../purchasing/amounts.ts';
import type { Order, TaxFigures } from '../purchasing/order.ts';
import { type Html, html } from './html.ts';

/** Lines with prices, or only with quantities. */
export function linesTable(order: Order, show: 'prices' | 'quantities' = 'prices'): Html {
  const prices = show === 'prices';
  const total = order.lines.reduce((sum, line) => sum + lineAmount(line), 0n) + order.deliveryFee;
  return html`<table><caption>Barang dan jasa</caption>
<thead><tr><th scope="col">No.</th><th scope="col">Uraian</th><th scope="col">Jumlah</th>${prices ? html`<th scope="col">Harga satuan</th><th scope="col">Nilai</th>` : null}</tr></thead>
<tbody>${order.lines.map(
    (line) =>
      html`<tr><td>${line.no}</td><td>${line.name}</td><td class="n">${line.quantity} ${line.unit}</td>${
        prices
          ? html`<td class="n">${money(line.price)}${line.priceIncludesPpn ? html`<br>termasuk PPN` : null}</td><td class="n">${money(lineAmount(line))}</td>`
          : null
      }</tr>`,
  )}</tbody>${prices ? foot(order, total) : null}</table>`;
}

function foot(order: Order, total: bigint): Html {
  const delivery =
    order.deliveryFee > 0n
      ? html`<tr><td colspan="4">Ongkos kirim</td><td class="n">${money(order.deliveryFee)}</td></tr>`
      : null;
  return html`<tfoot>${delivery}<tr><th scope="row" colspan="4">Jumlah</th><td class="n">${money(total)}</td></tr></tfoot>`;
}

/** What was accepted, with DPP, PPN and the whole. */
export function billTable(order: Order): Html {
  const { bill, receipt } = order;
  if (!bill || !receipt) return html``;
  const rows = order.lines
    .map((line) => ({ line, accepted: receipt.lines.find((one) => one.no === line.no)?.accepted ?? 0 }))
    .filter(({ accepted }) => accepted > 0);
  return html`<table><caption>Yang ditagih</caption>
<thead><tr><th scope="col">Uraian</th><th scope="col">Jumlah</th><th scope="col">Harga satuan</th><th scope="col">Nilai</th></tr></thead>
<tbody>${rows.map(
    ({ line, accepted }) =>
      html`<tr><td>${line.name}</td><td class="n">${accepted} ${line.unit}</td><td class="n">${money(line.price)}</td><td class="n">${money(lineAmount(line, accepted))}</td></tr>`,
  )}</tbody><tfoot>
${order.deliveryFee > 0n ? html`<tr><td colspan="3">Ongkos kirim</td><td class="n">${money(order.deliveryFee)}</td></tr>` : null}
<tr><td colspan="3">Dasar Pengenaan Pajak (DPP)</td><td class="n">${money(bill.tax.dpp)}</td></tr>
<tr><td colspan="3">PPN</td><td class="n">${money(bill.tax.ppn)}</td></tr>
<tr><th scope="row" colspan="3">Jumlah tagihan</th><td class="n">${money(bill.tax.gross)}</td></tr></tfoot></table>`;
}

const PPN_BY = {
  TREASURER: 'dipungut bendahara',
  VENDOR: 'disetor penyedia sendiri',
  PLATFORM: 'dipungut penyelenggara platform',
  NONE: 'tidak ada',
} as const;
const PPH_BY = {
  TREASURER: 'dipotong bendahara',
  PLATFORM: 'dipungut penyelenggara platform',
  OUTSIDE_CARD: 'terutang di luar arus kartu',
} as const;

/** The computation line by line, and why each line is there. */
export function taxTable(tax: TaxFigures): Html {
  return html`<table><caption>Perhitungan</caption>
<thead><tr><th scope="col">Pajak</th><th scope="col">Dasar</th><th scope="col">Tarif</th><th scope="col">Jumlah</th><th scope="col">Oleh</th></tr></thead>
<tbody><tr><td>PPN (DPP nilai lain ${money(tax.dppNilaiLain)})</td><td class="n">${money(tax.dpp)}</td><td class="n">–</td><td class="n">${money(tax.ppn)}</td><td>${PPN_BY[tax.ppnCollectedBy]}</td></tr>
${tax.pph.map(
  (line) =>
    html`<tr><td>PPh Pasal ${line.article} (${line.objectCode})</td><td class="n">${money(line.base)}</td><td class="n">${line.rate}</td><td class="n">${money(line.amount)}</td><td>${PPH_BY[line.withheldBy]}</td></tr>`,
)}</tbody>
<tfoot><tr><th scope="row" colspan="3">Nilai tagihan</th><td class="n">${money(tax.gross)}</td><td></td></tr>
<tr><th scope="row" colspan="3">Disetor bendahara${tax.depositCode === null ? '' : ` ke ${tax.depositCode}`}</th><td class="n">${money(tax.treasurerDeposits)}</td><td></td></tr>
<tr><th scope="row" colspan="3">Dibayarkan kepada penyedia</th><td class="n">${money(tax.net)}</td><td></td></tr></tfoot></table>
<h2>Alasan</h2><ul>${tax.why.map((reason) => html`<li>${reason.id}</li>`)}</ul>`;
}
