/** Response codes of SNAP (1.0.2, "Response code"): `HTTP status, service, case`. What is not listed here is not understood. */

export interface ResponseCode {
  /** Seven digits as received. */
  readonly text: string;
  readonly http: number;
  readonly service: string;
  readonly case: string;
}

const upTo = (last: number): readonly string[] =>
  Array.from({ length: last + 1 }, (_, index) => String(index).padStart(2, '0'));

/** Cases by HTTP status. */
export const responseCases: ReadonlyMap<number, readonly string[]> = new Map([
  [200, upTo(0)],
  [202, upTo(0)],
  [400, upTo(2)],
  [401, upTo(4)],
  [403, upTo(23)],
  [404, upTo(19)],
  [405, upTo(1)],
  [409, upTo(1)],
  [429, upTo(0)],
  [500, upTo(2)],
  [504, upTo(0)],
]);

const CODE = /^(\d{3})(\d{2})(\d{2})$/;

/** Splits a response code. Null unless it is exactly seven digits (a bare number is tolerated, SNAP sample of 30/35). */
export function parseResponseCode(value: unknown): ResponseCode | null {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return null;
  const match = CODE.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return null;
  return { text, http: Number(match[1]), service: match[2], case: match[3] };
}

export const isListed = ({ http, case: number }: ResponseCode): boolean =>
  responseCases.get(http)?.includes(number) ?? false;
