/** The words of an order. What may happen to it is in `decide.ts`; the table of its life in `order.machine.ts`. */
import type { CategoryCode } from '../catalogue/categories.ts';
import type { Picture } from '../catalogue/picture.ts';
import type { ProductKind, Rail } from '../catalogue/product.ts';
import type { Zone } from '../kernel/time.ts';
import type { BankAccount } from '../organisation/satker.ts';
import type { ExemptionCategory } from '../regulation/tax-exemptions.ts';
import type { Regime } from '../regulation/types.ts';
import type { OrderRole, OrderState } from './order.machine.ts';

/** A person in the office held when the act was done; kept when officials rotate. */
export interface Signer {
  readonly personId: string;
  readonly assignmentId: string;
  readonly name: string;
  readonly role: OrderRole;
}

/** A snapshot of the product: what is changed or withdrawn later does not touch the order. */
export interface OrderLine {
  /** 1 … n, never renumbered after checkout. */
  readonly no: number;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly category: CategoryCode;
  readonly kind: ProductKind;
  readonly unit: string;
  readonly quantity: number;
  readonly minOrder: number;
  /** Rupiah per unit: as listed, and as agreed. */
  readonly listPrice: bigint;
  readonly price: bigint;
  readonly priceIncludesPpn: boolean;
  readonly taxObject: string;
  readonly exemption: ExemptionCategory | null;
  readonly pdn: boolean;
  readonly tkdnPercent: number | null;
  readonly suggestedAkun: string;
  readonly leadTimeDays: number;
  readonly rails: readonly Rail[];
  readonly picture: Picture;
}

/** One offer of a negotiation. Evidence: never edited, never removed. */
export interface Offer {
  readonly no: number;
  readonly by: 'PP' | 'VENDOR';
  readonly person: Signer;
  readonly at: string;
  readonly prices: readonly { readonly no: number; readonly price: bigint }[];
  /** Rupiah, taxed as the first line is. */
  readonly deliveryFee: bigint;
  readonly deliveryDate: string | null;
  readonly note: string;
  readonly outcome: 'OPEN' | 'ACCEPTED' | 'DECLINED' | 'COUNTERED' | 'EXPIRED';
  readonly reason: string;
}

export interface BudgetChoice {
  readonly lineId: string;
  readonly mak: string;
  readonly akun: string;
  readonly name: string;
}

export interface Shipment {
  readonly no: number;
  /** Surat Jalan. */
  readonly number: string;
  readonly carrier: string;
  readonly trackingNo: string;
  readonly note: string;
  readonly at: string;
  readonly deliveredAt: string | null;
  readonly proof: readonly string[];
}

export type Condition = 'GOOD' | 'SHORT' | 'DAMAGED' | 'WRONG';

/** What the receiver found of one line. */
export interface CheckedLine {
  readonly no: number;
  readonly accepted: number;
  readonly condition: Condition;
  readonly reason: string;
}

export interface Complaint {
  readonly at: string;
  readonly by: Signer;
  readonly lines: readonly CheckedLine[];
  /** Ids of photos. */
  readonly photos: readonly string[];
}

/** BAST (Berita Acara Serah Terima). */
export interface Receipt {
  readonly number: string;
  readonly at: string;
  readonly by: Signer;
  readonly lines: readonly CheckedLine[];
  readonly partial: boolean;
  readonly photos: readonly string[];
}

/** What is to be paid and what is kept back; rupiah. gross = net + deposits. */
export interface TaxFigures {
  readonly dpp: bigint;
  readonly dppNilaiLain: bigint;
  readonly ppn: bigint;
  readonly ppnCollectedBy: 'TREASURER' | 'VENDOR' | 'PLATFORM' | 'NONE';
  readonly pph: readonly {
    readonly article: string;
    readonly objectCode: string;
    readonly base: bigint;
    readonly rate: string;
    readonly amount: bigint;
    readonly withheldBy: 'TREASURER' | 'PLATFORM' | 'OUTSIDE_CARD';
  }[];
  readonly gross: bigint;
  readonly net: bigint;
  readonly treasurerDeposits: bigint;
  readonly outsideCardFlow: bigint;
  readonly fakturCode: string | null;
  readonly depositCode: string | null;
  /** Sentences, in both languages, in the order of the computation. */
  readonly why: readonly { readonly id: string; readonly en: string }[];
}

export interface Bill {
  readonly number: string;
  /** The vendor's own number, if it has one. */
  readonly vendorNumber: string;
  readonly at: string;
  readonly by: Signer;
  readonly tax: TaxFigures;
  readonly payee: BankAccount;
  /** Local date on which the vendor changed to this account, when that was shortly before; payers are told. */
  readonly payeeChangedOn?: string | null;
  /** 17 digits; null where none is due or not yet attached. */
  readonly faktur: string | null;
  readonly returned: readonly { readonly at: string; readonly by: Signer; readonly reason: string }[];
}

/** SPBy (Surat Perintah Bayar), signed by the PPK. */
export interface Spby {
  readonly number: string;
  readonly at: string;
  readonly by: Signer;
  readonly kuitansi: string;
}

export interface Rating {
  readonly stars: number;
  readonly comment: string;
  readonly at: string;
  readonly by: Signer;
}

export interface Order {
  readonly id: string;
  readonly version: number;
  readonly state: OrderState;
  /** `PS-2026-000148`; null while it is a cart. */
  readonly number: string | null;
  readonly regime: Regime;
  readonly zone: Zone;
  readonly satkerId: string;
  readonly vendorId: string;
  readonly satkerName: string;
  readonly vendorName: string;
  readonly createdAt: string;
  readonly requester: Signer;
  readonly pp: Signer | null;
  readonly ppk: Signer | null;
  /** Who has the task of a seat since whoever sits in it left office (`seats.ts`). */
  readonly handedTo?: { readonly requester?: Signer; readonly pp?: Signer; readonly ppk?: Signer };
  /** Who acted in a seat before somebody else did; an SPBy that was refused was signed all the same. */
  readonly formerly?: readonly Signer[];
  readonly lines: readonly OrderLine[];
  readonly deliveryFee: bigint;
  readonly need: { readonly date: string | null; readonly address: string; readonly note: string };
  readonly budget: BudgetChoice | null;
  readonly rail: Rail | null;
  /** Local date of checkout: the order keeps the rules of this day. */
  readonly orderedOn: string | null;
  readonly offers: readonly Offer[];
  readonly checkoutNote: string;
  /** Why the PPK holds that an order that looks split is not. */
  readonly splitReason: string;
  /**
   * Price without PPN of the package this order is part of, when it looks split and the PPK gave no reason why it is not:
   * the tax threshold is then measured on the package (PMK 59/2022 art. 12(2)a, 18(1)a). Null otherwise.
   */
  readonly packageExcl: bigint | null;
  /** The hold on the budget line; null when nothing is committed. */
  readonly commitment: { readonly id: string; readonly amount: bigint } | null;
  /** When the state ends by itself; ISO 8601. */
  readonly dueAt: string | null;
  /** When the PPK approved it; null before. */
  readonly approvedAt: string | null;
  readonly deliveryDate: string | null;
  readonly dateChange: {
    readonly by: 'PEMESAN' | 'VENDOR';
    readonly date: string;
    readonly reason: string;
  } | null;
  readonly cancelReason: string;
  readonly shipments: readonly Shipment[];
  readonly complaints: readonly Complaint[];
  readonly receipt: Receipt | null;
  readonly bill: Bill | null;
  readonly spby: Spby | null;
  /** Instructions made for it, oldest first; the last one is the living one. */
  readonly instructions: readonly string[];
  readonly paidAt: string | null;
  /** Of the last payment, when the money came back and is owed again: net rupiah; what was kept back for taxes stays kept back. */
  readonly cameBack?: {
    readonly instructionId: string;
    readonly net: bigint;
    readonly reason: string;
    readonly at: string;
  } | null;
  readonly rating: Rating | null;
  /** Why it ended before its end: the code and words of whoever ended it. */
  readonly ended: { readonly at: string; readonly by: OrderRole; readonly reason: string } | null;
}

export const orderTable = 'purchasing.order';

/**
 * Whether the vendor may see it: from the first offer, otherwise from the PPK's approval on, which fixes the day of
 * delivery. Before them, and when it ended before them, an order is the satker's own affair.
 */
export function vendorSees(order: Pick<Order, 'offers' | 'deliveryDate'>): boolean {
  return order.offers.length > 0 || order.deliveryDate !== null;
}
