/** What the jobs of payments stand on. */
import type { Door } from '../journal/command.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { CardRail, TransferRail } from './rails/port.ts';
import type { Subjects } from './subject.ts';

export interface PaymentJobDeps extends Door {
  readonly ids: AccountIds;
  readonly clock: () => Date;
  readonly transferRail: (bankCode: string) => TransferRail;
  /** What payments are for, by purpose. */
  readonly subjects: Subjects;
  readonly cardRail: (bankCode: string) => CardRail;
  /** Where the bank sends the holder's browser back to. */
  readonly publicUrl: string;
  /** An unknown reference is believed not to exist only after this time. */
  readonly graceMs: number;
}
