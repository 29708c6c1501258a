/**
 * BCA, after its developer pages: own rule for the signed address, the reference of the name check reused in the transfer, the
 * clearing told by transferType, status by the X-EXTERNAL-ID of the order, channel ids per product. Its notices 75 and 76 tell of
 * rejections only.
 */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const bca: BankProfile = changed(standard, {
  id: 'bca',
  prefix: '/openapi/v1.0',
  paths: {
    '16': '/openapi/v2.0/account-inquiry-external',
    '18': '/openapi/v2.0/transfer-interbank',
  },
  partnerId: { default: 'partnerId', qr: 'merchantId' },
  urlCanonicalisation: 'bca',
  externalId: { default: 32 },
  externalIdFollowsReference: true,
  channelId: { transfer: '95051', va: '95231', qr: '95251', card: '95221' },
  bankCode: { ONLINE: 'bic', BIFAST: 'bic', SKN: 'bic', RTGS: 'bic' },
  bifastBy: 'transferType',
  mandatory: {
    '16': ['additionalInfo.inquiryService', 'additionalInfo.sourceAccountNo', 'additionalInfo.amount'],
    '22': ['beneficiaryAddress'],
    '23': ['beneficiaryAddress'],
  },
  // Two lines of 18 on the statement.
  remark: { length: 36, charset: 'alphanumeric' },
  inquiryReferenceReused: true,
  statement: { maxDays: 31, wholeDays: true },
  qr: { contentOption: 'C', minValidMinutes: 5, maxValidMinutes: 120 },
  callbackSignature: 'hmac',
});
