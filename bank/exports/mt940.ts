/** MT940 customer statement (SWIFT MT category 9), one message per day, decimal comma, without an envelope. */
import type { Account } from '../accounts/account.ts';
import { transactionIdOf } from '../accounts/lines.ts';
import { wibDate } from '../time.ts';
import { type Day, dayOfYear, type ExportLine, endToEndId } from './day.ts';

const TYPES: Readonly<Record<string, string>> = { FEE: 'NCHG', RETURN: 'NRTI', OPENING: 'NMSC', CARD: 'NMSC' };
const OTHER_TYPE = 'NTRF';
const REFERENCE_LENGTH = 16;
const NARRATIVE_WIDTH = 65;
const NARRATIVE_LINES = 6;
const NO_REFERENCE = 'NONREF';
const EOL = '\r\n';

export function mt940Message(account: Pick<Account, 'accountNo'>, day: Day): string {
  const short = shortDate(day.date);
  const number = String(dayOfYear(day.date)).padStart(5, '0');
  return [
    `:20:STM${short}`,
    `:25:${account.accountNo}`,
    `:28C:${number}/001`,
    `:60F:${balance(day.summary.opening, short)}`,
    ...day.lines.flatMap(lineFields),
    `:62F:${balance(day.summary.closing, short)}`,
    `:64:${balance(day.summary.closing, short)}`,
    '-',
    '',
  ].join(EOL);
}

function lineFields(line: ExportLine): readonly string[] {
  const date = shortDate(wibDate(line.bookedAt));
  const mark = line.side === 'CREDIT' ? 'C' : 'D';
  const type = TYPES[line.kind] ?? OTHER_TYPE;
  const own = `${date}${String(line.id).padStart(10, '0')}`;
  // The bank's full transaction id, which has no room in the field itself, stands in the supplementary details.
  return [
    `:61:${date}${date.slice(2)}${mark}${comma(line.amount)}${type}${customerReference(line)}//${own}`,
    transactionIdOf(line),
    `:86:${narrative(line)}`,
  ];
}

/** Longer references stand in the narrative, whole. */
function customerReference(line: ExportLine): string {
  const reference = endToEndId(line);
  const isWritable =
    reference !== null &&
    reference.length <= REFERENCE_LENGTH &&
    swift(reference) === reference &&
    !reference.includes('/');
  return isWritable ? reference : NO_REFERENCE;
}

function narrative(line: ExportLine): string {
  const other = line.counterparty === null ? '' : ` ${line.counterparty.name} ${line.counterparty.accountNo}`;
  const text = swift(`${line.remark}${other}`).replace(/ +/g, ' ').trim();
  const pieces = text.match(new RegExp(`.{1,${NARRATIVE_WIDTH}}`, 'g')) ?? [''];
  // A line that begins like a field or like the end of the message would be read as one.
  return pieces
    .slice(0, NARRATIVE_LINES)
    .map((piece) => piece.replace(/^[:-]/, '.'))
    .join(EOL);
}

function balance(amount: bigint, date: string): string {
  return amount < 0n ? `D${date}IDR${comma(-amount)}` : `C${date}IDR${comma(amount)}`;
}

function comma(amount: bigint): string {
  return `${amount},00`;
}

/** SWIFT character set x. */
function swift(text: string): string {
  return text.replace(/[^A-Za-z0-9/\-?:().,'+ ]/g, '.');
}

/** `2025-11-27` → `251127`. */
function shortDate(date: string): string {
  return date.slice(2).replaceAll('-', '');
}
