/** Fields that all virtual account services share. */
import { type Answer, answer } from '../snap/answer.ts';
import { MALFORMED, required, text } from '../snap/fields.ts';
import type { VaNumber } from './virtual-account.ts';

/** Digits, as text or as the bare number that some samples of the standard send. */
export function customerNumber(value: unknown): string | typeof MALFORMED {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof digits === 'string' && /^\d{1,20}$/.test(digits) ? digits : MALFORMED;
}

/** Company code, padded to eight characters or not. */
export function companyCode(value: unknown): string | typeof MALFORMED {
  if (typeof value !== 'string' || value.length > 8) return MALFORMED;
  const code = value.trim();
  return /^[0-9A-Z]{1,8}$/.test(code) ? code : MALFORMED;
}

/** The three that name a virtual account in every request. */
export const numbers = {
  partnerServiceId: required(companyCode),
  customerNo: required(customerNumber),
  virtualAccountNo: required(text(28)),
};

/** The number, when its parts agree with the whole. */
export function numberOf(values: {
  readonly partnerServiceId: string;
  readonly customerNo: string;
  readonly virtualAccountNo: string;
}): VaNumber | Answer {
  const { partnerServiceId, customerNo } = values;
  if (values.virtualAccountNo.trim() !== partnerServiceId + customerNo) {
    return answer('invalidFormat', 'virtualAccountNo');
  }
  return { partnerServiceId, customerNo };
}

export function isAnswer(given: VaNumber | Answer): given is Answer {
  return 'case' in given;
}
