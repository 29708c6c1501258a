/**
 * Keeps lines: each once, posted once, whatever tells it and how often. The money moves between `bank.cash` and `bank.suspense`;
 * what explains it is found afterwards (`explain.ts`).
 */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { type Decision, isRefusal, type RowWrite, refuse, type Transfer } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { type Book, bookRow, takenMove, withLine } from './book.ts';
import type { BookDeps } from './deps.ts';
import { alikeKey, amountKey, balanceKey } from './keys.ts';
import { bankDay, lineRow, type Source, type StatementRow, type ToldLine } from './line.ts';
import { alikeFrom, bookById, type Known, knownOf } from './reconciliation.store.ts';

/** Lines of one commit. */
export const BATCH = 500;

export interface Taken {
  /** New ones, posted. */
  readonly kept: number;
  /** Known ones, by their id or because the other source told them. */
  readonly known: number;
}

/** What else of the book changes in the same commit: how far it is read. Answers the same object when nothing does. */
type BookChange = (book: Book) => Book;

/** At most `BATCH` lines of one account, in the bank's order. Idempotent: known lines change nothing. */
export async function takeLines(
  deps: BookDeps,
  bookId: string,
  source: Source,
  lines: readonly ToldLine[],
  change: BookChange = (book) => book,
): Promise<Taken> {
  const at = deps.clock();
  const request = `${source}\n${lines.map(({ id }) => id).join('\n')}`;
  const seen = await bookById(deps.pool, deps.codec, bookId);
  if (!seen) throw new Error(`no book ${bookId}`);
  if (change(seen) === seen && (await nothingNew(deps, seen, source, lines))) return { kept: 0, known: lines.length };
  const command = {
    key: derivedId(`statement.take:${bookId}:${seen.version}`, request),
    request,
    actor: systemActor,
    at,
  };
  const outcome = await runCommand(deps, command, async () => {
    const book = await bookById(deps.pool, deps.codec, bookId);
    if (!book) return refuse('not_found');
    const sorted = await sortOut(deps, book, source, lines);
    const { decision, response } = taking(deps, book, change, source, sorted, at);
    return { decision, parties: { satkerId: book.satkerId, vendorId: null }, response };
  });
  if (isRefusal(outcome)) throw new Error(`statement of ${bookId}: ${outcome.code}`);
  return outcome;
}

async function nothingNew(deps: BookDeps, book: Book, source: Source, lines: readonly ToldLine[]): Promise<boolean> {
  const { fresh, claimed } = await sortOut(deps, book, source, lines);
  return fresh.length === 0 && claimed.length === 0;
}

interface Sorted {
  readonly fresh: readonly ToldLine[];
  /** Kept lines that are told here under another id. */
  readonly claimed: readonly { readonly kept: StatementRow; readonly as: string }[];
  readonly old: Known['old'];
  readonly known: number;
}

async function sortOut(deps: BookDeps, book: Book, source: Source, lines: readonly ToldLine[]): Promise<Sorted> {
  const { ids, old } = await knownOf(
    deps.pool,
    lines.map(({ id }) => id),
  );
  const unique = new Map(lines.map((line) => [line.id, line]));
  const strange = [...unique.values()].filter((line) => !ids.has(line.id) && !isBefore(book, line));
  const keyed = deps.committer.keyed;
  const alike = strange.map((line) => alikeKey(keyed, book.id, line));
  const balances = strange.map((line) => balanceKey(keyed, book.id, line));
  const others = new Set(
    await alikeFrom(
      deps.pool,
      deps.codec,
      source,
      alike,
      balances.filter((one) => one !== null),
    ),
  );
  const claimed: { kept: StatementRow; as: string }[] = [];
  const fresh: ToldLine[] = [];
  const claim = (line: ToldLine, which: (row: StatementRow) => boolean): boolean => {
    const kept = [...others].find(which);
    if (!kept) return false;
    others.delete(kept);
    claimed.push({ kept, as: line.id });
    return true;
  };
  // The balance proves it whatever the words; otherwise the n-th of equal lines here is the n-th of them there.
  const byBalance = strange.map((line, i) =>
    claim(line, (row) => row.balanceKey !== null && row.balanceKey === balances[i]),
  );
  strange.forEach((line, i) => {
    if (byBalance[i] || claim(line, (row) => row.alike === alike[i])) return;
    if (!mayBeBefore(book, source, line)) fresh.push(line);
  });
  return { fresh, claimed, old, known: lines.length - fresh.length };
}

/** Booked before the platform took the account over: the opening balance has it. */
function isBefore(book: Book, line: ToldLine): boolean {
  if (book.before.includes(line.id)) return true;
  const { at } = book.opened;
  return isDay(line.at) ? line.at < bankDay(at) : Date.parse(line.at) < Date.parse(at);
}

/** Of that very day a file tells no time: what the bank itself has not told since is from before. */
const mayBeBefore = (book: Book, source: Source, line: ToldLine): boolean =>
  source === 'FILE' &&
  isDay(line.at) &&
  line.at === bankDay(book.opened.at) &&
  book.readAt !== null &&
  book.trouble === null;

const DAY_LENGTH = 10;
const isDay = (at: string): boolean => at.length === DAY_LENGTH;

function taking(
  deps: BookDeps,
  start: Book,
  change: BookChange,
  source: Source,
  { fresh, claimed, old, known }: Sorted,
  at: Date,
): { readonly decision: Decision; readonly response: { readonly kept: number; readonly known: number } } {
  const rows: RowWrite[] = [];
  const transfers: Transfer[] = [];
  let book = start;
  for (const line of fresh) {
    const next = withLine(book, line);
    book = next.book;
    const row = rowOf(deps, book, source, line, { posted: next.posted, period: next.period, at });
    const earlier = old.get(line.id);
    // The version before this one matched it and posted it; what it did not match it did not post.
    const matched = earlier !== undefined && earlier.instructionId !== null;
    rows.push(lineRow(matched ? asMatched(row, earlier.instructionId) : row, earlier?.version ?? 0));
    if (!matched) transfers.push(...takenMove(line.id, book.satkerId, next.posted));
  }
  for (const { kept, as } of claimed) rows.push(lineRow({ ...kept, seenAs: as }, kept.version));
  rows.push(bookRow({ ...change(book), askedAt: at.toISOString() }, start.version));
  const response = { kept: fresh.length, known };
  return {
    decision: {
      ok: true,
      events: [
        {
          type: 'statement.read',
          aggregate: 'account',
          aggregateId: book.id,
          payload: { source, ...response, alsoTold: claimed.length, lines: fresh.map(({ id }) => id) },
        },
      ],
      rows,
      transfers,
      jobs: [],
    },
    response,
  };
}

const asMatched = (row: StatementRow, instructionId: string | null): StatementRow => ({
  ...row,
  status: 'EXPLAINED',
  class: 'PAYMENT',
  instructionId,
});

function rowOf(
  deps: BookDeps,
  book: Book,
  source: Source,
  line: ToldLine,
  { posted, period, at }: { readonly posted: bigint; readonly period: string; readonly at: Date },
): StatementRow {
  const { keyed } = deps.committer;
  return {
    ...line,
    version: 0,
    satkerId: book.satkerId,
    bookId: book.id,
    source,
    status: 'TAKEN',
    class: null,
    incident: null,
    instructionId: null,
    period,
    seenAs: null,
    alike: alikeKey(keyed, book.id, line),
    balanceKey: balanceKey(keyed, book.id, line),
    amountKey: amountKey(keyed, book.id, line.direction, line.sen),
    posted,
    takenAt: at.toISOString(),
    explained: null,
    undone: [],
  };
}
