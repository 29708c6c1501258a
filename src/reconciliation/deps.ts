/** What reading statements and explaining their lines stand on. */
import type { Door } from '../journal/command.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { TransferRail } from '../payment/rails/port.ts';
import type { Subjects } from '../payment/subject.ts';
import type { ExpectedLoader } from './expected.ts';

/** To keep lines. */
export interface BookDeps extends Door {
  readonly ids: AccountIds;
  readonly clock: () => Date;
}

/** To find what explains them. */
export interface ExplainDeps extends BookDeps {
  readonly subjects: Subjects;
  /** Who expects money on the account, one loader per room. */
  readonly expected: readonly ExpectedLoader[];
}

/** To read them from the bank. */
export interface ReadDeps extends ExplainDeps {
  readonly transferRail: (bankCode: string) => Pick<TransferRail, 'statement' | 'balance'>;
}
