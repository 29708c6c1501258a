/**
 * BRI, after its developer pages. Interbank v2.0 (September 2025): a bank code of eight letters is BI-FAST, of three digits the
 * on-line switch; such transfers are kept under service code 81. References at most 20 characters on RTGS and status.
 */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const bri: BankProfile = changed(standard, {
  id: 'bri',
  prefix: '/snap/v1.0',
  paths: {
    '14': '/snap/v1.1/bank-statement',
    '15': '/intrabank/snap/v2.0/account-inquiry-internal',
    '16': '/interbank/snap/v2.0/account-inquiry-external',
    '17': '/intrabank/snap/v2.0/transfer-intrabank',
    '18': '/interbank/snap/v2.0/transfer-interbank',
    '22': '/rtgs/snap/v2.0/transfer-rtgs',
    '23': '/snap/v1.0/transfer-sknbi',
  },
  timestamp: 'ms+07:00',
  externalId: { default: 36, '11': 9, '14': 9, '26': 9, '27': 9, '30': 9, '31': 9, '32': 9, '33': 9 },
  bankCode: { ONLINE: '3digit', BIFAST: 'bic', SKN: 'bic', RTGS: 'bic' },
  bifastBy: 'bankCode',
  serviceCodeAliases: { '18': ['81'] },
  mandatory: { '22': ['senderCustomerType'] },
  reference: { default: 64, '17': 20, '18': 20, '22': 20, '23': 20, '36': 20 },
  balanceDelayMinutes: 15,
  statement: { maxDays: 31, wholeDays: false },
  callbackSignature: 'hmac',
  cutOff: { '22': '15:30', '23': '15:00' },
});

/** Interbank v1.0, still in older contracts: on-line switch only, and an older name of one field. */
export const briInterbankV1: BankProfile = changed(bri, {
  id: 'bri-interbank-v1',
  paths: {
    '16': '/interbank/snap/v1.0/account-inquiry-external',
    '18': '/interbank/snap/v1.0/transfer-interbank',
  },
  channels: ['INTRABANK', 'ONLINE', 'SKN', 'RTGS'],
  rename: { '18': { beneficiaryAccountNo: 'beneficiaryAccountCode' } },
});
