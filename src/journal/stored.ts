/** A row of a business table as its room knows it: the body, opened with the key of its owner, and the version it stands at. */
import type { Codec } from './codec.ts';
import { ownerOf, type PartyColumns } from './owner.ts';

/** What a query must bring, with the columns that name the row's parties. */
export interface StoredRow extends PartyColumns {
  readonly id: string;
  readonly version: number;
  readonly body: Buffer;
}

/** Throws when the body was changed, or sealed for another row or owner (`vault/`). */
export async function opened<T>(
  codec: Codec,
  table: string,
  row: StoredRow,
): Promise<T & { readonly version: number }> {
  const { id, version, body } = row;
  const read = await codec.decode<T>(body, { table, id, column: 'body', owner: ownerOf(table, id, row) });
  return { ...read, version };
}
