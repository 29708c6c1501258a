/** The life of a payment instruction by CMS transfer (rows C1 to C10) and by card (K1, K2): one table each. */
import type { Machine, Transition } from '../kernel/machine.ts';

export type TransferState =
  | 'DRAFT'
  | 'SUBMITTED'
  | 'CHECKED'
  | 'APPROVED'
  | 'RELEASED'
  | 'SENT'
  | 'IN_CLEARING'
  | 'UNKNOWN'
  | 'SETTLED'
  | 'RECONCILED'
  | 'RETURNED'
  | 'FAILED'
  | 'WITHDRAWN';
export type PaymentRole = 'BENDAHARA' | 'PPSPM' | 'KPA' | 'KKP_HOLDER' | 'VENDOR_ADMIN' | 'SYSTEM';

const step = <S extends string>(
  row: string,
  from: S | null,
  action: string,
  by: readonly PaymentRole[],
  to: S,
): Transition<S, PaymentRole> => ({ row, from, action, by, to });

/**
 * SENT is written before the bank is called: a process that dies between the two finds it and asks the bank. From SENT
 * and UNKNOWN no way leads back to sending, but for a bank that says it is closed.
 */
export const transferMachine: Machine<TransferState, PaymentRole> = {
  name: 'transfer',
  states: {
    DRAFT: 'Dikembalikan ke bendahara',
    SUBMITTED: 'Menunggu persetujuan KPA',
    CHECKED: 'Sudah diperiksa',
    APPROVED: 'Disetujui',
    RELEASED: 'Dilepas untuk dikirim',
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
  roles: ['BENDAHARA', 'PPSPM', 'KPA', 'KKP_HOLDER', 'VENDOR_ADMIN', 'SYSTEM'],
  transitions: [
    step('C1', null, 'submit', ['BENDAHARA'], 'SUBMITTED'),
    step('C1', 'DRAFT', 'resubmit', ['BENDAHARA'], 'SUBMITTED'),
    step('C1', 'DRAFT', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    // Until it is sent the treasurer may take it back.
    step('C1', 'SUBMITTED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('C1', 'CHECKED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('C1', 'APPROVED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('C1', 'RELEASED', 'withdraw', ['BENDAHARA'], 'WITHDRAWN'),
    step('C2', 'SUBMITTED', 'check', ['PPSPM'], 'CHECKED'),
    step('C3', 'SUBMITTED', 'approve', ['KPA'], 'APPROVED'),
    step('C3', 'CHECKED', 'approve', ['KPA'], 'APPROVED'),
    step('C4', 'SUBMITTED', 'reject', ['PPSPM', 'KPA'], 'DRAFT'),
    step('C4', 'CHECKED', 'reject', ['KPA'], 'DRAFT'),
    // Only where the levels want a releaser for the amount; which of the offices it is, they say too.
    step('C4', 'APPROVED', 'reject', ['KPA', 'PPSPM', 'BENDAHARA'], 'DRAFT'),
    step('C5', 'APPROVED', 'release', ['KPA', 'PPSPM', 'BENDAHARA'], 'RELEASED'),
    step('C5', 'APPROVED', 'send', ['SYSTEM'], 'SENT'),
    step('C5', 'RELEASED', 'send', ['SYSTEM'], 'SENT'),
    // The bank's own word that it is closed at this hour (403xx06): nothing was done, and the reference stays.
    step('C5', 'SENT', 'putOff', ['SYSTEM'], 'APPROVED'),
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

export type CardState = 'PREPARED' | 'OPEN' | 'AUTHORISED' | 'UNKNOWN' | 'SETTLED' | 'DECLINED' | 'VOIDED' | 'REFUNDED';

const asksVoid = ['KKP_HOLDER', 'BENDAHARA'] as const;

/**
 * By card the holder authorises on the bank's page and the platform captures at once; by QRIS the holder pays in the bank's app. A
 * void undoes the payment before it is cleared, a refund gives back of what was paid: its credit stands on a later bill.
 */
export const cardMachine: Machine<CardState, PaymentRole> = {
  name: 'card',
  states: {
    PREPARED: 'Menyiapkan halaman bank',
    OPEN: 'Menunggu pemegang kartu',
    AUTHORISED: 'Disetujui bank, sedang ditagihkan',
    UNKNOWN: 'Belum ada kabar bank',
    SETTLED: 'Sudah dibayar',
    DECLINED: 'Tidak jadi dibayar',
    VOIDED: 'Dibatalkan sebelum kliring',
    REFUNDED: 'Dikembalikan seluruhnya',
  },
  final: ['SETTLED', 'DECLINED', 'VOIDED', 'REFUNDED'],
  roles: transferMachine.roles,
  transitions: [
    step('K1', null, 'prepare', ['KKP_HOLDER'], 'PREPARED'),
    step('K1', 'PREPARED', 'open', ['SYSTEM'], 'OPEN'),
    step('K1', 'PREPARED', 'loseTrack', ['SYSTEM'], 'UNKNOWN'),
    step('K1', 'PREPARED', 'decline', ['SYSTEM'], 'DECLINED'),
    // The address of a page that is open was lost with the bank's answer: the same reference finds it again.
    step('K1', 'UNKNOWN', 'open', ['SYSTEM'], 'OPEN'),
    step('K1', 'OPEN', 'authorise', ['SYSTEM'], 'AUTHORISED'),
    step('K1', 'UNKNOWN', 'authorise', ['SYSTEM'], 'AUTHORISED'),
    step('K2', 'OPEN', 'settle', ['SYSTEM'], 'SETTLED'),
    step('K2', 'OPEN', 'decline', ['SYSTEM'], 'DECLINED'),
    step('K2', 'UNKNOWN', 'settle', ['SYSTEM'], 'SETTLED'),
    step('K2', 'UNKNOWN', 'decline', ['SYSTEM'], 'DECLINED'),
    step('K2', 'AUTHORISED', 'settle', ['SYSTEM'], 'SETTLED'),
    // The authorisation lapsed, or the bank refused to capture.
    step('K2', 'AUTHORISED', 'decline', ['SYSTEM'], 'DECLINED'),
    step('K2', 'AUTHORISED', 'askVoid', asksVoid, 'AUTHORISED'),
    step('K2', 'AUTHORISED', 'refuseVoid', ['SYSTEM'], 'AUTHORISED'),
    step('K2', 'AUTHORISED', 'void', ['SYSTEM'], 'VOIDED'),
    step('K2', 'SETTLED', 'askVoid', asksVoid, 'SETTLED'),
    step('K2', 'SETTLED', 'refuseVoid', ['SYSTEM'], 'SETTLED'),
    { ...step('K2', 'SETTLED', 'void', ['SYSTEM'], 'VOIDED'), reopens: true },
    step('K2', 'SETTLED', 'askRefund', ['VENDOR_ADMIN'], 'SETTLED'),
    step('K2', 'SETTLED', 'refuseRefund', ['SYSTEM'], 'SETTLED'),
    step('K2', 'SETTLED', 'refundPart', ['SYSTEM'], 'SETTLED'),
    { ...step('K2', 'SETTLED', 'refund', ['SYSTEM'], 'REFUNDED'), reopens: true },
  ],
};
