/** Takes a file in while it arrives: counted, hashed and packed, so that what is held is small however large the file is. */
import { createHash } from 'node:crypto';
import { createGzip } from 'node:zlib';
import { refuse } from '../kernel/decision.ts';
import { Refused } from '../platform/http/problem.ts';

/** A month of 100,000 lines in camt.053 has about 52 MB. */
export const MAX_STATEMENT_BYTES = 60 * 1024 * 1024;
/** Statements shrink to a tenth and less; what does not shrink to a quarter is none. */
const MAX_PACKED_BYTES = MAX_STATEMENT_BYTES / 4;
const FAST = 3;

export interface Upload {
  readonly bytes: number;
  /** Hex SHA-256 of the file as it came. */
  readonly sha256: string;
  /** Gzip. */
  readonly packed: Buffer;
}

/** Throws Refused `body_too_large`, or `file_invalid` for what is empty or cannot be a statement. */
export async function takeUpload(source: AsyncIterable<Buffer>): Promise<Upload> {
  const hash = createHash('sha256');
  const gzip = createGzip({ level: FAST });
  const parts: Buffer[] = [];
  let bytes = 0;
  let held = 0;
  gzip.on('data', (part: Buffer) => {
    held += part.length;
    if (held <= MAX_PACKED_BYTES) parts.push(part);
  });
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      // What is refused is still read to its end: a sender who is cut off does not hear why.
      if (bytes > MAX_STATEMENT_BYTES || held > MAX_PACKED_BYTES) continue;
      hash.update(chunk);
      if (!gzip.write(chunk)) await new Promise((resolve) => gzip.once('drain', resolve));
    }
    await new Promise((resolve, reject) => {
      gzip.once('end', resolve).once('error', reject);
      gzip.end();
    });
  } finally {
    gzip.destroy();
  }
  if (bytes > MAX_STATEMENT_BYTES) throw new Refused(refuse('body_too_large', { max: '60 MB' }));
  if (bytes === 0 || held > MAX_PACKED_BYTES) throw new Refused(refuse('file_invalid', { kind: 'rekening koran' }));
  return { bytes, sha256: hash.digest('hex'), packed: Buffer.concat(parts) };
}

/** What one commit carries. */
const PIECE_BYTES = 512 * 1024;

export function piecesOf(packed: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < packed.length; from += PIECE_BYTES) pieces.push(packed.subarray(from, from + PIECE_BYTES));
  return pieces;
}

const MAX_NAME = 100;

/** The last part of a path, without characters that a screen or a header would take for something else. */
export function plainName(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last.replaceAll(/[^\P{C}]|[\u202a-\u202e\u2066-\u2069]/gu, '').trim();
  return [...clean].slice(0, MAX_NAME).join('') || 'rekening-koran';
}
