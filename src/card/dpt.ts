/** DPT KKP (Daftar Pembayaran Tagihan) with the order to pay, as a printable page (PMK 196/PMK.05/2018; Juknis SAKTI KKP). */
import { type Html, html } from '../document/html.ts';
import { doneAt, facts, type Hand, sheet, table } from '../document/sheet.ts';
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, dateShort, localDate } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Rules } from '../regulation/rules.ts';
import { type BillLine, type CardBill, linesIn, signed, sumOf, totalOf } from './bill.ts';

/** Null while there is no DPT. */
export function drawDpt(bill: CardBill, satker: Satker, rules: Rules): string | null {
  const { dpt } = bill;
  if (!dpt) return null;
  const lines = linesIn(bill, ['VERIFIED', 'PAID']);
  return sheet({
    title: 'Daftar Pembayaran Tagihan Kartu Kredit Pemerintah',
    number: dpt.number,
    satker,
    workUnit: rules.terms.workUnit,
    sample: satker.fictional,
    mark: null,
    body: html`${head(bill, rules)}${listed(lines)}${order(bill, dpt.total)}${left(bill)}`,
    hands: [ppkHand(bill), treasurerHand(bill)],
  });
}

function head(bill: CardBill, rules: Rules): Html {
  return facts([
    ['Tanggal', dateLong(localDate(new Date(bill.dpt?.at ?? bill.receivedAt), bill.zone))],
    ['Bank penerbit', rules.bank(bill.issuerBankCode)?.name ?? bill.issuerBankCode],
    ['Nomor tagihan', bill.billNo],
    ['Tanggal tagihan', dateLong(bill.statementDate)],
    ['Jatuh tempo', dateLong(bill.dueDate)],
    ['Seluruh tagihan', money(totalOf(bill))],
  ]);
}

function listed(lines: readonly BillLine[]): Html {
  return table({
    caption: 'Belanja yang dibebankan pada negara',
    columns: [
      { title: 'Uraian' },
      { title: 'Kartu' },
      { title: 'Akun' },
      { title: 'Bukti' },
      { title: 'Nilai', n: true },
    ],
    rows: lines.map((line) => [
      `${line.no}. ${line.merchantName}, ${dateShort(line.transactionDate)}`,
      `•••• ${line.last4} ${line.card?.holder ?? ''}`,
      line.budget ? line.budget.mak : '–',
      proofOf(line),
      money(signed(line)),
    ]),
    foot: [{ label: 'Jumlah dibayar', value: money(sumOf(lines)), total: true }],
  });
}

function proofOf({ payment, document }: BillLine): string {
  if (payment) return `SPBy ${payment.spbyNumber}`;
  if (!document) return '–';
  return document.realExpenditure ? `Daftar Pengeluaran Riil ${document.receiptNo}` : `Kuitansi ${document.receiptNo}`;
}

function order(bill: CardBill, total: bigint): Html {
  return html`<h2>Perintah bayar</h2><p>Saya, Pejabat Pembuat Komitmen (PPK), memerintahkan Bendahara Pengeluaran membayar kepada bank penerbit sejumlah:</p>
<p class="amount">${money(total)}</p><p class="words">${terbilang(total)}</p>
${facts([
  ['Rekening', `${bill.account.accountNo} a.n. ${bill.account.name}`],
  ['SPP', paperText(bill.papers.spp)],
  ['SPM', paperText(bill.papers.spm)],
  ['SP2D', paperText(bill.papers.sp2d)],
])}`;
}

const paperText = (paper: { readonly number: string; readonly date: string } | null): string | null =>
  paper && `${paper.number} tanggal ${dateLong(paper.date)}`;

/** What the State does not pay, with the reason. */
function left(bill: CardBill): Html | null {
  const lines = linesIn(bill, ['DISPUTED', 'CARRIED', 'PERSONAL', 'REPAYING', 'REPAID']);
  if (lines.length === 0) return null;
  return table({
    caption: 'Tidak dibebankan pada negara',
    columns: [{ title: 'Uraian' }, { title: 'Kartu' }, { title: 'Alasan' }, { title: 'Nilai', n: true }],
    rows: lines.map((line) => [
      `${line.no}. ${line.merchantName}, ${dateShort(line.transactionDate)}`,
      `•••• ${line.last4} ${line.card?.holder ?? ''}`,
      `${['DISPUTED', 'CARRIED'].includes(line.state) ? 'Disengketakan' : 'Tanggungan pribadi'}: ${line.decision?.reason ?? ''}`,
      money(signed(line)),
    ]),
    foot: [{ label: 'Jumlah', value: money(sumOf(lines)) }],
  });
}

const ppkHand = ({ dpt, zone }: CardBill): Hand => ({
  office: 'Pejabat Pembuat Komitmen (PPK)',
  name: dpt?.by.name ?? null,
  done: doneAt('Ditandatangani secara elektronik', dpt?.at ?? null, zone),
});

const treasurerHand = ({ paidAt, zone }: CardBill): Hand => ({
  office: 'Bendahara Pengeluaran',
  name: null,
  done: paidAt === null ? 'Belum dibayar' : doneAt('Dibayar ke bank penerbit', paidAt, zone),
});
