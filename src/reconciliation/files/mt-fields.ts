/** Fields of MT940 and MT942 by their own form (SWIFT User Handbook, category 9). Each refuses what it cannot read. */
import { commaOfSen, dayOfSwift, entryDay, senOfComma } from './amount.ts';
import { kindOfSwift } from './classify.ts';
import { StatementFileRefused } from './fault.ts';
import type { Direction, FileLine } from './line.ts';

/** A field with its continuation lines; `lines[0]` stands behind the tag. */
export interface Field {
  readonly tag: string;
  readonly no: number;
  readonly lines: readonly string[];
}

export interface MtBalance {
  readonly on: string;
  readonly currency: string;
  readonly sen: bigint;
}

const BALANCE = /^([CD])(.{6})([A-Z]{3})(.+)$/;

/** :60F: :60M: :62F: :62M: :64: :65: as `1!a6!n3!a15d`; sen are negative for D. */
export function balanceOf(field: Field): MtBalance {
  const [, mark, date, currency, amount] = BALANCE.exec(single(field)) ?? bad(field, 'FIELD_FORMAT');
  const sen = senOfComma(amount ?? '') ?? bad(field, 'AMOUNT', amount);
  const on = dayOfSwift(date ?? '') ?? bad(field, 'DATE', date);
  return { on, currency: currency ?? '', sen: mark === 'C' ? sen : -sen };
}

const CONTROL = /^(\d{1,5})([A-Z]{3})(.+)$/;

/** :90D: :90C: as `5n3!a15d`. */
export function controlOf(field: Field): { readonly count: number; readonly currency: string; readonly sen: bigint } {
  const [, count, currency, amount] = CONTROL.exec(single(field)) ?? bad(field, 'FIELD_FORMAT');
  return {
    count: Number(count),
    currency: currency ?? '',
    sen: senOfComma(amount ?? '') ?? bad(field, 'AMOUNT', amount),
  };
}

/** :34F: `3!a[1!a]15d`: the floor below which single movements are not told. Answers the currency. */
export function floorOf(field: Field): string {
  const [, currency, amount] = /^([A-Z]{3})[CD]?(.+)$/.exec(single(field)) ?? bad(field, 'FIELD_FORMAT');
  if (senOfComma(amount ?? '') === null) bad(field, 'AMOUNT', amount);
  return currency ?? '';
}

/** :25: `0012345678`, `BANKIDJA/0012345678`, `0012345678IDR`: the number, and the currency where one stands behind it. */
export function accountOf(field: Field): { readonly accountNo: string; readonly currency: string | null } {
  const text = (field.lines[0] ?? '').trim();
  const own = text.slice(text.lastIndexOf('/') + 1);
  const [, number, currency] = /^([0-9][0-9 .-]{2,33}?) ?([A-Z]{3})?$/.exec(own) ?? bad(field, 'FIELD_FORMAT');
  return { accountNo: (number ?? '').replaceAll(/[ .-]/g, ''), currency: currency ?? null };
}

const ENTRY = /^(\d{6})(\d{4})?(RC|RD|C|D)([A-Z])?([\d,.]+)([NFS][A-Z0-9]{3})(.*)$/;
const MAX_REFERENCE = 35;

/** A :61: before its :86: is known. */
export interface MtEntry {
  readonly no: number;
  readonly bookedAt: string;
  readonly direction: Direction;
  readonly reversal: boolean;
  readonly sen: bigint;
  readonly type: string;
  readonly customerReference: string | null;
  readonly bankReference: string | null;
  readonly supplementary: string;
}

/**
 * :61: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]` and supplementary details on the next line. RC and RD take back a credit or a debit,
 * so the money goes the other way. References may be longer than 16 where a bank writes them so.
 */
export function entryOf(field: Field): MtEntry {
  const [first = '', ...more] = field.lines;
  const [, value, entry, mark = '', , amount = '', type = '', references = ''] =
    ENTRY.exec(first) ?? bad(field, /^\d{6}(\d{4})?R?[CD]/.test(first) ? 'AMOUNT' : 'FIELD_FORMAT');
  const sen = senOfComma(amount) ?? bad(field, 'AMOUNT', amount);
  const valueDay = dayOfSwift(value ?? '') ?? bad(field, 'DATE', value);
  const bookedAt = entry === undefined ? valueDay : (entryDay(valueDay, entry) ?? bad(field, 'DATE', entry));
  const cut = references.indexOf('//');
  const [customer, bank] = cut < 0 ? [references, ''] : [references.slice(0, cut), references.slice(cut + 2)];
  if (customer.length > MAX_REFERENCE || bank.length > MAX_REFERENCE) bad(field, 'FIELD_FORMAT', references);
  return {
    no: field.no,
    bookedAt,
    direction: mark === 'C' || mark === 'RD' ? 'CREDIT' : 'DEBIT',
    reversal: mark.startsWith('R'),
    sen,
    type,
    customerReference: reference(customer),
    bankReference: reference(bank),
    supplementary: more.join(' ').trim(),
  };
}

const reference = (text: string): string | null => {
  const trimmed = text.trim();
  return trimmed === '' || trimmed === 'NONREF' ? null : trimmed;
};

/** Width of a narrative line; a full one may have been broken in the middle of a word. */
const NARRATIVE_WIDTH = 65;
/** References of the platform, found again where a line break has cut them. */
const OURS = /DS[0-9A-F]{24}/g;

/** The bank's whole id of the movement, where it is longer than the sixteen characters of its own subfield. */
const FULL_ID = /^\d{17,34}$/;

/** The line of a :61: with the narrative that follows it. */
export function lineOf(entry: MtEntry, narrative: readonly string[], after: bigint | null): FileLine {
  const fullId = FULL_ID.test(entry.supplementary) ? entry.supplementary : null;
  const told = narrative.reduce((text, line, i) => text + glue(narrative[i - 1]) + line, '').trim();
  const remark = [told, fullId === null ? entry.supplementary : ''].filter((text) => text !== '').join(' ');
  const whole = narrative.join('') + entry.supplementary;
  const references = [entry.customerReference, entry.bankReference, fullId, ...(whole.match(OURS) ?? [])];
  return {
    lineNo: entry.no,
    transactionId: fullId ?? entry.bankReference,
    bookedAt: entry.bookedAt,
    direction: entry.direction,
    sen: entry.sen,
    remark,
    references: [...new Set(references.filter((text) => text !== null))],
    reversal: entry.reversal,
    kind: kindOfSwift(entry.type, { direction: entry.direction, remark }),
    counterparty: null,
    after,
    note: null,
  };
}

const glue = (before: string | undefined): string =>
  before === undefined || before.length >= NARRATIVE_WIDTH ? '' : ' ';

/** For :20: and :28C:, and whatever stands on one line. */
export function single(field: Field): string {
  if (field.lines.length > 1) bad(field, 'FIELD_FORMAT', field.lines[1]);
  return (field.lines[0] ?? '').trim();
}

/** Refuses; never returns. */
export function bad(field: Field, reason: 'FIELD_FORMAT' | 'AMOUNT' | 'DATE', found = field.lines[0] ?? ''): never {
  throw new StatementFileRefused(field.no, reason, `:${field.tag}:${found}`);
}

/** A figure of a file as that file writes it, for the reason of a refusal. */
export const shown = (sen: bigint): string => (sen < 0n ? `-${commaOfSen(-sen)}` : commaOfSen(sen));
