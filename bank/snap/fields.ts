/** Reading the fields of a SNAP body: first what is missing (400xx02), then what is malformed (400xx01). */
import { parseSnapAmount } from '../rupiah.ts';
import { parseTimestamp } from '../time.ts';
import { type Answer, answer } from './answer.ts';

/** What a parser returns for a value of the wrong shape. */
export const MALFORMED: unique symbol = Symbol('malformed');

type Parser<T> = (value: unknown) => T | typeof MALFORMED;

interface Field<T> {
  readonly required: boolean;
  readonly parse: Parser<T>;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;
export type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

export function required<T>(parse: Parser<T>): Field<T> {
  return { required: true, parse };
}

/** Absent, null and the empty string all mean "not given". */
export function optional<T>(parse: Parser<T>): Field<T | null> {
  return { required: false, parse: (value) => (isAbsent(value) ? null : parse(value)) };
}

export function text(maxLength: number): Parser<string> {
  return (value) => (typeof value === 'string' && value.length <= maxLength ? value : MALFORMED);
}

export function pattern(shape: RegExp): Parser<string> {
  return (value) => (typeof value === 'string' && shape.test(value) ? value : MALFORMED);
}

/** Amount object in rupiah, above zero, without sen. */
export const amount: Parser<bigint> = (value) => {
  if (!isObject(value) || value.currency !== 'IDR' || typeof value.value !== 'string') return MALFORMED;
  const rupiah = parseSnapAmount(value.value);
  return rupiah === null || rupiah === 0n ? MALFORMED : rupiah;
};

export const moment: Parser<Date> = (value) => (typeof value === 'string' && parseTimestamp(value)) || MALFORMED;

export const object: Parser<Readonly<Record<string, unknown>>> = (value) => (isObject(value) ? value : MALFORMED);

export const list: Parser<readonly unknown[]> = (value) => (Array.isArray(value) ? value : MALFORMED);

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readFields<F extends Fields>(
  body: Readonly<Record<string, unknown>>,
  fields: F,
): { readonly ok: true; readonly values: Values<F> } | { readonly ok: false; readonly answer: Answer } {
  const names = Object.keys(fields);
  const missing = names.find((name) => fields[name]?.required && isAbsent(own(body, name)));
  if (missing !== undefined) return { ok: false, answer: answer('missingField', missing) };
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = field.parse(own(body, name));
    if (value === MALFORMED) return { ok: false, answer: answer('invalidFormat', name) };
    values[name] = value;
  }
  return { ok: true, values: values as Values<F> };
}

function own(body: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(body, name) ? body[name] : undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
