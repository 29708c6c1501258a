/**
 * What is wrong with a code. `fatal`: no payer's app may pay it; `error`: an acquirer should not have issued it; `warning`: it can be
 * paid. QRIS is EMVCo MPM 1.1 with the rules of ASPI's national standard.
 */
import { isAmount, percentOf } from './amount.ts';
import { type Qris, readQris } from './read.ts';
import { parseTlv, tagValue } from './tlv.ts';

export type Level = 'fatal' | 'error' | 'warning';

export interface Fault {
  readonly level: Level;
  /** The tag it is about, as `54` or `51.02`. */
  readonly tag: string;
  readonly fault:
    | 'tlv'
    | 'too_long'
    | 'crc'
    | 'format'
    | 'missing'
    | 'order'
    | 'currency'
    | 'country'
    | 'amount'
    | 'tip'
    | 'nmid'
    | 'nns'
    | 'check_digit'
    | 'old_domain'
    | 'length';
}

const MAX_CHARS = 512;
/** Of these a payer's app cannot do without. */
const MANDATORY = ['52', '53', '58', '59', '60'] as const;
const RUPIAH = '360';
/** Acquirers in the national switching register: 9360 and the number of the bank or provider. */
const NNS = /^9360\d{4}/;
const OLD_DOMAIN = 'ID.OR.GPNQR.WWW';
const NAME_CHARS = 25;
const CITY_CHARS = 15;
const POST_CODE_CHARS = 10;

/** Faults, worst first. An empty list is a sound code. */
export function validateQris(payload: string): readonly Fault[] {
  const qris = readQris(payload);
  if (qris === null) return [{ level: 'fatal', tag: '', fault: 'tlv' }];
  const faults = [...structureOf(payload, qris), ...moneyOf(qris), ...merchantOf(qris), ...accountsOf(qris)];
  const levels: readonly Level[] = ['fatal', 'error', 'warning'];
  return levels.flatMap((level) => faults.filter((fault) => fault.level === level));
}

export const isPayable = (payload: string): boolean => !validateQris(payload).some(({ level }) => level === 'fatal');

const when = (wrong: boolean, level: Level, tag: string, fault: Fault['fault']): Fault[] =>
  wrong ? [{ level, tag, fault }] : [];

function structureOf(payload: string, { tags, crc, initiation }: Qris): Fault[] {
  const ids = tags.map(({ id }) => id);
  const given = crc.given ?? '';
  return [
    ...when(Array.from(payload).length > MAX_CHARS, 'fatal', '', 'too_long'),
    ...when(tags[0]?.id !== '00' || ids.at(-1) !== '63', 'fatal', tags[0]?.id !== '00' ? '00' : '63', 'order'),
    ...when(tags[0]?.id === '00' && tags[0].value !== '01', 'fatal', '00', 'format'),
    ...when(given.toUpperCase() !== crc.computed, 'fatal', '63', 'crc'),
    ...when(given !== given.toUpperCase() && given.toUpperCase() === crc.computed, 'error', '63', 'format'),
    // Nested templates that are no tags: whoever reads them reads something else.
    ...tags.flatMap(({ id, value }) =>
      when((isTemplate(id) || id === '62') && parseTlv(value) === null, 'fatal', id, 'tlv'),
    ),
    ...when(!ids.includes('01'), 'warning', '01', 'missing'),
    ...when(ids.includes('01') && !['11', '12'].includes(tagValue(tags, '01') ?? ''), 'error', '01', 'format'),
    ...when(initiation === 'DYNAMIC' && !ids.includes('54') && !isTransfer(tags), 'fatal', '54', 'missing'),
  ];
}

const isTemplate = (id: string): boolean => id >= '26' && id <= '51';
const isTransfer = (tags: Qris['tags']): boolean => tags.some(({ id }) => id === '40');

function moneyOf({ tags, currency, amountText, tip }: Qris): Fault[] {
  const has = (id: string) => tags.some((tag) => tag.id === id);
  const indicator = tagValue(tags, '55');
  const conflict =
    (has('56') && has('57')) ||
    (indicator === '01' && (has('56') || has('57'))) ||
    (indicator === '02' && (!has('56') || has('57'))) ||
    (indicator === '03' && (!has('57') || has('56'))) ||
    (indicator === null && (has('56') || has('57'))) ||
    (indicator !== null && !['01', '02', '03'].includes(indicator));
  return [
    ...when(currency !== null && currency !== RUPIAH, 'fatal', '53', 'currency'),
    ...when(amountText !== null && !isAmount(amountText), 'fatal', '54', 'amount'),
    ...when(conflict, 'fatal', '55', 'tip'),
    ...when(tip.kind === 'FIXED' && !isAmount(tip.text), 'fatal', '56', 'amount'),
    ...when(tip.kind === 'PERCENT' && percentOf(tip.text) === null, 'fatal', '57', 'amount'),
  ];
}

function merchantOf({ tags, country, merchantName, merchantCity, postCode, mcc }: Qris): Fault[] {
  const length = (text: string | null) => Array.from(text ?? '').length;
  return [
    ...MANDATORY.flatMap((id) => when(tagValue(tags, id) === null, 'fatal', id, 'missing')),
    ...when(mcc !== null && !/^\d{4}$/.test(mcc), 'error', '52', 'format'),
    ...when(country !== null && country !== 'ID', 'error', '58', 'country'),
    ...when(country === 'ID' && postCode === null, 'error', '61', 'missing'),
    ...when(length(merchantName) > NAME_CHARS, 'warning', '59', 'length'),
    ...when(length(merchantCity) > CITY_CHARS, 'warning', '60', 'length'),
    ...when(length(postCode) > POST_CODE_CHARS, 'warning', '61', 'length'),
  ];
}

function accountsOf({ initiation, accounts, nmid }: Qris): Fault[] {
  const repository = accounts.find(({ tag }) => tag === '51');
  const pans = accounts.flatMap(({ tag, merchantPan }) => (merchantPan === null ? [] : [{ tag, merchantPan }]));
  return [
    ...when(accounts.length === 0, 'fatal', '26', 'missing'),
    ...when(initiation === 'STATIC' && repository === undefined, 'error', '51', 'missing'),
    ...when(repository !== undefined && !/^ID\d{13}$/.test(nmid ?? ''), 'error', '51.02', 'nmid'),
    ...when(repository?.domain?.toUpperCase() === OLD_DOMAIN, 'warning', '51.00', 'old_domain'),
    ...pans.flatMap(({ tag, merchantPan }) => [
      ...when(!NNS.test(merchantPan) || !/^\d{9,19}$/.test(merchantPan), 'error', `${tag}.01`, 'nns'),
      ...when(!luhn(merchantPan), 'warning', `${tag}.01`, 'check_digit'),
    ]),
  ];
}

/** ISO/IEC 7812-1, annex B. */
function luhn(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .map(Number)
    .reduce((total, digit, place) => {
      const doubled = place % 2 === 1 ? digit * 2 : digit;
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
  return sum % 10 === 0;
}
