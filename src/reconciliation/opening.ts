/** Opens the book of an account: from which line on the platform takes it over, and with which balance. */
import { systemActor } from '../journal/actor.ts';
import { runCommand } from '../journal/command.ts';
import { isRefusal } from '../kernel/decision.ts';
import { derivedId } from '../kernel/ids.ts';
import { balances, debitRoom } from '../ledger/accounts.ts';
import type { BankAccount } from '../organisation/satker.ts';
import { type Book, bookId, bookRow, cash, moved, suspense, wholeRupiah } from './book.ts';
import type { BookDeps } from './deps.ts';
import { signedSen, type ToldLine } from './line.ts';
import { ourReferences } from './remark.ts';

interface FirstLook {
  /** Lines around the moment, oldest first. */
  readonly lines: readonly ToldLine[];
  /** The balance as booked, whole rupiah, asked before the lines. */
  readonly balance: bigint;
  /** Since when a payment of the platform may be among them; null when none was sent. */
  readonly sentSince: Date | null;
  /** From where the bank is read when no line comes before. */
  readonly from?: Date;
}

const SKEW_MS = 5 * 60_000;
/** A line is shown so much later than it was booked at most, where nothing else tells. */
const LATE_MS = 3_600_000;

/**
 * Whether the opening balance is certain. A bank may show a line later than it books it: with a payment on its way and no line at all
 * to begin from, its debit may be in the balance already, and would be counted again when the line appears. `known`: what the ledger
 * says the account held without it, whole rupiah. Pure.
 */
export function isProvable({ lines, balance, sentSince }: FirstLook, known: bigint, now: Date): boolean {
  if (lines.length > 0 || sentSince === null || balance === known) return true;
  return now.getTime() - sentSince.getTime() > LATE_MS;
}

/** Where the platform takes over, and the balance in sen just before it: as the last line before it tells it, where one does. Pure. */
export function takeOver({ lines, balance, sentSince }: FirstLook): { before: ToldLine[]; sen: bigint } {
  const first =
    sentSince === null
      ? -1
      : lines.findIndex(({ at, remark }) => {
          const early = sentSince.getTime() - Date.parse(at);
          return early <= 0 || (early <= SKEW_MS && ourReferences(remark).length > 0);
        });
  const before = first < 0 ? [...lines] : lines.slice(0, first);
  const next = first < 0 ? undefined : lines[first];
  const last = before.at(-1);
  // Between it and the next line one may be hidden: the chain of balances will find it.
  if (last && last.after !== null) return { before, sen: last.after };
  if (next && next.after !== null) return { before, sen: next.after - signedSen(next) };
  const since = first < 0 ? 0n : lines.slice(first).reduce((sum, line) => sum + signedSen(line), 0n);
  return { before, sen: balance * 100n - since };
}

/**
 * Writes the book and posts what the ledger does not know yet of the balance. `postedSince` is what earlier versions of the platform
 * posted for lines that will be taken now (negative for debits). Null: the balance is not certain yet, nothing is written.
 */
export async function openBook(
  deps: BookDeps,
  { satkerId, account }: { readonly satkerId: string; readonly account: BankAccount },
  look: FirstLook,
  postedSince: bigint,
): Promise<Book | null> {
  const at = deps.clock();
  const { before, sen } = takeOver(look);
  const id = bookId(account.bankCode, account.accountNo);
  const last = before.at(-1);
  const [ledger] = await balances(deps.pool, deps.ids, [cash(satkerId)]);
  const known = (ledger ? debitRoom(ledger) : 0n) - postedSince;
  if (!isProvable(look, known, at)) return null;
  const posted = wholeRupiah(sen) - known;
  const moment = at.toISOString();
  const since = takenOverAt(look, last ?? null, at);
  const book: Book = {
    id,
    version: 0,
    satkerId,
    account: { ...account },
    opened: { at: since, sen, posted },
    before: before.map((line) => line.id),
    total: sen,
    told: { sen, at: since, source: 'LINE' },
    months: {},
    closedThrough: null,
    cursor: {
      at: last?.at ?? (look.from ?? look.sentSince ?? at).toISOString(),
      lineId: last?.id ?? null,
      // Without a line before it the balance itself is where the chain begins.
      after: last ? last.after : look.lines.length === 0 ? sen : null,
      gapSince: null,
    },
    askedAt: moment,
    readAt: null,
    trouble: null,
    unshown: null,
    asked: { rupiah: look.balance, at: moment },
  };
  const command = { key: `statement.open:${id}`, request: 'open', actor: systemActor, at };
  const outcome = await runCommand(deps, command, async () => ({
    decision: {
      ok: true,
      events: [{ type: 'statement.opened', aggregate: 'account', aggregateId: id, payload: { balance: sen, posted } }],
      rows: [bookRow(book, 0)],
      transfers: moved(derivedId(id, 'opening'), cash(satkerId), suspense(satkerId), posted, 'statement.opening'),
      jobs: [],
    },
    parties: { satkerId, vendorId: null },
    response: {},
  }));
  if (isRefusal(outcome)) throw new Error(`book ${id}: ${outcome.code}`);
  return { ...book, version: 1 };
}

/** From this moment on, by the bank's clock, lines are taken; earlier ones are in the opening balance. */
function takenOverAt({ lines, sentSince }: FirstLook, last: ToldLine | null, now: Date): string {
  if (last && last.after !== null && last.at.length !== DAY_LENGTH) return last.at;
  const next = sentSince === null ? undefined : lines[last ? lines.indexOf(last) + 1 : 0];
  if (next) return next.at.length === DAY_LENGTH ? `${next.at}T00:00:00+07:00` : next.at;
  // The bank's clock may be behind ours.
  return last?.at ?? new Date(now.getTime() - SKEW_MS).toISOString();
}

const DAY_LENGTH = 10;
