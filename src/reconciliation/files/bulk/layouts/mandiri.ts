/**
 * Bank Mandiri, Mandiri Cash Management, multi-service upload: its public template up to the bank's name. What the template has
 * behind that (notification and further fields) is left out, as optional fields at the end may be.
 */
import type { BulkLayout } from '../layout.ts';

export const mandiri: readonly BulkLayout[] = [
  {
    id: 'mandiri.multi',
    bankCode: '008',
    title: 'Mandiri MCM, unggah banyak transfer (CSV)',
    form: { kind: 'delimited', delimiter: ',' },
    eol: '\r\n',
    header: [
      { is: 'literal', text: 'P', width: 1 },
      { is: 'date', format: 'yyyyMMdd', width: 8 },
      { is: 'whole', of: 'debitAccount', width: 35 },
      { is: 'number', of: 'count', width: 5 },
      { is: 'amount', of: 'total', decimals: 2, mark: '.', width: 21 },
    ],
    detail: [
      { is: 'whole', of: 'account', width: 35 },
      { is: 'text', of: 'name', width: 40 },
      { is: 'text', of: 'address', width: 35, part: 0 },
      { is: 'text', of: 'address', width: 35, part: 1 },
      { is: 'text', of: 'address', width: 35, part: 2 },
      { is: 'literal', text: 'IDR', width: 3 },
      { is: 'amount', of: 'amount', decimals: 2, mark: '.', width: 21 },
      { is: 'text', of: 'remark', width: 140 },
      { is: 'whole', of: 'reference', width: 19 },
      { is: 'whole', of: 'service', width: 3 },
      { is: 'whole', of: 'bankCode', width: 12 },
      { is: 'text', of: 'bankName', width: 100 },
    ],
    trailer: null,
    services: { INTRABANK: 'IBU', SKN: 'LBU', RTGS: 'RBU', ONLINE: 'OBU', BIFAST: 'BAU' },
    fileName: 'MCM_{date}_{batch}.csv',
    maxPayments: 99_999,
    maxAmount: null,
    result: {
      delimiter: ',',
      headLines: 1,
      columns: { reference: 8, status: 12, amount: 6, reason: 13, bankReference: 14 },
      statuses: {
        SUCCESS: 'SUCCESS',
        SUCCEED: 'SUCCESS',
        FAILED: 'FAILED',
        REJECTED: 'FAILED',
        PROCESSING: 'PENDING',
        'WAITING FOR APPROVAL': 'PENDING',
      },
    },
  },
];
