/** Lines of a statement file: kept with those of SNAP, each once. */
import { satkerById } from '../organisation/organisation.store.ts';
import { type Book, bookId, later, monthOf } from './book.ts';
import type { BookDeps } from './deps.ts';
import type { FileLine, StatementFormat } from './files/line.ts';
import { alikeKey } from './keys.ts';
import { momentOfLine, type ToldLine } from './line.ts';
import { openBook } from './opening.ts';
import { alikeFrom, bookById, knownOf } from './reconciliation.store.ts';
import { takeLines } from './take.ts';

export interface KeptSource {
  readonly fileId: string;
  readonly satkerId: string;
  readonly bankCode: string;
  readonly accountNo: string;
  readonly format: StatementFormat;
  /** Day's end statements (MT940, camt.053) post; reports within the day and single advices tell the same movements earlier. */
  readonly posts: boolean;
}

export type IdentifiedLine = FileLine & { readonly id: string };

const toldByFile = (line: IdentifiedLine): ToldLine => ({
  id: line.id,
  transactionId: line.transactionId,
  at: line.bookedAt,
  direction: line.direction,
  sen: line.sen,
  remark: line.remark,
  references: [...line.references],
  reversal: line.reversal,
  kind: line.kind === 'TRANSFER' ? 'OTHER' : line.kind,
  counterparty: line.counterparty && { name: line.counterparty.name, accountNo: line.counterparty.accountNo },
  after: line.after,
});

/** At most 500 lines, in the order of the file. Lines of a source that does not post are counted and change nothing. */
export async function keepLines(
  deps: BookDeps,
  source: KeptSource,
  lines: readonly IdentifiedLine[],
): Promise<{ readonly kept: number; readonly known: number }> {
  const id = bookId(source.bankCode, source.accountNo);
  const told = lines.map(toldByFile);
  if (!source.posts) return { kept: 0, known: await countKnown(deps, id, told) };
  await bookFor(deps, source, told[0] ?? null);
  const { kept, known } = await takeLines(deps, id, 'FILE', told);
  return { kept, known };
}

async function countKnown(deps: BookDeps, id: string, lines: readonly ToldLine[]): Promise<number> {
  const { ids } = await knownOf(
    deps.pool,
    lines.map((line) => line.id),
  );
  const strange = lines.filter((line) => !ids.has(line.id));
  const keys = strange.map((line) => alikeKey(deps.committer.keyed, id, line));
  const alike = new Set((await alikeFrom(deps.pool, deps.codec, 'FILE', keys)).map((row) => row.alike));
  return lines.length - strange.length + keys.filter((key) => alike.has(key)).length;
}

/** A file may come before the bank was ever asked: then the book opens with what the file says stood before its first line. */
async function bookFor(deps: BookDeps, source: KeptSource, first: ToldLine | null): Promise<Book | null> {
  const id = bookId(source.bankCode, source.accountNo);
  const book = await bookById(deps.pool, deps.codec, id);
  if (book || first === null) return book;
  const satker = await satkerById(deps.pool, deps.codec, source.satkerId);
  const account = { bankCode: source.bankCode, accountNo: source.accountNo, name: satker?.account.name ?? '' };
  const look = { lines: [first], balance: 0n, sentSince: new Date(0), from: new Date(momentOfLine(first.at)) };
  return openBook(deps, { satkerId: source.satkerId, account }, look, 0n);
}

interface FileBalance {
  /** `yyyy-MM-dd`. */
  readonly on: string;
  readonly sen: bigint;
}

/** The day's end as the bank states it, for the proof of the month. */
export async function keepBalance(
  deps: BookDeps,
  source: KeptSource,
  { closing }: { readonly opening: FileBalance | null; readonly closing: FileBalance | null },
): Promise<void> {
  if (!source.posts || closing === null) return;
  // A file of today tells of the day so far.
  const end = Math.min(Date.parse(`${closing.on}T23:59:59+07:00`), deps.clock().getTime());
  const told = { sen: closing.sen, at: new Date(end).toISOString(), source: 'FILE' as const };
  const period = monthOf(closing.on);
  await takeLines(deps, bookId(source.bankCode, source.accountNo), 'FILE', [], (book) => {
    const month = book.months[period];
    if (!month || later(month.bankClosing, told) !== told) return book;
    const months = { ...book.months, [period]: { ...month, bankClosing: told } };
    return { ...book, months, told: later(book.told, told) };
  });
}
