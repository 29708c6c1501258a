/** Reads statement files and their content. */

import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Codec } from '../journal/codec.ts';
import { ownerOf } from '../journal/owner.ts';
import { opened, type StoredRow } from '../journal/stored.ts';
import type { Pool, Queryable } from '../platform/database.ts';
import type { Place } from '../platform/http/wire.ts';
import { type StatementFile, statementChunkTable, statementFileTable } from './statement-file.ts';

const COLUMNS = 'id, satker_id, version, body';

const decoded = (codec: Codec, row: StoredRow): Promise<StatementFile> =>
  opened<StatementFile>(codec, statementFileTable, row);

/** Null when there is none, or when it is not the asker's to see. */
export async function statementFileById(db: Queryable, codec: Codec, id: string): Promise<StatementFile | null> {
  const { rows } = await db.query<StoredRow>(`SELECT ${COLUMNS} FROM ${statementFileTable} WHERE id = $1`, [id]);
  return rows[0] ? decoded(codec, rows[0]) : null;
}

const PAGE = 50;

/** Newest first, 50 a page. */
export async function statementFilePage(
  db: Queryable,
  codec: Codec,
  place: Place | null,
): Promise<{ items: StatementFile[]; last: Place | null }> {
  const { rows } = await db.query<StoredRow>(
    `SELECT ${COLUMNS} FROM ${statementFileTable}
     WHERE ($1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid))
     ORDER BY created_at DESC, id DESC LIMIT ${PAGE + 1}`,
    [place?.createdAt ?? null, place?.id ?? null],
  );
  const items = await Promise.all(rows.slice(0, PAGE).map((one) => decoded(codec, one)));
  const end = rows.length > PAGE ? items.at(-1) : undefined;
  return { items, last: end ? { createdAt: end.createdAt, id: end.id } : null };
}

/** Files that nobody is heard of who works on them; the longest waiting first. */
export async function waitingFiles(db: Queryable, now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `SELECT id FROM ${statementFileTable} WHERE next_at <= $1 ORDER BY next_at LIMIT ${PAGE}`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** The file as it came, a piece at a time. */
export function contentOf(pool: Pool, codec: Codec, file: StatementFile): AsyncIterable<Uint8Array> {
  const unpacked = createGunzip();
  // A fault of the source reaches whoever reads: the pipeline ends `unpacked` with it.
  pipeline(Readable.from(pieces(pool, codec, file)), unpacked, () => {});
  return unpacked;
}

async function* pieces(pool: Pool, codec: Codec, { uploadId }: StatementFile): AsyncGenerator<Buffer> {
  for (let n = 0; ; n += 1) {
    const { rows } = await pool.query<StoredRow>(
      `SELECT ${COLUMNS} FROM ${statementChunkTable} WHERE upload_id = $1 AND n = $2`,
      [uploadId, n],
    );
    const piece = rows[0];
    if (!piece) return;
    const binding = {
      table: statementChunkTable,
      id: piece.id,
      column: 'body',
      owner: ownerOf(statementChunkTable, piece.id, piece),
    } as const;
    const { base64 } = await codec.decode<{ base64: string }>(piece.body, binding);
    yield Buffer.from(base64, 'base64');
  }
}
