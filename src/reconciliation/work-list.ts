/** What people do with lines that the platform could not explain, and how that is taken back. */
import type { Decided } from '../journal/command.ts';
import { type Decision, type Refusal, refuse } from '../kernel/decision.ts';
import { instructionById } from '../payment/payment.store.ts';
import type { Moment } from '../payment/step.ts';
import { type Book, bookRow } from './book.ts';
import type { Finding } from './deps.ts';
import {
  byExpected,
  type ExplainResponse,
  explainedBy,
  explainedByPayment,
  meaningOf,
  staysInSuspense,
} from './explanation.ts';
import { type Explained, lineRow, type StatementRow } from './line.ts';
import { reversed, suspended } from './postings.ts';

type Answer = Decided<ExplainResponse> | Refusal;

/** Classes that a person may choose, and on which direction. */
export const CHOICES: Readonly<
  Record<'FEE' | 'TAX' | 'INTEREST' | 'RETURN' | 'CORRECTION' | 'TO_RETURN', readonly ('CREDIT' | 'DEBIT')[]>
> = {
  FEE: ['DEBIT', 'CREDIT'],
  TAX: ['DEBIT', 'CREDIT'],
  INTEREST: ['CREDIT', 'DEBIT'],
  /** Money that was asked back from a payee. */
  RETURN: ['CREDIT'],
  /** The bank has made an error, or taken one back. */
  CORRECTION: ['DEBIT', 'CREDIT'],
  /** Not the satker's money: stays in suspense until it is given back. */
  TO_RETURN: ['CREDIT', 'DEBIT'],
};
export type Choice = keyof typeof CHOICES;

export interface ByPerson {
  readonly by: Exclude<Explained['by'], 'SYSTEM'>;
  readonly reason: string;
}

const isOpen = (line: StatementRow): boolean => line.status === 'OPEN';

export function classify(line: StatementRow, choice: Choice, { by, reason }: ByPerson, moment: Moment): Answer {
  if (!isOpen(line)) return refuse('line_explained');
  if (!CHOICES[choice].includes(line.direction)) return refuse('line_class_unfit');
  return explainedBy(line, choice, { basis: 'PERSON', by, reason }, moment);
}

/** A person says which payment it is: what the line means for it follows from how both stand, as for the platform itself. */
export async function matchPayment(
  finding: Finding,
  line: StatementRow,
  paymentId: string,
  { by, reason }: ByPerson,
  moment: Moment,
): Promise<Answer> {
  if (!isOpen(line)) return refuse('line_explained');
  const payment = await instructionById(finding.db, finding.codec, paymentId);
  if (!payment || payment.satkerId !== line.satkerId) return refuse('not_found');
  const verdict = await meaningOf(finding, line, payment);
  if (verdict.kind !== 'explained') return refuse('line_match_unfit');
  return explainedByPayment(finding, line, payment, { ...verdict, basis: 'PERSON', by, reason }, moment);
}

export async function matchExpected(
  finding: Finding,
  line: StatementRow,
  name: string,
  { by, reason }: ByPerson,
  moment: Moment,
): Promise<Answer> {
  if (!isOpen(line)) return refuse('line_explained');
  const lists = await Promise.all(finding.expected.map((load) => load(finding.db, finding.codec, line.satkerId)));
  const one = lists.flat().find(({ kind, id }) => `${kind}:${id}` === name);
  const { direction = 'CREDIT', amount = 0n } = one ?? {};
  if (!one || line.direction !== direction || line.posted !== (direction === 'CREDIT' ? amount : -amount))
    return refuse('line_match_unfit');
  const answer = await byExpected(finding, line, name, 'PERSON', moment, { by, reason });
  return 'code' in answer && answer.code === 'moved_on' ? refuse('line_match_unfit') : answer;
}

/** Whether an explanation can be taken back here: not what another room was told, nor of a month that is closed. */
export const mayUndo = (
  { status, explained, period, class: of }: StatementRow,
  book: Pick<Book, 'closedThrough'>,
): boolean =>
  status === 'EXPLAINED' &&
  explained !== null &&
  !explained.told &&
  of !== 'REVERSAL' &&
  of !== 'PAYMENT' &&
  (book.closedThrough === null || period > book.closedThrough);

export function undo(line: StatementRow, book: Book, { by, reason }: ByPerson, moment: Moment): Decision | Refusal {
  if (!mayUndo(line, book) || line.explained === null || line.class === null) return refuse('line_not_undoable');
  const taken = line.explained;
  const back = staysInSuspense(line.class) ? [] : suspended(moment.cause, line);
  return {
    ok: true,
    events: [
      {
        type: 'statement.undone',
        aggregate: 'statement',
        aggregateId: line.id,
        payload: { class: line.class, by: by.personId, reason },
      },
    ],
    rows: [
      lineRow({ ...line, status: 'OPEN', class: null, explained: null, undone: [...line.undone, taken] }, line.version),
      // Nobody closes the month meanwhile.
      bookRow(book, book.version),
    ],
    transfers: [...reversed(moment.cause, taken.moves), ...back],
    jobs: [],
  };
}
