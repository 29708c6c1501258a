/** Draws the papers of an order as printable pages. Pure: the same order gives the same paper. */
import { type Refusal, refuse } from '../kernel/decision.ts';
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, localDate, when } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import { lineAmount } from '../purchasing/amounts.ts';
import type { Order } from '../purchasing/order.ts';
import type { Rules } from '../regulation/rules.ts';
import { type Html, html } from './html.ts';
import { type PaperKind, paperTitles } from './papers.ts';
import { facts, grouped, type Hand, sheet } from './sheet.ts';
import { billTable, linesTable, taxTable } from './tables.ts';

export interface Sources {
  readonly order: Order;
  readonly satker: Satker;
  readonly vendor: Vendor;
  /** Of the order's day. */
  readonly rules: Rules;
  readonly treasurerName: string;
  /** What the bank said; null before it is paid. */
  readonly payment: {
    readonly reference: string;
    readonly bankReference: string | null;
    readonly settledAt: string;
  } | null;
}

type Drawn = { readonly number: string; readonly body: Html; readonly hands: readonly Hand[] } | null;

/** The whole page, or `not_found` while the order has no such paper. */
export function drawPaper(kind: PaperKind, from: Sources): string | Refusal {
  const drawn = painters[kind](from);
  if (!drawn) return refuse('not_found');
  return sheet({ title: paperTitles[kind], satker: from.satker, ...drawn });
}

const painters: { readonly [K in PaperKind]: (from: Sources) => Drawn } = {
  'surat-pesanan': orderLetter,
  'catatan-nego': negotiationNote,
  'surat-jalan': deliveryNote,
  bast: receiptReport,
  tagihan: invoice,
  spby: orderToPay,
  kuitansi: moneyReceipt,
  'lembar-pajak': taxSheet,
};

const day = (order: Order, at: string): string => dateLong(localDate(new Date(at), order.zone));
const vendorHand = (vendor: Vendor, at: string | null): Hand => ({
  office: `Penyedia, ${vendor.name}`,
  name: at === null ? null : vendor.owner,
  at,
});
const ppkHand = (order: Order, at: string | null): Hand => ({
  office: 'Pejabat Pembuat Komitmen (PPK)',
  name: at === null ? null : (order.ppk?.name ?? null),
  at,
});

function vendorFacts(vendor: Vendor): Html {
  return facts([
    ['Penyedia', vendor.name],
    ['Alamat', `${vendor.address}, ${vendor.town}`],
    ['NPWP', vendor.npwp === null ? 'tidak ada' : grouped(vendor.npwp)],
    ['Status PPN', vendor.pkp ? 'Pengusaha Kena Pajak (PKP)' : 'bukan PKP'],
  ]);
}

function orderLetter({ order, vendor, rules }: Sources): Drawn {
  if (order.number === null || order.orderedOn === null) return null;
  const { num, den } = rules.get('contract.penaltyPerDay');
  return {
    number: order.number,
    body: html`${facts([
      ['Tanggal', dateLong(order.orderedOn)],
      ['Tempat penyerahan', order.need.address],
      ['Tanggal penyerahan', order.deliveryDate === null ? 'menurut kesepakatan' : dateLong(order.deliveryDate)],
      ['Akun (MAK)', order.budget ? `${order.budget.mak} ${order.budget.name}` : null],
      [
        'Cara bayar',
        order.rail === 'KKP' ? 'Kartu Kredit Pemerintah (KKP)' : 'CMS, pemindahbukuan dari rekening bendahara',
      ],
      ['Catatan', order.checkoutNote],
    ])}${vendorFacts(vendor)}${linesTable(order)}
<p>Pembayaran dilakukan setelah barang atau jasa diterima (UU 1 Tahun 2004 Pasal 21 ayat (1)). Keterlambatan penyerahan dikenai denda ${String(num)}/${String(den)} dari nilai pesanan untuk setiap hari keterlambatan (${rules.basis('contract.penaltyPerDay')}).</p>`,
    hands: [ppkHand(order, order.approvedAt)],
  };
}

function negotiationNote({ order, satker, vendor }: Sources): Drawn {
  const agreed = order.offers.find((offer) => offer.outcome === 'ACCEPTED');
  if (!agreed) return null;
  const outcome = {
    OPEN: 'terbuka',
    ACCEPTED: 'disetujui',
    DECLINED: 'ditolak',
    COUNTERED: 'ditawar balik',
    EXPIRED: 'lewat waktu',
  };
  return {
    number: order.number ?? '–',
    body: html`${vendorFacts(vendor)}<table><caption>Seluruh tawaran, dari yang pertama</caption>
<thead><tr><th scope="col">No.</th><th scope="col">Dari</th><th scope="col">Waktu</th><th scope="col">Harga satuan</th><th scope="col">Ongkos kirim</th><th scope="col">Hasil</th></tr></thead>
<tbody>${order.offers.map(
      (offer) =>
        html`<tr><td>${offer.no}</td><td>${offer.by === 'PP' ? `Pejabat Pengadaan, ${offer.person.name}` : vendor.name}</td><td>${when(new Date(offer.at), satker.zone)}</td><td>${offer.prices.map(
          (price) => html`${order.lines.find((line) => line.no === price.no)?.name ?? ''}: ${money(price.price)}<br>`,
        )}</td><td class="n">${money(offer.deliveryFee)}</td><td>${outcome[offer.outcome]}${offer.reason === '' ? '' : `: ${offer.reason}`}</td></tr>`,
    )}</tbody></table>${linesTable(order)}`,
    hands: [],
  };
}

function deliveryNote({ order, satker, vendor }: Sources): Drawn {
  const shipment = order.shipments.at(-1);
  if (!shipment) return null;
  return {
    number: shipment.number,
    body: html`${facts([
      ['Nomor pesanan', order.number],
      ['Tanggal kirim', when(new Date(shipment.at), satker.zone)],
      ['Pengantar', shipment.carrier],
      ['Nomor resi', shipment.trackingNo],
      ['Tujuan', order.need.address],
      ['Catatan', shipment.note],
      ['Pengiriman ke', `${shipment.no}`],
    ])}${vendorFacts(vendor)}${linesTable(order, 'quantities')}`,
    hands: [vendorHand(vendor, shipment.at)],
  };
}

const CONDITIONS = { GOOD: 'sesuai', SHORT: 'kurang', DAMAGED: 'rusak', WRONG: 'salah barang' } as const;

function receiptReport({ order, vendor }: Sources): Drawn {
  const { receipt } = order;
  if (!receipt) return null;
  return {
    number: receipt.number,
    body: html`<p>Pada ${day(order, receipt.at)}, barang atau jasa dari pesanan ${order.number} telah diperiksa di ${order.need.address} dan diterima ${receipt.partial ? 'sebagian' : 'seluruhnya'} dengan rincian berikut.</p>
${vendorFacts(vendor)}<table><caption>Barang atau jasa yang diterima</caption>
<thead><tr><th scope="col">No.</th><th scope="col">Uraian</th><th scope="col">Dipesan</th><th scope="col">Diterima</th><th scope="col">Keadaan</th></tr></thead>
<tbody>${order.lines.map((line) => {
      const checked = receipt.lines.find((one) => one.no === line.no);
      const condition = checked ? CONDITIONS[checked.condition] : '–';
      return html`<tr><td>${line.no}</td><td>${line.name}</td><td class="n">${line.quantity} ${line.unit}</td><td class="n">${checked?.accepted ?? 0} ${line.unit}</td><td>${condition}${checked && checked.reason !== '' ? `: ${checked.reason}` : ''}</td></tr>`;
    })}</tbody></table>`,
    hands: [
      { office: 'Penerima Barang/Jasa', name: receipt.by.name, at: receipt.at },
      vendorHand(vendor, order.shipments.at(-1)?.at ?? null),
    ],
  };
}

function invoice({ order, vendor, rules }: Sources): Drawn {
  const { bill } = order;
  if (!bill) return null;
  return {
    number: bill.number,
    body: html`${facts([
      ['Tanggal', day(order, bill.at)],
      ['Nomor penyedia', bill.vendorNumber],
      ['Nomor pesanan', order.number],
      ['Nomor BAST', order.receipt?.number ?? null],
      ['Faktur pajak', bill.faktur],
    ])}${vendorFacts(vendor)}${billTable(order)}
<p class="words">Terbilang: ${terbilang(bill.tax.gross)}</p>
${facts([['Dibayar ke rekening', `${rules.bank(bill.payee.bankCode)?.name ?? bill.payee.bankCode} ${bill.payee.accountNo} a.n. ${bill.payee.name}`]])}`,
    hands: [vendorHand(vendor, bill.at)],
  };
}

function orderToPay({ order, satker, vendor, rules, treasurerName }: Sources): Drawn {
  const { bill, spby, receipt } = order;
  if (!bill || !spby) return null;
  return {
    number: spby.number,
    body: html`<p>Saya yang bertanda tangan di bawah ini selaku Pejabat Pembuat Komitmen memerintahkan Bendahara Pengeluaran agar melakukan pembayaran sejumlah:</p>
<p><strong>${money(bill.tax.gross)}</strong><br><span class="words">${terbilang(bill.tax.gross)}</span></p>
${facts([
  [
    'Kepada',
    `${vendor.name}, ${rules.bank(bill.payee.bankCode)?.name ?? bill.payee.bankCode} ${bill.payee.accountNo} a.n. ${bill.payee.name}`,
  ],
  ['Untuk pembayaran', purpose(order)],
  [
    'Atas dasar',
    `Surat Pesanan ${order.number}; BAST ${receipt?.number ?? '–'}; Tagihan ${bill.number}${bill.faktur === null ? '' : `; Faktur Pajak ${bill.faktur}`}`,
  ],
  ['Dibebankan pada', order.budget ? `${order.budget.mak} ${order.budget.name}` : null],
  ['Satker', `${satker.code} ${satker.name}`],
  ['Potongan pajak', money(bill.tax.treasurerDeposits)],
  ['Dibayarkan bersih', money(bill.tax.net)],
])}`,
    hands: [
      ppkHand(order, spby.at),
      { office: 'Bendahara Pengeluaran', name: order.paidAt === null ? null : treasurerName, at: order.paidAt },
      { office: 'Penerima uang', name: order.paidAt === null ? null : vendor.owner, at: order.paidAt },
    ],
  };
}

function purpose(order: Order): string {
  const [first, ...others] = order.lines;
  if (!first) return '–';
  return others.length === 0 ? first.name : `${first.name} dan ${others.length} barang atau jasa lain`;
}

function moneyReceipt({ order, satker, vendor, treasurerName, payment }: Sources): Drawn {
  const { bill, spby } = order;
  if (!bill || !spby) return null;
  return {
    number: spby.kuitansi,
    body: html`${facts([
      ['Sudah terima dari', `Kuasa Pengguna Anggaran ${satker.name}`],
      ['Jumlah uang', money(bill.tax.gross)],
      ['Terbilang', terbilang(bill.tax.gross)],
      ['Untuk pembayaran', `${purpose(order)}, pesanan ${order.number}`],
      ['Akun (MAK)', order.budget?.mak ?? null],
      ['Nomor SPBy', spby.number],
      ['Dibayar', payment ? `lunas pada ${when(new Date(payment.settledAt), satker.zone)}` : 'belum dibayar'],
      ['Rujukan pembayaran', payment?.reference ?? null],
      ['Nomor bank', payment?.bankReference ?? null],
    ])}`,
    hands: [
      { office: 'Setuju dibayar, PPK', name: spby.by.name, at: spby.at },
      {
        office: 'Lunas dibayar, Bendahara Pengeluaran',
        name: payment ? treasurerName : null,
        at: payment?.settledAt ?? null,
      },
      { office: 'Yang menerima', name: payment ? vendor.owner : null, at: payment?.settledAt ?? null },
    ],
  };
}

function taxSheet({ order, vendor }: Sources): Drawn {
  const { bill } = order;
  if (!bill) return null;
  return {
    number: bill.number,
    body: html`${facts([
      ['Nomor pesanan', order.number],
      ['Cara bayar', order.rail === 'KKP' ? 'KKP' : 'CMS'],
      [
        'Nilai barang dan jasa',
        money(order.lines.reduce((sum, line) => sum + lineAmount(line), 0n) + order.deliveryFee),
      ],
      ['Kode faktur', bill.tax.fakturCode],
    ])}${vendorFacts(vendor)}${taxTable(bill.tax)}`,
    hands: [],
  };
}
