/** Where a result page ended: opaque to the browser, checked when it comes back. */
import { type Breadth, breadths } from './search.ts';

export interface Cursor {
  readonly sort: string;
  readonly breadth: Breadth;
  /** Sort key and id of the last row shown. */
  readonly key: bigint;
  readonly id: string;
}

const MAX_CURSOR_CHARS = 200;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const KEY = /^-?\d{1,18}$/;

export function encodeCursor({ sort, breadth, key, id }: Cursor): string {
  return Buffer.from([sort, breadth, key, id].join(' ')).toString('base64url');
}

/** Null for anything that this program did not write, or wrote for another order of results. */
export function decodeCursor(text: string, sort: string): Cursor | null {
  if (text.length > MAX_CURSOR_CHARS) return null;
  const [ofSort, breadth, key, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const known = breadths.find((one) => one === breadth);
  if (rest.length > 0 || ofSort !== sort || !known || !key || !KEY.test(key) || !id || !UUID.test(id)) return null;
  return { sort, breadth: known, key: BigInt(key), id };
}
