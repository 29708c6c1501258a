/** The monthly bill of the cards (rows K3 to K11) and each of its lines: one table each. */
import type { Machine, Transition } from '../kernel/machine.ts';

export type BillState = 'OPEN' | 'DPT' | 'SPP' | 'SPM' | 'SP2D' | 'PAYING' | 'PAID_TO_ISSUER' | 'CLOSED';
export type LineState =
  | 'STATEMENTED'
  | 'DOCUMENTED'
  | 'VERIFIED'
  | 'DISPUTED'
  | 'PERSONAL'
  | 'REPAYING'
  | 'REPAID'
  | 'CARRIED'
  | 'RETURNED'
  | 'VOIDED'
  | 'PAID';
export type CardRole = 'KKP_HOLDER' | 'PPK' | 'PPSPM' | 'BENDAHARA' | 'SYSTEM';

const roles: readonly CardRole[] = ['KKP_HOLDER', 'PPK', 'PPSPM', 'BENDAHARA', 'SYSTEM'];

const step = <S extends string>(
  row: string,
  from: S | null,
  action: string,
  by: readonly CardRole[],
  to: S,
): Transition<S, CardRole> => ({ row, from, action, by, to });

/** A holder may give personal money back until the bill is closed. */
const REPAID_IN: readonly BillState[] = ['DPT', 'SPP', 'SPM', 'SP2D', 'PAYING', 'PAID_TO_ISSUER'];

export const billMachine: Machine<BillState, CardRole> = {
  name: 'cardBill',
  states: {
    OPEN: 'Menunggu dokumen dan uji PPK',
    DPT: 'DPT terbit, menunggu SPP',
    SPP: 'SPP dibuat',
    SPM: 'SPM terbit',
    SP2D: 'SP2D terbit, siap dibayar',
    PAYING: 'Sedang dibayar ke bank penerbit',
    PAID_TO_ISSUER: 'Dibayar, menunggu bagian pribadi',
    CLOSED: 'Selesai',
  },
  final: ['CLOSED'],
  roles,
  transitions: [
    step('K4', null, 'receive', ['SYSTEM'], 'OPEN'),
    step('K3', 'OPEN', 'document', ['KKP_HOLDER'], 'OPEN'),
    step('K4', 'OPEN', 'link', ['KKP_HOLDER', 'BENDAHARA'], 'OPEN'),
    step('K5', 'OPEN', 'verify', ['PPK'], 'OPEN'),
    step('K6', 'OPEN', 'dispute', ['PPK'], 'OPEN'),
    step('K6', 'OPEN', 'personal', ['PPK'], 'OPEN'),
    step('K6', 'OPEN', 'reconsider', ['PPK'], 'OPEN'),
    step('K5', 'OPEN', 'issueDpt', ['PPK'], 'DPT'),
    // Nothing is left to be paid by the State.
    step('K6', 'OPEN', 'finish', ['PPK'], 'PAID_TO_ISSUER'),
    step('K7', 'DPT', 'recordSpp', ['PPK'], 'SPP'),
    // A paper that the treasury sent back is made anew.
    step('K7', 'SPP', 'recordSpp', ['PPK'], 'SPP'),
    step('K7', 'SPM', 'recordSpp', ['PPK'], 'SPP'),
    step('K8', 'SPP', 'recordSpm', ['PPSPM', 'BENDAHARA'], 'SPM'),
    step('K9', 'SPM', 'recordSp2d', ['BENDAHARA'], 'SP2D'),
    // The statement shows the money of the SP2D, before or after its number is written down.
    step('K9', 'SPM', 'arrive', ['SYSTEM'], 'SPM'),
    step('K9', 'SP2D', 'arrive', ['SYSTEM'], 'SP2D'),
    step('K10', 'SP2D', 'pay', ['BENDAHARA'], 'PAYING'),
    step('K10', 'PAYING', 'settle', ['SYSTEM'], 'PAID_TO_ISSUER'),
    step('K10', 'PAYING', 'failPayment', ['SYSTEM'], 'SP2D'),
    // The issuer's bank sent the money back.
    step('K10', 'PAID_TO_ISSUER', 'comeBack', ['SYSTEM'], 'SP2D'),
    { ...step('K10', 'CLOSED', 'comeBack', ['SYSTEM'], 'SP2D'), reopens: true },
    step('K11', 'PAID_TO_ISSUER', 'close', ['SYSTEM'], 'CLOSED'),
    ...[...REPAID_IN, 'CLOSED' as const].map((state) => step('K11', state, 'giveBack', ['SYSTEM'], state)),
    ...REPAID_IN.flatMap((state) => [
      step('K6', state, 'repay', ['KKP_HOLDER'], state),
      step('K6', state, 'confirmRepaid', ['BENDAHARA'], state),
      step('K6', state, 'rejectRepaid', ['BENDAHARA'], state),
    ]),
  ],
};

export const billLineMachine: Machine<LineState, CardRole> = {
  name: 'cardBillLine',
  states: {
    STATEMENTED: 'Menunggu bukti pemegang kartu',
    DOCUMENTED: 'Menunggu uji PPK',
    VERIFIED: 'Disetujui, masuk DPT',
    DISPUTED: 'Disengketakan',
    PERSONAL: 'Tanggungan pribadi',
    REPAYING: 'Bukti pelunasan diperiksa',
    REPAID: 'Dilunasi pemegang kartu',
    CARRIED: 'Dibawa ke tagihan berikutnya',
    RETURNED: 'Dikembalikan ke bendahara',
    VOIDED: 'Dibatalkan sebelum kliring',
    PAID: 'Dibayar ke bank penerbit',
  },
  final: ['REPAID', 'CARRIED', 'RETURNED', 'VOIDED', 'PAID'],
  roles,
  transitions: [
    step('K4', null, 'receive', ['SYSTEM'], 'STATEMENTED'),
    // A purchase through the platform brings its own papers.
    step('K4', null, 'match', ['SYSTEM'], 'DOCUMENTED'),
    // A payment that was voided on its day: purchase and reversal cancel each other and concern nobody.
    step('K4', null, 'matchVoided', ['SYSTEM'], 'VOIDED'),
    step('K4', 'STATEMENTED', 'link', ['KKP_HOLDER', 'BENDAHARA'], 'DOCUMENTED'),
    step('K3', 'STATEMENTED', 'document', ['KKP_HOLDER'], 'DOCUMENTED'),
    step('K3', 'DOCUMENTED', 'document', ['KKP_HOLDER'], 'DOCUMENTED'),
    step('K5', 'DOCUMENTED', 'verify', ['PPK'], 'VERIFIED'),
    step('K6', 'STATEMENTED', 'dispute', ['PPK'], 'DISPUTED'),
    step('K6', 'DOCUMENTED', 'dispute', ['PPK'], 'DISPUTED'),
    step('K6', 'STATEMENTED', 'personal', ['PPK'], 'PERSONAL'),
    step('K6', 'DOCUMENTED', 'personal', ['PPK'], 'PERSONAL'),
    step('K6', 'VERIFIED', 'reconsider', ['PPK'], 'DOCUMENTED'),
    step('K6', 'DISPUTED', 'reconsider', ['PPK'], 'STATEMENTED'),
    step('K6', 'PERSONAL', 'reconsider', ['PPK'], 'STATEMENTED'),
    step('K6', 'DISPUTED', 'carry', ['SYSTEM'], 'CARRIED'),
    // A credit that is more than what is to be paid waits for the next bill.
    step('K6', 'VERIFIED', 'carry', ['SYSTEM'], 'CARRIED'),
    // What the issuer owes comes to the treasurer's account instead of the next bill.
    { ...step('K11', 'CARRIED', 'giveBack', ['SYSTEM'], 'RETURNED'), reopens: true },
    step('K6', 'PERSONAL', 'repay', ['KKP_HOLDER'], 'REPAYING'),
    step('K6', 'REPAYING', 'confirmRepaid', ['BENDAHARA'], 'REPAID'),
    step('K6', 'REPAYING', 'rejectRepaid', ['BENDAHARA'], 'PERSONAL'),
    step('K10', 'VERIFIED', 'settle', ['SYSTEM'], 'PAID'),
    { ...step('K10', 'PAID', 'comeBack', ['SYSTEM'], 'VERIFIED'), reopens: true },
  ],
};
