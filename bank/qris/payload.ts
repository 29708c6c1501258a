/** QRIS payloads: writes those of this acquirer, reads and judges any. Rules of QRIS MPM on top of EMVCo MPM. */
import { crc16 } from './crc.ts';
import { readTlv, type Tags, writeTlv } from './tlv.ts';

const MAX_LENGTH = 512;
const CRC_HEAD = '6304';
const RUPIAH = '360';
const REPOSITORY = 'ID.CO.QRIS.WWW';
const DYNAMIC = '12';
const STATIC = '11';
const AMOUNT = /^(?=.{1,13}$)(\d+)(?:\.(\d*))?$/;
const PERCENT = /^(\d{1,2})(?:\.(\d{1,2}))?$/;
/** Purposes (62-08) that move money between people or hand out cash. */
const NOT_A_PURCHASE = new Set(['DMCT', 'CWDL', 'CDPT', 'XBCT']);

export interface CodeToWrite {
  readonly merchant: {
    readonly bankCode: string;
    readonly nmid: string;
    readonly merchantPan: string;
    readonly merchantId: string;
    readonly criteria: string;
    readonly mcc: string;
    readonly name: string;
    readonly city: string;
    readonly postcode: string;
  };
  /** Rupiah; null writes a static code, on which the payer types the amount. */
  readonly amount: bigint | null;
  /** Tag 62-01, at most 25 characters. */
  readonly billNo?: string;
  /** Tag 62-05, at most 25 characters. */
  readonly reference?: string;
  /** Tag 62-07. */
  readonly terminalId: string;
}

export interface MerchantAccount {
  readonly domain: string;
  readonly pan: string;
}

export interface QrisCode {
  readonly isDynamic: boolean;
  readonly merchantAccounts: readonly MerchantAccount[];
  readonly nmid: string | null;
  readonly criteria: string | null;
  readonly mcc: string;
  /** Rupiah of tag 54; null when the payer types it. */
  readonly amount: bigint | null;
  /** Rupiah on top of `amount`; null when the payer is asked. */
  readonly tip: bigint | null;
  readonly merchantName: string;
  readonly city: string;
  readonly postcode: string;
  readonly billNo: string | null;
  readonly reference: string | null;
  readonly terminalId: string | null;
  /** A transfer between people or cash, not a purchase. */
  readonly isTransfer: boolean;
}

export type ReadCode =
  | { readonly ok: true; readonly code: QrisCode }
  /** `reason` in words for the log and the partner. */
  | { readonly ok: false; readonly reason: string };

/** The whole payload with its CRC. */
export function writeCode(code: CodeToWrite): string {
  const { merchant, amount } = code;
  const account = writeTlv([
    ['00', `ID.CO.SANDBOX${merchant.bankCode}.WWW`],
    ['01', merchant.merchantPan],
    ['02', merchant.merchantId],
    ['03', merchant.criteria],
  ]);
  const repository = writeTlv([
    ['00', REPOSITORY],
    ['02', merchant.nmid],
    ['03', merchant.criteria],
  ]);
  const additional = writeTlv([
    ['01', code.billNo ?? ''],
    ['05', code.reference ?? ''],
    ['07', code.terminalId],
  ]);
  const body = writeTlv([
    ['00', '01'],
    ['01', amount === null ? STATIC : DYNAMIC],
    ['26', account],
    ['51', repository],
    ['52', merchant.mcc],
    ['53', RUPIAH],
    ['54', amount === null ? '' : String(amount)],
    ['58', 'ID'],
    ['59', merchant.name],
    ['60', merchant.city],
    ['61', merchant.postcode],
    ['62', additional],
  ]);
  return `${body}${CRC_HEAD}${crc16(body + CRC_HEAD)}`;
}

/**
 * Reads a code that somebody scanned. Refused: a CRC or lengths that do not fit, tags that QRIS requires and are not
 * there, another currency than rupiah, an amount that is none or has sen. Odd but harmless spellings pass.
 */
export function readCode(payload: string): ReadCode {
  const tags = payload.length > MAX_LENGTH ? null : readTlv(payload);
  if (tags === null) return refused('tag lengths do not fit');
  if ([...tags.keys()][0] !== '00' || [...tags.keys()].at(-1) !== '63') return refused('tag 00 or 63 out of place');
  const crc = tags.get('63') ?? '';
  if (crc16(payload.slice(0, -crc.length)) !== crc) return refused('wrong CRC');
  const problem = problemOf(tags);
  if (problem !== null) return refused(problem);
  const amount = tags.get('54');
  const rupiah = amount === undefined ? null : wholeRupiah(amount);
  const tip = tipOf(tags, rupiah);
  if (tip === 'malformed') return refused('tip');
  const additional = readTlv(tags.get('62') ?? '') ?? new Map<string, string>();
  const repository = readTlv(tags.get('51') ?? '');
  return {
    ok: true,
    code: {
      isDynamic: tags.get('01') === DYNAMIC,
      merchantAccounts: merchantAccountsOf(tags),
      nmid: repository?.get('02') ?? null,
      criteria: repository?.get('03') ?? criteriaOf(tags),
      mcc: tags.get('52') ?? '',
      amount: rupiah,
      tip,
      merchantName: tags.get('59') ?? '',
      city: tags.get('60') ?? '',
      postcode: tags.get('61') ?? '',
      billNo: additional.get('01') ?? null,
      reference: additional.get('05') ?? null,
      terminalId: additional.get('07') ?? null,
      isTransfer: tags.get('52') === '4829' || NOT_A_PURCHASE.has(additional.get('08') ?? ''),
    },
  };
}

function problemOf(tags: Tags): string | null {
  if (tags.get('00') !== '01') return 'tag 00 is not 01';
  const missing = ['52', '53', '58', '59', '60'].find((id) => !tags.has(id));
  if (missing !== undefined) return `tag ${missing} is missing`;
  if (tags.get('53') !== RUPIAH) return 'currency is not rupiah';
  if (tags.get('58') !== 'ID') return 'merchant is not in Indonesia';
  if (!tags.has('61')) return 'tag 61 is missing';
  if (!/^\d{4}$/.test(tags.get('52') ?? '')) return 'merchant category';
  if (merchantAccountsOf(tags).length === 0 && !tags.has('51')) return 'no merchant account';
  const nmid = readTlv(tags.get('51') ?? '')?.get('02');
  if (tags.has('51') && !/^ID\d{13}$/.test(nmid ?? '')) return 'national merchant id';
  if (tags.get('01') !== DYNAMIC && !tags.has('51')) {
    // A transfer code (tag 40) names no merchant; it is read so that the caller can say what it is.
    if (!tags.has('40')) return 'a static code needs tag 51';
  }
  const amount = tags.get('54');
  if (amount === undefined)
    return tags.get('01') === DYNAMIC && !tags.has('40') ? 'a dynamic code needs an amount' : null;
  return (wholeRupiah(amount) ?? 0n) > 0n ? null : 'amount';
}

/** `1000`, `1000.` and `1000.00` are the same; sen make null. */
function wholeRupiah(text: string): bigint | null {
  const match = AMOUNT.exec(text);
  if (match?.[1] === undefined || /[1-9]/.test(match[2] ?? '')) return null;
  return BigInt(match[1]);
}

/** Tags 55 to 57: fixed, or a percentage of the amount rounded half up to the rupiah. */
function tipOf(tags: Tags, amount: bigint | null): bigint | null | 'malformed' {
  const [kind, fixed, percent] = [tags.get('55'), tags.get('56'), tags.get('57')];
  if (kind === undefined) return fixed === undefined && percent === undefined ? 0n : 'malformed';
  if (kind === '01') return fixed === undefined && percent === undefined ? null : 'malformed';
  if (kind === '02')
    return fixed === undefined || percent !== undefined ? 'malformed' : (wholeRupiah(fixed) ?? 'malformed');
  if (kind !== '03' || percent === undefined || fixed !== undefined) return 'malformed';
  const match = PERCENT.exec(percent);
  if (match?.[1] === undefined) return 'malformed';
  const hundredths = BigInt(match[1]) * 100n + BigInt((match[2] ?? '').padEnd(2, '0'));
  if (hundredths === 0n) return 'malformed';
  return amount === null ? null : (amount * hundredths + 5_000n) / 10_000n;
}

function merchantAccountsOf(tags: Tags): readonly MerchantAccount[] {
  return [...tags].flatMap(([id, value]) => {
    if (Number(id) < 26 || Number(id) > 45) return [];
    const account = readTlv(value);
    const pan = account?.get('01');
    return pan === undefined || !/^\d{8,19}$/.test(pan) ? [] : [{ domain: account?.get('00') ?? '', pan }];
  });
}

function criteriaOf(tags: Tags): string | null {
  for (let id = 26; id <= 45; id += 1) {
    const criteria = readTlv(tags.get(String(id)) ?? '')?.get('03');
    if (criteria !== undefined) return criteria;
  }
  return null;
}

function refused(reason: string): ReadCode {
  return { ok: false, reason };
}
