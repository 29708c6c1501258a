/**
 * Reads the statement of a satker's account continuously (SNAP 14): from the last line up to which the bank's balances have no gap. A
 * line that the bank shows late breaks that chain, so it is looked for until it is there.
 */
import { satkerById } from '../organisation/organisation.store.ts';
import type { BankAccount, Satker } from '../organisation/satker.ts';
import type { StatementLine } from '../payment/rails/port.ts';
import { StatementUnavailable } from '../payment/rails/snap/statement.ts';
import { type Book, bookId, type Cursor, followChain, wholeRupiah, withChain } from './book.ts';
import type { ReadDeps } from './deps.ts';
import { lineId } from './keys.ts';
import type { ToldLine } from './line.ts';
import { openBook } from './opening.ts';
import { bookById, linesOfOldVersion, oldestSent } from './reconciliation.store.ts';
import { BATCH, takeLines } from './take.ts';

/** The bank's clock may differ from ours by so much. */
const SKEW_MS = 5 * 60_000;
/** Where a bank tells no balances, lines may be shown so much later than they were booked. */
const LATE_MS = 3_600_000;
/** So far back a first look goes for a line to begin from. */
const BACK_MS = 30 * 86_400_000;
/** One turn of one account; the next waits behind the accounts of others. */
const TURN_MS = 30_000;
/** A reading without news is written down only now and then: the journal is not for that. */
const MARK_MS = 30 * 60_000;

interface ReadOutcome {
  readonly kept: number;
  /** There is more, or something is missing: read again soon. */
  readonly more: boolean;
}

/** Null when the satker has no account here. Trouble at the bank is kept in the book, for people to see. */
export async function readStatement(deps: ReadDeps, satkerId: string): Promise<ReadOutcome | null> {
  const satker = await satkerById(deps.pool, deps.codec, satkerId);
  if (!satker || satker.account.accountNo === '') return null;
  const { account } = satker;
  try {
    const book =
      (await bookById(deps.pool, deps.codec, bookId(account.bankCode, account.accountNo))) ??
      (await firstLook(deps, satker));
    return book ? await readOn(deps, book) : { kept: 0, more: true };
  } catch (error) {
    if (!(error instanceof StatementUnavailable)) throw error;
    await noteTrouble(deps, account, error.message);
    return { kept: 0, more: false };
  }
}

async function firstLook(deps: ReadDeps, { id: satkerId, account }: Satker): Promise<Book | null> {
  const said = await askBalance(deps, account);
  if (said === null) return null;
  const balance = said.booked ?? said.available;
  const sent = await oldestSent(deps.pool, deps.codec, satkerId);
  const now = deps.clock();
  const from = new Date((sent ?? now).getTime() - SKEW_MS);
  const since = await Array.fromAsync(told(deps, account, from, now));
  // The last line before tells a balance that holds, whatever is hidden after it.
  const earlier = since.some((line) => Date.parse(line.at) < from.getTime() + SKEW_MS && line.after !== null)
    ? []
    : await lastBefore(deps, account, from);
  const known = new Set(since.map(({ id }) => id));
  const lines = [...earlier.filter(({ id }) => !known.has(id)), ...since];
  const postedSince = await linesOfOldVersion(
    deps.pool,
    deps.codec,
    lines.map(({ id }) => id),
  );
  return openBook(deps, { satkerId, account }, { lines, balance, sentSince: sent }, postedSince);
}

/** The lines of the last second before `from`, of the last month. */
async function lastBefore(deps: ReadDeps, account: BankAccount, from: Date): Promise<ToldLine[]> {
  let found: ToldLine[] = [];
  for await (const line of told(deps, account, new Date(from.getTime() - BACK_MS), new Date(from.getTime() - SKEW_MS)))
    found = found.at(-1)?.at === line.at ? [...found, line] : [line];
  return found.at(-1)?.after === null ? [] : found;
}

async function readOn(deps: ReadDeps, book: Book): Promise<ReadOutcome> {
  const started = deps.clock();
  const deadline = Date.now() + TURN_MS;
  const from = new Date(Date.parse(book.cursor.at) - (book.cursor.lineId === null ? SKEW_MS : 0));
  const tally = { kept: 0, cursor: book.cursor };
  let batch: ToldLine[] = [];
  const flush = async (last: boolean) => {
    const lines = batch;
    batch = [];
    tally.cursor = followChain(tally.cursor, lines, started);
    const cursor = last ? settledCursor(tally.cursor, started) : tally.cursor;
    const taken = await takeLines(deps, book.id, 'SNAP', lines, (now) => marked(now, cursor, last ? started : null));
    tally.kept += taken.kept;
  };
  for await (const line of told(deps, book.account, from, started)) {
    batch.push(line);
    if (batch.length < BATCH) continue;
    await flush(false);
    if (Date.now() > deadline) return { kept: tally.kept, more: true };
  }
  const last = batch.at(-1) ?? null;
  await flush(true);
  const sound = await compareBalance(deps, book.id, last);
  return { kept: tally.kept, more: !sound };
}

/**
 * Two more witnesses: the sum of all lines against the balance after the last one, which heals a chain that the bank only told in
 * another order; and the balance inquiry, which knows of a last line that is not shown. False: read again soon.
 */
async function compareBalance(deps: ReadDeps, id: string, last: ToldLine | null): Promise<boolean> {
  const book = await bookById(deps.pool, deps.codec, id);
  if (!book) return false;
  const { cursor } = book;
  const healed: Cursor | null =
    cursor.gapSince !== null && last !== null && last.after === book.total
      ? { at: last.at, lineId: last.id, after: last.after, gapSince: null }
      : null;
  const now = deps.clock();
  const due = book.asked === null || now.getTime() - Date.parse(book.asked.at) >= MARK_MS;
  const balance = await askBalance(deps, book.account);
  const missing = balance?.booked ?? null;
  const unshown = missing === null ? book.unshown : unshownOf(book, missing, now);
  if (healed !== null || due || (unshown === null) !== (book.unshown === null))
    await takeLines(deps, id, 'SNAP', [], (one) => ({
      ...(healed ? withChain(one, healed) : one),
      unshown,
      asked: missing === null ? one.asked : { rupiah: missing, at: now.toISOString() },
    }));
  return (healed !== null || cursor.gapSince === null) && unshown === null;
}

function unshownOf(book: Book, booked: bigint, now: Date): Book['unshown'] {
  const rupiah = booked - wholeRupiah(book.total);
  return rupiah === 0n ? null : { rupiah, since: book.unshown?.since ?? now.toISOString() };
}

/** Without balances the chain proves nothing: lines of the last hour are looked at again. */
function settledCursor(cursor: Book['cursor'], now: Date): Book['cursor'] {
  if (cursor.after !== null || cursor.lineId === null) return cursor;
  const late = new Date(now.getTime() - LATE_MS).toISOString();
  return Date.parse(cursor.at) < Date.parse(late) ? cursor : { ...cursor, at: late, lineId: null };
}

/** The same book when nothing is worth writing. */
function marked(book: Book, cursor: Book['cursor'], readAt: Date | null): Book {
  const due = readAt !== null && (book.readAt === null || readAt.getTime() - Date.parse(book.readAt) >= MARK_MS);
  const moved = cursor.lineId !== book.cursor.lineId || (cursor.gapSince === null) !== (book.cursor.gapSince === null);
  if (!due && !moved && book.trouble === null) return book;
  return { ...withChain(book, cursor), trouble: null, readAt: readAt?.toISOString() ?? book.readAt };
}

async function noteTrouble(deps: ReadDeps, account: BankAccount, message: string): Promise<void> {
  const id = bookId(account.bankCode, account.accountNo);
  const book = await bookById(deps.pool, deps.codec, id);
  if (!book || book.trouble !== null) return;
  await takeLines(deps, id, 'SNAP', [], (now) =>
    now.trouble === null ? { ...now, trouble: message.slice(0, 200) } : now,
  );
}

async function askBalance(deps: ReadDeps, account: BankAccount) {
  const said = await deps.transferRail(account.bankCode).balance(account);
  return 'unknown' in said ? null : said;
}

async function* told(deps: ReadDeps, account: BankAccount, from: Date, now: Date): AsyncGenerator<ToldLine> {
  const to = new Date(now.getTime() + SKEW_MS).toISOString();
  for await (const line of deps.transferRail(account.bankCode).statement(account, from.toISOString(), to))
    yield toldBySnap(account, line);
}

const SEN = 100n;

/** A line of SNAP 14 as it is kept. */
export function toldBySnap(account: BankAccount, line: StatementLine & { readonly after?: bigint }): ToldLine {
  return {
    id: lineId(account, line.transactionId),
    transactionId: line.transactionId,
    at: line.at,
    direction: line.direction,
    sen: line.sen ?? line.amount * SEN,
    remark: line.remark,
    references: [],
    reversal: line.reversal ?? false,
    kind: null,
    counterparty: null,
    after: line.after ?? null,
  };
}
