/** Account and deposit-type codes (KAP-KJS) of tax payments, dated, by regime. */
import { type CodePurpose, type Dated, from, inTurn, type Regime, RULES_KNOWN_FROM } from './types.ts';

export interface PaymentCode {
  /** Kode Akun Pajak, 6 digits. */
  readonly kap: string;
  /** Kode Jenis Setoran, 3 digits. */
  readonly kjs: string;
}

const CORETAX = '2025-01-01';
const PER9 = 'PER-09/PJ/2020';
const PER10 = 'PER-10/PJ/2024 lampiran B';

function merged(kap: string, before: string, after: string): readonly Dated<PaymentCode>[] {
  return inTurn(
    from(RULES_KNOWN_FROM, { kap, kjs: before }, PER9, 'B'),
    from(CORETAX, { kap, kjs: after }, PER10, 'V'),
  );
}

function table(collectorKjs: string): { readonly [P in CodePurpose]: readonly Dated<PaymentCode>[] } {
  return {
    PPN: merged('411211', collectorKjs, collectorKjs),
    '21': merged('411121', '100', '100'),
    '22': merged('411122', collectorKjs, collectorKjs),
    '23': merged('411124', '104', '100'),
    '4(2)': merged('411128', '100', '100'),
    '4(2).RENT': merged('411128', '403', '403'),
    '4(2).CONSTRUCTION': merged('411128', '409', '100'),
    FINAL: merged('411128', '420', '100'),
  };
}

/** KJS 910 marks collection by a treasurer of APBN, 920 of APBD. */
export const paymentCodes: { readonly [R in Regime]: ReturnType<typeof table> } = {
  APBN: table('910'),
  APBD: table('920'),
};
