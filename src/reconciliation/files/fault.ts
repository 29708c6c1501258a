/** Why a file of a bank is refused whole: one code, the line, and what stood there. */

export type FileFault =
  | 'FORMAT_UNKNOWN'
  | 'CHARSET'
  | 'LINE_TOO_LONG'
  | 'TAG_UNKNOWN'
  | 'TAG_ORDER'
  | 'FIELD_FORMAT'
  | 'AMOUNT'
  | 'DATE'
  | 'CURRENCY'
  | 'CURRENCY_MIXED'
  | 'BALANCE'
  | 'BALANCE_GAP'
  | 'BALANCE_MISSING'
  | 'CONTROL_TOTAL'
  | 'TRUNCATED'
  | 'XML'
  | 'DTD'
  | 'ACCOUNT'
  | 'TOO_LARGE'
  | 'EMPTY';

/** Thrown by the readers. `line` counts from 1; `reason` is the code, `found` what stood there (shortened, may be empty). */
export class StatementFileRefused extends Error {
  override readonly name = 'StatementFileRefused';
  readonly line: number;
  readonly reason: FileFault;
  readonly found: string;

  constructor(line: number, reason: FileFault, found = '') {
    const short = found.length > MAX_FOUND ? `${found.slice(0, MAX_FOUND)}…` : found;
    super(`line ${line}: ${reason}${short ? ` (${short})` : ''}`);
    this.line = line;
    this.reason = reason;
    this.found = short;
  }
}

const MAX_FOUND = 60;

/** The reason for a person; `found` stands behind it in brackets where there is something to show. */
export function faultSentence(reason: FileFault, language: 'id' | 'en'): string {
  return (language === 'id' ? ID : EN)[reason];
}

const ID: { readonly [fault in FileFault]: string } = {
  FORMAT_UNKNOWN: 'Berkas ini bukan MT940, MT942, camt.053, atau camt.054.',
  CHARSET: 'Ada huruf yang tidak boleh ada dalam berkas ini; berkas harus teks biasa (XML: UTF-8).',
  LINE_TOO_LONG: 'Baris terlalu panjang.',
  TAG_UNKNOWN: 'Kode isian tidak dikenal.',
  TAG_ORDER: 'Urutan isian salah.',
  FIELD_FORMAT: 'Bentuk isian salah.',
  AMOUNT: 'Jumlah uang tidak dapat dibaca.',
  DATE: 'Tanggal tidak dapat dibaca.',
  CURRENCY: 'Mata uang bukan rupiah.',
  CURRENCY_MIXED: 'Ada dua mata uang dalam satu rekening koran.',
  BALANCE: 'Saldo awal ditambah seluruh mutasi tidak sama dengan saldo akhir.',
  BALANCE_GAP: 'Saldo awal tidak sama dengan saldo akhir sebelumnya.',
  BALANCE_MISSING: 'Saldo awal atau saldo akhir tidak ada dalam berkas.',
  CONTROL_TOTAL: 'Jumlah baris atau jumlah uang tidak sama dengan angka kendali dalam berkas.',
  TRUNCATED: 'Berkas terpotong sebelum selesai.',
  XML: 'Susunan XML salah.',
  DTD: 'Berkas memuat DTD atau entitas; demi keamanan tidak dibaca.',
  ACCOUNT: 'Rekening dalam berkas bukan rekening satuan kerja ini.',
  TOO_LARGE: 'Satu bagian berkas terlalu besar.',
  EMPTY: 'Berkas kosong.',
};

const EN: { readonly [fault in FileFault]: string } = {
  FORMAT_UNKNOWN: 'This file is not MT940, MT942, camt.053 or camt.054.',
  CHARSET: 'There is a character that this file may not hold; it must be plain text (XML: UTF-8).',
  LINE_TOO_LONG: 'The line is too long.',
  TAG_UNKNOWN: 'The tag is not known.',
  TAG_ORDER: 'The order of the fields is wrong.',
  FIELD_FORMAT: 'The field has the wrong form.',
  AMOUNT: 'The amount cannot be read.',
  DATE: 'The date cannot be read.',
  CURRENCY: 'The currency is not rupiah.',
  CURRENCY_MIXED: 'There are two currencies in one statement.',
  BALANCE: 'Opening balance plus all movements is not the closing balance.',
  BALANCE_GAP: 'The opening balance is not the closing balance before it.',
  BALANCE_MISSING: 'The opening or the closing balance is not in the file.',
  CONTROL_TOTAL: 'The number of lines or their sum differs from the control figures in the file.',
  TRUNCATED: 'The file ends too early.',
  XML: 'The XML is not well formed.',
  DTD: 'The file holds a DTD or entities; for safety it is not read.',
  ACCOUNT: 'The account in the file is not the account of this work unit.',
  TOO_LARGE: 'One part of the file is too large.',
  EMPTY: 'The file is empty.',
};
