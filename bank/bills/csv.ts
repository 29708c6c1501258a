/** A bill as the issuer's customers download it: CSV of RFC 4180 with Indonesian column names. */
import { wibDate } from '../time.ts';
import type { Bill, BillLine } from './bill.ts';

const COLUMNS = [
  'No',
  'Tanggal Pembukuan',
  'Tanggal Transaksi',
  '4 Angka Terakhir',
  'Nama Merchant',
  'Kota',
  'MCC',
  'Mata Uang',
  'Jumlah',
  'Arah',
  'Kode Persetujuan',
  'RRN',
  'Nomor Rujukan',
  'Nomor Tagihan',
] as const;

/** Spreadsheets run cells that begin so. */
const FORMULA = /^[=+\-@\t\r]/;

/** Lines end with CRLF; amounts are whole rupiah without separators. */
export function billCsv(bill: Bill, lines: readonly BillLine[]): string {
  const rows = lines.map((line) => [
    String(line.lineNo),
    wibDate(line.postedAt),
    wibDate(line.transactionAt),
    line.last4,
    line.merchantName,
    line.merchantCity,
    line.mcc,
    'IDR',
    String(line.amount),
    line.direction,
    line.approvalCode,
    line.rrn,
    line.partnerReferenceNo ?? '',
    bill.billNo,
  ]);
  return [COLUMNS, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
