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
  let looked: Sorted | null = await sortOut(deps, seen, source, lines);
  if (change(seen) === seen && looked.fresh.length + looked.claimed.length === 0)
    return { kept: 0, known: lines.length };
  const command = {
    key: derivedId(`statement.take:${bookId}:${seen.version}`, request),
    request,
    actor: systemActor,
    at,
  };
  const outcome = await runCommand(deps, command, async () => {
    const book = await bookById(deps.pool, deps.codec, bookId);
    if (!book) return refuse('not_found');
    // What was just found holds while the book has not moved. Once: a conflict may be about a line that is told elsewhere too.
    const sorted = looked && book.version === seen.version ? looked : await sortOut(deps, book, source, lines);
    looked = null;
    const { decision, response } = taking(deps, book, change, source, sorted, at);
    return { decision, parties: { satkerId: book.satkerId, vendorId: null }, response };
  });
  if (isRefusal(outcome)) throw new Error(`statement of ${bookId}: ${outcome.code}`);
  return outcome;
}

interface Keys {
  readonly alike: string;
  readonly balanceKey: string | null;
}

interface Sorted {
  readonly fresh: readonly { readonly line: ToldLine; readonly keys: Keys }[];
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
  const keys = strange.map(
    (line): Keys => ({
      alike: alikeKey(keyed, book.id, line),
      balanceKey: balanceKey(keyed, book.id, line),
    }),
  );
  const others = new Set(
    await alikeFrom(
      deps.pool,
      deps.codec,
      source,
      keys.map(({ alike }) => alike),
      keys.flatMap((one) => one.balanceKey ?? []),
    ),
  );
  const claimed: { kept: StatementRow; as: string }[] = [];
  const fresh: Sorted['fresh'][number][] = [];
  const claim = (line: ToldLine, which: (row: StatementRow) => boolean): boolean => {
    const kept = [...others].find(which);
    if (!kept) return false;
    others.delete(kept);
    claimed.push({ kept, as: line.id });
    return true;
  };
  // The balance proves it whatever the words; otherwise the n-th of equal lines here is the n-th of them there.
  const byBalance = strange.map((line, i) =>
    claim(line, (row) => row.balanceKey !== null && row.balanceKey === keys[i]?.balanceKey),
  );
  strange.forEach((line, i) => {
    const own = keys[i];
    if (!own || byBalance[i] || claim(line, (row) => row.alike === own.alike)) return;
    if (!mayBeBefore(book, source, line)) fresh.push({ line, keys: own });
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
  for (const { line, keys } of fresh) {
    const next = withLine(book, line);
    book = next.book;
    const row = rowOf(deps, book, source, line, { ...keys, posted: next.posted, period: next.period, at });
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
          payload: { source, ...response, alsoTold: claimed.length, lines: fresh.map(({ line }) => line.id) },
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
  own: Keys & { readonly posted: bigint; readonly period: string; readonly at: Date },
): StatementRow {
  const { alike, posted, period, at } = own;
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
    alike,
    balanceKey: own.balanceKey,
    amountKey: amountKey(deps.committer.keyed, book.id, line.direction, line.sen),
    posted,
    takenAt: at.toISOString(),
    explained: null,
    undone: [],
  };
}
