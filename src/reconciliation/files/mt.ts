/** MT940 (statement) and MT942 (report within the day), line by line: with or without envelopes, many messages, many pages. */
import { type Closings, closes, continues, type Tally, tally } from './chain.ts';
import { StatementFileRefused } from './fault.ts';
import { bounded, type FileEvent, shortened, signed } from './line.ts';
import {
  accountOf,
  balanceOf,
  controlOf,
  entryOf,
  type Field,
  floorOf,
  lineOf,
  type MtEntry,
  single,
} from './mt-fields.ts';
import { isTag, rankOf } from './mt-order.ts';
import type { NumberedLine } from './text.ts';

/** A narrative has six lines; some banks write more. */
const MAX_FIELD_LINES = 40;

interface Message {
  /** Line of its :20:. */
  readonly no: number;
  readonly enveloped: boolean;
  format: 'MT940' | 'MT942' | null;
  /** The statement is told, or goes on from the page before. */
  opened: boolean;
  rank: number;
  last: string;
  reference: string;
  accountNo: string;
  currency: string | null;
  sequence: string | null;
  running: bigint | null;
  closing: { on: string; sen: bigint } | null;
  /** A page whose statement goes on in the next message. */
  goesOn: boolean;
  readonly seen: Tally;
  controlled: boolean;
}

const BLOCKS = /^(?:\{[1235S]:[^{}]*(?:\{[^{}]*\}[^{}]*)*\})*(\{4:)?$/;
const TAG = /^:(\d{2}[A-Z]?):(.*)$/;

/** Feed lines, take events; `end` refuses a file that stops too early. */
export function mtReader(): { line(line: NumberedLine): FileEvent[]; end(): FileEvent[] } {
  let out: FileEvent[] = [];
  let message: Message | null = null;
  let field: { tag: string; no: number; lines: string[] } | null = null;
  let entry: MtEntry | null = null;
  let envelope: { format: 'MT940' | 'MT942' | null; open: boolean } = { format: null, open: false };
  let page: { accountNo: string; closing: { on: string; sen: bigint } } | null = null;
  let terminators = false;
  let lastNo = 0;
  let any = false;
  const closings: Closings = new Map();

  function line({ no, text }: NumberedLine): FileEvent[] {
    out = [];
    lastNo = no;
    if (text.trim() === '') return out;
    if (/^-\}?(?:\{5:.*)?$/.test(text.trim()) && (message || envelope.open)) terminator(no, text.includes('}'));
    else if (text.startsWith('{') && !message) blocks(no, text);
    else tagOrMore(no, text);
    return out;
  }

  function blocks(no: number, text: string): void {
    const match = BLOCKS.exec(text.trim());
    if (!match) throw new StatementFileRefused(no, 'FIELD_FORMAT', text);
    const type = /\{2:[IO](\d{3})/.exec(text)?.[1];
    if (type !== undefined && type !== '940' && type !== '942')
      throw new StatementFileRefused(no, 'FORMAT_UNKNOWN', `MT${type}`);
    const format = type === undefined ? envelope.format : (`MT${type}` as 'MT940' | 'MT942');
    envelope = { format, open: envelope.open || match[1] !== undefined };
  }

  function tagOrMore(no: number, text: string): void {
    const match = TAG.exec(text);
    if (!match) {
      if (!field || text.startsWith(':') || text.startsWith('{'))
        throw new StatementFileRefused(no, message ? 'TAG_UNKNOWN' : 'FORMAT_UNKNOWN', text);
      if (field.lines.length >= MAX_FIELD_LINES) throw new StatementFileRefused(no, 'TOO_LARGE', `:${field.tag}:`);
      field.lines.push(text);
      return;
    }
    flush();
    const [, tag = '', rest = ''] = match;
    if (!isTag(tag)) throw new StatementFileRefused(no, 'TAG_UNKNOWN', `:${tag}:`);
    if (tag === '20' && message) {
      // No terminator between messages: only where none of them has one.
      if (terminators || message.enveloped) throw new StatementFileRefused(no, 'TRUNCATED', ':20:');
      finish(no);
    }
    field = { tag, no, lines: [rest] };
  }

  function terminator(no: number, closesBlock: boolean): void {
    flush();
    if (!message || message.enveloped !== closesBlock)
      throw new StatementFileRefused(no, 'TAG_ORDER', closesBlock ? '-}' : '-');
    terminators = true;
    finish(no);
    envelope = { format: null, open: false };
  }

  /** The field is complete: the next one, a terminator or the end of the file has come. */
  function flush(): void {
    const done = field;
    field = null;
    if (done) take(done);
  }

  function take(one: Field): void {
    const { tag } = one;
    if (tag === '20') message = begun(one.no);
    const now = message;
    if (!now) throw new StatementFileRefused(one.no, 'TAG_ORDER', `:${tag}:`);
    if (tag === '86' && now.last === '61') {
      emit(now, one.lines);
      now.last = '86';
      return;
    }
    if (entry) emit(now, []);
    now.rank = rankOf(now, one);
    apply(now, one);
    now.last = tag;
  }

  function begun(no: number): Message {
    any = true;
    return {
      no,
      enveloped: envelope.open,
      format: envelope.format,
      opened: false,
      rank: 0,
      last: '',
      reference: '',
      accountNo: '',
      currency: null,
      sequence: null,
      running: null,
      closing: null,
      goesOn: false,
      seen: tally(),
      controlled: false,
    };
  }

  function apply(now: Message, one: Field): void {
    switch (one.tag) {
      case '20':
        now.reference = shortened(single(one));
        return;
      case '25':
      case '25P':
        account(now, one);
        return;
      case '28':
      case '28C':
        now.sequence = shortened(single(one));
        return;
      case '34F':
        currency(now, floorOf(one), one.no);
        if (!now.opened) statement(now, 'MT942', null);
        return;
      case '60F':
      case '60M':
        opening(now, one);
        return;
      case '61':
        movement(now, one);
        return;
      case '62F':
      case '62M':
        closing(now, one);
        return;
      case '64':
      case '65':
        currency(now, balanceOf(one).currency, one.no);
        return;
      case '90D':
      case '90C': {
        const told = controlOf(one);
        currency(now, told.currency, one.no);
        now.seen.check(one.tag === '90D' ? 'DEBIT' : 'CREDIT', told, one.no);
        now.controlled = true;
      }
    }
  }

  function account(now: Message, one: Field): void {
    const told = accountOf(one);
    now.accountNo = told.accountNo;
    if (told.currency) currency(now, told.currency, one.no);
  }

  function currency(now: Message, told: string, no: number): void {
    if (now.currency !== null && told !== now.currency)
      throw new StatementFileRefused(no, 'CURRENCY_MIXED', `${now.currency} / ${told}`);
    if (told !== 'IDR') throw new StatementFileRefused(no, 'CURRENCY', told);
    now.currency = told;
  }

  function opening(now: Message, one: Field): void {
    const told = balanceOf(one);
    currency(now, told.currency, one.no);
    continues(closings, now.accountNo, told.sen, one.no);
    now.running = told.sen;
    if (page && one.tag === '60M' && page.accountNo === now.accountNo) {
      now.format = 'MT940';
      now.opened = true;
      page = null;
      return;
    }
    endOfPages();
    statement(now, 'MT940', { on: told.on, sen: told.sen });
  }

  function statement(now: Message, format: 'MT940' | 'MT942', balance: { on: string; sen: bigint } | null): void {
    now.format = format;
    now.opened = true;
    const { accountNo, reference, sequence } = now;
    out.push({ kind: 'statement', lineNo: now.no, format, accountNo, reference, sequence, opening: balance });
  }

  function movement(now: Message, one: Field): void {
    entry = entryOf(one);
    now.seen.add(entry.direction, entry.sen);
    if (now.running !== null) now.running += signed(entry.direction, entry.sen);
  }

  function emit(now: Message, narrative: readonly string[]): void {
    // A line of Rp0,00 is a message of the bank, not a movement.
    if (entry && entry.sen > 0n) out.push({ kind: 'line', line: bounded(lineOf(entry, narrative, now.running)) });
    entry = null;
  }

  function closing(now: Message, one: Field): void {
    const told = balanceOf(one);
    currency(now, told.currency, one.no);
    closes(now.running ?? 0n, told.sen, one.no);
    now.closing = { on: told.on, sen: told.sen };
    now.goesOn = one.tag === '62M';
    closings.set(now.accountNo, told.sen);
  }

  function finish(no: number): void {
    const done = message;
    if (!done) return;
    if (entry) emit(done, []);
    message = null;
    if (!done.opened || (done.format === 'MT940' && done.closing === null))
      throw new StatementFileRefused(no, 'TRUNCATED');
    if (done.goesOn && done.closing) page = { accountNo: done.accountNo, closing: done.closing };
    else out.push({ kind: 'end', closing: done.closing });
  }

  function endOfPages(): void {
    if (page) out.push({ kind: 'end', closing: page.closing });
    page = null;
  }

  function end(): FileEvent[] {
    out = [];
    flush();
    if (message) {
      // A report without a terminator and without control figures could have lost its tail.
      const whole = message.format === 'MT940' ? message.closing !== null : message.controlled;
      if (terminators || message.enveloped || !whole) throw new StatementFileRefused(lastNo, 'TRUNCATED');
      finish(lastNo);
    }
    if (envelope.open) throw new StatementFileRefused(lastNo, 'TRUNCATED');
    endOfPages();
    if (!any) throw new StatementFileRefused(Math.max(lastNo, 1), 'EMPTY');
    return out;
  }

  return { line, end };
}
