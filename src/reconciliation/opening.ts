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

/** Where the platform takes over, and the balance in sen just before it. Pure. */
export function takeOver({ lines, balance, sentSince }: FirstLook): { before: ToldLine[]; sen: bigint } {
  const first =
    sentSince === null
      ? -1
      : lines.findIndex((line) => ourReferences(line.remark).length > 0 || Date.parse(line.at) >= sentSince.getTime());
  const before = first < 0 ? [...lines] : lines.slice(0, first);
  const next = first < 0 ? undefined : lines[first];
  if (next && next.after !== null) return { before, sen: next.after - signedSen(next) };
  const last = before.at(-1);
  if (!next && last && last.after !== null) return { before, sen: last.after };
  const since = first < 0 ? 0n : lines.slice(first).reduce((sum, line) => sum + signedSen(line), 0n);
  return { before, sen: balance * 100n - since };
}

/**
 * Writes the book and posts what the ledger does not know yet of the balance. `postedSince` is what earlier versions of the platform
 * posted for lines that will be taken now (negative for debits).
 */
export async function openBook(
  deps: BookDeps,
  { satkerId, account }: { readonly satkerId: string; readonly account: BankAccount },
  look: FirstLook,
  postedSince: bigint,
): Promise<Book> {
  const at = deps.clock();
  const { before, sen } = takeOver(look);
  const id = bookId(account.bankCode, account.accountNo);
  const last = before.at(-1);
  const [ledger] = await balances(deps.pool, deps.ids, [cash(satkerId)]);
  const posted = wholeRupiah(sen) - ((ledger ? debitRoom(ledger) : 0n) - postedSince);
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
  const next = sentSince === null ? undefined : lines[last ? lines.indexOf(last) + 1 : 0];
  if (next) return next.at.length === DAY_LENGTH ? `${next.at}T00:00:00+07:00` : next.at;
  // The bank's clock may be behind ours.
  return last?.at ?? new Date(now.getTime() - SKEW_MS).toISOString();
}

const DAY_LENGTH = 10;
const SKEW_MS = 5 * 60_000;
