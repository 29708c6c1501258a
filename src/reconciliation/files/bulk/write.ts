/** Writes the files of a batch by a bank's layouts, each with its control totals and the hash that maker and checker see. */
import { createHash } from 'node:crypto';
import type { BulkBatch, BulkField, BulkLayout, BulkPayment, CutText, DateFormat, WholeText } from './layout.ts';
import { readBulk } from './read.ts';

export interface BulkFile {
  readonly layoutId: string;
  readonly title: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** Hex; the same for whoever looks at the same file. */
  readonly sha256: string;
  readonly count: number;
  /** Whole rupiah. */
  readonly total: bigint;
}

/**
 * One file for each layout that has payments, in the order of the layouts. Throws RangeError for what would reach the bank otherwise
 * than ordered: a channel that no layout carries, a number that does not fit its field, too many payments.
 */
export function writeBulk(layouts: readonly BulkLayout[], batch: BulkBatch): BulkFile[] {
  if (batch.payments.length === 0) throw new RangeError('a bulk file without a payment');
  const of = (payment: BulkPayment) => layouts.find(({ services }) => services[payment.channel] !== undefined);
  const homeless = batch.payments.find((payment) => !of(payment));
  if (homeless) throw new RangeError(`no file of this bank carries ${homeless.channel}`);
  return layouts.flatMap((layout) => {
    const payments = batch.payments.filter((payment) => of(payment) === layout);
    return payments.length === 0 ? [] : [fileOf(layout, { ...batch, payments })];
  });
}

function fileOf(layout: BulkLayout, batch: BulkBatch): BulkFile {
  const { payments } = batch;
  if (payments.length > layout.maxPayments) throw new RangeError(`${layout.id}: ${payments.length} payments`);
  const references = new Set(payments.map(({ reference }) => reference));
  if (references.size < payments.length) throw new RangeError(`${layout.id}: a reference is used twice`);
  for (const { amount } of payments) {
    if (amount <= 0n || (layout.maxAmount !== null && amount > layout.maxAmount))
      throw new RangeError(`${layout.id}: amount ${amount}`);
  }
  const total = payments.reduce((sum, { amount }) => sum + amount, 0n);
  const whole = { batch, total, count: payments.length };
  const record = (fields: readonly BulkField[], payment: BulkPayment | null, sequence: number) =>
    joined(
      layout,
      fields,
      fields.map((field) => printed(field, layout, { ...whole, payment, sequence })),
    );
  const records = [
    ...(layout.header ? [record(layout.header, null, 0)] : []),
    ...payments.map((payment, i) => record(layout.detail, payment, i + 1)),
    ...(layout.trailer ? [record(layout.trailer, null, 0)] : []),
  ];
  const bytes = Buffer.from(records.map((one) => one + layout.eol).join(''), 'latin1');
  // What people will approve is what the file says, not what was meant.
  const read = readBulk(layout, bytes);
  if (read.count !== payments.length || read.total !== total)
    throw new RangeError(`${layout.id}: the file does not add up`);
  return {
    layoutId: layout.id,
    title: layout.title,
    name: layout.fileName
      .replace('{date}', dated(batch.executeOn, 'yyyyMMdd'))
      .replace('{batch}', plain(batch.batchNo)),
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    count: read.count,
    total: read.total,
  };
}

interface Facts {
  readonly batch: BulkBatch;
  readonly total: bigint;
  readonly count: number;
  readonly payment: BulkPayment | null;
  readonly sequence: number;
}

function printed(field: BulkField, layout: BulkLayout, facts: Facts): string {
  switch (field.is) {
    case 'literal':
      return fitting(field.text, field.width);
    case 'text':
      return plain(textOf(field.of, facts))
        .slice((field.part ?? 0) * field.width, ((field.part ?? 0) + 1) * field.width)
        .trim();
    case 'whole':
      return fitting(wholeOf(field.of, layout, facts), field.width);
    case 'date':
      return fitting(dated(facts.batch.executeOn, field.format), field.width);
    case 'amount': {
      const rupiah = field.of === 'total' ? facts.total : (facts.payment?.amount ?? 0n);
      const digits = `${rupiah}${field.decimals === 0 ? '' : `${field.mark}${'0'.repeat(field.decimals)}`}`;
      return fitting(digits, field.width);
    }
    case 'number': {
      const digits = String(field.of === 'count' ? facts.count : facts.sequence);
      return fitting(field.padded ? digits.padStart(field.width, '0') : digits, field.width);
    }
  }
}

function joined(layout: BulkLayout, fields: readonly BulkField[], values: readonly string[]): string {
  const { form } = layout;
  if (form.kind === 'delimited')
    return values.map((value) => value.replaceAll(form.delimiter, ' ')).join(form.delimiter);
  return values.map((value, i) => filled(fields[i] as BulkField, value)).join('');
}

/** Amounts and numbers from the left with zeros, everything else from the right with spaces. */
const filled = (field: BulkField, value: string): string =>
  field.is === 'amount' || field.is === 'number' ? value.padStart(field.width, '0') : value.padEnd(field.width);

function fitting(text: string, width: number): string {
  if (text.length > width) throw new RangeError(`“${text}” is longer than ${width}`);
  return text;
}

const WHOLE = /^[A-Za-z0-9][A-Za-z0-9./-]*$/;

function wholeOf(of: WholeText, { services }: BulkLayout, { batch, payment }: Facts): string {
  const values: Record<WholeText, string | undefined> = {
    account: payment?.payee.accountNo,
    reference: payment?.reference,
    bankCode: payment?.payee.bankCode,
    service: payment ? services[payment.channel] : undefined,
    debitAccount: batch.debit.accountNo,
    batchNo: batch.batchNo,
  };
  const value = values[of] ?? '';
  if (!WHOLE.test(value)) throw new RangeError(`${of}: “${value}”`);
  return value;
}

function textOf(of: CutText, { batch, payment }: Facts): string {
  switch (of) {
    case 'name':
      return payment?.payee.name ?? '';
    case 'address':
      return payment?.payee.address ?? '';
    case 'remark':
      return payment?.remark ?? '';
    case 'bankName':
      return payment?.payee.bankName ?? '';
    case 'debitName':
      return batch.debit.name;
  }
}

/**
 * ASCII on one line. Quotes and signs that open a formula in a spreadsheet are taken away: a treasurer looks into the file with one
 * (CWE-1236).
 */
function plain(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^\x20-\x7e]+/g, ' ');
  return ascii
    .replaceAll(/["'|;]/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
    .replace(/^[=+@-]+\s*/, '');
}

function dated(day: string, format: DateFormat): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return format.replace('yyyy', year).replace('yy', year.slice(2)).replace('MM', month).replace('dd', date);
}
