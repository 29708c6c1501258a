/**
 * BCA, KlikBCA Bisnis: one file each for accounts at BCA, for clearing (LLG) and for RTGS, with value date and batch number. The bank
 * publishes which files there are and what they carry; the columns are agreed with the branch and stand here as a starting point.
 */
import type { BulkField, BulkLayout, ResultLayout } from '../layout.ts';

const header: readonly BulkField[] = [
  { is: 'literal', text: '0', width: 1 },
  { is: 'date', format: 'yyyyMMdd', width: 8 },
  { is: 'whole', of: 'batchNo', width: 8 },
  { is: 'whole', of: 'debitAccount', width: 10 },
  { is: 'number', of: 'count', width: 5, padded: true },
  { is: 'amount', of: 'total', decimals: 2, mark: '', width: 17 },
];

const payee = (accountWidth: number): readonly BulkField[] => [
  { is: 'literal', text: '1', width: 1 },
  { is: 'number', of: 'sequence', width: 5, padded: true },
  { is: 'whole', of: 'account', width: accountWidth },
  { is: 'text', of: 'name', width: 35 },
  { is: 'amount', of: 'amount', decimals: 2, mark: '', width: 17 },
  { is: 'whole', of: 'reference', width: 26 },
  { is: 'text', of: 'remark', width: 36 },
];

const elsewhere: readonly BulkField[] = [
  { is: 'whole', of: 'bankCode', width: 11 },
  { is: 'text', of: 'bankName', width: 35 },
  { is: 'text', of: 'address', width: 35 },
];

const result: ResultLayout = {
  delimiter: '|',
  headLines: 1,
  columns: { reference: 0, status: 2, amount: 1, reason: 3, bankReference: 4 },
  statuses: { BERHASIL: 'SUCCESS', SUKSES: 'SUCCESS', GAGAL: 'FAILED', DITOLAK: 'FAILED', 'DALAM PROSES': 'PENDING' },
};

const common = {
  bankCode: '014',
  form: { kind: 'fixed' },
  eol: '\r\n',
  header,
  trailer: null,
  maxPayments: 99_999,
  result,
} as const;

export const bca: readonly BulkLayout[] = [
  {
    ...common,
    id: 'bca.own',
    title: 'KlikBCA Bisnis, ke rekening BCA (TXT)',
    detail: payee(10),
    services: { INTRABANK: 'BCA' },
    fileName: 'BCA_{date}_{batch}.txt',
    maxAmount: null,
  },
  {
    ...common,
    id: 'bca.llg',
    title: 'KlikBCA Bisnis, kliring LLG (TXT)',
    detail: [...payee(34), ...elsewhere],
    services: { SKN: 'LLG' },
    fileName: 'LLG_{date}_{batch}.txt',
    // What the transfer may be follows from the dated rules of the rails; this is the width of the field alone.
    maxAmount: null,
  },
  {
    ...common,
    id: 'bca.rtgs',
    title: 'KlikBCA Bisnis, RTGS (TXT)',
    detail: [...payee(34), ...elsewhere],
    services: { RTGS: 'RTG' },
    fileName: 'RTGS_{date}_{batch}.txt',
    maxAmount: null,
  },
];
