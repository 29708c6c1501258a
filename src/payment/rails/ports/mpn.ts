/** Deposits into the State's account (MPN) through a bank of perception. The bank's own services 90 to 92. */
import type { Account, Answered, CallOutcome, StatusOutcome } from './outcome.ts';

export interface BillingOrder {
  /** Of whom the tax is: 16 digits (or 15 of the old form). */
  readonly taxpayerNpwp: string;
  readonly taxpayerName: string;
  /** Tax account (KAP), 6 digits, and kind of deposit (KJS), 3 digits. */
  readonly kap: string;
  readonly kjs: string;
  /** `MMyyyy`. */
  readonly period: string;
  readonly amount: bigint;
  readonly description: string;
}

export interface Billing {
  /** 15 digits. */
  readonly billingCode: string;
  readonly taxpayerName: string;
  readonly taxpayerNpwp: string;
  readonly kap: string;
  readonly kjs: string;
  readonly period: string;
  readonly amount: bigint;
  readonly expiresAt: string;
  readonly status: 'UNPAID' | 'PAID' | 'EXPIRED';
  /** The State's receipt, 16 characters; once paid. */
  readonly ntpn: string | null;
}

/** Receipts of a deposit: the State's and the bank's. */
export interface Deposited {
  readonly ntpn?: string;
  readonly ntb?: string;
  /** Of a status that is pending only because the receipt is missing: the bank's reference of what it has paid. */
  readonly paidAs?: string;
}

export interface DepositOrder {
  readonly partnerReferenceNo: string;
  readonly billingCode: string;
  readonly amount: bigint;
  readonly source: Account;
  readonly transactionDate: string;
}

export interface MpnRail {
  /** 92: a billing code, valid seven days. */
  createBilling(order: BillingOrder): Promise<Answered<{ readonly billingCode: string; readonly expiresAt: string }>>;
  /** 90. */
  inquire(billingCode: string): Promise<Answered<{ readonly billing: Billing }>>;
  /** 91. A success without NTPN is pending: the receipt is the proof. */
  pay(order: DepositOrder): Promise<CallOutcome & Deposited>;
  /** 36 with service 91. */
  status(partnerReferenceNo: string, amount: bigint, date: string): Promise<StatusOutcome & Deposited>;
}
