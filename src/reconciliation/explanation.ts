/** The decision on one line, by the platform itself: what explains it now, or for whom it waits. */
import type { Decided } from '../journal/command.ts';
import { type Decision, joined, type Refusal, refuse, type Transfer } from '../kernel/decision.ts';
import { account } from '../ledger/accounts.ts';
import type { Instruction } from '../payment/instruction.ts';
import { instructionById } from '../payment/payment.store.ts';
import { reconcileTransfer } from '../payment/postings.ts';
import { cameBack, type Moment } from '../payment/step.ts';
import { reconciled } from '../payment/transfer.ts';
import { holidaySet, rulesOn } from '../regulation/rules.ts';
import type { Finding } from './deps.ts';
import { candidatesOf, type Facts } from './facts.ts';
import { amountKey } from './keys.ts';
import {
  bankDay,
  type Explained,
  type IncidentKind,
  type LineClass,
  type LineStatus,
  lineRow,
  type StatementRow,
} from './line.ts';
import { certain, suggest } from './match.ts';
import { compareNames } from './names.ts';
import { belongs, counterOf, released } from './postings.ts';
import { incidentOf, linesOfPayment, paymentByReference, settledOnce } from './reconciliation.store.ts';
import { kindOfRemark, ourReferences } from './remark.ts';
import { type Ordered, type Verdict, verdictOn } from './verdict.ts';

const SEN = 100n;

export type ExplainResponse = { readonly incident: string | null };
type Answer = Decided<ExplainResponse> | Refusal;

/** `moved_on` when nothing is to be written: it is explained already, or nothing has changed. */
export async function explaining(
  deps: Finding,
  facts: Facts,
  line: StatementRow | null,
  moment: Moment,
): Promise<Answer> {
  if (!line || line.status === 'EXPLAINED') return refuse('moved_on');
  const references = ourReferences([line.remark, ...line.references].join(' '));
  for (const reference of references) {
    const payment = await paymentByReference(deps.db, deps.codec, reference, line.satkerId);
    if (payment) return byPayment(deps, line, payment, 'REFERENCE', moment);
  }
  if (references.length > 0 && line.direction === 'DEBIT') return noted(line, 'UNKNOWN_REFERENCE', null, moment);
  return (await byCandidate(deps, facts, line, moment)) ?? byWords(line, moment);
}

async function byCandidate(deps: Finding, facts: Facts, line: StatementRow, moment: Moment): Promise<Answer | null> {
  const found = certain(suggest(line, await candidatesOf(facts), { holidays: holidaySet(), compare: compareNames }));
  if (!found) return null;
  const { candidate, basis } = found;
  if (candidate.kind === 'PAYMENT') {
    const payment = await instructionById(deps.db, deps.codec, candidate.id);
    return payment && byPayment(deps, line, payment, basis, moment);
  }
  return byExpected(deps, line, candidate.id, basis, moment);
}

/** Rupiah up to which charges, and what only its words call interest (flowers are `bunga` too), are explained without a person. */
const mostByWords = (line: StatementRow): bigint => rulesOn('APBN', bankDay(line.at)).get('statement.fee.max');

/** A charge, its tax or interest, by the bank's code or its words; larger ones are for a person. */
function byWords(line: StatementRow, moment: Moment): Answer {
  const coded = line.kind !== null && line.kind !== 'OTHER';
  const kind = coded ? line.kind : kindOfRemark(line.remark, line.direction);
  const most = mostByWords(line);
  const isCharge = line.direction === 'DEBIT' && (kind === 'FEE' || kind === 'TAX') && -line.posted <= most;
  const isInterest = line.direction === 'CREDIT' && kind === 'INTEREST' && (coded || line.posted <= most);
  if (!line.reversal && (isCharge || isInterest))
    return explainedBy(line, kind as LineClass, { basis: 'WORDS' }, moment);
  return stands(line, 'OPEN', null, line.instructionId, moment);
}

/** What the line means for the payment, as both stand now. */
export async function meaningOf(finding: Finding, line: StatementRow, payment: Instruction): Promise<Meaning> {
  const ordered = await orderedOf(finding, payment, line.id);
  if (isAskedBack(line, payment) && ordered.credits === 0) return { kind: 'explained', class: 'RETURN', toFund: true };
  return verdictOn(line, ordered);
}

type Meaning = Verdict & { readonly toFund?: boolean };

const PAID: readonly Instruction['state'][] = ['SETTLED', 'RECONCILED'];

/** What was overpaid or billed twice is no debt when it comes back: it fills the petty cash again. */
function isAskedBack(line: StatementRow, { state, returnAsked, net }: Instruction): boolean {
  if (!returnAsked || line.direction !== 'CREDIT' || !PAID.includes(state)) return false;
  return line.sen === returnAsked.amount * SEN && (returnAsked.kind !== 'WRONG_ACCOUNT' || returnAsked.amount < net);
}

async function orderedOf(deps: Finding, payment: Instruction, exceptLine: string): Promise<Ordered> {
  const { debits, credits } = await linesOfPayment(deps.db, payment.id, exceptLine);
  const once = payment.state === 'RETURNED' && (await settledOnce(deps.db, payment.id));
  return {
    id: payment.id,
    rail: payment.rail,
    state: payment.state,
    net: payment.net,
    settledOnce: once,
    debits,
    credits,
  };
}

async function byPayment(
  deps: Finding,
  line: StatementRow,
  payment: Instruction,
  basis: string,
  moment: Moment,
): Promise<Answer> {
  if (line.direction === 'CREDIT') {
    const key = amountKey(deps.keyed, line.bookId, 'DEBIT', line.sen);
    const wrong = await incidentOf(deps.db, deps.codec, payment.id, key);
    if (wrong) return undoing(line, wrong, payment, moment);
  }
  const verdict = await meaningOf(deps, line, payment);
  switch (verdict.kind) {
    case 'wait':
      return stands(line, 'WAITING', null, payment.id, moment);
    case 'open':
      return stands(line, 'OPEN', null, payment.id, moment);
    case 'incident':
      return noted(line, verdict.incident, payment.id, moment);
    case 'explained': {
      const isCharge = verdict.class === 'FEE' || verdict.class === 'TAX';
      if (isCharge && -line.posted > mostByWords(line)) return noted(line, 'OTHER_AMOUNT', payment.id, moment);
      const answer = await explainedByPayment(deps, line, payment, { ...verdict, basis }, moment);
      // What was paid cannot take it back, as a deposit to the State: people say what the line is.
      return 'code' in answer && answer.code !== 'moved_on' ? stands(line, 'OPEN', null, payment.id, moment) : answer;
    }
  }
}

interface How {
  readonly basis: string;
  readonly by?: Explained['by'];
  readonly reason?: string;
}

/** The line is about this payment: what it does to the payment and to the ledger. */
export async function explainedByPayment(
  deps: Finding,
  line: StatementRow,
  payment: Instruction,
  how: How & { readonly class: LineClass; readonly toFund?: boolean },
  moment: Moment,
): Promise<Answer> {
  const subject = { kind: 'PAYMENT', id: payment.id, title: `${payment.orderNumber} ${payment.vendorName}` };
  const { basis, by, reason } = how;
  const own = {
    basis,
    ...(by ? { by } : {}),
    ...(reason === undefined ? {} : { reason }),
    subject,
    instructionId: payment.id,
  };
  if (how.toFund === true) {
    const moves = belongs(moment.cause, line, account('up.fund', line.satkerId));
    return explainedBy(line, 'RETURN', { ...own, moves }, moment);
  }
  if (how.class === 'PAYMENT') {
    if (payment.state !== 'SETTLED') {
      const moves = [reconcileTransfer(moment.cause, line.satkerId, payment.net)];
      return explainedBy(line, 'PAYMENT', { ...own, moves }, moment);
    }
    return together(explainedBy(line, 'PAYMENT', { ...own, told: true }, moment), reconciled(payment, moment), null);
  }
  const explained = explainedBy(
    line,
    how.class,
    { ...own, told: how.class === 'RETURN' && payment.state !== 'RETURNED' },
    moment,
  );
  if (how.class !== 'RETURN' || payment.state === 'RETURNED') return explained;
  const loaded = await deps.subjects[payment.purpose](deps.db, deps.codec, payment);
  if (!loaded) return refuse('not_found');
  return together(explained, cameBack(payment, loaded, line.remark.slice(0, 200), moment), payment.vendorId);
}

function together(answer: Answer, other: Decision | Refusal, vendorId: string | null): Answer {
  if ('code' in answer) return answer;
  if (!other.ok) return other;
  return { ...answer, decision: joined(answer.decision, other), parties: { ...answer.parties, vendorId } };
}

/** An expected credit has come; whoever waits for it is asked again, since it may have come before. */
export async function byExpected(
  deps: Finding,
  line: StatementRow,
  name: string,
  basis: string,
  moment: Moment,
  how: Omit<How, 'basis'> = {},
): Promise<Answer> {
  const lists = await Promise.all(deps.expected.map((load) => load(deps.db, deps.codec, line.satkerId)));
  const expected = lists.flat().find((one) => `${one.kind}:${one.id}` === name);
  if (!expected) return refuse('moved_on');
  const told = expected.tell(line.id, moment);
  if (!told.ok) return told;
  if (cashIn(told.transfers) !== line.posted)
    throw new Error(`${expected.kind} ${expected.id} posts another amount than the line ${line.id}`);
  const subject = { kind: expected.kind, id: expected.id, title: expected.title };
  const explained = explainedBy(line, 'EXPECTED', { ...how, basis, subject, told: true }, moment);
  return 'code' in explained ? explained : { ...explained, decision: joined(explained.decision, told) };
}

const cashIn = (transfers: readonly Transfer[]): bigint =>
  transfers.reduce((sum, one) => {
    if (one.kind !== 'move') return sum;
    if (one.debit.kind === 'bank.cash') return sum + one.amount;
    return one.credit.kind === 'bank.cash' ? sum - one.amount : sum;
  }, 0n);

/** What the bank debited without order it has given back: the two lines explain each other, and both leave the work list. */
function undoing(line: StatementRow, wrong: StatementRow, payment: Instruction, moment: Moment): Answer {
  const subject = { kind: 'PAYMENT', id: payment.id, title: payment.orderNumber };
  const of = (one: StatementRow, other: StatementRow, label: string) =>
    explainedBy(
      one,
      'REVERSAL',
      { basis: 'REVERSAL', reason: other.remark, subject, instructionId: payment.id, label, moves: [] },
      moment,
    );
  const [first, second] = [of(line, wrong, 'credit'), of(wrong, line, 'debit')];
  if ('code' in first || 'code' in second) return refuse('moved_on');
  return { ...first, decision: joined(first.decision, second.decision) };
}

/** Two lines that undo each other come to nothing there; what is to be returned is nobody's money until it is. */
export const staysInSuspense = (kind: LineClass): boolean => kind === 'REVERSAL' || kind === 'TO_RETURN';

interface Explaining extends How {
  readonly subject?: Explained['subject'];
  readonly instructionId?: string;
  /** What posts it, when no class says so. */
  readonly moves?: readonly Transfer[];
  readonly told?: boolean;
  readonly label?: string;
}

/** The line leaves suspense. */
export function explainedBy(line: StatementRow, kind: LineClass, how: Explaining, moment: Moment): Answer {
  const cause = how.label === undefined ? moment.cause : `${moment.cause}:${how.label}`;
  const counter = counterOf(kind, line.satkerId);
  const moves = how.moves ?? (counter ? belongs(cause, line, counter) : []);
  const release = staysInSuspense(kind) ? [] : released(cause, line);
  const explained: Explained = {
    by: how.by ?? 'SYSTEM',
    at: moment.now.toISOString(),
    basis: how.basis,
    reason: how.reason ?? '',
    moves,
    told: how.told ?? false,
    subject: how.subject ?? null,
  };
  const next: StatementRow = {
    ...line,
    status: 'EXPLAINED',
    class: kind,
    instructionId: how.instructionId ?? line.instructionId,
    explained,
  };
  return {
    decision: {
      ok: true,
      events: [
        {
          type: 'statement.explained',
          aggregate: 'statement',
          aggregateId: line.id,
          payload: { class: kind, basis: how.basis, reason: explained.reason, instructionId: next.instructionId },
        },
      ],
      rows: [lineRow(next, line.version)],
      transfers: [...release, ...moves],
      jobs: [],
    },
    parties: { satkerId: line.satkerId, vendorId: null },
    response: { incident: null },
  };
}

/** Something that nobody ordered: kept in suspense, the payment is not touched, people are told. */
const noted = (line: StatementRow, kind: IncidentKind, instructionId: string | null, moment: Moment): Answer =>
  stands(line, 'OPEN', kind, instructionId, moment);

/** Not explained: it waits for the bank's word, or for a person. Writes nothing when it stood so before. */
function stands(
  line: StatementRow,
  status: Extract<LineStatus, 'WAITING' | 'OPEN'>,
  incident: IncidentKind | null,
  instructionId: string | null,
  moment: Moment,
): Answer {
  if (line.status === status && line.incident === incident && line.instructionId === instructionId)
    return refuse('moved_on');
  const type =
    incident === null ? (status === 'WAITING' ? 'statement.waits' : 'statement.unmatched') : 'statement.incident';
  return {
    decision: {
      ok: true,
      events: [
        {
          type,
          aggregate: 'statement',
          aggregateId: line.id,
          payload: {
            direction: line.direction,
            sen: line.sen,
            remark: line.remark,
            at: line.at,
            incident,
            instructionId,
            now: moment.now.toISOString(),
          },
        },
      ],
      rows: [lineRow({ ...line, status, incident, instructionId }, line.version)],
      transfers: [],
      jobs: [],
    },
    parties: { satkerId: line.satkerId, vendorId: null },
    response: { incident },
  };
}
