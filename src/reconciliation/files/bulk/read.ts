/** Reads bulk files back by their layout, and the result files that banks answer with. */
import { senOfComma, senOfPoint } from '../amount.ts';
import { StatementFileRefused } from '../fault.ts';
import { own } from '../own.ts';
import type { BulkField, BulkLayout, ResultLayout } from './layout.ts';

export interface BulkRead {
  readonly count: number;
  /** Whole rupiah. */
  readonly total: bigint;
  readonly payments: readonly {
    readonly reference: string;
    readonly account: string;
    readonly service: string;
    readonly amount: bigint;
  }[];
}

/** Throws StatementFileRefused when a record has another shape than the layout, or when its control totals are not those of its payments. */
export function readBulk(layout: BulkLayout, bytes: Uint8Array): BulkRead {
  const lines = linesOf(bytes, layout.eol);
  const from = layout.header ? 1 : 0;
  const to = lines.length - (layout.trailer ? 1 : 0);
  const payments = lines.slice(from, to).map((line, i) => {
    const values = valuesOf(layout, layout.detail, line, from + i + 1);
    return {
      reference: values.get('reference') ?? '',
      account: values.get('account') ?? '',
      service: values.get('service') ?? '',
      amount: rupiahOf(values.get('amount') ?? '', from + i + 1),
    };
  });
  const total = payments.reduce((sum, { amount }) => sum + amount, 0n);
  const controls = [
    ...(layout.header ? [{ fields: layout.header, line: 1 }] : []),
    ...(layout.trailer ? [{ fields: layout.trailer, line: lines.length }] : []),
  ];
  for (const { fields, line } of controls) {
    const values = valuesOf(layout, fields, lines[line - 1] ?? '', line);
    const count = values.get('count');
    const sum = values.get('total');
    if (count !== undefined && Number(count) !== payments.length)
      throw new StatementFileRefused(line, 'CONTROL_TOTAL', count);
    if (sum !== undefined && rupiahOf(sum, line) !== total) throw new StatementFileRefused(line, 'CONTROL_TOTAL', sum);
  }
  return { count: payments.length, total, payments };
}

function linesOf(bytes: Uint8Array, eol: string): string[] {
  const text = Buffer.from(bytes).toString('latin1');
  if (!text.endsWith(eol)) throw new StatementFileRefused(text.split('\n').length, 'TRUNCATED');
  return text.slice(0, -eol.length).split(eol);
}

const nameOf = (field: BulkField): string => (field.is === 'literal' || field.is === 'date' ? field.is : field.of);

/** Values by what they are; amounts in the form of `senOfPoint`. */
function valuesOf(layout: BulkLayout, fields: readonly BulkField[], line: string, no: number): Map<string, string> {
  const parts = layout.form.kind === 'delimited' ? line.split(layout.form.delimiter) : cut(fields, line, no);
  if (parts.length !== fields.length) throw new StatementFileRefused(no, 'FIELD_FORMAT', line);
  const values = new Map<string, string>();
  fields.forEach((field, i) => {
    const part = (parts[i] ?? '').trim();
    if (field.is === 'literal' && part !== field.text) throw new StatementFileRefused(no, 'FIELD_FORMAT', part);
    values.set(nameOf(field), field.is === 'amount' ? pointed(field, part) : part);
  });
  return values;
}

function pointed(field: Extract<BulkField, { is: 'amount' }>, part: string): string {
  if (field.mark === ',') return part.replace(',', '.');
  if (field.mark === '.' || field.decimals === 0) return part;
  return `${part.slice(0, -field.decimals)}.${part.slice(-field.decimals)}`;
}

function cut(fields: readonly BulkField[], line: string, no: number): string[] {
  const width = fields.reduce((sum, field) => sum + field.width, 0);
  if (line.length !== width) throw new StatementFileRefused(no, 'FIELD_FORMAT', `${line.length} / ${width}`);
  let from = 0;
  return fields.map((field) => {
    from += field.width;
    return line.slice(from - field.width, from);
  });
}

function rupiahOf(text: string, no: number): bigint {
  const sen = senOfPoint(text);
  if (sen === null || sen % 100n !== 0n) throw new StatementFileRefused(no, 'AMOUNT', text);
  return sen / 100n;
}

export interface BulkResult {
  /** Line of the result file, from 1. */
  readonly line: number;
  readonly reference: string;
  readonly outcome: 'SUCCESS' | 'FAILED' | 'PENDING';
  /** As the bank wrote it. */
  readonly status: string;
  /** The status is not in the layout. */
  readonly needsPerson: boolean;
  /** Sen; null when the file does not tell it. */
  readonly sen: bigint | null;
  readonly reason: string | null;
  readonly bankReference: string | null;
}

const MAX_RESULT_LINES = 100_000;

/** What the bank says of each payment of a bulk file. Throws StatementFileRefused with line and reason; a reference told twice is a fault. */
export function readBulkResult(layout: ResultLayout, bytes: Uint8Array): BulkResult[] {
  const lines = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  if (lines.length > MAX_RESULT_LINES) throw new StatementFileRefused(MAX_RESULT_LINES, 'TOO_LARGE');
  const seen = new Set<string>();
  const results = lines.flatMap((text, i): BulkResult[] => {
    if (i < layout.headLines || text.trim() === '') return [];
    const one = resultOf(layout, text, i + 1);
    if (seen.has(one.reference)) throw new StatementFileRefused(i + 1, 'FIELD_FORMAT', one.reference);
    seen.add(one.reference);
    return [one];
  });
  if (results.length === 0) throw new StatementFileRefused(1, 'EMPTY');
  return results;
}

function resultOf({ delimiter, columns, statuses }: ResultLayout, text: string, line: number): BulkResult {
  const parts = split(text, delimiter);
  const part = (column: number | undefined): string | null =>
    column === undefined ? null : parts[column]?.trim() || null;
  const reference = part(columns.reference);
  const status = part(columns.status);
  if (reference === null || status === null) throw new StatementFileRefused(line, 'FIELD_FORMAT', text);
  const amount = part(columns.amount);
  const sen = amount === null ? null : (senOfPoint(amount) ?? senOfComma(amount));
  if (amount !== null && sen === null) throw new StatementFileRefused(line, 'AMOUNT', amount);
  const known = own(statuses, status.toUpperCase());
  return {
    line,
    reference,
    outcome: known ?? 'PENDING',
    status,
    needsPerson: known === undefined,
    sen,
    reason: part(columns.reason),
    bankReference: part(columns.bankReference),
  };
}

/** Fields of a line; a field in quotes may hold the delimiter, and quotes doubled (RFC 4180). */
function split(text: string, delimiter: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charAt(i);
    if (quoted && letter === '"' && text.charAt(i + 1) === '"') {
      part += '"';
      i += 1;
    } else if (letter === '"' && (quoted || part === '')) quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part];
}
