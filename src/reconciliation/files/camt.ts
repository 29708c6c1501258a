/** camt.053 (statement) and camt.054 (advice) of ISO 20022, versions 02 to 13, one entry at a time. */
import { type Detail, detailOf, entryOf, linesOf } from './camt-entry.ts';
import { accountNoOf, balanceOf, type CamtBalance, type Currency, figureOf, isRupiah } from './camt-fields.ts';
import { type Closings, closes, continues, type Tally, tally } from './chain.ts';
import { StatementFileRefused } from './fault.ts';
import { type Balance, bounded, type FileEvent, shortened, signed } from './line.ts';
import { at, textAt, type XmlNode, xmlStream } from './xml.ts';

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:camt\.05([34])\.001\.(0[2-9]|1[0-3])$/;

interface Message {
  readonly format: 'CAMT053' | 'CAMT054';
  readonly body: string;
  readonly statement: string;
}

const MESSAGES: { readonly [digit: string]: Message | undefined } = {
  '3': { format: 'CAMT053', body: 'BkToCstmrStmt', statement: 'Stmt' },
  '4': { format: 'CAMT054', body: 'BkToCstmrDbtCdtNtfctn', statement: 'Ntfctn' },
};

/** Order of the children of `Stmt` and `Ntfctn` (AccountStatement, AccountNotification). */
const ORDER = [
  'Id',
  'StmtPgntn',
  'NtfctnPgntn',
  'ElctrncSeqNb',
  'RptgSeq',
  'LglSeqNb',
  'CreDtTm',
  'FrToDt',
  'CpyDplctInd',
  'RptgSrc',
  'Acct',
  'RltdAcct',
  'Intrst',
  'Bal',
  'TxsSummry',
  'Ntry',
  'AddtlStmtInf',
  'AddtlNtfctnInf',
];
const READ: readonly string[] = ['Id', 'StmtPgntn', 'ElctrncSeqNb', 'Acct', 'Bal', 'TxsSummry', 'Ntry'];
/** A salary batch of a ministry; more in one entry is refused. */
const MAX_DETAILS = 25_000;
const MAX_BALANCES = 100;

interface Statement {
  readonly line: number;
  rank: number;
  reference: string;
  page: string | null;
  sequence: string | null;
  accountNo: string | null;
  readonly currency: Currency;
  readonly balances: CamtBalance[];
  summary: XmlNode | null;
  running: bigint | null;
  told: boolean;
  /** Entries that are not booked are left out, so the bank's totals may be others. */
  passed: number;
  readonly seen: Tally;
}

/** Feed chunks, take events. */
export function camtReader(): { push(chunk: Uint8Array): FileEvent[]; end(): FileEvent[] } {
  let out: FileEvent[] = [];
  let message: Message | null = null;
  let now: Statement | null = null;
  let details: Detail[] = [];
  let any = false;
  const closings: Closings = new Map();

  const xml = xmlStream({
    parts: ['TxDtls'],
    part(node) {
      if (details.length >= MAX_DETAILS) throw new StatementFileRefused(node.line, 'TOO_LARGE', 'TxDtls');
      if (now) details.push(detailOf(node, now.currency));
    },
    open(path, line, namespace) {
      const name = path.at(-1) ?? '';
      if (path.length === 1) return root(name, line, namespace);
      if (path.length === 2) {
        if (name !== message?.body) throw new StatementFileRefused(line, 'TAG_UNKNOWN', name);
        return 'descend';
      }
      if (path.length === 3) {
        if (name !== message?.statement) {
          if (name === 'GrpHdr' || name === 'SplmtryData') return 'skip';
          throw new StatementFileRefused(line, 'TAG_UNKNOWN', name);
        }
        now = begun(line);
        any = true;
        return 'descend';
      }
      return child(name, line);
    },
    node(path, node) {
      if (now && path.length === 4) take(now, node);
    },
    close(path, line) {
      if (path.length === 3 && now) {
        finish(now, line);
        now = null;
      }
    },
  });

  function root(name: string, line: number, namespace: string): 'descend' {
    const match = NAMESPACE.exec(namespace);
    message = MESSAGES[match?.[1] ?? ''] ?? null;
    if (name !== 'Document' || !message) throw new StatementFileRefused(line, 'FORMAT_UNKNOWN', namespace || name);
    return 'descend';
  }

  function child(name: string, line: number): 'collect' | 'skip' {
    if (name === 'SplmtryData') return 'skip';
    const rank = ORDER.indexOf(name);
    if (rank < 0) throw new StatementFileRefused(line, 'TAG_UNKNOWN', name);
    if (now && rank < now.rank) throw new StatementFileRefused(line, 'TAG_ORDER', name);
    if (now) now.rank = rank;
    return READ.includes(name) ? 'collect' : 'skip';
  }

  function take(one: Statement, node: XmlNode): void {
    switch (node.name) {
      case 'Id':
        one.reference = shortened(node.text.trim());
        return;
      case 'StmtPgntn':
        one.page = shortened(textAt(node, 'PgNb') ?? '') || null;
        return;
      case 'ElctrncSeqNb':
        one.sequence = shortened(node.text.trim());
        return;
      case 'Acct': {
        one.accountNo = accountNoOf(node);
        const currency = at(node, 'Ccy');
        if (currency) isRupiah(one.currency, currency.text.trim(), currency.line);
        return;
      }
      case 'Bal':
        if (one.balances.length >= MAX_BALANCES) throw new StatementFileRefused(node.line, 'TOO_LARGE', 'Bal');
        one.balances.push(balanceOf(node, one.currency));
        return;
      case 'TxsSummry':
        one.summary = node;
        return;
      case 'Ntry':
        entry(one, node);
    }
  }

  function entry(one: Statement, node: XmlNode): void {
    tell(one, node.line);
    const own = details;
    details = [];
    const read = entryOf(node, one.currency);
    if (!read.booked) {
      one.passed += 1;
      return;
    }
    one.seen.add(read.direction, read.sen);
    for (const line of linesOf(read, own)) {
      if (one.running !== null) one.running += signed(line.direction, line.sen);
      out.push({ kind: 'line', line: bounded({ ...line, after: one.running }) });
    }
  }

  /** Everything before the first entry is known: the statement may be named. */
  function tell(one: Statement, line: number): void {
    if (one.told || !message) return;
    one.told = true;
    if (one.accountNo === null) throw new StatementFileRefused(line, 'FIELD_FORMAT', 'Acct');
    const opening = message.format === 'CAMT053' ? openingOf(one, line) : null;
    if (opening) continues(closings, one.accountNo, opening.sen, line);
    one.running = opening?.sen ?? null;
    const sequence = one.sequence && (one.page ? `${one.sequence}/${one.page}` : one.sequence);
    const { accountNo, reference } = one;
    out.push({ kind: 'statement', lineNo: one.line, format: message.format, accountNo, reference, sequence, opening });
  }

  function finish(one: Statement, line: number): void {
    tell(one, line);
    const closing = one.running === null ? null : closingOf(one, line);
    if (closing && one.running !== null && one.accountNo !== null) {
      closes(one.running, closing.sen, closing.line);
      closings.set(one.accountNo, closing.sen);
    }
    if (one.summary && one.passed === 0) control(one.summary, one.seen);
    out.push({ kind: 'end', closing: closing && { on: closing.on, sen: closing.sen } });
  }

  return {
    push(chunk) {
      out = [];
      xml.push(chunk);
      return out;
    },
    end() {
      out = [];
      xml.end();
      if (!any) throw new StatementFileRefused(1, 'EMPTY');
      return out;
    },
  };
}

const begun = (line: number): Statement => ({
  line,
  rank: 0,
  reference: '',
  page: null,
  sequence: null,
  accountNo: null,
  currency: { code: null },
  balances: [],
  summary: null,
  running: null,
  told: false,
  passed: 0,
  seen: tally(),
});

/** OPBD, the closing of the day before (PRCD), or the first interim balance of a page in the middle. */
function openingOf({ balances }: Statement, line: number): Balance {
  const of = (type: string) => balances.find((one) => one.type === type);
  const found = of('OPBD') ?? of('PRCD') ?? of('ITBD');
  if (!found) throw new StatementFileRefused(line, 'BALANCE_MISSING', 'OPBD');
  return { on: found.on, sen: found.sen };
}

/** CLBD, or the last interim balance of a page that is not the last. */
function closingOf({ balances }: Statement, line: number): CamtBalance {
  const found = balances.find((one) => one.type === 'CLBD') ?? balances.findLast((one) => one.type === 'ITBD');
  if (!found) throw new StatementFileRefused(line, 'BALANCE_MISSING', 'CLBD');
  return found;
}

function control(summary: XmlNode, seen: Tally): void {
  const parts = { TtlNtries: null, TtlCdtNtries: 'CREDIT', TtlDbtNtries: 'DEBIT' } as const;
  for (const [name, direction] of Object.entries(parts)) {
    const part = at(summary, name);
    if (!part) continue;
    const count = textAt(part, 'NbOfNtries');
    const sum = at(part, 'Sum');
    if (count !== null && !/^\d{1,15}$/.test(count)) throw new StatementFileRefused(part.line, 'FIELD_FORMAT', count);
    seen.check(direction, { count: count === null ? null : Number(count), sen: sum ? figureOf(sum) : null }, part.line);
  }
}
