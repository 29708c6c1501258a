/** One `Ntry` of a camt message as lines: one, one for each detail of a batch, and one for a fee inside the amount. */
import { amountOf, type Currency, chargesOf, directionOf, partyOf, whenOf } from './camt-fields.ts';
import { kindOfIso } from './classify.ts';
import { StatementFileRefused } from './fault.ts';
import { type Counterparty, type Direction, type FileLine, type LineKind, signed } from './line.ts';
import { allOf, at, textAt, type XmlNode } from './xml.ts';

/** A `TxDtls`, read and let go of, so that a batch of thousands stays small. */
export interface Detail {
  readonly sen: bigint | null;
  readonly direction: Direction | null;
  readonly charges: bigint;
  readonly bankReference: string | null;
  readonly references: readonly string[];
  readonly creditor: Counterparty | null;
  readonly debtor: Counterparty | null;
  readonly words: readonly string[];
  readonly codes: Codes;
}

interface Codes {
  readonly family: string | null;
  readonly subFamily: string | null;
  readonly proprietary: string | null;
  readonly returned: boolean;
}

export function detailOf(node: XmlNode, currency: Currency): Detail {
  const refs = at(node, 'Refs');
  const amount = at(node, 'Amt') ?? at(node, 'AmtDtls', 'TxAmt', 'Amt');
  const structured = allOf(at(node, 'RmtInf'), 'Strd');
  const bankReference = textAt(refs, 'AcctSvcrRef');
  const references = [
    ...['EndToEndId', 'InstrId', 'TxId', 'MsgId', 'PmtInfId', 'UETR'].map((name) => textAt(refs, name)),
    bankReference,
    ...structured.flatMap((one) => [textAt(one, 'RfrdDocInf', 'Nb'), textAt(one, 'CdtrRefInf', 'Ref')]),
  ];
  return {
    sen: amount ? amountOf(amount, currency) : null,
    direction: at(node, 'CdtDbtInd') ? directionOf(node) : null,
    charges: chargesOf(node, currency),
    bankReference: known(bankReference),
    references: [...new Set(references.filter((text) => known(text) !== null) as string[])],
    creditor: partyOf(node, 'Cdtr'),
    debtor: partyOf(node, 'Dbtr'),
    words: [...allOf(at(node, 'RmtInf'), 'Ustrd').map((one) => one.text.trim()), textAt(node, 'AddtlTxInf') ?? ''],
    codes: { ...codesOf(node), returned: at(node, 'RtrInf') !== null },
  };
}

const known = (text: string | null): string | null =>
  text === null || text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;

const codesOf = (node: XmlNode): Codes => ({
  family: textAt(node, 'BkTxCd', 'Domn', 'Fmly', 'Cd'),
  subFamily: textAt(node, 'BkTxCd', 'Domn', 'Fmly', 'SubFmlyCd'),
  proprietary: textAt(node, 'BkTxCd', 'Prtry', 'Cd'),
  returned: false,
});

export interface Entry {
  readonly line: number;
  readonly booked: boolean;
  readonly direction: Direction;
  readonly sen: bigint;
  readonly charges: bigint;
  readonly reversal: boolean;
  readonly bookedAt: string;
  readonly bankReference: string | null;
  readonly words: string;
  readonly codes: Codes;
}

/** Only `BOOK` counts: `PDNG` and `INFO` have not moved the balance. */
export function entryOf(node: XmlNode, currency: Currency): Entry {
  const amount = at(node, 'Amt');
  const date = at(node, 'BookgDt') ?? at(node, 'ValDt');
  if (!amount) throw new StatementFileRefused(node.line, 'FIELD_FORMAT', 'Amt');
  if (!date) throw new StatementFileRefused(node.line, 'DATE', 'BookgDt');
  return {
    line: node.line,
    booked: (textAt(node, 'Sts', 'Cd') ?? textAt(node, 'Sts')) === 'BOOK',
    direction: directionOf(node),
    sen: amountOf(amount, currency),
    charges: chargesOf(node, currency),
    reversal: textAt(node, 'RvslInd') === 'true',
    bookedAt: whenOf(date),
    bankReference: known(textAt(node, 'AcctSvcrRef')),
    words: textAt(node, 'AddtlNtryInf') ?? '',
    codes: codesOf(node),
  };
}

type Shape = Omit<FileLine, 'after'>;

/** Lines of a booked entry; their signed sum is always the entry's. */
export function linesOf(entry: Entry, details: readonly Detail[]): Shape[] {
  if (entry.sen === 0n) return [];
  const [only] = details;
  if (!only) return [shape(entry, null, entry.sen, entry.direction, entry.bankReference)];
  if (details.length === 1 && only.sen === null) return [detailLine(entry, only, entry.sen, entry.direction, 0, 1)];
  const exploded = explode(entry, details);
  if (exploded) return exploded;
  const line = shape(entry, details.length === 1 ? only : null, entry.sen, entry.direction, entry.bankReference);
  return [
    {
      ...line,
      kind: 'OTHER',
      note: 'DETAILS_DO_NOT_ADD_UP',
      references: details.flatMap((d) => d.references).slice(0, MANY),
    },
  ];
}

/** References kept of a batch that does not add up. */
const MANY = 20;

function explode(entry: Entry, details: readonly Detail[]): Shape[] | null {
  const total = signed(entry.direction, entry.sen);
  if (details.some((detail) => detail.sen === null || detail.sen === 0n)) return null;
  const way = (detail: Detail) => detail.direction ?? entry.direction;
  const moved = details.reduce((sum, detail) => sum + signed(way(detail), detail.sen ?? 0n), 0n);
  const inner = details.reduce((sum, detail) => sum + detail.charges, 0n);
  const lines = details.map((d, i) => detailLine(entry, d, d.sen ?? 0n, way(d), i, details.length));
  if (moved === total) return lines;
  if (inner > 0n && moved - inner === total) {
    return details.flatMap((detail, i) => {
      const line = lines[i] as Shape;
      return detail.charges > 0n ? [line, feeLine(line, detail.charges)] : [line];
    });
  }
  const [first] = lines;
  if (first && entry.charges > 0n && moved - entry.charges === total) return [...lines, feeLine(first, entry.charges)];
  return null;
}

function detailLine(entry: Entry, detail: Detail, sen: bigint, direction: Direction, i: number, of: number): Shape {
  const own = of === 1 ? entry.bankReference : entry.bankReference && `${entry.bankReference}/${i + 1}`;
  return shape(entry, detail, sen, direction, detail.bankReference ?? own);
}

function feeLine(line: Shape, sen: bigint): Shape {
  const transactionId = line.transactionId && `${line.transactionId}/FEE`;
  return { ...line, transactionId, direction: 'DEBIT', sen, kind: 'FEE', counterparty: null };
}

function shape(
  entry: Entry,
  detail: Detail | null,
  sen: bigint,
  direction: Direction,
  transactionId: string | null,
): Shape {
  const remark = [...new Set([...(detail?.words ?? []), entry.words].filter((text) => text !== ''))].join(' ');
  const codes = detail ? { ...entry.codes, ...told(detail.codes) } : entry.codes;
  const kind: LineKind = kindOfIso(codes, { direction, remark });
  // What is taken back names its parties as the movement did.
  const outward = (direction === 'DEBIT') !== entry.reversal;
  const references = [
    ...new Set([...(detail?.references ?? []), ...(entry.bankReference ? [entry.bankReference] : [])]),
  ];
  return {
    lineNo: entry.line,
    transactionId,
    bookedAt: entry.bookedAt,
    direction,
    sen,
    remark,
    references,
    reversal: entry.reversal,
    kind,
    counterparty: detail ? (outward ? detail.creditor : detail.debtor) : null,
    note: null,
  };
}

const told = (codes: Codes): Partial<Codes> =>
  Object.fromEntries(Object.entries(codes).filter(([, value]) => value !== null));
