/** What reading statements and explaining their lines stand on. */
import type { Codec } from '../journal/codec.ts';
import type { Door } from '../journal/command.ts';
import type { AccountIds } from '../ledger/accounts.ts';
import type { TransferRail } from '../payment/rails/port.ts';
import type { Subjects } from '../payment/subject.ts';
import type { Queryable } from '../platform/database.ts';
import type { CodeCheck } from '../purchasing/step-up.ts';
import type { ExpectedLoader } from './expected.ts';

/** To keep lines. */
export interface BookDeps extends Door {
  readonly ids: AccountIds;
  readonly clock: () => Date;
}

/** What it takes to find what explains a line: read as `work`, or as the person who asks. */
export interface Finding {
  readonly db: Queryable;
  readonly codec: Codec;
  readonly keyed: (text: string) => string;
  readonly subjects: Subjects;
  /** Who expects money on the account, one loader per room. */
  readonly expected: readonly ExpectedLoader[];
}

/** To write what explains them. */
export interface ExplainDeps extends BookDeps, Pick<Finding, 'subjects' | 'expected'> {}

export const findingBy = ({ codec, committer, subjects, expected }: ExplainDeps, db: Queryable): Finding => ({
  db,
  codec,
  keyed: committer.keyed,
  subjects,
  expected,
});

/** To read them from the bank. */
export interface ReadDeps extends ExplainDeps {
  readonly transferRail: (bankCode: string) => Pick<TransferRail, 'statement' | 'balance'>;
}

/** To answer people. */
export interface ReconciliationDeps extends ExplainDeps {
  readonly verifyCode: CodeCheck;
}
