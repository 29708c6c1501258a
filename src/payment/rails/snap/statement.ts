/** Reads a bank statement (14) page by page, oldest line first. */
import type { Account, StatementLine } from '../port.ts';
import type { BankProfile } from '../profiles/profile.ts';
import type { SnapClient } from './client.ts';
import { codeOf, type Exchange } from './outcome.ts';
import { linesOf } from './statement-lines.ts';
import { parseSnapTime, snapTimestamp, textOf } from './wire.ts';

/** The bank gave no usable statement. What was read before stays valid; the reader starts again from there. */
export class StatementUnavailable extends Error {
  override readonly name = 'StatementUnavailable';
}

const DAY_MS = 86_400_000;
/** Pages of one range; above it something is wrong. */
const MAX_PAGES = 2_000;

/** `from` and `to` in ISO 8601 with zone, both inclusive. Throws StatementUnavailable. */
export async function* readStatement(
  client: SnapClient,
  { maxDays, wholeDays }: BankProfile['statement'],
  account: Account,
  from: string,
  to: string,
): AsyncGenerator<StatementLine> {
  const end = momentOf(to);
  const seen = new Set<string>();
  const rangeMs = maxDays * DAY_MS;
  for (let start = momentOf(from); start <= end; start = new Date(start.getTime() + rangeMs)) {
    const rangeEnd = new Date(Math.min(start.getTime() + rangeMs, end.getTime()));
    yield* readRange(client, account, wholeDays ? dayOf(start) : start, wholeDays ? dayOf(rangeEnd) : rangeEnd, seen);
  }
}

/** Midnight in WIB: the only moments that some banks take. */
function dayOf(at: Date): Date {
  return momentOf(`${snapTimestamp(at).slice(0, 10)}T00:00:00+07:00`);
}

/**
 * Continues from lastRecordDateTime, inclusive, and drops what it has seen: two lines may share a second. A bank that
 * says there is more but gives nothing new would hide lines, so that is an error and not an end.
 */
async function* readRange(
  client: SnapClient,
  account: Account,
  from: Date,
  to: Date,
  seen: Set<string>,
): AsyncGenerator<StatementLine> {
  let fromDateTime = snapTimestamp(from);
  const toDateTime = snapTimestamp(to);
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const exchange = await client.call('14', { accountNo: account.accountNo, fromDateTime, toDateTime });
    const body = bodyOf(exchange);
    const lines = readLines(account, body).filter((line) => !seen.has(line.transactionId));
    for (const line of lines) {
      seen.add(line.transactionId);
      yield line;
    }
    if (body.hasMore !== 'Y') return;
    const last = textOf(body, 'lastRecordDateTime');
    if (last === null || lines.length === 0)
      throw new StatementUnavailable('the bank announces more but gives nothing new');
    fromDateTime = last;
  }
  throw new StatementUnavailable(`more than ${MAX_PAGES} pages`);
}

function bodyOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  if (exchange.kind !== 'answered') throw new StatementUnavailable(exchange.message);
  const code = codeOf(exchange);
  if (code?.http !== 200 || exchange.body === null) {
    throw new StatementUnavailable(code?.text ?? `HTTP ${exchange.httpStatus}`);
  }
  return exchange.body;
}

function readLines(account: Account, body: Readonly<Record<string, unknown>>): StatementLine[] {
  const lines = linesOf(account.accountNo, Array.isArray(body.detailData) ? body.detailData : []);
  if (lines === null) throw new StatementUnavailable('malformed line');
  return lines;
}

function momentOf(text: string): Date {
  const at = parseSnapTime(text);
  if (at === null) throw new StatementUnavailable(`not a moment with zone: ${text}`);
  return at;
}
