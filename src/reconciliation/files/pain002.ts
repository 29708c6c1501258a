/** pain.002 (CustomerPaymentStatusReport), versions 03 to 14: what a bank says of each transfer of a pain.001. */
import { StatementFileRefused } from './fault.ts';
import { own } from './own.ts';
import { allOf, at, textAt, type XmlNode, xmlStream } from './xml.ts';

export type PainOutcome = 'ACCEPTED' | 'PENDING' | 'SUCCESS' | 'FAILED' | 'CANCELLED';

export interface PainStatus {
  /** External payment status code as the bank wrote it. */
  readonly code: string;
  readonly outcome: PainOutcome;
  /** The same as a `latestTransactionStatus` of SNAP. */
  readonly snap: '00' | '01' | '02' | '03' | '05' | '06';
  /** The bank changes something, says what is not known, or contradicts itself. */
  readonly needsPerson: boolean;
  readonly reasons: readonly PainReason[];
  /** What the bank added in words. */
  readonly said: readonly string[];
  readonly bankReference: string | null;
}

export interface PainReason {
  readonly code: string;
  /** Null for a code that is not in the table. */
  readonly meaning: ReasonMeaning | null;
}

export type ReasonMeaning =
  | 'WRONG_ACCOUNT'
  | 'ACCOUNT_CLOSED'
  | 'ACCOUNT_BLOCKED'
  | 'NOT_PERMITTED'
  | 'AMOUNT_NOT_ALLOWED'
  | 'INSUFFICIENT_FUNDS'
  | 'DUPLICATE'
  | 'WRONG_AMOUNT'
  | 'NAME_MISMATCH'
  | 'REQUESTED'
  | 'DATE'
  | 'FORMAT'
  | 'UNSPECIFIED'
  | 'BANK_CODE'
  | 'CUT_OFF';

export const REASONS: { readonly [code: string]: ReasonMeaning | undefined } = {
  AC01: 'WRONG_ACCOUNT',
  AC04: 'ACCOUNT_CLOSED',
  AC06: 'ACCOUNT_BLOCKED',
  AG01: 'NOT_PERMITTED',
  AM02: 'AMOUNT_NOT_ALLOWED',
  AM04: 'INSUFFICIENT_FUNDS',
  AM05: 'DUPLICATE',
  AM09: 'WRONG_AMOUNT',
  BE01: 'NAME_MISMATCH',
  CUST: 'REQUESTED',
  DT01: 'DATE',
  FF01: 'FORMAT',
  MS03: 'UNSPECIFIED',
  RC01: 'BANK_CODE',
  TM01: 'CUT_OFF',
};

const STATUS: { readonly [code: string]: readonly [PainOutcome, PainStatus['snap']] | undefined } = {
  RCVD: ['ACCEPTED', '01'],
  ACTC: ['ACCEPTED', '01'],
  ACCP: ['ACCEPTED', '01'],
  ACSP: ['PENDING', '02'],
  ACWC: ['PENDING', '02'],
  ACWP: ['PENDING', '03'],
  PDNG: ['PENDING', '03'],
  ACSC: ['SUCCESS', '00'],
  ACCC: ['SUCCESS', '00'],
  RJCT: ['FAILED', '06'],
  CANC: ['CANCELLED', '05'],
};
/** Says nothing of a single transfer: look one level down. */
const PARTLY = 'PART';

export interface PainReport {
  readonly originalMessageId: string;
  readonly originalMessageName: string | null;
  /** Null when the group is told to be partly accepted, or not at all. */
  readonly group: PainStatus | null;
  /** By `OrgnlPmtInfId`. */
  readonly blocks: ReadonlyMap<string, PainStatus>;
  /** By `OrgnlEndToEndId`. */
  readonly transfers: ReadonlyMap<string, PainStatus>;
}

/** What the report says of one transfer: its own status, else its block's, else the group's; null when it says nothing. */
export const statusFor = (report: PainReport, reference: string, blockId?: string): PainStatus | null =>
  report.transfers.get(reference) ?? (blockId === undefined ? null : report.blocks.get(blockId)) ?? report.group;

const NAMESPACE = /^urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.(0[3-9]|1[0-4])$/;
const MAX_TRANSFERS = 100_000;

/** Reads a report. Throws StatementFileRefused (line, reason) like the readers of statements; DTDs and entities are refused. */
export async function readPain002(chunks: AsyncIterable<Uint8Array>): Promise<PainReport> {
  let group: { id: string; name: string | null; status: PainStatus | null } | null = null;
  const blocks = new Map<string, PainStatus>();
  const transfers = new Map<string, PainStatus>();
  let block: XmlNode | null = null;

  const stream = xmlStream({
    // A block of thousands is read transfer by transfer.
    parts: ['TxInfAndSts'],
    part(node) {
      transfer(node);
    },
    open(path, line, namespace) {
      if (path.length === 1) {
        if (path[0] !== 'Document' || !NAMESPACE.test(namespace))
          throw new StatementFileRefused(line, 'FORMAT_UNKNOWN', namespace);
        return 'descend';
      }
      if (path.length === 2) {
        if (path[1] !== 'CstmrPmtStsRpt') throw new StatementFileRefused(line, 'TAG_UNKNOWN', path[1]);
        return 'descend';
      }
      return path[2] === 'GrpHdr' || path[2] === 'SplmtryData' ? 'skip' : 'collect';
    },
    node(_path, node) {
      if (node.name === 'OrgnlGrpInfAndSts') {
        const id = textAt(node, 'OrgnlMsgId');
        if (id === null) throw new StatementFileRefused(node.line, 'FIELD_FORMAT', 'OrgnlMsgId');
        group = { id, name: textAt(node, 'OrgnlMsgNmId'), status: statusOf(node, 'GrpSts') };
      } else if (node.name === 'OrgnlPmtInfAndSts') {
        block = node;
        const id = textAt(block, 'OrgnlPmtInfId');
        const status = statusOf(block, 'PmtInfSts');
        if (id !== null && status) blocks.set(id, agreed(blocks.get(id), status));
      } else throw new StatementFileRefused(node.line, 'TAG_UNKNOWN', node.name);
    },
    close() {},
  });

  function transfer(node: XmlNode): void {
    if (transfers.size >= MAX_TRANSFERS) throw new StatementFileRefused(node.line, 'TOO_LARGE', 'TxInfAndSts');
    const id = textAt(node, 'OrgnlEndToEndId') ?? textAt(node, 'OrgnlInstrId');
    const status = statusOf(node, 'TxSts');
    if (id === null) throw new StatementFileRefused(node.line, 'FIELD_FORMAT', 'OrgnlEndToEndId');
    if (status) transfers.set(id, agreed(transfers.get(id), status));
  }

  for await (const chunk of chunks) stream.push(chunk);
  stream.end();
  const found = group as { id: string; name: string | null; status: PainStatus | null } | null;
  if (!found) throw new StatementFileRefused(1, 'EMPTY');
  return { originalMessageId: found.id, originalMessageName: found.name, group: found.status, blocks, transfers };
}

function statusOf(node: XmlNode, element: string): PainStatus | null {
  const code = textAt(node, element);
  if (code === null || code === PARTLY) return null;
  const known = own(STATUS, code);
  const informed = allOf(node, 'StsRsnInf');
  const reasons = informed.flatMap((one) => {
    const reason = textAt(one, 'Rsn', 'Cd') ?? textAt(one, 'Rsn', 'Prtry');
    return reason === null ? [] : [{ code: reason, meaning: own(REASONS, reason) ?? null }];
  });
  return {
    code,
    // What is not known is not final: it is asked about.
    outcome: known?.[0] ?? 'PENDING',
    snap: known?.[1] ?? '03',
    needsPerson: known === undefined || code === 'ACWC',
    reasons,
    said: informed
      .flatMap((one) => allOf(one, 'AddtlInf').map(({ text }) => text.trim()))
      .filter((text) => text !== ''),
    bankReference: textAt(node, 'AcctSvcrRef') ?? textAt(at(node, 'OrgnlTxRef'), 'AcctSvcrRef'),
  };
}

/** A transfer told twice in one report: the same again, or a contradiction that nobody may believe. */
function agreed(before: PainStatus | undefined, now: PainStatus): PainStatus {
  if (!before || before.outcome === now.outcome) return now;
  return { ...now, outcome: 'PENDING', snap: '03', needsPerson: true, reasons: [...before.reasons, ...now.reasons] };
}
