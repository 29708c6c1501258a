/** Bank Mandiri, after integrators' code: versions 2.0 and 2.1 mixed, and fields of sender and payee in additionalInfo. */
import { standard } from './default.ts';
import { type BankProfile, changed } from './profile.ts';

export const mandiri: BankProfile = changed(standard, {
  id: 'mandiri',
  prefix: '/openapi/transactions/v2.1',
  tokenPath: '/openapi/auth/v2.0/access-token/b2b',
  paths: {
    '11': '/openapi/customers/v2.1/balance-inquiry',
    '15': '/openapi/customers/v2.0/account-inquiry-internal',
    '16': '/openapi/customers/v2.1/account-inquiry-external',
    '17': '/openapi/transactions/v2.0/transfer-intrabank',
    '23': '/openapi/transactions/v2.0/transfer-skn',
    '27': '/openapi/transaction/v1.0/transfer-va/create-va',
  },
  externalId: { default: 19 },
  mandatory: {
    '17': [
      'additionalInfo.senderAccountNo',
      'additionalInfo.senderName',
      'additionalInfo.beneficiaryAccountName',
      'additionalInfo.beneficiaryCustomerType',
    ],
  },
  additionalInfo: { '17': { senderCountry: 'ID', senderCustomerType: '3' } },
});
