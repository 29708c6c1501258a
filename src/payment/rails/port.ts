/**
 * The one port behind which every rail stands. A rail talks to a bank and reports what the bank said about *this
 * call*; what that means for a payment is decided in `payment/`. Amounts are whole rupiah.
 */
import type { CardBillRail, CardRail } from './ports/card.ts';
import type { MpnRail } from './ports/mpn.ts';
import type { QrRail } from './ports/qr.ts';
import type { TransferRail } from './ports/transfer.ts';
import type { VaRail } from './ports/va.ts';

export type * from './ports/card.ts';
export type * from './ports/mpn.ts';
export type * from './ports/notice.ts';
export type * from './ports/outcome.ts';
export type * from './ports/qr.ts';
export type * from './ports/transfer.ts';
export type * from './ports/va.ts';

/** All rails of one bank, sharing one access token. */
export interface BankRails {
  readonly transfer: TransferRail;
  readonly card: CardRail;
  readonly qr: QrRail;
  readonly va: VaRail;
  readonly mpn: MpnRail;
  readonly cardBill: CardBillRail;
}
