/** What a statement file says, in the order in which it says it; the same for MT940/942 and camt.053/054. */

export type StatementFormat = 'MT940' | 'MT942' | 'CAMT053' | 'CAMT054';

/** Statements of the day's end post; reports within the day and single advices tell the same movements earlier. */
export const POSTS: { readonly [format in StatementFormat]: boolean } = {
  MT940: true,
  MT942: false,
  CAMT053: true,
  CAMT054: false,
};

export type LineKind = 'TRANSFER' | 'FEE' | 'TAX' | 'INTEREST' | 'RETURN' | 'OTHER';
export type Direction = 'CREDIT' | 'DEBIT';

export interface Counterparty {
  readonly name: string | null;
  readonly accountNo: string | null;
  /** BIC or clearing code, as the file has it. */
  readonly bankCode: string | null;
}

export interface FileLine {
  /** Line of the file on which the movement begins, from 1. */
  readonly lineNo: number;
  /** The bank's own id of the movement; null when the file gives none. */
  readonly transactionId: string | null;
  /** `yyyy-MM-dd`, or ISO 8601 with zone when the file tells the time. */
  readonly bookedAt: string;
  readonly direction: Direction;
  /** Hundredths of a rupiah, positive. */
  readonly sen: bigint;
  readonly remark: string;
  readonly references: readonly string[];
  /** The bank takes back a movement of its own; `direction` is where the money goes now. */
  readonly reversal: boolean;
  readonly kind: LineKind;
  readonly counterparty: Counterparty | null;
  /** Balance after this line in sen; null where the file has no opening balance. */
  readonly after: bigint | null;
  /** Why a person must look at it. */
  readonly note: LineNote | null;
}

/** The details of a batch do not add up to its entry, so they are not believed. */
export type LineNote = 'DETAILS_DO_NOT_ADD_UP';

/** Sen are negative when the account is overdrawn; `on` is `yyyy-MM-dd`. */
export interface Balance {
  readonly on: string;
  readonly sen: bigint;
}

export type FileEvent =
  | {
      readonly kind: 'statement';
      /** Where it begins, from 1. */
      readonly lineNo: number;
      readonly format: StatementFormat;
      readonly accountNo: string;
      readonly reference: string;
      readonly sequence: string | null;
      readonly opening: Balance | null;
    }
  | { readonly kind: 'line'; readonly line: FileLine }
  | { readonly kind: 'end'; readonly closing: Balance | null };

/** Longer than the schemas and the handbook allow; banks that write more are cut, not believed. */
const MAX_TEXT = 140;
const MAX_REMARK = 1_000;
const MAX_REFERENCES = 50;

export const shortened = (text: string, max = MAX_TEXT): string => (text.length > max ? text.slice(0, max) : text);

/** A line whose texts no file can make large. */
export function bounded(line: FileLine): FileLine {
  const { transactionId, references, counterparty } = line;
  return {
    ...line,
    transactionId: transactionId && shortened(transactionId),
    remark: shortened(line.remark, MAX_REMARK),
    references: references.slice(0, MAX_REFERENCES).map((one) => shortened(one)),
    counterparty: counterparty && {
      name: counterparty.name && shortened(counterparty.name),
      accountNo: counterparty.accountNo && shortened(counterparty.accountNo),
      bankCode: counterparty.bankCode && shortened(counterparty.bankCode),
    },
  };
}

/** What goes up (credit) or down (debit) on the account, in sen. */
export const signed = (direction: Direction, sen: bigint): bigint => (direction === 'CREDIT' ? sen : -sen);
