/** Writes pain.002.001.03 (CustomerPaymentStatusReport): what became of a payment file and of each of its transfers. */
import { el, leaf } from '../exports/xml.ts';
import type { Case } from '../snap/answer.ts';
import { wibTimestamp } from '../time.ts';

export type Status = 'ACSC' | 'ACSP' | 'RJCT';

export interface TransferReport {
  readonly instructionId: string | null;
  readonly endToEndId: string;
  readonly status: Status;
  /** ISO external status reason code; null unless rejected. */
  readonly reason: string | null;
  readonly text: string;
  readonly bankReference: string | null;
}

export interface BlockReport {
  readonly id: string;
  readonly transfers: readonly TransferReport[];
}

export interface FileReport {
  readonly messageId: string;
  readonly name: string;
  readonly blocks: readonly BlockReport[];
  /** The file as a whole was refused. */
  readonly refused: { readonly reason: string; readonly text: string } | null;
}

const REASONS: Readonly<Partial<Record<Case, string>>> = {
  invalidAccount: 'AC01',
  inactive: 'AC06',
  dormant: 'AC04',
  doNotHonor: 'AC06',
  suspectedFraud: 'AG01',
  overLimit: 'AM02',
  insufficientFunds: 'AM04',
  closed: 'TM01',
  invalidRouting: 'RC01',
};

/** External status reason code of a refusal; MS03 (not specified) for what has none. */
export function reasonOf(refusal: Case): string {
  return REASONS[refusal] ?? 'MS03';
}

export function writePain002(report: FileReport, now: Date): string {
  const all = report.blocks.flatMap((block) => block.transfers.map(({ status }) => status));
  const group = report.refused === null ? together(all) : 'RJCT';
  const body = el(
    'CstmrPmtStsRpt',
    el('GrpHdr', leaf('MsgId', `STS${report.messageId}`, 35), leaf('CreDtTm', wibTimestamp(now))),
    el(
      'OrgnlGrpInfAndSts',
      leaf('OrgnlMsgId', report.messageId),
      leaf('OrgnlMsgNmId', report.name),
      leaf('GrpSts', group),
      report.refused === null ? null : reasonInfo(report.refused.reason, report.refused.text),
    ),
    ...report.blocks.map(blockXml),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">${body}</Document>
`;
}

function blockXml(block: BlockReport): string {
  return el(
    'OrgnlPmtInfAndSts',
    leaf('OrgnlPmtInfId', block.id),
    leaf('PmtInfSts', together(block.transfers.map(({ status }) => status))),
    ...block.transfers.map((transfer) =>
      el(
        'TxInfAndSts',
        transfer.instructionId === null ? null : leaf('OrgnlInstrId', transfer.instructionId, 35),
        leaf('OrgnlEndToEndId', transfer.endToEndId, 35),
        leaf('TxSts', transfer.status),
        transfer.reason === null ? null : reasonInfo(transfer.reason, transfer.text),
        transfer.bankReference === null ? null : leaf('AcctSvcrRef', transfer.bankReference, 35),
      ),
    ),
  );
}

function reasonInfo(code: string, text: string): string {
  return el('StsRsnInf', el('Rsn', leaf('Cd', code)), text === '' ? null : leaf('AddtlInf', text, 105));
}

/** One status for several: the same as all, else partly. */
function together(statuses: readonly Status[]): Status | 'PART' {
  const [first] = statuses;
  if (first === undefined) return 'RJCT';
  return statuses.every((status) => status === first) ? first : 'PART';
}
