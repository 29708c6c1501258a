/** From the order to the BAST: Surat Pesanan, Catatan Kesepakatan Harga, Surat Jalan, BAST. */
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, localDate, when, whenShort } from '../kernel/time.ts';
import { goodsTotal, taxOf } from '../purchasing/amounts.ts';
import type { Condition, Offer, Order, Shipment } from '../purchasing/order.ts';
import { type Html, html } from './html.ts';
import { agreedOffer } from './papers.ts';
import { charge, ppkHand, vendorFacts } from './parties.ts';
import { doneAt, facts, type Hand, table } from './sheet.ts';
import type { Drawn, Sources } from './sources.ts';
import { acceptedOf, orderedTable, quantitiesTable, type Total } from './tables.ts';

export function orderLetter({ order, vendor, rules }: Sources): Drawn | null {
  if (order.number === null || order.orderedOn === null) return null;
  const total = orderedTotal({ order, vendor, rules });
  const { num, den } = rules.get('contract.penaltyPerDay');
  return {
    body: html`${facts([
      ['Tanggal', dateLong(order.orderedOn)],
      ['Tanggal penyerahan', order.deliveryDate === null ? 'ditetapkan saat disetujui' : dateLong(order.deliveryDate)],
      ['Tempat penyerahan', order.need.address],
      charge(order, rules),
      ['Cara bayar', railWords(order, rules.terms.card)],
      ['Keterangan', order.need.note],
    ])}${vendorFacts(vendor)}${orderedTable(order, total)}
${total === null ? null : html`<p class="words">Terbilang: ${terbilang(total.gross)}</p>`}
<h2>Ketentuan</h2><ul>
<li>Pembayaran dilakukan setelah barang atau jasa diterima. Dasar: UU 1 Tahun 2004 Pasal 21 ayat (1).</li>
<li>Keterlambatan penyerahan dikenai denda ${String(num)}/${String(den)} dari nilai pesanan untuk setiap hari keterlambatan. Dasar: ${rules.basis('contract.penaltyPerDay')}.</li></ul>`,
    hands: [ppkHand(order)],
  };
}

const railWords = (order: Order, card: string): string =>
  order.rail === 'KKP' ? `Kartu kredit pemerintah (${card})` : 'Pemindahbukuan dari rekening bendahara (CMS)';

/** What the whole order comes to by the rules of its day. */
function orderedTotal({ order, vendor, rules }: Pick<Sources, 'order' | 'vendor' | 'rules'>): Total | null {
  const tax = taxOf(order, vendor, rules, order.rail ?? 'CMS');
  return tax.ok ? { dpp: tax.dpp, ppn: tax.ppn.amount, gross: tax.gross } : null;
}

const OUTCOMES: { readonly [O in Offer['outcome']]: string } = {
  OPEN: 'Menunggu jawaban',
  ACCEPTED: 'Disetujui',
  DECLINED: 'Ditolak',
  COUNTERED: 'Ditawar balik',
  EXPIRED: 'Lewat waktu',
};

export function negotiationNote(from: Sources): Drawn | null {
  const { order, vendor } = from;
  const agreed = agreedOffer(order);
  if (!agreed) return null;
  const listed = order.lines.reduce((sum, line) => sum + line.listPrice * BigInt(line.quantity), 0n);
  const comes = goodsTotal(order) + order.deliveryFee;
  const saved = listed - comes;
  return {
    body: html`${vendorFacts(vendor)}${offersTable(from)}<h2>Hasil</h2>${facts([
      ['Disetujui', `Tawaran ${agreed.no} dari ${offerer(agreed, vendor.name)}`],
      ['Tanggal penyerahan', agreed.deliveryDate === null ? null : dateLong(agreed.deliveryDate)],
      ['Menurut harga etalase', money(listed)],
      ['Menurut kesepakatan', `${money(comes)}${order.deliveryFee > 0n ? ', termasuk ongkos kirim' : ''}`],
      ['Lebih hemat', saved > 0n ? money(saved) : null],
    ])}${orderedTable(order, orderedTotal(from))}`,
    hands: [],
  };
}

const offerer = (offer: Offer, vendorName: string): string =>
  offer.by === 'PP' ? `Pejabat Pengadaan, ${offer.person.name}` : `${vendorName}, ${offer.person.name}`;

function offersTable({ order, vendor }: Sources): Html {
  const priceOf = (price: Offer['prices'][number]): Html => {
    const line = order.lines.find(({ no }) => no === price.no);
    return html`<p>${line?.name ?? `Baris ${price.no}`}: ${money(price.price)}</p>`;
  };
  const said = (offer: Offer): string =>
    [OUTCOMES[offer.outcome], offer.reason].filter((word) => word !== '').join(': ');
  return table({
    caption: 'Seluruh tawaran, dari yang pertama',
    columns: [
      { title: 'No.' },
      { title: 'Dari' },
      { title: 'Waktu' },
      { title: 'Harga satuan' },
      { title: 'Ongkos kirim', n: true },
      { title: 'Penyerahan' },
      { title: 'Hasil' },
    ],
    rows: order.offers.map((offer) => [
      offer.no,
      html`${offerer(offer, vendor.name)}${offer.note === '' ? null : html`<br>“${offer.note}”`}`,
      whenShort(new Date(offer.at), order.zone),
      offer.prices.map(priceOf),
      money(offer.deliveryFee),
      offer.deliveryDate === null ? '–' : dateLong(offer.deliveryDate),
      said(offer),
    ]),
  });
}

export function deliveryNote({ order, vendor }: Sources): Drawn | null {
  const last = order.shipments.at(-1);
  if (!last) return null;
  return {
    body: html`${facts([
      ['Nomor pesanan', order.number],
      ['Tujuan', order.need.address],
    ])}${vendorFacts(vendor)}${order.shipments.map((shipment) => shipmentLeaf(order, shipment))}`,
    hands: [
      { office: 'Yang menyerahkan, penyedia', name: vendor.name, done: doneAt('Dikirim', last.at, order.zone) },
      receiverHand(order),
    ],
  };
}

/** Who looks at what arrives and takes it over. */
const receiverHand = ({ receipt, zone }: Order): Hand => ({
  office: 'Penerima Barang/Jasa',
  name: receipt?.by.name ?? null,
  done: doneAt('Diperiksa dan diterima', receipt?.at ?? null, zone),
});

function shipmentLeaf(order: Order, shipment: Shipment): Html {
  const { no, number, carrier, trackingNo, note, at, deliveredAt } = shipment;
  return html`<section class="leaf"><h2>Pengiriman ke-${no}, ${number}</h2>${facts([
    ['Dikirim', when(new Date(at), order.zone)],
    ['Pengantar', carrier],
    ['Nomor resi', trackingNo],
    ['Catatan', note],
    ['Tiba', deliveredAt === null ? 'belum ditandai tiba' : when(new Date(deliveredAt), order.zone)],
  ])}${carried(order, no)}</section>`;
}

/** The first shipment carries the order; each later one what the receiver held back before it (rows O20 and O21). */
function carried(order: Order, shipmentNo: number): Html {
  const held = shipmentNo === 1 ? null : order.complaints[shipmentNo - 2];
  if (!held)
    return quantitiesTable(
      'Barang yang dibawa',
      order.lines.map((line) => [line.name, `${line.quantity} ${line.unit}`]),
    );
  const rows = order.lines.flatMap((line): (readonly [string, string])[] => {
    const missing = line.quantity - (held.lines.find(({ no }) => no === line.no)?.accepted ?? line.quantity);
    return missing > 0 ? [[line.name, `${missing} ${line.unit}`]] : [];
  });
  return quantitiesTable('Pengganti atau kekurangan yang diminta penerima', rows);
}

const CONDITIONS: { readonly [C in Condition]: string } = {
  GOOD: 'Sesuai',
  SHORT: 'Kurang',
  DAMAGED: 'Rusak',
  WRONG: 'Salah barang',
};

export function receiptReport({ order, vendor }: Sources): Drawn | null {
  const { receipt } = order;
  if (!receipt) return null;
  const rows = order.lines.map((line) => {
    const checked = receipt.lines.find(({ no }) => no === line.no);
    return [
      `${line.no}. ${line.name}`,
      `${line.quantity} ${line.unit}`,
      `${acceptedOf(order, line)} ${line.unit}`,
      checked ? CONDITIONS[checked.condition] : '–',
      checked?.reason ?? '',
    ];
  });
  return {
    body: html`${facts([
      ['Tanggal', when(new Date(receipt.at), order.zone)],
      ['Nomor pesanan', order.number],
      ['Surat jalan', order.shipments.map(({ number }) => number).join(', ')],
      ['Tempat', order.need.address],
      ['Hasil', receipt.partial ? 'diterima sebagian' : 'diterima seluruhnya'],
      ['Foto', receipt.photos.length > 0 ? `${receipt.photos.length} tersimpan pada pesanan` : null],
    ])}${vendorFacts(vendor)}<p>Pada ${dateLong(localDate(new Date(receipt.at), order.zone))} barang atau jasa di bawah ini telah diperiksa dan diterima.${
      receipt.partial ? ' Yang tidak diterima tidak ditagih.' : ''
    }</p>${table({
      caption: 'Barang dan jasa yang diperiksa',
      columns: [
        { title: 'Uraian' },
        { title: 'Dipesan', n: true },
        { title: 'Diterima', n: true },
        { title: 'Keadaan' },
        { title: 'Alasan' },
      ],
      rows,
    })}`,
    hands: [receiverHand(order), acknowledgement(order, vendor.name)],
  };
}

/** The vendor stands by the receipt's finding when it bills by it; there is no other act of its own. */
function acknowledgement(order: Order, vendorName: string): Hand {
  const { bill } = order;
  return {
    office: `Penyedia, ${vendorName}`,
    name: bill?.by.name ?? null,
    done: bill ? doneAt(`Diakui dengan tagihan ${bill.number}`, bill.at, order.zone) : null,
  };
}
