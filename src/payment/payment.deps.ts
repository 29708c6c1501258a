/** What the jobs of payments stand on. */
import type { Door } from '../journal/command.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { BankLink } from './rails/circuit-link.ts';
import type { CardBillRail, CardRail, MpnRail, QrRail, TransferRail } from './rails/port.ts';
import type { BankProfile } from './rails/profiles/profile.ts';
import type { Subjects } from './subject.ts';

export interface PaymentJobDeps extends Door {
  readonly ids: AccountIds;
  readonly clock: () => Date;
  /** In [0, 1): spreads those who wait. */
  readonly random: () => number;
  readonly transferRail: (bankCode: string) => TransferRail;
  /** How the paying bank deviates; the standard unless told. */
  readonly profileOf?: (bankCode: string) => BankProfile;
  /** Codes that a bank books as one house. */
  readonly houseOf?: (bankCode: string) => readonly string[];
  /** What payments are for, by purpose. */
  readonly subjects: Subjects;
  readonly mpnRail: (bankCode: string) => MpnRail;
  readonly cardRail: (bankCode: string) => CardRail;
  readonly qrRail: (bankCode: string) => QrRail;
  readonly cardBillRail: (bankCode: string) => CardBillRail;
  /** The connection to a bank: whether anything may leave now. */
  readonly link: (bankCode: string) => Pick<BankLink, 'enter'>;
  /** Where the bank sends the holder's browser back to. */
  readonly publicUrl: string;
  /** An unknown reference is believed not to exist only after this time. */
  readonly graceMs: number;
}
