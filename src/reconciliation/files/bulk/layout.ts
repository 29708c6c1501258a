/**
 * Bulk files for banks' CMS portals, described as data: a treasurer uploads them by hand where no interface is agreed. A layout says
 * which records there are, what stands in each field and how; `write.ts` and `read.ts` know no bank.
 */
import type { PainChannel, PainPayment } from '../pain001.ts';

export type BulkChannel = PainChannel;

export interface BulkPayment {
  /** Our reference; it comes back in the result file. Never cut. */
  readonly reference: string;
  /** Whole rupiah, positive. */
  readonly amount: bigint;
  readonly channel: BulkChannel;
  readonly payee: Pick<PainPayment['creditor'], 'name' | 'accountNo' | 'bankCode'> & {
    readonly bankName: string;
    readonly address?: string;
  };
  readonly remark: string;
}

export interface BulkBatch {
  readonly debit: { readonly accountNo: string; readonly name: string };
  /** `yyyy-MM-dd`. */
  readonly executeOn: string;
  readonly batchNo: string;
  readonly payments: readonly BulkPayment[];
}

/** Texts that may be cut to the width of their field, and those that may not: half an account number is another account. */
export type CutText = 'name' | 'address' | 'remark' | 'bankName' | 'debitName';
export type WholeText = 'account' | 'reference' | 'bankCode' | 'service' | 'debitAccount' | 'batchNo';

export type DateFormat = 'yyyyMMdd' | 'yyMMdd' | 'ddMMyyyy' | 'dd/MM/yyyy' | 'yyyy-MM-dd';

export type BulkField =
  | { readonly is: 'literal'; readonly text: string; readonly width: number }
  /** `part` takes the n-th piece of `width` characters, for an address of several fields. */
  | { readonly is: 'text'; readonly of: CutText; readonly width: number; readonly part?: number }
  | { readonly is: 'whole'; readonly of: WholeText; readonly width: number }
  | { readonly is: 'date'; readonly format: DateFormat; readonly width: number }
  /** `mark` stands before the decimals; an empty one implies them. */
  | {
      readonly is: 'amount';
      readonly of: 'amount' | 'total';
      readonly decimals: 0 | 2;
      readonly mark: '.' | ',' | '';
      readonly width: number;
    }
  | { readonly is: 'number'; readonly of: 'count' | 'sequence'; readonly width: number; readonly padded?: boolean };

export interface BulkLayout {
  readonly id: string;
  /** Three digits. */
  readonly bankCode: string;
  /** How a person knows the file. */
  readonly title: string;
  /** Fixed: each field fills its width, numbers from the left with zeros, texts from the right with spaces. */
  readonly form: { readonly kind: 'delimited'; readonly delimiter: ',' | ';' | '|' } | { readonly kind: 'fixed' };
  readonly eol: '\r\n' | '\n';
  readonly header: readonly BulkField[] | null;
  readonly detail: readonly BulkField[];
  readonly trailer: readonly BulkField[] | null;
  /** The bank's code for each channel; a channel that is not here does not go into this file. */
  readonly services: { readonly [channel in BulkChannel]?: string };
  /** `{date}` as yyyyMMdd, `{batch}`. */
  readonly fileName: string;
  readonly maxPayments: number;
  /** Whole rupiah of one payment. */
  readonly maxAmount: bigint | null;
  readonly result: ResultLayout;
}

/** Where in the bank's result file what stands; columns count from 0. */
export interface ResultLayout {
  readonly delimiter: ',' | ';' | '|' | '\t';
  /** Lines before the first result. */
  readonly headLines: number;
  readonly columns: {
    readonly reference: number;
    readonly status: number;
    readonly amount?: number;
    readonly reason?: number;
    readonly bankReference?: number;
  };
  /** In upper case. What is not here is asked about. */
  readonly statuses: { readonly [status: string]: 'SUCCESS' | 'FAILED' | 'PENDING' | undefined };
}
