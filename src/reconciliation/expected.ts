/**
 * Movements that a room of the platform waits for: petty cash from the State, returns, collections on a virtual account; and debits that
 * no instruction of the platform has made, as a deposit paid at a counter.
 */
import type { Codec } from '../journal/codec.ts';
import type { Decision, Refusal } from '../kernel/decision.ts';
import type { Moment } from '../payment/step.ts';
import type { Queryable } from '../platform/database.ts';

export type ExpectedKind = 'SP2D_UP' | 'SP2D_GUP' | 'SP2D_TUP' | 'SP2D_KKP' | 'RETURN' | 'REFUND' | 'VA' | 'DEPOSIT';

export interface ExpectedCredit {
  /** Of what waits in its own room; with the kind it names the credit. */
  readonly id: string;
  readonly kind: ExpectedKind;
  /** Absent: a credit. */
  readonly direction?: 'CREDIT' | 'DEBIT';
  /** Whole rupiah. */
  readonly amount: bigint;
  /** Words of the remark that prove it by themselves: the number of the SP2D, of a virtual account. */
  readonly references: readonly string[];
  /** In words, for the treasurer. */
  readonly title: string;
  /** Name of who pays, as far as known. */
  readonly payer: string | null;
  /** ISO date or moment before which it cannot have come. */
  readonly since: string;
  /**
   * What the room does when it has come. Its posting debits `bank.cash` (credits it, for a debit) by exactly `amount`, as if nothing stood
   * between: the line is released from `bank.suspense` in the same commit.
   */
  tell(lineId: string, moment: Moment): Decision | Refusal;
}

/** What a satker waits for now, as it stands in the database. */
export type ExpectedLoader = (db: Queryable, codec: Codec, satkerId: string) => Promise<ExpectedCredit[]>;
