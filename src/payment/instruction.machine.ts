/** The life of a payment instruction by CMS transfer (rows C1 to C10) and by card (K1, K2): one table each. */
import type { Machine, Transition } from '../kernel/machine.ts';

export type TransferState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'CHECKED'
  | 'APPROVED'
  | 'SENT'
  | 'IN_CLEARING'
  | 'UNKNOWN'
  | 'SETTLED'
  | 'RECONCILED'
  | 'RETURNED'
  | 'FAILED'
  | 'WITHDRAWN';
export type PaymentRole = 'BENDAHARA' | 'PPSPM' | 'KPA' | 'KKP_HOLDER' | 'SYSTEM';

const step = <S extends string>(
  row: string,
  from: S | null,
  action: string,
  by: readonly PaymentRole[],
  to: S,
): Transition<S, PaymentRole> => ({ row, from, action, by, to });

/**
 * SENT is written before the bank is called: a process that dies between the two finds it and asks the bank. From SENT
 * and UNKNOWN no way leads back to sending.
 */
export const transferMachine: Machine<TransferState, PaymentRole> = {
  name: 'transfer',
  states: {
    DRAFT: 'Dikembalikan ke bendahara',
    SUBMITTED: 'Menunggu persetujuan KPA',
    CHECKED: 'Sudah diperiksa',
    APPROVED: 'Disetujui',
    SENT: 'Diproses bank',
    IN_CLEARING: 'Dalam kliring',
    UNKNOWN: 'Belum ada kabar bank',
    SETTLED: 'Sudah dibayar',
    RECONCILED: 'Cocok dengan rekening koran',
    RETURNED: 'Dikembalikan bank',
    FAILED: 'Ditolak bank',
    WITHDRAWN: 'Ditarik',
  },
  final: ['RECONCILED', 'RETURNED', 'FAILED', 'WITHDRAWN'],
  roles: ['BENDAHARA', 'PPSPM', 'KPA', 'KKP_HOLDER', 'SYSTEM'],
  transitions: [
    step('C1', null, 'submit', ['BENDAHARA'], 'SUBMITTED'),
    step('C1', 'DRAFT', 'resubmit', ['BENDAHARA'], 'SUBMITTED'),
    step('C1', 'DRAFT', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('C2', 'SUBMITTED', 'check', ['PPSPM'], 'CHECKED'),
    step('C3', 'SUBMITTED', 'approve', ['KPA'], 'APPROVED'),
    step('C3', 'CHECKED', 'approve', ['KPA'], 'APPROVED'),
    step('C4', 'SUBMITTED', 'reject', ['PPSPM', 'KPA'], 'DRAFT'),
    step('C4', 'CHECKED', 'reject', ['KPA'], 'DRAFT'),
    step('C5', 'APPROVED', 'send', ['SYSTEM'], 'SENT'),
    step('C6', 'SENT', 'settle', ['SYSTEM'], 'SETTLED'),
    step('C7', 'SENT', 'enterClearing', ['SYSTEM'], 'IN_CLEARING'),
    step('C8', 'SENT', 'fail', ['SYSTEM'], 'FAILED'),
    step('C8', 'IN_CLEARING', 'settle', ['SYSTEM'], 'SETTLED'),
    step('C8', 'IN_CLEARING', 'return', ['SYSTEM'], 'RETURNED'),
    // The payee's bank sends back what counted as paid, even weeks later.
    step('C8', 'SETTLED', 'comeBack', ['SYSTEM'], 'RETURNED'),
    { ...step('C8', 'RECONCILED', 'comeBack', ['SYSTEM'], 'RETURNED'), reopens: true },
    step('C9', 'SENT', 'loseTrack', ['SYSTEM'], 'UNKNOWN'),
    step('C9', 'UNKNOWN', 'settle', ['SYSTEM'], 'SETTLED'),
    step('C9', 'UNKNOWN', 'enterClearing', ['SYSTEM'], 'IN_CLEARING'),
    step('C9', 'UNKNOWN', 'fail', ['SYSTEM'], 'FAILED'),
    step('C9', 'UNKNOWN', 'return', ['SYSTEM'], 'RETURNED'),
    step('C10', 'SETTLED', 'reconcile', ['SYSTEM'], 'RECONCILED'),
  ],
};

export type CardState = 'PREPARED' | 'OPEN' | 'UNKNOWN' | 'SETTLED' | 'DECLINED';

export const cardMachine: Machine<CardState, PaymentRole> = {
  name: 'card',
  states: {
    PREPARED: 'Menyiapkan halaman bank',
    OPEN: 'Menunggu pemegang kartu',
    UNKNOWN: 'Belum ada kabar bank',
    SETTLED: 'Sudah dibayar',
    DECLINED: 'Tidak jadi dibayar',
  },
  final: ['SETTLED', 'DECLINED'],
  roles: transferMachine.roles,
  transitions: [
    step('K1', null, 'prepare', ['KKP_HOLDER'], 'PREPARED'),
    step('K1', 'PREPARED', 'open', ['SYSTEM'], 'OPEN'),
    step('K1', 'PREPARED', 'loseTrack', ['SYSTEM'], 'UNKNOWN'),
    step('K1', 'PREPARED', 'decline', ['SYSTEM'], 'DECLINED'),
    step('K2', 'OPEN', 'settle', ['SYSTEM'], 'SETTLED'),
    step('K2', 'OPEN', 'decline', ['SYSTEM'], 'DECLINED'),
    step('K2', 'UNKNOWN', 'settle', ['SYSTEM'], 'SETTLED'),
    step('K2', 'UNKNOWN', 'decline', ['SYSTEM'], 'DECLINED'),
  ],
};
