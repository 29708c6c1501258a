/**
 * What one bank does otherwise than the standard. Data only: every deviation that is known of a bank stands in its file beside
 * this one, and the rails read it from here. Contracts with a bank prevail over its public pages, so a connection may
 * replace any key.
 */
import type { Channel } from '../ports/transfer.ts';
import type { ServiceCode } from '../snap/services.ts';

/** Services that are asked for under one name, as channel and partner ids are given out per product. */
export type Product = 'transfer' | 'va' | 'qr' | 'card' | 'mpn';

export type PartnerIdSource = 'partnerId' | 'apiKey' | 'merchantId';

export interface BankProfile {
  readonly id: string;
  /** Path before the service path; null: the connection's own. Part of what is signed. */
  readonly prefix: string | null;
  /** Whole path of the token service; null: the prefix and the standard's path. */
  readonly tokenPath: string | null;
  /** Whole paths of services that are not under the prefix. */
  readonly paths: { readonly [S in ServiceCode]?: string };
  /** Services called by another method than the standard's. */
  readonly methods: { readonly [S in ServiceCode]?: 'POST' | 'PUT' | 'DELETE' };
  /** What X-PARTNER-ID holds; `merchantId` for codes at acquirers that want it so. */
  readonly partnerId: { readonly default: PartnerIdSource } & { readonly [P in Product]?: PartnerIdSource };
  readonly hmacKey: 'clientSecret' | 'apiSecret';
  readonly signatureEncoding: 'base64' | 'hex';
  readonly urlCanonicalisation: 'verbatim' | 'bca';
  /** `+07:00` is WIB without fraction; `ms` with milliseconds; `Z` in UTC. */
  readonly timestamp: '+07:00' | 'ms+07:00' | 'Z' | 'msZ';
  /** Digits of X-EXTERNAL-ID. Below 20 a durable counter is needed: time and chance no longer fit. */
  readonly externalId: { readonly default: number } & { readonly [S in ServiceCode]?: number };
  /** Status wants the X-EXTERNAL-ID of the order: then it follows from the reference instead of time and chance. */
  readonly externalIdFollowsReference: boolean;
  /** CHANNEL-ID per product where the bank prescribes it; otherwise the connection's. */
  readonly channelId: { readonly [P in Product]?: string };
  /** Headers beyond the standard's mandatory ones. */
  readonly headers: readonly ('ORIGIN' | 'X-IP-ADDRESS' | 'X-DEVICE-ID' | 'X-LATITUDE' | 'X-LONGITUDE')[];
  /** Clearings the bank offers over this interface. */
  readonly channels: readonly Channel[];
  /** How the payee's bank is named; `bic` falls back to three digits where a bank has none. */
  readonly bankCode: { readonly [C in Exclude<Channel, 'INTRABANK'>]: '3digit' | 'bic' };
  /** How the bank tells a BI-FAST order from an on-line one: by the length of the bank code, or by a field in additionalInfo. */
  readonly bifastBy: 'bankCode' | 'transferType';
  /** Other service codes under which orders of a service are kept, to be tried in status (BI-FAST at BRI). */
  readonly serviceCodeAliases: { readonly [S in ServiceCode]?: readonly string[] };
  /** Names of fields that the bank spells otherwise, per service: standard name → the bank's. */
  readonly rename: { readonly [S in ServiceCode]?: { readonly [field: string]: string } };
  /** Fields of an order that the bank wants though the standard leaves them out. */
  readonly mandatory: { readonly [S in ServiceCode]?: readonly string[] };
  /** Constant fields of additionalInfo. */
  readonly additionalInfo: { readonly [S in ServiceCode]?: { readonly [field: string]: string } };
  /** Longest partnerReferenceNo. */
  readonly reference: { readonly default: number } & { readonly [S in ServiceCode]?: number };
  readonly remark: { readonly length: number; readonly charset: 'ascii' | 'alphanumeric' };
  /** The name check carries the reference of the transfer that follows. */
  readonly inquiryReferenceReused: boolean;
  /** Minutes after an order before a balance counts. */
  readonly balanceDelayMinutes: number;
  readonly statement: { readonly maxDays: number; readonly wholeDays: boolean };
  /** QRIS: words and numbers an acquirer bounds. */
  readonly qr: {
    readonly contentOption: string | null;
    readonly minValidMinutes: number;
    readonly maxValidMinutes: number;
  };
  /** Type 2 (RSA) or type 1 (HMAC with a token of the platform) on what the bank sends. */
  readonly callbackSignature: 'rsa' | 'hmac';
  readonly skewSeconds: number;
  /** WIB `HH:mm` after which the bank takes no more that day, when earlier than the system's own. */
  readonly cutOff: { readonly [S in '22' | '23']?: string };
}

/** Keys that a bank's file or a connection replaces; nested tables are merged one level deep. */
export type ProfileChanges = { readonly [K in keyof BankProfile]?: Partial<BankProfile[K]> | BankProfile[K] };

/** `base` with what is given replaced; tables are merged, so that one path more keeps the others. */
export function changed(base: BankProfile, changes: ProfileChanges): BankProfile {
  const entries = Object.entries(changes).map(([key, value]) => {
    const before: unknown = Reflect.get(base, key);
    return [key, isTable(before) && isTable(value) ? { ...before, ...value } : value];
  });
  return { ...base, ...Object.fromEntries(entries) };
}

function isTable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
