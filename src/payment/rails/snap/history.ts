/** History of transactions as the customer sees them (12, 13). */
import type { HistoryLine } from '../ports/transfer.ts';
import type { SnapClient } from './client.ts';
import { codeOf, describe } from './outcome.ts';
import { StatementUnavailable } from './statement.ts';
import { fromSnapAmount, isObject, textOf } from './wire.ts';

/** The standard allows 50 a page. */
const PAGE = 50;
/** Pages are numbered by two digits. */
const MAX_PAGES = 100;

/** Newest first; both moments ISO 8601 with zone, at most a month apart. Throws StatementUnavailable. */
export async function* readHistory(
  client: SnapClient,
  fromDateTime: string,
  toDateTime: string,
): AsyncGenerator<HistoryLine> {
  for (let pageNumber = 0; pageNumber < MAX_PAGES; pageNumber += 1) {
    const exchange = await client.call('12', {
      fromDateTime,
      toDateTime,
      pageSize: String(PAGE),
      pageNumber: String(pageNumber),
    });
    if (exchange.kind !== 'answered' || exchange.body === null) throw new StatementUnavailable(describe(exchange));
    const code = codeOf(exchange);
    if (code?.http === 404 && code.case === '01') return;
    if (code?.http !== 200) throw new StatementUnavailable(describe(exchange));
    const details = Array.isArray(exchange.body.detailData) ? exchange.body.detailData.filter(isObject) : [];
    yield* details.map(lineOf);
    if (details.length < PAGE) return;
  }
  throw new StatementUnavailable(`more than ${MAX_PAGES} pages`);
}

/** Null when the bank does not know the reference. */
export async function readHistoryOf(
  client: SnapClient,
  reference: string,
): Promise<HistoryLine | { readonly unknown: string } | null> {
  const exchange = await client.call('13', { originalPartnerReferenceNo: reference });
  if (exchange.kind !== 'answered' || exchange.body === null) return { unknown: describe(exchange) };
  const code = codeOf(exchange);
  if (code?.http === 404 && code.case === '01') return null;
  return code?.http === 200 ? lineOf(exchange.body) : { unknown: describe(exchange) };
}

function lineOf(detail: Readonly<Record<string, unknown>>): HistoryLine {
  return {
    at: textOf(detail, 'dateTime') ?? '',
    amount: fromSnapAmount(detail.amount),
    remark: textOf(detail, 'remark') ?? '',
    status: textOf(detail, 'status') ?? '',
    type: textOf(detail, 'type') ?? '',
  };
}
