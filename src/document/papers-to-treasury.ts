/**
 * Papers towards the State, as whole pages: the list of payments to be replaced (DRPP, PMK 62/2023), the proof of a deposit with the
 * NTPN and NTB of its receipt, and what Coretax asks for to issue a slip (bukti potong, PMK 81/2024).
 */
import { money } from '../kernel/money.ts';
import { terbilang } from '../kernel/terbilang.ts';
import { dateLong, dateShort, localDate, when, type Zone } from '../kernel/time.ts';
import type { Satker } from '../organisation/satker.ts';
import type { Vendor } from '../organisation/vendor.ts';
import type { Rules } from '../regulation/rules.ts';
import type { Deposit } from '../tax/deposit/deposit.ts';
import { taxName, type Withholding } from '../tax/deposit/withholding.ts';
import type { Paper as TreasuryPaper } from '../treasury/papers.ts';
import { type Replenishment, type SpentLine, sumsByMak, total } from '../treasury/replenishment.ts';
import { type Html, html } from './html.ts';
import { vendorFacts } from './parties.ts';
import { doneAt, facts, grouped, sheet, table } from './sheet.ts';

const REQUEST_TITLES: { readonly [K in Replenishment['kind']]: string } = {
  UP: 'Permintaan Uang Persediaan (UP)',
  GUP: 'Daftar Rincian Permintaan Pembayaran (DRPP)',
  GUP_NIHIL: 'Daftar Rincian Permintaan Pembayaran (DRPP), GUP Nihil',
  TUP: 'Permintaan Tambahan Uang Persediaan (TUP)',
};
const dayOf = (at: string, zone: Zone): string => dateLong(localDate(new Date(at), zone));
const ifAny = (rows: readonly unknown[], part: Html): Html | null => (rows.length === 0 ? null : part);

/** The request with every receipt in it; UP and TUP have none. */
export function drawRequest(request: Replenishment, satker: Satker, rules: Rules): string {
  const { approval, lines, papers, zone } = request;
  return sheet({
    title: REQUEST_TITLES[request.kind],
    number: request.number,
    satker,
    workUnit: rules.terms.workUnit,
    sample: satker.fictional,
    mark: markOfRequest(request),
    body: html`${facts([
      ['Tanggal', dayOf(request.createdAt, zone)],
      ['Tahun anggaran', String(request.year)],
      ['Persetujuan KPPN', approval && `${approval.number}, ${dateLong(approval.date)}`],
      ['SPP', paperLine(papers.spp)],
      ['SPM', paperLine(papers.spm)],
      ['SP2D', paperLine(papers.sp2d)],
      ['Uang diterima', request.receivedAt && request.kind !== 'GUP_NIHIL' ? dayOf(request.receivedAt, zone) : null],
    ])}<p class="amount">${money(request.amount)}</p><p class="words">${terbilang(request.amount)}</p>
${ifAny(lines, html`${byMak(lines)}${receipts(lines, zone)}`)}`,
    hands: [
      {
        office: 'Pejabat Pembuat Komitmen (PPK)',
        name: request.draftedBy.name,
        done: doneAt('Disusun secara elektronik', request.createdAt, zone),
      },
    ],
  });
}

function markOfRequest({ state }: Replenishment): string | null {
  if (state === 'WITHDRAWN') return 'TIDAK BERLAKU – ditarik';
  return state === 'DRAFTED' ? 'RANCANGAN – SPP belum terbit' : null;
}

const paperLine = (paper: TreasuryPaper | null): string | null =>
  paper && `${paper.number}, ${dateLong(paper.date)}, dicatat ${paper.recordedBy.name}`;

const byMak = (lines: readonly SpentLine[]): Html =>
  table({
    caption: 'Jumlah per mata anggaran',
    columns: [{ title: 'Mata anggaran (MAK)' }, { title: 'Jumlah', n: true }],
    rows: sumsByMak(lines).map(({ mak, amount }) => [mak, money(amount)]),
    foot: [{ label: 'Jumlah', value: money(total(lines)), total: true }],
  });

const receipts = (lines: readonly SpentLine[], zone: Zone): Html =>
  table({
    caption: 'Rincian pembayaran',
    columns: [
      { title: 'Bukti' },
      { title: 'Dibayar' },
      { title: 'Penerima' },
      { title: 'Akun' },
      { title: 'Jumlah kotor', n: true },
    ],
    rows: lines.map((line, i) => [
      `${i + 1}. ${line.spbyNumber}, pesanan ${line.orderNumber}`,
      dateShort(localDate(new Date(line.paidAt), zone)),
      line.payee,
      line.akun,
      money(line.gross),
    ]),
    foot: [{ label: 'Jumlah', value: money(total(lines)), total: true }],
  });

/** Proof of a deposit; before the State's receipt is there, a draft that says so. */
export function drawDeposit(deposit: Deposit, taxes: readonly Withholding[], satker: Satker, rules: Rules): string {
  const { billing, code, period, zone, depositedAt } = deposit;
  return sheet({
    title: 'Bukti Setoran Pajak',
    number: deposit.number,
    satker,
    workUnit: rules.terms.workUnit,
    sample: satker.fictional,
    mark: markOfDeposit(deposit),
    body: html`${facts([
      ['NTPN', deposit.ntpn],
      ['NTB', deposit.ntb],
      ['Disetor', depositedAt && depositedOn(depositedAt, zone)],
      ['Kode billing', billing?.code ?? null],
      ['Penyetor', `${satker.name}, NPWP ${grouped(satker.npwp)}`],
      ['Akun pajak dan jenis setoran', `${code.kap}-${code.kjs}`],
      ['Masa pajak', periodShown(period)],
    ])}<p class="amount">${money(deposit.amount)}</p><p class="words">${terbilang(deposit.amount)}</p>
${table({
  caption: 'Pajak dalam setoran ini',
  columns: [{ title: 'Pesanan' }, { title: 'Penyedia' }, { title: 'Pajak' }, { title: 'Jumlah', n: true }],
  rows: taxes.map((one) => [one.orderNumber, one.vendorName, named(one), money(one.amount)]),
  foot: [{ label: 'Jumlah', value: money(deposit.amount), total: true }],
})}<p class="small">Halaman ini bukan Bukti Penerimaan Negara (BPN). Keabsahan NTPN dapat diperiksa di Coretax.</p>`,
    hands: [
      {
        office: 'Bendahara Pengeluaran',
        name: deposit.draftedBy.name,
        done: doneAt('Disusun secara elektronik', deposit.createdAt, zone),
      },
    ],
  });
}

const LOCAL_DATE_LENGTH = 10;
/** A local date as typed from a receipt, or the instant the bank told. */
const depositedOn = (at: string, zone: Zone): string =>
  at.length === LOCAL_DATE_LENGTH ? dateLong(at) : when(new Date(at), zone);

const MONTH_DIGITS = 2;
const periodShown = (period: string): string => `${period.slice(0, MONTH_DIGITS)}/${period.slice(MONTH_DIGITS)}`;

const named = (one: Withholding): string =>
  one.objectCode === null ? taxName(one) : `${taxName(one)}, kode objek ${one.objectCode}`;

function markOfDeposit({ state }: Deposit): string | null {
  if (state === 'WITHDRAWN') return 'TIDAK BERLAKU – setoran ditarik';
  return state === 'DEPOSITED' ? null : 'RANCANGAN – belum disetor, belum ada NTPN';
}

/** What is typed into Coretax for one slip, and its number once it is issued. The vendor's proof of what was kept back. */
export function drawTaxData(one: Withholding, satker: Satker, vendor: Vendor, rules: Rules): string {
  const outside = one.from === 'OUTSIDE_CARD';
  return sheet({
    title: one.kind === 'PPN' ? 'Data Pemungutan PPN' : 'Data Bukti Potong PPh',
    number: one.slip?.number ?? '–',
    satker,
    workUnit: rules.terms.workUnit,
    sample: satker.fictional || vendor.fictional,
    mark: markOfTax(one),
    body: html`${facts([
      ['Pemotong', `${satker.name}, NPWP ${grouped(satker.npwp)}`],
      ['Tanggal bukti potong', one.slip && dateLong(one.slip.date)],
    ])}${vendorFacts(vendor)}${facts([
      ['Nomor pesanan', one.orderNumber],
      ['Nomor tagihan', one.billNumber],
      ['Nomor SPBy', one.spbyNumber],
      [outside ? 'Tanggal pembayaran kartu' : 'Tanggal dipotong', dayOf(one.withheldAt, one.zone)],
      ['Jenis pajak', taxName(one)],
      ['Kode objek pajak', one.objectCode],
      ['Dasar pengenaan', money(one.base)],
      ['Tarif', one.rate],
    ])}<p class="amount">${money(one.amount)}</p><p class="words">${terbilang(one.amount)}</p>
${facts([
  ['NTPN', one.ntpn],
  ['Dilaporkan dalam SPT Masa', one.reportedIn && periodShown(one.reportedIn)],
  ['Ditutup di luar kartu', one.closed && `${dateLong(one.closed.date)}, ${one.closed.note}, dicatat ${one.closed.by}`],
])}`,
    hands: [],
  });
}

function markOfTax({ state, kind }: Withholding): string | null {
  if (state === 'OWED' || state === 'IN_DEPOSIT') return 'BELUM DISETOR – belum ada NTPN';
  return state === 'DEPOSITED' && kind === 'PPH' ? 'DATA UNTUK CORETAX – bukti potong belum terbit' : null;
}
