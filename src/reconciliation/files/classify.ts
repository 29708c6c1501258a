/** What kind of movement a line is: by the bank's code where it has one, by the first words of the remark otherwise. */
import type { Direction, LineKind } from './line.ts';
import { own } from './own.ts';

/** Transaction type of :61: without its first letter, SWIFT field 61 subfield 6. */
const SWIFT_CODE: { readonly [code: string]: LineKind | undefined } = {
  TRF: 'TRANSFER',
  DDT: 'TRANSFER',
  STO: 'TRANSFER',
  CHG: 'FEE',
  COM: 'FEE',
  BRF: 'FEE',
  INT: 'INTEREST',
  DIV: 'OTHER',
  TAX: 'TAX',
  RTI: 'RETURN',
};

/** Sub-family of the bank transaction code, ISO 20022 external code set. */
const ISO_SUB_FAMILY: { readonly [code: string]: LineKind | undefined } = {
  CHRG: 'FEE',
  COMM: 'FEE',
  COMT: 'FEE',
  FEES: 'FEE',
  INTR: 'INTEREST',
  TAXE: 'TAX',
  RRTN: 'RETURN',
  RPCR: 'RETURN',
};

const ISO_FAMILY: { readonly [code: string]: LineKind | undefined } = {
  ICDT: 'TRANSFER',
  RCDT: 'TRANSFER',
  IRCT: 'TRANSFER',
  RRCT: 'TRANSFER',
  // As the minimal maps of domestic banks write them.
  DMCT: 'TRANSFER',
};

/** Proprietary codes that banks here write for their channels. */
const PROPRIETARY: { readonly [code: string]: LineKind | undefined } = {
  SKN: 'TRANSFER',
  LLG: 'TRANSFER',
  RTGS: 'TRANSFER',
  BIFAST: 'TRANSFER',
  OVB: 'TRANSFER',
  ONLINE: 'TRANSFER',
  INTRABANK: 'TRANSFER',
  FEE: 'FEE',
  BIAYA: 'FEE',
  PAJAK: 'TAX',
  BUNGA: 'INTEREST',
  RETUR: 'RETURN',
};

const RETURNED = /\b(?:RETUR|RTN|DIKEMBALIKAN|RETURNED)\b/i;
const TAX = /^(?:PAJAK|PPH|TAX)\b/i;
const FEE = /^(?:BIAYA|BY|ADM|ADMIN|PROVISI|MDR|FEE|CHARGE)\b/i;
const INTEREST = /^(?:BUNGA|JASA GIRO|INTEREST)\b/i;

export interface Said {
  readonly direction: Direction;
  readonly remark: string;
}

/** Kind of a :61: line; `code` is the type with its first letter, for example `NTRF`. */
export const kindOfSwift = (code: string, said: Said): LineKind => kindOf(own(SWIFT_CODE, code.slice(1)) ?? null, said);

export interface IsoCodes {
  readonly family: string | null;
  readonly subFamily: string | null;
  readonly proprietary: string | null;
  readonly returned: boolean;
}

/** Kind of an entry of a camt message. */
export function kindOfIso({ family, subFamily, proprietary, returned }: IsoCodes, said: Said): LineKind {
  if (returned) return 'RETURN';
  const channel = own(PROPRIETARY, (proprietary ?? '').toUpperCase().replaceAll('-', ''));
  const byCode = own(ISO_SUB_FAMILY, subFamily ?? '') ?? channel ?? own(ISO_FAMILY, family ?? '') ?? null;
  return kindOf(byCode, said);
}

/** A payee's own words (`BIAYA LISTRIK`) must not make a fee of a transfer: words count only where the code says nothing. */
function kindOf(byCode: LineKind | null, { direction, remark }: Said): LineKind {
  if (direction === 'CREDIT' && (byCode === null || byCode === 'TRANSFER') && RETURNED.test(remark)) return 'RETURN';
  if (byCode === 'INTEREST' && direction === 'DEBIT' && TAX.test(remark)) return 'TAX';
  if (byCode === 'FEE' && TAX.test(remark)) return 'TAX';
  if (byCode !== null) return byCode;
  if (TAX.test(remark)) return 'TAX';
  if (FEE.test(remark)) return 'FEE';
  if (INTEREST.test(remark)) return 'INTEREST';
  return 'OTHER';
}
