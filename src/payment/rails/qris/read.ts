/** A QRIS code as the platform understands it. Reading judges nothing: see `validate.ts`. */
import { crc16 } from './crc.ts';
import { parseTlv, type Tag, tagValue } from './tlv.ts';

/** One merchant account: tags 26 to 45 at an acquirer, 51 in the national repository. */
export interface MerchantAccount {
  readonly tag: string;
  /** Reverse domain of the acquirer, as `ID.CO.BRI.WWW`. */
  readonly domain: string | null;
  /** Merchant PAN: its first eight digits are the acquirer's number (NNS). */
  readonly merchantPan: string | null;
  /** Merchant id at the acquirer; NMID in tag 51. */
  readonly merchantId: string | null;
  /** UMI, UKE, UME, UBE, URE, PSO, BLU. */
  readonly criteria: string | null;
}

export interface Qris {
  readonly tags: readonly Tag[];
  readonly initiation: 'STATIC' | 'DYNAMIC';
  readonly accounts: readonly MerchantAccount[];
  /** National merchant id, `ID` and 13 digits. */
  readonly nmid: string | null;
  readonly mcc: string | null;
  readonly currency: string | null;
  /** As written in tag 54. */
  readonly amountText: string | null;
  readonly tip:
    | { readonly kind: 'NONE' }
    | { readonly kind: 'ASK' }
    | { readonly kind: 'FIXED'; readonly text: string }
    | { readonly kind: 'PERCENT'; readonly text: string };
  readonly country: string | null;
  readonly merchantName: string | null;
  readonly merchantCity: string | null;
  readonly postCode: string | null;
  /** Tag 62. */
  readonly billNumber: string | null;
  readonly referenceLabel: string | null;
  readonly terminal: string | null;
  readonly purpose: string | null;
  readonly crc: { readonly given: string | null; readonly computed: string };
}

/** Null when the text is no sequence of tags at all. */
export function readQris(payload: string): Qris | null {
  const tags = parseTlv(payload);
  if (tags === null) return null;
  const at = (id: string) => tagValue(tags, id);
  const accounts = tags.filter(({ id }) => isAccount(id)).flatMap(accountOf);
  const extra = parseTlv(at('62') ?? '') ?? [];
  return {
    tags,
    initiation: at('01') === '12' ? 'DYNAMIC' : 'STATIC',
    accounts,
    nmid: accounts.find(({ tag }) => tag === '51')?.merchantId ?? null,
    mcc: at('52'),
    currency: at('53'),
    amountText: at('54'),
    tip: tipOf(at('55'), at('56'), at('57')),
    country: at('58'),
    merchantName: at('59'),
    merchantCity: at('60'),
    postCode: at('61'),
    billNumber: tagValue(extra, '01'),
    referenceLabel: tagValue(extra, '05'),
    terminal: tagValue(extra, '07'),
    purpose: tagValue(extra, '08'),
    crc: { given: at('63'), computed: crcOf(payload) },
  };
}

export const isAccount = (id: string): boolean => id >= '26' && id <= '51';

function accountOf({ id, value }: Tag): MerchantAccount[] {
  const parts = parseTlv(value);
  if (parts === null) return [];
  const part = (name: string) => tagValue(parts, name);
  return [
    {
      tag: id,
      domain: part('00'),
      merchantPan: id === '51' ? null : part('01'),
      merchantId: part('02'),
      criteria: part('03'),
    },
  ];
}

function tipOf(indicator: string | null, fixed: string | null, percent: string | null): Qris['tip'] {
  if (indicator === '01') return { kind: 'ASK' };
  if (indicator === '02' && fixed !== null) return { kind: 'FIXED', text: fixed };
  if (indicator === '03' && percent !== null) return { kind: 'PERCENT', text: percent };
  return { kind: 'NONE' };
}

const CRC_DIGITS = 4;

/** Over everything up to and including the id and length of tag 63, which is the last. */
function crcOf(payload: string): string {
  return crc16(payload.slice(0, Math.max(payload.length - CRC_DIGITS, 0)));
}
