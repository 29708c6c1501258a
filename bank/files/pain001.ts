/** Reads pain.001 (CustomerCreditTransferInitiation), versions 03 and 09, for transfers in rupiah. */
import { XMLParser } from 'fast-xml-parser';
import { isObject } from '../snap/fields.ts';

export interface FileTransfer {
  readonly instructionId: string | null;
  readonly endToEndId: string;
  /** Null: not whole rupiah, not IDR, or not a number. */
  readonly amount: bigint | null;
  readonly creditorName: string;
  readonly creditorAccountNo: string;
  /** BIC, three digits or clearing code; '' when absent. */
  readonly creditorBank: string;
  readonly remittance: string;
}

export interface FileBlock {
  readonly id: string;
  /** `LclInstrm` as agreed: OVB, ONLINE, BIFAST, SKN, RTGS; null when absent. */
  readonly instrument: string | null;
  readonly isUrgent: boolean;
  /** yyyy-MM-dd */
  readonly executeOn: string;
  readonly debtorAccountNo: string;
  readonly charges: 'OUR' | 'BEN' | 'SHA';
  readonly transfers: readonly FileTransfer[];
}

export interface PaymentFile {
  readonly messageId: string;
  /** `pain.001.001.03` */
  readonly name: string;
  readonly createdAt: string;
  readonly count: string;
  /** Null when the file tells none. */
  readonly sum: string | null;
  readonly blocks: readonly FileBlock[];
}

const NAMESPACE = /\sxmlns(?::[A-Za-z_][\w.-]*)?\s*=\s*["']urn:iso:std:iso:20022:tech:xsd:(pain\.001\.001\.0[39])["']/;
const LISTS: ReadonlySet<string> = new Set(['PmtInf', 'CdtTrfTxInf', 'Ustrd']);
const CHARGES: Readonly<Record<string, FileBlock['charges']>> = { DEBT: 'OUR', SLEV: 'OUR', CRED: 'BEN', SHAR: 'SHA' };

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => LISTS.has(name),
});

/** Null when it is no pain.001 of these versions or lacks what identifies it. A document type is refused. */
export function readPain001(text: string): PaymentFile | null {
  if (text.includes('<!DOCTYPE')) return null;
  const name = NAMESPACE.exec(text)?.[1];
  const message = part(part(parse(text), 'Document'), 'CstmrCdtTrfInitn');
  const header = part(message, 'GrpHdr');
  const messageId = leaf(header, 'MsgId');
  if (name === undefined || messageId === '' || messageId.length > 35) return null;
  return {
    messageId,
    name,
    createdAt: leaf(header, 'CreDtTm'),
    count: leaf(header, 'NbOfTxs'),
    sum: leaf(header, 'CtrlSum') || null,
    blocks: listOf(message, 'PmtInf').map(blockOf),
  };
}

function parse(text: string): unknown {
  try {
    return parser.parse(text, true);
  } catch {
    return {};
  }
}

function blockOf(block: Node): FileBlock {
  const type = part(block, 'PmtTpInf');
  const instrument = leaf(part(type, 'LclInstrm'), 'Prtry') || leaf(part(type, 'LclInstrm'), 'Cd');
  return {
    id: leaf(block, 'PmtInfId'),
    instrument: instrument === '' ? null : instrument.toUpperCase(),
    isUrgent: leaf(part(type, 'SvcLvl'), 'Cd') === 'URGP',
    // Version 03 has the date itself, 09 a choice of date and moment.
    executeOn: (leaf(block, 'ReqdExctnDt') || leaf(part(block, 'ReqdExctnDt'), 'Dt')).slice(0, 10),
    debtorAccountNo: leaf(part(part(part(block, 'DbtrAcct'), 'Id'), 'Othr'), 'Id'),
    charges: CHARGES[leaf(block, 'ChrgBr')] ?? 'OUR',
    transfers: listOf(block, 'CdtTrfTxInf').map(transferOf),
  };
}

function transferOf(transfer: Node): FileTransfer {
  const ids = part(transfer, 'PmtId');
  const institution = part(part(transfer, 'CdtrAgt'), 'FinInstnId');
  return {
    instructionId: leaf(ids, 'InstrId') || null,
    endToEndId: leaf(ids, 'EndToEndId'),
    amount: rupiahOf(part(transfer, 'Amt').InstdAmt),
    creditorName: leaf(part(transfer, 'Cdtr'), 'Nm'),
    creditorAccountNo: leaf(part(part(part(transfer, 'CdtrAcct'), 'Id'), 'Othr'), 'Id'),
    creditorBank:
      leaf(institution, 'BIC') || leaf(institution, 'BICFI') || leaf(part(institution, 'ClrSysMmbId'), 'MmbId'),
    remittance: remittanceOf(part(transfer, 'RmtInf')),
  };
}

function rupiahOf(amount: unknown): bigint | null {
  if (!isObject(amount) || amount['@Ccy'] !== 'IDR') return null;
  const match = /^(\d{1,13})(\.0{1,2})?$/.exec(String(amount['#text'] ?? '').trim());
  return match?.[1] === undefined || BigInt(match[1]) === 0n ? null : BigInt(match[1]);
}

function remittanceOf(remittance: Node): string {
  const { Ustrd } = remittance;
  return Array.isArray(Ustrd) ? Ustrd.map(String).join(' ') : '';
}

type Node = Readonly<Record<string, unknown>>;

function part(node: unknown, name: string): Node {
  const found = isObject(node) ? node[name] : undefined;
  return isObject(found) ? found : {};
}

function listOf(node: Node, name: string): readonly Node[] {
  const found = node[name];
  return Array.isArray(found) ? found.map((item) => (isObject(item) ? item : {})) : [];
}

function leaf(node: Node, name: string): string {
  const found = node[name];
  if (typeof found === 'string') return found.trim();
  const text = isObject(found) ? found['#text'] : undefined;
  return typeof text === 'string' ? text.trim() : '';
}
