/** From the bill to the payment: Tagihan, SPBy, Kuitansi, Lembar Perhitungan Pajak. */
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, localDate, when } from '../kernel/time.ts';
import type { Order } from '../purchasing/order.ts';
import { html } from './html.ts';
import { accountLine, billerHand, charge, PPK, vendorFacts } from './parties.ts';
import { doneAt, facts, type Hand } from './sheet.ts';
import type { Drawn, Sources } from './sources.ts';
import { billedTable } from './tables.ts';
import { taxComputation } from './tax-computation.ts';

const day = (order: Order, at: string): string => dateLong(localDate(new Date(at), order.zone));

export function invoice({ order, vendor, rules }: Sources): Drawn | null {
  const { bill } = order;
  if (!bill) return null;
  return {
    body: html`${facts([
      ['Tanggal', day(order, bill.at)],
      ['Nomor menurut penyedia', bill.vendorNumber],
      ['Nomor pesanan', order.number],
      ['Nomor BAST', order.receipt?.number ?? null],
      ['Faktur pajak', bill.faktur ?? (bill.tax.fakturCode === null ? null : 'belum dilampirkan')],
    ])}${vendorFacts(vendor)}${billedTable(order, bill.tax)}
<p class="words">Terbilang: ${terbilang(bill.tax.gross)}</p>
${facts([['Dibayar ke rekening', accountLine(bill.payee, rules)]])}`,
    hands: [billerHand(order, vendor)],
  };
}

export function orderToPay(from: Sources): Drawn | null {
  const { order, satker, vendor, rules } = from;
  const { bill, spby } = order;
  if (!bill || !spby) return null;
  const byCard = order.rail === 'KKP';
  return {
    body: html`${facts([
      ['Tanggal', day(order, spby.at)],
      [rules.terms.workUnit, `${satker.code} · ${satker.name}`],
    ])}<p>${
      byCard
        ? `Saya, ${PPK}, memerintahkan agar dibayar dengan kartu kredit pemerintah (${rules.terms.card}) sejumlah:`
        : `Saya, ${PPK}, memerintahkan Bendahara Pengeluaran agar membayar sejumlah:`
    }</p>
<p class="amount">${money(bill.tax.gross)}</p><p class="words">${terbilang(bill.tax.gross)}</p>
${facts([
  ['Kepada', vendor.name],
  ['Rekening', accountLine(bill.payee, rules)],
  ['Untuk pembayaran', `${purpose(order)}, pesanan ${order.number}`],
  ['Potongan pajak', money(bill.tax.treasurerDeposits)],
  ['Dibayarkan kepada penyedia', money(bill.tax.net)],
])}<h2>Atas dasar</h2><ul>${grounds(order).map((ground) => html`<li>${ground}</li>`)}</ul>
<h2>Dibebankan pada</h2>${facts([charge(order, rules), ...outputOf(order)])}`,
    hands: [signerHand(order), payerHand(from), receiverHand(order, vendor.name)],
  };
}

function purpose(order: Order): string {
  const [first, ...others] = order.lines;
  if (!first) return '–';
  return others.length === 0 ? first.name : `${first.name} dan ${others.length} barang atau jasa lain`;
}

/** The supporting documents. */
function grounds({ number, orderedOn, receipt, bill, zone }: Order): string[] {
  const on = (at: string) => dateLong(localDate(new Date(at), zone));
  return [
    `Surat Pesanan ${number}${orderedOn === null ? '' : ` tanggal ${dateLong(orderedOn)}`}`,
    ...(receipt ? [`Berita Acara Serah Terima ${receipt.number} tanggal ${on(receipt.at)}`] : []),
    ...(bill ? [`Tagihan ${bill.number} tanggal ${on(bill.at)}`] : []),
    ...(bill?.faktur ? [`Faktur pajak ${bill.faktur}`] : []),
  ];
}

/** With or without the program in front, as satkers print it. */
const MAK = /^(?:(?<program>[A-Z]{2})\.)?(?<kegiatan>\d{4})\.(?<kro>[A-Z]{3})\.(?<ro>\d{3})\.(?<komponen>\d{3})\./;

/** Kegiatan and output out of the code; nothing where it is written in another way. */
function outputOf(order: Order): (readonly [string, string | null])[] {
  const parts = MAK.exec(order.budget?.mak ?? '')?.groups;
  if (!parts) return [];
  return [
    ['Program', parts.program ?? null],
    ['Kegiatan', parts.kegiatan ?? null],
    ['Output (KRO dan RO)', `${parts.kro} ${parts.ro}`],
    ['Komponen', parts.komponen ?? null],
  ];
}

const signerHand = ({ spby, zone }: Order, office = PPK): Hand => ({
  office,
  name: spby?.by.name ?? null,
  done: doneAt('Ditandatangani secara elektronik', spby?.at ?? null, zone),
});

/** Who made the payment: the treasurer, or the holder of the card. Named by what was done, not by who is in office now. */
function payerHand({ order, treasurerName, payment, rules }: Sources, deed = ''): Hand {
  const office = order.rail === 'KKP' ? `Pemegang ${rules.terms.card}` : 'Bendahara Pengeluaran';
  const made = payment?.madeBy ?? null;
  const inOffice = order.rail === 'KKP' || order.paidAt !== null ? null : treasurerName;
  return {
    office: `${deed}${office}`,
    name: made?.name ?? inOffice,
    done: doneAt('Pembayaran dibuat secara elektronik', made?.at ?? null, order.zone),
  };
}

/** Nobody signs for money that goes from account to account: the bank's word stands for it. */
const receiverHand = ({ bill, paidAt, zone }: Order, vendorName: string): Hand => ({
  office: `Penerima, ${vendorName}`,
  name: bill?.payee.name ?? null,
  done: paidAt === null ? 'Belum dibayar' : doneAt('Diterima menurut kabar bank', paidAt, zone),
});

export function moneyReceipt(from: Sources): Drawn | null {
  const { order, satker, vendor, rules, payment } = from;
  const { bill, spby } = order;
  if (!bill || !spby) return null;
  const payer = rules.regime === 'APBN' ? 'Kuasa Pengguna Anggaran (KPA)' : rules.terms.budgetHolder;
  const agreed = signerHand(order, 'Setuju dibayar, PPK');
  const settled: Hand[] = [payerHand(from, 'Lunas dibayar, '), receiverHand(order, vendor.name)];
  return {
    body: html`${facts([
      ['Sudah terima dari', `${payer} ${satker.name}`],
      ['Untuk pembayaran', `${purpose(order)}, pesanan ${order.number}`],
    ])}<p class="amount">${money(bill.tax.gross)}</p><p class="words">${terbilang(bill.tax.gross)}</p>
${facts([
  charge(order, rules),
  ['Nomor SPBy', spby.number],
  ['Nomor BAST', order.receipt?.number ?? null],
  ['Potongan pajak', money(bill.tax.treasurerDeposits)],
  ['Diterima penyedia', money(bill.tax.net)],
  ['Pembayaran', order.paidAt === null ? 'belum dibayar' : `lunas pada ${when(new Date(order.paidAt), order.zone)}`],
  ['Rujukan pembayaran', payment?.reference ?? null],
  ['Rujukan bank', payment?.bankReference ?? null],
])}`,
    hands: order.paidAt === null ? [agreed] : [agreed, ...settled],
  };
}

export function taxSheet({ order, vendor, rules }: Sources): Drawn | null {
  const { bill } = order;
  if (!bill) return null;
  return {
    body: html`${facts([
      ['Tanggal tagihan', day(order, bill.at)],
      ['Nomor pesanan', order.number],
      ['Cara bayar', order.rail === 'KKP' ? rules.terms.card : 'CMS'],
      ['Ketentuan pajak per', dateLong(rules.date)],
      ['Faktur pajak', bill.faktur],
      ['Kode faktur', bill.tax.fakturCode],
    ])}${vendorFacts(vendor)}${billedTable(order, bill.tax)}${taxComputation(bill.tax, rules)}`,
    hands: [],
  };
}
