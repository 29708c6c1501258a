/** Parts of camt messages by their own form, in version 2 and version 8 alike. */
import { isoDay, senOfPoint } from './amount.ts';
import { StatementFileRefused } from './fault.ts';
import type { Counterparty, Direction } from './line.ts';
import { allOf, at, textAt, type XmlNode } from './xml.ts';

/** The currency of one statement: rupiah, and no other beside it. */
export interface Currency {
  code: string | null;
}

export function isRupiah(currency: Currency, told: string, line: number): void {
  if (currency.code !== null && currency.code !== told)
    throw new StatementFileRefused(line, 'CURRENCY_MIXED', `${currency.code} / ${told}`);
  if (told !== 'IDR') throw new StatementFileRefused(line, 'CURRENCY', told);
  currency.code = told;
}

/** `Amt` with its currency, in sen. */
export function amountOf(node: XmlNode, currency: Currency): bigint {
  isRupiah(currency, node.attributes.Ccy ?? '', node.line);
  return figureOf(node);
}

/** A bare figure, for example the sum of a summary. */
export function figureOf(node: XmlNode): bigint {
  const sen = senOfPoint(node.text.trim());
  if (sen === null) throw new StatementFileRefused(node.line, 'AMOUNT', node.text.trim());
  return sen;
}

export function directionOf(node: XmlNode): Direction {
  const said = textAt(node, 'CdtDbtInd');
  if (said !== 'CRDT' && said !== 'DBIT')
    throw new StatementFileRefused(node.line, 'FIELD_FORMAT', `CdtDbtInd ${said ?? ''}`);
  return said === 'CRDT' ? 'CREDIT' : 'DEBIT';
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?$/;
const MOMENT = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(Z|[+-]\d{2}:\d{2})?$/;

/** A choice of `Dt` and `DtTm`: a day, or a moment; a moment without a zone is Jakarta's. */
export function whenOf(node: XmlNode): string {
  const text = textAt(node, 'DtTm') ?? textAt(node, 'Dt') ?? node.text.trim();
  const match = DAY.exec(text) ?? MOMENT.exec(text);
  const day = match ? isoDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
  if (!match || day === null) throw new StatementFileRefused(node.line, 'DATE', text);
  if (!text.includes('T')) return day;
  return match[5] === undefined ? `${text}+07:00` : text;
}

export interface CamtBalance {
  readonly type: string;
  readonly on: string;
  readonly sen: bigint;
  readonly line: number;
}

export function balanceOf(node: XmlNode, currency: Currency): CamtBalance {
  const amount = at(node, 'Amt');
  const date = at(node, 'Dt');
  if (!amount || !date) throw new StatementFileRefused(node.line, 'FIELD_FORMAT', 'Bal');
  const sen = amountOf(amount, currency);
  return {
    type: textAt(node, 'Tp', 'CdOrPrtry', 'Cd') ?? '',
    on: whenOf(date).slice(0, 10),
    sen: directionOf(node) === 'CREDIT' ? sen : -sen,
    line: node.line,
  };
}

/** A local account number; banks here issue no IBAN, but a foreign party may have one. */
export const accountNoOf = (account: XmlNode | null): string | null =>
  (textAt(account, 'Id', 'Othr', 'Id') ?? textAt(account, 'Id', 'IBAN'))?.replaceAll(/[ .-]/g, '') ?? null;

/** The other side of a movement: `Cdtr` of what went out, `Dbtr` of what came in. */
export function partyOf(details: XmlNode, side: 'Cdtr' | 'Dbtr'): Counterparty | null {
  const parties = at(details, 'RltdPties');
  const party = at(parties, side);
  const institution = at(details, 'RltdAgts', `${side}Agt`, 'FinInstnId');
  const name = textAt(party, 'Pty', 'Nm') ?? textAt(party, 'Nm') ?? textAt(party, 'Agt', 'FinInstnId', 'Nm');
  const accountNo = accountNoOf(at(parties, `${side}Acct`));
  const bankCode =
    textAt(institution, 'BICFI') ?? textAt(institution, 'BIC') ?? textAt(institution, 'ClrSysMmbId', 'MmbId');
  return name === null && accountNo === null && bankCode === null ? null : { name, accountNo, bankCode };
}

/** Fees that the amount of the entry includes: `Chrgs/Rcrd` of version 8, `Chrgs` of version 2. */
export function chargesOf(node: XmlNode, currency: Currency): bigint {
  const blocks = allOf(node, 'Chrgs');
  const records = blocks.flatMap((block) =>
    at(block, 'Rcrd') ? allOf(block, 'Rcrd') : at(block, 'Amt') ? [block] : [],
  );
  const included = records.filter((record) => (textAt(record, 'ChrgInclInd') ?? 'true') === 'true');
  return included.reduce((sum, record) => {
    const amount = at(record, 'Amt');
    if (!amount) return sum;
    const sen = amountOf(amount, currency);
    return textAt(record, 'CdtDbtInd') === 'CRDT' ? sum - sen : sum + sen;
  }, 0n);
}
