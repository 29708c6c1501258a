/** Reads a statement file of a bank as a stream, in memory that does not grow with the file. */
import { camtReader } from './camt.ts';
import { StatementFileRefused } from './fault.ts';
import type { FileEvent } from './line.ts';
import { mtReader } from './mt.ts';
import { asciiLines, BOM, FRAME } from './text.ts';

/** Enough of a file to know its format, whatever white space comes first. */
const HEAD_BYTES = 1_024;

/**
 * MT940, MT942, camt.053 or camt.054, told by the first bytes. Yields `statement`, its `line`s, `end`, and so on; balances and
 * control figures are checked where they stand, so a caller may believe the lines only when the last event has come. Throws
 * StatementFileRefused with the line and the reason at the first fault.
 */
export async function* readStatementFile(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<FileEvent> {
  let head: Uint8Array = new Uint8Array();
  let reader: ChunkReader | null = null;
  for await (const chunk of chunks) {
    let next = chunk;
    if (!reader) {
      head = Buffer.concat([head, chunk]);
      if (head.length < HEAD_BYTES) continue;
      reader = readerFor(head);
      next = head;
    }
    for (const piece of pieces(next)) yield* reader.push(piece);
  }
  if (!reader) {
    reader = readerFor(head);
    yield* reader.push(head);
  }
  yield* reader.end();
}

/** However a caller cuts the file, only the events of so much of it are held at once. */
const PIECE_BYTES = 64 * 1_024;

function* pieces(chunk: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < chunk.length; from += PIECE_BYTES) yield chunk.subarray(from, from + PIECE_BYTES);
}

interface ChunkReader {
  push(chunk: Uint8Array): FileEvent[];
  end(): FileEvent[];
}

function readerFor(head: Uint8Array): ChunkReader {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    throw new StatementFileRefused(1, 'CHARSET', 'UTF-16');
  const text = Buffer.from(head).toString('latin1').replace(BOM, '').replace(FRAME, '').trimStart();
  if (text === '') throw new StatementFileRefused(1, 'EMPTY');
  if (text.startsWith('<')) return camtReader();
  if (text.startsWith('{1:') || text.startsWith('{2:') || text.startsWith('{4:') || text.startsWith(':20:'))
    return mtChunks();
  throw new StatementFileRefused(1, 'FORMAT_UNKNOWN', text.split('\n', 1)[0]?.trim());
}

function mtChunks(): ChunkReader {
  const lines = asciiLines();
  const reader = mtReader();
  return {
    push: (chunk) => lines.push(chunk).flatMap((line) => reader.line(line)),
    end: () => [...lines.end().flatMap((line) => reader.line(line)), ...reader.end()],
  };
}
