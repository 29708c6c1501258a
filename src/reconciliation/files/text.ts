/** Bytes of a file as text, chunk by chunk, with the number of the line for whoever must say where it breaks. */
import { StatementFileRefused } from './fault.ts';

/** Longer than any line of an MT message, with room for banks that do not wrap their narrative. */
const MAX_LINE = 4_096;

export interface NumberedLine {
  readonly no: number;
  readonly text: string;
}

/**
 * Lines of an MT file. LF and CRLF both end a line. Bytes outside printable ASCII are refused (SWIFT character set x is a part
 * of it), but for the frame bytes SOH and ETX, a tab, and a byte order mark at the start.
 */
export function asciiLines(): { push(chunk: Uint8Array): NumberedLine[]; end(): NumberedLine[] } {
  let rest = '';
  let no = 0;
  let first = true;

  function push(chunk: Uint8Array): NumberedLine[] {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const text = rest + bytes.toString('latin1');
    const parts = text.split('\n');
    rest = parts.pop() ?? '';
    if (rest.length > MAX_LINE) throw new StatementFileRefused(no + parts.length + 1, 'LINE_TOO_LONG');
    return parts.map(numbered);
  }

  function numbered(raw: string): NumberedLine {
    no += 1;
    let text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (first) text = text.replace(BOM, '');
    first = false;
    if (text.length > MAX_LINE) throw new StatementFileRefused(no, 'LINE_TOO_LONG');
    text = text.replace(FRAME, '');
    const bad = FOREIGN.exec(text);
    if (bad) throw new StatementFileRefused(no, 'CHARSET', `0x${bad[0].charCodeAt(0).toString(16).padStart(2, '0')}`);
    return { no, text };
  }

  return {
    push,
    end() {
      const last = rest;
      rest = '';
      return last === '' ? [] : [numbered(last)];
    },
  };
}

/** What must not be in the file. */
const FOREIGN = /[^\t\x20-\x7e]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: SOH before the first block, ETX after the last; behind an amount it hides a digit
export const FRAME = /^\x01(?=\{)|(?<=\}|^)\x03$/g;
/** Byte order mark of UTF-8, read as Latin-1. */
export const BOM = /^\u00ef\u00bb\u00bf/;

/** UTF-8 of an XML file; refuses other bytes at the line on which they stand. */
export function utf8Text(): { push(chunk: Uint8Array): string; end(): string } {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  const decoded = (chunk: Uint8Array | undefined): string => {
    try {
      const text = chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
      line += count(text);
      return text;
    } catch {
      throw new StatementFileRefused(chunk ? line + before(chunk) : line, 'CHARSET');
    }
  };
  return { push: decoded, end: () => decoded(undefined) };
}

const count = (text: string): number => text.split('\n').length - 1;

/** Line breaks of the chunk before its first bad sequence. */
function before(chunk: Uint8Array): number {
  // Other characters than U+FFFD are those that were read; the first of them is where it breaks.
  const [good = ''] = new TextDecoder('utf-8').decode(chunk).split('\ufffd', 1);
  return count(good);
}
